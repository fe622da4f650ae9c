"""Flags with emblems: where their drawings are looked for, and what is done with them."""

from pathlib import Path

import numpy as np
import pytest

from hueandcry import InputError
from hueandcry.effects import compile_effect, parse_effect
from hueandcry.effects.flags import draw_flag, find_flag, installed

HALVES = """<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">
<path fill="#00ff00" d="M0 0h600v200H0z"/><circle cx="300" cy="200" r="100" fill="#ffffff"/></svg>"""


@pytest.fixture(autouse=True)
def no_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no set be found that this machine may have."""
    monkeypatch.setattr(installed, "FOLDERS", ())
    monkeypatch.delenv("HUE_FLAGS_DIR", raising=False)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that HUE_FLAGS_DIR names."""
    monkeypatch.setenv("HUE_FLAGS_DIR", str(tmp_path))
    return tmp_path


def test_without_a_set_one_sentence_says_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        find_flag("SA")
    assert caught.value.message == "There is no drawing of the flag SA here."
    assert "iso-flags-svg" in caught.value.hint
    assert "flag-icons" in caught.value.hint
    assert "HUE_FLAGS_DIR" in caught.value.hint


@pytest.mark.parametrize("name", ["SA.svg", "sa.svg"])
def test_the_organisers_own_folder_is_enough(own: Path, name: str) -> None:
    (own / name).write_text(HALVES, encoding="utf-8")
    flag = find_flag("sa")
    assert flag.as_table() == {"code": "SA"}
    assert find_flag("SA") == flag


def test_a_drawing_covers_the_square_evenly_and_undistorted_on_white_cloth(own: Path) -> None:
    (own / "SA.svg").write_text(HALVES, encoding="utf-8")
    picture = draw_flag(find_flag("SA"), 200)
    assert picture[10, 10].tolist() == [0, 1, 0]
    assert picture[190, 10].tolist() == [1, 1, 1]
    white = picture[:100, :, 0] == 1
    assert int(white[99].sum()) == pytest.approx(100, abs=2)
    assert int(white[:, 100].sum()) == pytest.approx(50, abs=2)


def test_a_drawing_is_turned_as_a_whole_and_fills_the_square(own: Path) -> None:
    (own / "SA.svg").write_text(HALVES, encoding="utf-8")
    upside_down = draw_flag(find_flag("SA"), 100, 180)
    assert np.abs(upside_down - draw_flag(find_flag("SA"), 100)[::-1, ::-1]).mean() < 0.001
    assert draw_flag(find_flag("SA"), 100, 45)[0, 50].tolist() == [0, 1, 0]


def test_a_changed_drawing_is_another_compiled_effect(own: Path) -> None:
    compiled = set()
    for colour in ("#00ff00", "#00fe00"):
        (own / "SA.svg").write_text(HALVES.replace("#00ff00", colour), encoding="utf-8")
        compiled.add(compile_effect(parse_effect([{"kind": "flag", "code": "SA"}]), 64).sha256)
    assert len(compiled) == 2


def test_a_campaign_with_an_emblem_flag_says_where_it_cannot_be_drawn() -> None:
    with pytest.raises(InputError, match=r"Layer 1 \(flag\), There is no drawing of the flag SA here\."):
        parse_effect([{"kind": "flag", "code": "SA"}])


def test_the_organisers_own_folder_is_trusted_most(
    own: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("set")
    monkeypatch.setattr(installed, "FOLDERS", (str(folder),))
    (folder / "sa.svg").write_text(HALVES, encoding="utf-8")
    of_the_set = find_flag("SA")
    (own / "SA.svg").write_text(HALVES.replace("#00ff00", "#0000ff"), encoding="utf-8")
    assert find_flag("SA") != of_the_set


def test_only_the_organisers_own_folder_may_have_codes_that_are_no_countrys(
    own: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("set")
    monkeypatch.setattr(installed, "FOLDERS", (str(folder),))
    (folder / "zz.svg").write_text(HALVES, encoding="utf-8")
    with pytest.raises(InputError, match="There is no flag 'ZZ'"):
        find_flag("ZZ")
    (own / "ZZ.svg").write_text(HALVES, encoding="utf-8")
    assert find_flag("ZZ").as_table() == {"code": "ZZ"}


def test_our_own_drawing_comes_before_any_set(own: Path) -> None:
    (own / "FR.svg").write_text(HALVES, encoding="utf-8")
    assert find_flag("FR").drawing == ""


@pytest.mark.parametrize(
    ("svg", "says"),
    [
        (HALVES.replace("</svg>", "<text>x</text></svg>"), "contains the element <text>"),
        (HALVES.replace(' width="600" height="400"', ""), "has no size"),
        (HALVES.replace("600", "0"), "has no size"),
        ("no drawing", "cannot be read"),
    ],
)
def test_a_drawing_that_cannot_be_used_is_refused_by_its_name(own: Path, svg: str, says: str) -> None:
    (own / "SA.svg").write_text(svg, encoding="utf-8")
    with pytest.raises(InputError, match=rf"SA\.svg {says}"):
        find_flag("SA")
