"""Distances, contrasts and simulations against published values."""

import numpy as np
import pytest

from hueandcry.campaigns.colour_vision import SIMULATIONS, contrast, distance, lab, simulate

WHITE, BLACK, RED, GREEN = (np.array(each, float) for each in ((1, 1, 1), (0, 0, 0), (1, 0, 0), (0, 0.5, 0)))


def test_lab_of_the_primaries_is_the_published_one() -> None:
    assert lab(WHITE) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(BLACK) == pytest.approx([0, 0, 0], abs=0.02)
    assert lab(RED) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


def test_black_is_a_hundred_from_white() -> None:
    assert float(distance(WHITE, BLACK)) == pytest.approx(100, abs=0.05)


def test_contrast_is_the_ratio_of_the_guidelines() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    # #767676 is the lightest grey that passes 4.5:1 on white.
    assert contrast(np.full(3, 0x76 / 255), WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("kind", SIMULATIONS)
def test_greys_stay_greys_to_every_eye(kind: str) -> None:
    grey = np.full(3, 0.5)
    assert simulate(grey, kind) == pytest.approx(grey, abs=0.005)


def test_red_and_green_grow_together_without_the_cones_for_them() -> None:
    plain = float(distance(RED, GREEN))
    assert float(distance(simulate(RED, "deuteranopia"), simulate(GREEN, "deuteranopia"))) < plain / 2
    assert float(distance(simulate(RED, "tritanopia"), simulate(GREEN, "tritanopia"))) > plain / 2
