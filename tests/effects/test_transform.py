"""Colour layers as affine maps and as integers."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.effects import compile_effect, named_effect, parse_effect
from hueandcry.effects.colours import LUMINANCE
from hueandcry.effects.transform import ONE, compose, to_integers
from hueandcry.pictures import apply_effect

RED = {"kind": "tint", "colour": "#c8102e"}


def turned(tables: list[dict[str, object]], *pixels: tuple[int, int, int]) -> list[list[int]]:
    """Return pixels after an effect."""
    effect = compile_effect(parse_effect(tables), 16)
    picture = np.zeros((16, 16, 3), np.uint8)
    picture[0, : len(pixels)] = pixels
    result: list[list[int]] = apply_effect(picture, effect)[0, : len(pixels)].tolist()
    return result


def test_a_tint_of_strength_zero_changes_nothing() -> None:
    assert turned([{**RED, "strength": 0}], (1, 2, 3), (250, 128, 7)) == [[1, 2, 3], [250, 128, 7]]


def test_a_full_tint_turns_mid_grey_into_the_colour_itself() -> None:
    assert turned([{**RED, "strength": 1}], (128, 128, 128)) == [[0xC8, 0x10, 0x2E]]


def test_a_tint_keeps_light_above_dark() -> None:
    greys = [(level, level, level) for level in range(0, 256, 51)]
    luminances = [float(np.array(each) @ LUMINANCE) for each in turned([{**RED, "strength": 0.8}], *greys)]
    assert luminances == sorted(luminances)
    assert luminances[-1] - luminances[0] > 100


def test_a_red_tint_turns_white_red_and_not_pink() -> None:
    [[red, green, blue]] = turned([{**RED, "strength": 0.8}], (255, 255, 255))
    assert red == 255
    assert max(green, blue) < 170


def test_a_duotone_runs_straight_from_dark_to_light() -> None:
    tables: list[dict[str, object]] = [{"kind": "duotone", "dark": "#102030", "light": "#f0e0d0"}]
    black, middle, white = turned(tables, (0, 0, 0), (128, 128, 128), (255, 255, 255))
    assert black == [0x10, 0x20, 0x30]
    assert white == [0xF0, 0xE0, 0xD0]
    assert middle == pytest.approx([128.4, 128.4, 128.3], abs=1)


def test_greyscale_gives_the_rec_601_luminance() -> None:
    pure = turned([{"kind": "greyscale"}], (255, 0, 0), (0, 255, 0), (0, 0, 255))
    assert pure == [[76] * 3, [150] * 3, [29] * 3]


def test_a_solid_shows_nothing_of_the_photo() -> None:
    square = turned([{"kind": "solid", "colour": "#c8102e"}], (0, 0, 0), (255, 255, 255))
    assert square == [[0xC8, 0x10, 0x2E]] * 2


@pytest.mark.parametrize("name", ["red-duotone", "grey", "red-square"])
def test_what_depends_on_luminance_alone_is_stored_so_that_one_row_is_enough(name: str) -> None:
    colour = compile_effect(named_effect(name), 16).colour
    assert colour.is_luminance_only
    assert colour.matrix[:, :3].sum(axis=1).tolist() == [ONE, ONE, ONE]


def test_a_tint_is_not_luminance_only() -> None:
    assert not compile_effect(named_effect("red"), 16).colour.is_luminance_only


strengths = st.floats(0, 1)
levels = st.integers(0, 255)


@given(strengths, strengths, st.tuples(levels, levels, levels))
def test_integers_stay_within_one_of_the_exact_map(
    first: float, second: float, pixel: tuple[int, int, int]
) -> None:
    layers = parse_effect(
        [{**RED, "strength": first}, {"kind": "duotone", "dark": "#003", "light": "#ffe", "strength": second}]
    ).layers
    exact = compose(list(layers)) @ np.array([*pixel, 1.0])
    colour = to_integers(compose(list(layers)))
    stored = apply_integers(colour.matrix, colour.tables, pixel)
    assert np.abs(np.clip(exact, 0, 255) - stored).max() <= 1.01


def apply_integers(
    matrix: npt.NDArray[np.int32], tables: npt.NDArray[np.uint8], pixel: tuple[int, int, int]
) -> npt.NDArray[np.int64]:
    """The definition of design §1, written down plainly, pixel by pixel."""
    out = []
    for row, table in zip(matrix.tolist(), tables, strict=True):
        level = (sum(m * p for m, p in zip(row, (*pixel, 1), strict=True)) + ONE // 2) >> 16
        out.append(int(table[min(255, max(0, level))]))
    return np.array(out)


@given(st.tuples(levels, levels, levels), strengths)
def test_the_fast_code_is_the_plain_definition(pixel: tuple[int, int, int], strength: float) -> None:
    tables: list[dict[str, object]] = [{**RED, "strength": strength}]
    colour = compile_effect(parse_effect(tables), 16).colour
    assert turned(tables, pixel) == [apply_integers(colour.matrix, colour.tables, pixel).tolist()]
