"""The way of a photo, from bytes to picture."""

import contextlib
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hueandcry import (
    CompiledEffect,
    Crop,
    InputError,
    Limits,
    UsageError,
    compile_effect,
    named_effect,
    paint,
)
from hueandcry.effects import parse_effect
from hueandcry.pictures import STEPS, run
from tests.jpeg_markers import spoken_segments
from tests.making import face, jpeg, save

PLAIN = parse_effect([{"kind": "tint", "colour": "#000", "strength": 0}])


def test_the_steps_are_a_literal_list_in_the_order_of_the_design() -> None:
    assert [step.__name__ for step in STEPS] == [
        "limit_bytes",
        "sniff",
        "read_header",
        "limit_pixels",
        "plan",
        "decode",
        "find_subject",
        "crop_and_resize",
        "orient",
        "convert_colour",
    ]


MODES = {
    "JPEG": ("RGB", "L", "CMYK", "1"),
    "PNG": ("RGB", "L", "P", "RGBA", "LA", "1"),
    "WEBP": ("RGB", "L", "P", "RGBA", "LA", "CMYK", "1"),
    "GIF": ("RGB", "L", "P", "1"),
    "AVIF": ("RGB", "L", "RGBA"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind in MODES for mode in MODES[kind]])
def test_every_format_and_mode_becomes_an_srgb_square(kind: str, mode: str) -> None:
    photo = save(face(300, 200).convert(mode), kind)
    picture = paint(photo, PLAIN, size_px=64, crop="centre")
    assert picture.pixels.shape == (64, 64, 3)
    assert picture.pixels.dtype == np.uint8
    expected = np.asarray(face(300, 200).convert(mode if mode in ("1", "L", "LA") else "RGB").convert("RGB"))
    assert abs(float(picture.pixels.mean()) - float(expected[:, 50:250].mean())) < 8


@pytest.mark.parametrize("size_px", [16, 48, 400, 1080])
def test_the_picture_has_the_size_that_was_asked_for(size_px: int) -> None:
    picture = paint(jpeg(face(700, 500)), "red", size_px=size_px)
    with Image.open(io.BytesIO(picture.jpeg())) as written:
        assert written.size == (size_px, size_px)
        assert written.mode == "RGB"


def test_a_tiny_photo_is_enlarged() -> None:
    assert paint(save(Image.new("RGB", (1, 1), "red"), "PNG"), PLAIN, size_px=64).pixels[9, 9].tolist() == [
        255,
        0,
        0,
    ]


def test_the_middle_of_a_wide_photo_is_kept() -> None:
    photo = Image.new("RGB", (300, 100), "red")
    photo.paste((0, 255, 0), (100, 0, 200, 100))
    picture = paint(save(photo, "PNG"), PLAIN, size_px=50, crop="centre").pixels
    assert picture[25, 25].tolist() == [0, 255, 0]
    assert picture[25, 2].tolist()[1] > 200


def test_a_crop_is_taken_from_the_upright_photo_at_full_size() -> None:
    photo = Image.new("RGB", (2400, 1600), "blue")
    photo.paste((255, 255, 0), (1500, 200, 1900, 600))
    picture = paint(save(photo, "JPEG", quality=95), PLAIN, size_px=100, crop=Crop(1500, 200, 400)).pixels
    assert np.abs(picture[5:95, 5:95].astype(int) - [255, 255, 0]).max() < 12


@pytest.mark.parametrize("crop", [Crop(-1, 0, 10), Crop(0, 0, 101), Crop(50, 0, 60), Crop(0, 0, 0)])
def test_a_crop_outside_the_photo_is_wrong_use(crop: Crop) -> None:
    with pytest.raises(UsageError, match="100×100"):
        paint(save(Image.new("RGB", (100, 100)), "PNG"), PLAIN, crop=crop)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "GIF"])
def test_what_is_transparent_becomes_white_or_the_colour_that_was_asked_for(kind: str) -> None:
    photo = save(Image.new("RGBA", (64, 64), (255, 0, 0, 0)), kind)
    assert paint(photo, PLAIN, size_px=32).pixels.min() == 255
    green = paint(photo, PLAIN, size_px=32, background="#00ff00").pixels
    assert (green == [0, 255, 0]).all()


def test_a_very_large_photo_is_shrunk_in_strips_without_a_seam() -> None:
    ramp = np.tile(np.linspace(0, 255, 1200).astype(np.uint8)[:, None], (1, 1200))
    photo = save(Image.fromarray(np.stack([ramp, ramp.T, ramp], axis=-1)), "PNG")
    whole = paint(photo, PLAIN, size_px=600).pixels.astype(int)
    strips = paint(photo, PLAIN, size_px=100).pixels.astype(int)
    assert np.abs(whole.reshape(100, 6, 100, 6, 3).mean(axis=(1, 3)) - strips).max() < 3


def test_sixteen_bit_grey_is_scaled_and_not_clipped() -> None:
    ramp = np.tile(np.linspace(0, 65535, 128).astype(np.uint16), (128, 1))
    picture = paint(save(Image.fromarray(ramp), "PNG"), PLAIN, size_px=128).pixels
    assert abs(int(picture[64, 64, 0]) - 128) <= 2
    assert int(picture[64, 1, 0]) < 4


def test_an_effect_without_photo_never_opens_the_file() -> None:
    assert paint(b"no photo at all", "red-square", size_px=16).pixels[3, 3].tolist() == [0xC8, 0x10, 0x2E]


def test_a_path_is_read(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(jpeg(face(100, 100)))
    paint(tmp_path / "photo", "red").save(tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as written:
        assert written.format == "PNG"


def test_a_missing_path_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jpg cannot be read"):
        paint(tmp_path / "nowhere.jpg", "red")


def test_an_unknown_ending_and_quality_are_wrong_use(tmp_path: Path) -> None:
    picture = paint(b"", "red-square", size_px=16)
    with pytest.raises(UsageError, match=r"\.jpg or \.png"):
        picture.save(tmp_path / "x.gif")
    with pytest.raises(UsageError, match="101"):
        picture.jpeg(101)


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        (b"", "photo_empty"),
        (b"hello", "photo_unknown_format"),
        (b"GIF89a" + bytes(50), "photo_damaged"),
        (b"\x00\x00\x00\x20ftypheic" + bytes(50), "photo_damaged"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(50), "photo_unknown_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_unknown_format"),
        (b"\xff\xd8\xff\xe0", "photo_damaged"),
        (jpeg(face(300, 300))[:9000], "photo_damaged"),
        (save(face(300, 300), "PNG")[:9000], "photo_damaged"),
        (save(face(300, 300), "WEBP")[:2000], "photo_damaged"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_actionable_sentence(photo: bytes, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        paint(photo, "red")
    assert refusal.value.code == code
    assert refusal.value.hint


def test_limits_hold_before_pixels_are_decoded() -> None:
    photo = jpeg(face(400, 300))
    with pytest.raises(InputError, match="the most") as heavy:
        paint(photo, "red", limits=Limits(max_bytes=1000))
    assert heavy.value.code == "photo_too_heavy"
    with pytest.raises(InputError, match="400×300") as large:
        paint(photo, "red", limits=Limits(max_pixels=100_000))
    assert large.value.code == "photo_too_large"


def test_the_deadline_is_kept_between_steps() -> None:
    with pytest.raises(InputError, match="longer than 0 seconds"):
        paint(jpeg(face(400, 300)), "red", limits=Limits(seconds=0))


def test_a_jpeg_of_thousands_of_scans_is_refused_at_once() -> None:
    progressive = save(face(64, 64), "JPEG", progressive=True)
    scan = progressive[progressive.rindex(b"\xff\xda") : -2]
    bomb = progressive[:-2] + scan * 2000 + b"\xff\xd9"
    with pytest.raises(InputError, match="scans") as refusal:
        paint(bomb, "red")
    assert refusal.value.code == "photo_too_many_scans"


EFFECTS = [compile_effect(named_effect(name), 24) for name in ("red", "grey", "flag:FR", "red-square")]
SEEDS = [
    save(face(60, 40), "JPEG"),
    save(face(60, 40), "JPEG", progressive=True),
    jpeg(face(60, 40), orientation=6),
    save(face(60, 40), "PNG"),
    save(face(60, 40).convert("P"), "PNG"),
    save(face(60, 40), "WEBP"),
    save(face(60, 40), "WEBP", lossless=True),
]
changes = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=6)


@settings(max_examples=400)
@given(st.sampled_from(SEEDS), changes, st.floats(0, 1), st.sampled_from(EFFECTS))
def test_broken_photos_give_a_picture_or_a_refusal_and_never_anything_else(
    seed: bytes, edits: list[tuple[float, bytes]], keep: float, effect: CompiledEffect
) -> None:
    broken = bytearray(seed)
    for place, content in edits:
        at = int(place * len(broken))
        broken[at : at + len(content)] = content
    photo = bytes(broken[: max(1, int(len(broken) * (0.5 + keep / 2)))])
    with contextlib.suppress(InputError):
        picture = run(photo, effect)
        assert picture.pixels.shape == (24, 24, 3)
        assert spoken_segments(picture.jpeg()) == []


@settings(max_examples=200)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"]),
)
def test_random_bytes_give_a_refusal_and_never_anything_else(content: bytes, magic: bytes) -> None:
    with pytest.raises(InputError):
        run(magic + content, EFFECTS[0])
