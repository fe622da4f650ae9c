"""Preflight's figures: a number and a sentence each, a warning where supporters would be disappointed."""

import pytest

from hueandcry.campaigns import Finding
from hueandcry.campaigns.legibility import check_looks
from hueandcry.campaigns.model import Variant
from hueandcry.effects import parse_effect


def looks(*layers: dict[str, object]) -> dict[str, Finding]:
    """Return the findings about an effect by what they measure."""
    return {each.measure: each for each in check_looks(Variant("it", parse_effect(layers)))}


def text(**keys: object) -> dict[str, object]:
    """Return a text layer."""
    return {"kind": "text", "text": "#AleppoIsBurning", **keys}


def test_the_red_of_the_demo_has_four_good_figures() -> None:
    found = looks({"kind": "tint", "colour": "#c8102e"})
    assert list(found) == ["seen_at_32_px", "seen_by_colour_blind", "face_contrast_kept", "face_covered"]
    assert {each.level for each in found.values()} == {"figure"}
    assert found["face_covered"].figure == 0
    assert all(each.sentence.startswith("Variant 'it': ") for each in found.values())


def test_an_effect_that_nobody_sees_is_a_warning() -> None:
    warning = looks({"kind": "tint", "colour": "#c8102e", "strength": 0.03})["seen_at_32_px"]
    assert warning.level == "warning"
    assert warning.figure is not None
    assert warning.figure < 10
    assert "make it stronger" in warning.sentence


def test_a_face_that_is_painted_over_is_a_warning() -> None:
    found = looks({"kind": "flag", "code": "FR", "opacity": 0.9})
    assert found["face_covered"].figure == pytest.approx(0.9, abs=0.01)
    assert found["face_covered"].level == found["face_contrast_kept"].level == "warning"


def test_a_ring_leaves_the_face_alone() -> None:
    found = looks({"kind": "ring", "colour": "#c8102e"})
    assert found["face_covered"].figure == pytest.approx(0, abs=0.02)
    assert found["face_contrast_kept"].figure == pytest.approx(1, abs=0.1)


def test_a_plain_square_has_no_face_to_measure() -> None:
    assert list(looks({"kind": "solid", "colour": "#c8102e"})) == ["seen_at_32_px", "seen_by_colour_blind"]


def test_text_is_measured_in_size_circle_and_contrast() -> None:
    found = looks(text(background="#000000"))
    assert found["text_readable_from_px"].figure == pytest.approx(7 / 0.09, abs=0.01)
    assert found["text_outside_circle"].figure == pytest.approx(0, abs=0.005)
    assert found["text_contrast"].figure == pytest.approx(21, abs=0.1)


def test_small_letters_are_a_warning() -> None:
    assert looks(text(size=0.04))["text_readable_from_px"].level == "warning"


def test_letters_in_the_colour_of_what_is_behind_them_are_a_warning() -> None:
    pale = looks(text(colour="#eeeeee", background="#ffffff"))["text_contrast"]
    assert pale.level == "warning"
    assert "3:1" in pale.sentence


def test_red_on_black_fails_for_people_without_red_cones() -> None:
    found = looks(text(colour="#c80000", background="#000000"))["text_contrast"]
    assert "protanopia" in found.sentence
    assert found.level == "warning"


def test_text_without_background_is_measured_on_what_lies_below() -> None:
    on_red = looks({"kind": "solid", "colour": "#c8102e"}, text())["text_contrast"].figure
    on_white = looks({"kind": "solid", "colour": "#ffffff"}, text())["text_contrast"].figure
    assert on_red is not None
    assert on_white is not None
    assert on_red > 4
    assert on_white == pytest.approx(1, abs=0.05)
