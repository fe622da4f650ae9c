"""Ribbons: across their corner, inside the circle, flags lengthwise."""

import math

import numpy as np
import pytest

from hueandcry.effects.ribbon import CORNERS, REACH, Corner
from tests.effects.overlays import colour_at, distances, drawn

SIZE = 0.12


def on_the_way_to(corner: Corner, distance: float) -> tuple[float, float]:
    """Return the place at some distance from the middle toward a corner, in shares of the side."""
    across, down = CORNERS[corner]
    return across * distance / math.sqrt(2), down * distance / math.sqrt(2)


@pytest.mark.parametrize("corner", CORNERS)
def test_a_ribbon_lies_across_its_corner_and_nowhere_else(corner: Corner) -> None:
    ribbon = drawn({"kind": "ribbon", "colour": "#c8102e", "corner": corner})
    assert colour_at(ribbon, *on_the_way_to(corner, REACH - SIZE / 2)) == [200, 16, 46, 255]
    assert colour_at(ribbon, *on_the_way_to(corner, REACH + 0.02))[3] == 0
    assert colour_at(ribbon, *on_the_way_to(corner, REACH - SIZE - 0.02))[3] == 0
    for other in set(CORNERS) - {corner}:
        assert colour_at(ribbon, *on_the_way_to(other, REACH - SIZE / 2))[3] == 0


@pytest.mark.parametrize("size", [0.04, 0.12, 0.25])
def test_most_of_a_ribbon_is_seen_inside_the_circle(size: float) -> None:
    alpha = drawn({"kind": "ribbon", "colour": "#fff", "size": size})[..., 3]
    assert alpha[distances(400) < 0.5].sum() > 0.8 * alpha.sum()


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("vertical", [True, False])
def test_a_flags_bands_run_along_the_ribbon_the_first_on_top(corner: Corner, vertical: bool) -> None:  # noqa: FBT001
    bands = ["#0000ff", "#ffffff", "#ff0000"]
    ribbon = drawn({"kind": "ribbon", "bands": bands, "vertical": vertical, "corner": corner})
    ways = [REACH - SIZE * share for share in (5 / 6, 1 / 2, 1 / 6)]
    seen = [colour_at(ribbon, *on_the_way_to(corner, way))[:3] for way in ways]
    downwards = seen if corner.startswith("bottom") else seen[::-1]
    assert downwards == [[0, 0, 255], [255, 255, 255], [255, 0, 0]]


def test_a_flag_fills_the_ribbon_to_its_edges() -> None:
    plain = drawn({"kind": "ribbon", "colour": "#ffffff"})
    flag = drawn({"kind": "ribbon", "bands": ["#ffffff"]})
    assert np.abs(flag - plain).max() < 0.01
