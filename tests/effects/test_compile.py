"""Compiling: one transform, one overlay, one name."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import UsageError
from hueandcry.effects import canonical_json, compile_effect, named_effect, parse_effect
from tests.making import frame_png

EVERY_NAME = ["red", "red-duotone", "red-square", "grey", "flag:FR", "flag:de"]


@pytest.mark.parametrize("name", EVERY_NAME)
def test_compiling_twice_gives_the_same_hash(name: str) -> None:
    assert compile_effect(named_effect(name)).sha256 == compile_effect(named_effect(name)).sha256


def test_different_effects_have_different_hashes() -> None:
    assert len({compile_effect(named_effect(name)).sha256 for name in EVERY_NAME}) == len(EVERY_NAME)


def test_the_document_survives_json() -> None:
    document = compile_effect(named_effect("flag:FR")).document
    assert canonical_json(json.loads(canonical_json(document))) == canonical_json(document)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-360, 360))
def test_an_overlay_is_premultiplied_so_no_colour_is_more_than_its_alpha(
    opacity: float, frame_opacity: float, angle: float
) -> None:
    effect = parse_effect(
        [
            {"kind": "flag", "code": "FR", "opacity": opacity, "angle": angle},
            {"kind": "frame", "image": "f.png", "opacity": frame_opacity},
        ],
        {"f.png": frame_png(400)},
    )
    overlay = compile_effect(effect, 48).overlay
    assert overlay is not None
    assert overlay.shape == (48, 48, 4)
    assert (overlay[..., :3] <= overlay[..., 3:]).all()


def test_a_later_layer_lies_on_top() -> None:
    assets = {"f.png": frame_png(400)}
    flag: dict[str, object] = {"kind": "flag", "code": "FR", "opacity": 1.0}
    frame: dict[str, object] = {"kind": "frame", "image": "f.png"}
    overlay = compile_effect(parse_effect([flag, frame], assets), 400).overlay
    assert overlay is not None
    edge, middle = overlay[5, 5], overlay[200, 200]
    assert edge[3] == 255
    assert abs(int(edge[1]) - round(120 * 200 / 255)) <= 1  # the frame's green over the flag's blue
    assert middle.tolist() == [255, 255, 255, 255]  # the flag's white shows through the frame's hole


OVERLAYS: list[dict[str, object]] = [
    {"kind": "ring", "colour": "#c8102e"},
    {"kind": "ribbon", "code": "FR"},
    {"kind": "badge", "code": "UA"},
    {"kind": "text", "text": "#Red", "font": "DejaVu Sans"},
]


@pytest.mark.parametrize("size_px", [16, 48, 1080])
@pytest.mark.parametrize("table", OVERLAYS, ids=lambda table: table["kind"])
def test_every_overlay_is_premultiplied_and_the_same_each_time(
    table: dict[str, object], size_px: int
) -> None:
    overlay, again = (compile_effect(parse_effect([table]), size_px).overlay for _ in range(2))
    assert overlay is not None
    assert again is not None
    assert overlay.shape == (size_px, size_px, 4)
    assert (overlay[..., :3] <= overlay[..., 3:]).all()
    assert overlay[..., 3].any()
    assert (overlay == again).all()


@pytest.mark.parametrize("table", OVERLAYS, ids=lambda table: table["kind"])
def test_opacity_is_the_share_of_the_layer_that_is_laid_on(table: dict[str, object]) -> None:
    whole, half = (
        compile_effect(parse_effect([table | {"opacity": opacity}]), 200).overlay for opacity in (1.0, 0.5)
    )
    assert whole is not None
    assert half is not None
    assert np.abs(whole / 2 - half).max() <= 1


@pytest.mark.parametrize("size_px", [0, 15, 4097, -1])
def test_a_size_out_of_range_is_wrong_use(size_px: int) -> None:
    with pytest.raises(UsageError, match="pixels wide"):
        compile_effect(named_effect("red"), size_px)


def test_an_unknown_name_is_wrong_use_and_says_what_there_is() -> None:
    with pytest.raises(UsageError, match="red-duotone"):
        named_effect("blue")


def test_matrices_leave_room_in_32_bits() -> None:
    for name in EVERY_NAME:
        matrix = compile_effect(named_effect(name), 16).colour.matrix.astype(np.int64)
        worst = np.abs(matrix[:, :3]).sum(axis=1) * 255 + np.abs(matrix[:, 3]) + (1 << 15)
        assert worst.max() < 2**31
