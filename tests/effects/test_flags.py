"""Flags: the table of facts and the geometry."""

import tomllib
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects.colours import rgb
from hueandcry.effects.flags import Flag, draw_flag, find_flag, flag_table

FACTS = tomllib.loads(resources.files("hueandcry.effects").joinpath("flags.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", sorted(FACTS))
def test_every_entry_states_its_facts_and_their_source(code: str) -> None:
    entry = FACTS[code]
    assert code.isalpha()
    assert code.isupper()
    assert entry.keys() <= {"name", "proportion", "bands", "colours", "weights", "source", "note"}
    assert entry["bands"] in ("vertical", "horizontal")
    height, width = entry["proportion"]
    assert 1 <= height <= width
    assert len(entry["source"]) > 10
    assert len(entry.get("weights", entry["colours"])) == len(entry["colours"])


def test_a_code_is_found_in_either_case() -> None:
    assert find_flag("fr") is find_flag("FR")


def test_an_unknown_code_is_refused_with_the_codes_there_are() -> None:
    with pytest.raises(InputError, match="AM AT BE"):
        find_flag("ZZ")


@pytest.mark.parametrize("code", sorted(FACTS))
def test_each_band_has_its_share_of_the_square(code: str) -> None:
    flag = flag_table()[code]
    picture = draw_flag(flag, 240)
    line = picture[120] if flag.is_vertical else picture[:, 120]
    edges = np.cumsum((0, *flag.weights)) / sum(flag.weights) * 240
    for colour, start, end in zip(flag.colours, edges, edges[1:], strict=False):
        middle = line[int((start + end) / 2)]
        assert middle * 255 == pytest.approx(rgb(colour), abs=0.01)


def test_upright_bands_meet_on_a_sharp_line() -> None:
    picture = draw_flag(find_flag("FR"), 1080)
    colours = {tuple(row) for row in np.round(picture[0] * 255).astype(int).tolist()}
    assert len(colours) == 3


def test_the_hoist_is_on_the_left_and_the_first_horizontal_band_on_top() -> None:
    assert (draw_flag(find_flag("FR"), 60)[30, 0] * 255).tolist() == rgb(find_flag("FR").colours[0]).tolist()
    assert (draw_flag(find_flag("DE"), 60)[0, 30] * 255).tolist() == rgb(find_flag("DE").colours[0]).tolist()


def test_half_a_turn_swaps_the_ends() -> None:
    flag = find_flag("DE")
    assert draw_flag(flag, 90, 180) == pytest.approx(draw_flag(flag, 90)[::-1], abs=1e-9)


def test_a_quarter_turn_clockwise_lets_the_hoist_come_on_top() -> None:
    assert (draw_flag(find_flag("FR"), 90, 90)[0, 45] * 255).tolist() == pytest.approx(
        rgb(find_flag("FR").colours[0]).tolist(), abs=1e-6
    )


@given(st.floats(-360, 360), st.integers(16, 64))
def test_at_any_angle_the_square_is_filled_with_mixtures_of_the_bands(angle: float, size_px: int) -> None:
    flag = Flag(find_flag("IT").colours, (3, 1, 2), is_vertical=True)
    picture = draw_flag(flag, size_px, angle)
    assert picture.shape == (size_px, size_px, 3)
    assert picture.min() >= -1e-9
    assert picture.max() <= 1 + 1e-9
