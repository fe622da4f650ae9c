"""The layer language: what may be written, and what each mistake is called."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects import files_named_by, parse_effect
from hueandcry.effects.layers import KINDS
from tests.making import frame_png

GOOD: dict[str, dict[str, object]] = {
    "solid": {"colour": "#c8102e"},
    "tint": {"colour": "#c8102e", "strength": 0.65},
    "duotone": {"dark": "#000", "light": "#fff", "strength": 1},
    "greyscale": {"strength": 0.5},
    "flag": {"code": "FR", "opacity": 0.5, "angle": 15},
    "frame": {"image": "frame.png"},
    "ring": {"colour": "#c8102e", "width": 0.1},
    "ribbon": {"code": "FR", "corner": "top-left", "size": 0.1},
    "badge": {"image": "frame.png", "corner": "top-right", "opacity": 0.5},
    "text": {"text": "#Red", "place": "top", "background": "#000", "font": "DejaVu Sans", "size": 0.05},
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
        ({"kind": "frame"}, ["Layer 1 (frame)", "image"]),
        ({"kind": "frame", "image": "frame.png", "hole": 1}, ["frame", "'hole'", "image, opacity"]),
        (layer("flag", flag="FR"), ["'flag'", "code, bands, vertical, weights, opacity, angle"]),
        (layer("ring", width=0.3), ["Layer 1 (ring), width", "0.3", "0.02 and 0.25"]),
        ({"kind": "ring"}, ["Layer 1 (ring)", "colour", "code"]),
        (layer("ring", colour="red"), ["Layer 1 (ring), colour", "'red'"]),
        (layer("ring", code="FR"), ["Layer 1 (ring), code", "not both"]),
        (layer("ring", image="frame.png"), ["ring", "'image'"]),
        ({"kind": "ribbon", "code": "ZZ"}, ["Layer 1 (ribbon)", "ZZ"]),
        (layer("ribbon", corner="left"), ["ribbon", "corner", "'left'", "bottom-right"]),
        ({"kind": "text"}, ["Layer 1 (text)", "'text'"]),
        (layer("text", shape="wave"), ["text", "shape", "'wave'", "arc, band"]),
        (layer("text", place="middle"), ["Layer 1 (text), place", "arc", "top or bottom"]),
        (layer("text", font="Mine.TTF"), ["text", "font", "Mine.TTF"]),
        (layer("text", font=7), ["text", "font", "7"]),
        (layer("text", size=0.5), ["text", "size", "0.5"]),
        (layer("text", background="black"), ["text", "background", "'black'"]),
    ],
)
def test_a_mistake_is_refused_with_the_offending_key_named(
    table: dict[str, object], names: list[str]
) -> None:
    with pytest.raises(InputError) as refusal:
        parse_effect([table], ASSETS)
    for name in names:
        assert name in str(refusal.value)


@pytest.mark.parametrize("kind", ["ring", "ribbon", "badge"])
@pytest.mark.parametrize(
    "fill", [{"colour": "#c8102e"}, {"code": "FR"}, {"bands": ["#000000", "#ffffff"], "vertical": True}]
)
def test_a_shape_is_filled_with_a_colour_or_a_flag(kind: str, fill: dict[str, object]) -> None:
    [layer] = parse_effect([{"kind": kind, **fill}]).layers
    assert layer.as_table().items() >= fill.items()


def test_keys_that_say_nothing_are_not_written() -> None:
    [layer] = parse_effect([{"kind": "text", "text": "#Red"}]).layers
    assert not {"font", "background"} & set(layer.as_table())


def test_the_files_of_a_layer_are_its_image_and_its_font_file_but_no_font_family() -> None:
    table = {"image": "a.svg", "font": "b.OTF", "text": "c.png"}
    assert list(files_named_by(table)) == [("image", "a.svg"), ("font", "b.OTF")]
    assert list(files_named_by({"font": "DejaVu Sans", "image": 7})) == []


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
        st.sampled_from(["colour", "dark", "code", "bands", "weights", "image", "corner", "size", "x"]),
        values,
    ),
    st.sampled_from([*KINDS, "sepia"]) | values,
)
def test_whatever_is_written_parses_or_is_refused_in_words(table: dict[str, object], kind: object) -> None:
    with contextlib.suppress(InputError):
        parse_effect([table | {"kind": kind}], ASSETS)
