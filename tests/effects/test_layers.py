"""The layer language: what may be written, and what each mistake is called."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects import parse_effect
from hueandcry.effects.layers import KINDS
from tests.making import frame_png

GOOD: dict[str, dict[str, object]] = {
    "solid": {"colour": "#c8102e"},
    "tint": {"colour": "#c8102e", "strength": 0.65},
    "duotone": {"dark": "#000", "light": "#fff", "strength": 1},
    "greyscale": {"strength": 0.5},
    "flag": {"code": "FR", "opacity": 0.5, "angle": 15},
    "frame": {"image": "frame.png"},
}
ASSETS = {"frame.png": frame_png(400)}


def layer(kind: str, **changes: object) -> dict[str, object]:
    return {"kind": kind, **GOOD[kind], **changes}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_parses_and_is_written_back_as_it_was_read(kind: str) -> None:
    effect = parse_effect([layer(kind)], ASSETS)
    again = parse_effect([each.as_table() for each in effect.layers], ASSETS)
    assert again == effect


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ({"kind": "sepia"}, ["Layer 1", "sepia", "tint"]),
        ({"colour": "#fff"}, ["Layer 1", "None"]),
        (layer("tint", colour="red"), ["Layer 1 (tint)", "colour", "'red'", "#c8102e"]),
        (layer("tint", strength=1.5), ["tint", "strength", "1.5"]),
        (layer("tint", strength=True), ["tint", "strength", "True"]),
        (layer("tint", strenght=0.5), ["tint", "strenght", "strength"]),
        ({"kind": "tint"}, ["tint", "colour"]),
        (layer("duotone", dark=7), ["duotone", "dark", "7"]),
        (layer("flag", code="XX"), ["flag", "XX", "FR"]),
        (layer("flag", angle=400), ["flag", "angle", "400"]),
        (layer("flag", bands=["#fff"]), ["flag", "code", "bands"]),
        ({"kind": "flag", "bands": []}, ["flag", "bands"]),
        ({"kind": "flag", "bands": ["#fff", "blue"]}, ["flag", "blue"]),
        ({"kind": "flag", "bands": ["#fff", "#000"], "weights": [1]}, ["flag", "weights"]),
        ({"kind": "flag", "bands": ["#fff"], "vertical": "yes"}, ["flag", "vertical"]),
        ({"kind": "frame", "image": "other.png"}, ["frame", "image", "other.png"]),
    ],
)
def test_a_mistake_is_refused_with_the_offending_key_named(
    table: dict[str, object], names: list[str]
) -> None:
    with pytest.raises(InputError) as refusal:
        parse_effect([table], ASSETS)
    for name in names:
        assert name in str(refusal.value)


def test_an_effect_without_layers_is_refused() -> None:
    with pytest.raises(InputError, match="no layer"):
        parse_effect([])


def test_a_colour_layer_above_an_overlay_cannot_compile_and_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"Layer 2 \(greyscale\) stands above the flag"):
        parse_effect([layer("flag"), layer("greyscale")])


def test_a_solid_above_other_layers_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"Layer 2 \(solid\) hides"):
        parse_effect([layer("tint"), layer("solid")])


def test_only_a_solid_needs_no_photo() -> None:
    assert not parse_effect([layer("solid"), layer("flag")]).needs_photo
    assert parse_effect([layer("tint"), layer("flag")]).needs_photo


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(max_size=3))


@given(
    st.dictionaries(
        st.sampled_from(["kind", "colour", "dark", "code", "bands", "weights", "image", "x"]), values
    )
)
def test_whatever_is_written_parses_or_is_refused_in_words(table: dict[str, object]) -> None:
    with contextlib.suppress(InputError):
        parse_effect([table], ASSETS)
