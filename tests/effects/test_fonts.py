"""Fonts: found, preferred in one order, brought by a campaign, and refused in words."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects import parse_effect
from hueandcry.effects.text import fonts
from hueandcry.effects.text.fonts import FontFile, find_typefaces, in_order, open_font, scan
from hueandcry.effects.text.outline import trace
from hueandcry.effects.text.path import Ink
from hueandcry.effects.text.shaping import shape_line
from tests.effects.fonts import as_bytes, box_font, dejavu, font_bytes, put_fonts
from tests.effects.overlays import drawn

LATIN = font_bytes("DejaVuSerif-Bold.ttf")


def test_the_machines_fonts_come_in_one_order_plain_and_bold_first() -> None:
    found = [each.names[-1] for each in find_typefaces(None)]
    assert found.index("DejaVu Sans Bold") < found.index("DejaVu Sans")
    assert found.index("DejaVu Sans") < found.index("DejaVu Sans Bold Oblique")
    assert found.index("DejaVu Sans Oblique") < found.index("DejaVu Serif Bold")
    again = [each.names[-1] for each in sorted(scan(fonts.font_folders()), key=in_order)]
    assert again == found


@pytest.mark.parametrize("name", ["DejaVu Serif", "dejavu serif", "DejaVu Serif Bold"])
def test_a_font_is_found_by_its_familys_or_its_own_name(name: str) -> None:
    assert "DejaVu Serif Bold" in find_typefaces(name)[0].names


def test_a_font_that_is_not_here_is_named() -> None:
    with pytest.raises(InputError, match=r"no font called 'Comic Serif' on this machine"):
        find_typefaces("Comic Serif")


def test_a_machine_without_any_font_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "system_typefaces", lambda: ())
    with pytest.raises(InputError, match=r"There is no font on this machine") as refusal:
        drawn({"kind": "text", "text": "#Red"})
    assert "fonts-dejavu-core" in refusal.value.hint
    brought: dict[str, object] = {"kind": "text", "text": "Red", "font": "My.ttf"}
    assert drawn(brought, assets={"My.ttf": LATIN})[..., 3].max() == 1


def test_a_folder_may_hold_anything(tmp_path: Path) -> None:
    put_fonts(tmp_path, good=as_bytes(box_font()), rubbish=b"rubbish", empty=b"", cut=LATIN[:5000])
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "good.txt").write_bytes(as_bytes(box_font("Text")))
    (tmp_path / "lost.otf").symlink_to(tmp_path / "nowhere")
    assert [each.names[0] for each in scan([tmp_path, tmp_path / "none"]) if each.letters] == ["Boxes"]


def test_every_font_of_a_collection_is_found(tmp_path: Path) -> None:
    (tmp_path / "two.ttc").write_bytes(as_bytes(box_font("One"), box_font("Two")))
    assert sorted(each.names[0] for each in scan([tmp_path])) == ["One", "Two"]


def test_placeholder_fonts_are_left_out(tmp_path: Path) -> None:
    put_fonts(tmp_path, last=as_bytes(box_font("LastResort")))
    assert list(scan([tmp_path])) == []


def test_a_variable_font_is_set_bold() -> None:
    file = FontFile("Vary.ttf", as_bytes(box_font(has_weights=True)))
    ink = Ink.around(trace(shape_line("A", [open_font(file)])))
    assert ink.width == pytest.approx(0.5 + 0.5 * (700 - 400) / (900 - 400), abs=0.01)


def test_a_campaigns_own_font_is_used_and_the_machines_help_out() -> None:
    typefaces = find_typefaces(FontFile("My.ttf", LATIN))
    names = [glyph.typeface.names[0] for glyph in shape_line("حلب #Red", [typefaces[0], *dejavu()])]
    assert names == ["DejaVu Serif"] * 4 + ["DejaVu Sans"] * 4


def test_the_letters_of_a_word_share_a_font_and_signs_that_it_lacks_come_from_the_next() -> None:
    only_a = open_font(FontFile("My.ttf", as_bytes(box_font())))
    names = [glyph.typeface.names[0] for glyph in shape_line("#AA 1", [only_a, *dejavu()])]
    assert names == ["DejaVu Sans", "Boxes", "Boxes", "DejaVu Sans", "DejaVu Sans"]
    names = [glyph.typeface.names[0] for glyph in shape_line("#AB", [only_a, *dejavu()])]
    assert names == ["DejaVu Sans"] * 3


def test_a_letter_and_its_mark_come_from_one_font() -> None:
    only_a = open_font(FontFile("My.ttf", as_bytes(box_font())))
    names = {glyph.typeface.names[0] for glyph in shape_line("A\u0332", [only_a, *dejavu()])}
    assert names == {"DejaVu Sans"}


def test_a_font_file_is_written_back_as_its_name() -> None:
    [layer] = parse_effect([{"kind": "text", "text": "x", "font": "My.ttf"}], {"My.ttf": LATIN}).layers
    assert layer.as_table()["font"] == "My.ttf"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "My.ttf cannot be read"),
        (b"rubbish", "My.ttf cannot be read"),
        (LATIN[:300], "My.ttf cannot be read"),
        (bytes(20_000_001), "My.ttf is larger than 20 MB"),
    ],
)
def test_a_font_that_is_none_is_refused_by_name(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        drawn({"kind": "text", "text": "x", "font": "My.ttf"}, assets={"My.ttf": content})


def test_a_font_that_draws_nothing_is_refused() -> None:
    font = box_font()
    font["glyf"]["A"] = font["glyf"][".notdef"]
    with pytest.raises(InputError, match="draws nothing"):
        trace(shape_line("A", [open_font(FontFile("My.ttf", as_bytes(font)))]))


@given(st.data())
def test_whatever_a_font_file_holds_it_is_drawn_or_refused_in_words(data: st.DataObject) -> None:
    content = bytearray(LATIN[: data.draw(st.sampled_from([len(LATIN), 50_000, 5_000]))])
    for _ in range(data.draw(st.integers(1, 40))):
        # Half of the changes hit the directory of tables, where they do most.
        content[data.draw(st.integers(0, data.draw(st.sampled_from([300, len(content) - 1]))))] = data.draw(
            st.integers(0, 255)
        )
    try:
        drawn({"kind": "text", "text": "#Red", "font": "My.ttf"}, 64, {"My.ttf": bytes(content)})
    except InputError as error:
        assert error.message.endswith(".")  # noqa: PT017 - most files do still draw


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("دوستے", ["ے", "U+06D2", "ARABIC LETTER YEH BARREE"]),
        ("Red 🧿", ["U+1F9FF", "NAZAR AMULET"]),
        ("红色", ["红", "U+7EA2", "色", "U+8272"]),
    ],
)
def test_letters_that_no_font_has_are_named_with_what_to_install(text: str, names: list[str]) -> None:
    with pytest.raises(InputError) as refusal:
        shape_line(text, dejavu())
    assert [name for name in [*names, "fonts-noto-core", "font ="] if name not in str(refusal.value)] == []
    assert "LATIN" not in str(refusal.value)


def test_a_letter_that_a_font_has_in_parts_is_no_missing_letter() -> None:
    [typeface] = dejavu()
    assert typeface.covers("\u1e69")
    assert typeface.covers("\u200c")
    assert not typeface.covers("\u06d2")
    assert np.array([typeface.covers(each) for each in "#MakeFacebookRed"]).all()
