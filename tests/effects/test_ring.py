"""Rings: just inside the circle, as wide as they were asked to be."""

import numpy as np
import pytest

from tests.effects.overlays import colour_at, distances, drawn

RED = "#c8102e"


@pytest.mark.parametrize("width", [0.02, 0.08, 0.25])
def test_a_ring_covers_all_from_its_width_to_the_circle_and_nothing_within(width: float) -> None:
    alpha = drawn({"kind": "ring", "colour": RED, "width": width})[..., 3]
    away = distances(400)
    hair = 1.5 / 400
    assert alpha[(away > 0.5 - width + hair) & (away < 0.5)].min() == pytest.approx(1)
    assert alpha[away < 0.5 - width - hair].max() == 0
    assert alpha[0, 0] == 0


def test_a_ring_has_its_colour() -> None:
    assert colour_at(drawn({"kind": "ring", "colour": RED}), 0.46, 0) == [200, 16, 46, 255]


def test_a_flag_is_seen_through_its_ring_where_it_would_be() -> None:
    ring = drawn({"kind": "ring", "bands": ["#0000ff", "#ffffff", "#ff0000"], "vertical": True})
    assert colour_at(ring, -0.46, 0) == [0, 0, 255, 255]
    assert colour_at(ring, 0, -0.46) == [255, 255, 255, 255]
    assert colour_at(ring, 0.46, 0) == [255, 0, 0, 255]


def test_opacity_lets_the_photo_through() -> None:
    whole = drawn({"kind": "ring", "colour": RED})
    half = drawn({"kind": "ring", "colour": RED, "opacity": 0.5})
    assert np.allclose(half, whole / 2)
