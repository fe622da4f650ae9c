"""The shapes that flags are made of, and what happens to them when a flag is stretched."""

import math
import re

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.effects.colours import Colour
from hueandcry.effects.flags import Flag, draw_flag
from hueandcry.effects.flags.canvas import Canvas
from hueandcry.effects.flags.charges import Crescent, Disc, HalfDisc, Plus, Star, StarLines, on_circle
from hueandcry.effects.flags.field import Bands, Bar, Cross, Polygon, Teeth
from hueandcry.effects.flags.shape import Shape

BLACK, WHITE = Colour("#000000"), Colour("#ffffff")
SIDE = 300


def shown(shape: Shape, grid: tuple[float, float] = (10, 10)) -> npt.NDArray[np.float64]:
    """Return how much of each pixel of a square a white shape covers."""
    flag = Flag((Bands((BLACK,), (1,), is_vertical=True), shape), grid)
    return draw_flag(flag, SIDE)[..., 0]


def area(shape: Shape, grid: tuple[float, float] = (10, 10)) -> float:
    """Return how much of the square a shape covers, 0…1."""
    return float(shown(shape, grid).mean())


def extent(covered: npt.NDArray[np.float64]) -> tuple[int, int]:
    """Return the width and the height of what is covered, in pixels."""
    rows, columns = np.nonzero(covered > 0.5)
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def test_a_crescent_has_the_area_of_the_disc_less_the_overlap() -> None:
    crescent = Crescent(at=(5, 5), radius=3, inner=(6, 5), inner_radius=2.5, colour=WHITE)
    inside = Disc(at=(6, 5), radius=2.5, colour=BLACK)
    disc = Flag(
        (Bands((BLACK,), (1,), is_vertical=True), Disc(at=(5, 5), radius=3, colour=WHITE), inside), (10, 10)
    )
    # The inner disc's centre is not in the very middle, but on a square flag all scales are one.
    assert area(crescent) == pytest.approx(float(draw_flag(disc, SIDE)[..., 0].mean()), abs=0.001)


@given(st.floats(0, 360), st.floats(1.2, 2.9), st.floats(0.05, 0.95))
def test_a_crescent_opens_toward_its_inner_disc(turn: float, inner_radius: float, share: float) -> None:
    # The inner disc reaches beyond the edge, by more or by less.
    apart = 3 - inner_radius + share * (2 * inner_radius - 0.2)
    inner = on_circle((5, 5), apart, turn)
    covered = shown(Crescent(at=(5, 5), radius=3, inner=inner, inner_radius=inner_radius, colour=WHITE))
    rows, columns = (np.mgrid[:SIDE, :SIDE] + 0.5) / SIDE * 10
    is_in = (np.hypot(columns - 5, rows - 5) < 3) & (
        np.hypot(columns - inner[0], rows - inner[1]) > inner_radius
    )
    assert float(np.abs(covered - is_in).mean()) < 0.004


@pytest.mark.parametrize("points", [5, 7, 12])
def test_a_star_stands_on_its_centre_with_one_point_on_top(points: int) -> None:
    covered = shown(Star(at=(5, 5), radius=4, colour=WHITE, points=points))
    assert covered[int(SIDE * 0.1) + 3, SIDE // 2] > 0.2
    assert float(np.abs(covered - covered[:, ::-1]).mean()) < 0.001


def test_the_regular_star_is_the_pentagram() -> None:
    # Ten triangles from the centre: 5 R r sin 36°, where r / R is one over the golden ratio's square.
    assert area(Star(at=(5, 5), radius=4, colour=WHITE)) == pytest.approx(
        5 * 4 * 4 * 0.381966 * math.sin(math.radians(36)) / 100, abs=0.001
    )


def test_star_lines_leave_the_middle_open_and_pass_through_the_points() -> None:
    for points in (5, 6):
        covered = shown(StarLines(at=(5, 5), radius=4, line=0.4, points=points, colour=WHITE))
        assert covered[SIDE // 2, SIDE // 2] == 0
        assert covered[int(SIDE * 0.1) + 4, SIDE // 2] == 1


def test_half_a_disc_turned_half_round_is_the_other_half() -> None:
    above, below = (shown(HalfDisc(at=(5, 5), radius=3, turn=turn, colour=WHITE)) for turn in (0, 180))
    disc = shown(Disc(at=(5, 5), radius=3, colour=WHITE))
    assert float(np.abs(above + below - disc).mean()) < 0.001
    assert above[SIDE // 2 + 1 :].max() == 0


def test_a_rim_lies_inside_the_radius() -> None:
    rim = shown(Disc(at=(5, 5), radius=3, line=1, colour=WHITE))
    assert extent(rim) == (180, 180)
    assert rim[SIDE // 2, SIDE // 2] == 0
    assert rim[SIDE // 2, int(SIDE * 0.75)] == 1


def test_a_plus_has_equal_arms() -> None:
    covered = shown(Plus(at=(5, 5), radius=3, thickness=2, colour=WHITE))
    assert (covered == covered.T).all()
    assert float(covered.mean()) == pytest.approx((2 * 6 * 2 - 4) / 100, abs=1e-3)


def test_teeth_are_as_many_as_they_should_be() -> None:
    covered = shown(Teeth(base=4, tip=6, height=10, count=5, colour=WHITE))
    column = covered[:, SIDE // 2] > 0.5
    assert int(np.count_nonzero(np.diff(column.astype(int)) == 1)) == 5


def test_a_bent_bar_has_a_pointed_bend() -> None:
    covered = shown(Bar(points=((0, 0), (5, 5), (0, 10)), thickness=1, colour=WHITE))
    assert extent(covered)[0] == pytest.approx((5 + 0.5 * math.sqrt(2)) / 10 * SIDE, abs=2)


def test_the_field_is_stretched_and_a_charge_keeps_its_shape() -> None:
    grid = (10, 20)
    canton = shown(Polygon(((0, 0), (10, 0), (10, 5), (0, 5)), WHITE), grid)
    assert extent(canton) == (150, 150)
    # In the very middle as high as on the flag; elsewhere with its share of the area.
    assert extent(shown(Disc(at=(10, 5), radius=2, colour=WHITE), grid)) == (120, 120)
    aside = Disc(at=(5, 5), radius=2, colour=WHITE)
    assert area(aside, grid) == pytest.approx(math.pi * 4 / 200, abs=0.001)
    width, height = extent(shown(aside, grid))
    assert abs(width - height) <= 1


def test_both_arms_of_a_cross_are_equally_thick_on_any_picture() -> None:
    covered = shown(Cross(at=(6, 5), thickness=2, colour=WHITE), (10, 20))
    assert covered[5].sum() == pytest.approx(covered[:, 5].sum(), abs=0.01)
    assert covered[5].sum() == pytest.approx(SIDE / 5, abs=0.01)


def test_charges_about_one_point_keep_their_distances() -> None:
    square, own = Canvas(20, 10, 100, 100), Canvas(20, 10, 200, 100)
    for canvas, scale in ((own, 10), (square, 10 / math.sqrt(2))):
        first, second = canvas.charge((4, 5), (6, 5)), canvas.charge((8, 4), (6, 5))
        assert math.dist(first, second) == pytest.approx(math.hypot(4, 1) * scale)


def test_shapes_are_written_in_plain_numbers() -> None:
    drawn = Star(at=(1e-9, 5), radius=4, colour=WHITE).draw(Canvas(10, 10, 1000, 1000))
    assert not re.search(r"\de-|nan|inf", drawn)
