"""The fast paths beside the reference: a mean of at most one level, whatever the photo."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from hueandcry import CompiledEffect, compile_effect, named_effect
from hueandcry.pictures import Picture, apply_effect, decode, encode, run
from hueandcry.pictures.apply import apply_quickly
from hueandcry.pictures.encode import encode_luminance, encode_rgb
from tests.making import face, jpeg, save

EFFECTS = ("red", "red-duotone", "grey", "flag:FR")


def decoded(content: bytes) -> npt.NDArray[np.float64]:
    """Return a JPEG's pixels."""
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGB")).astype(np.float64)


def noise(size_px: int = 240) -> npt.NDArray[np.uint8]:
    """Return every sort of pixel."""
    return np.random.default_rng(2016).integers(0, 256, (size_px, size_px, 3), dtype=np.uint8)


@pytest.mark.parametrize("name", EFFECTS)
def test_the_quick_pixels_are_within_one_level_of_the_exact_ones(name: str) -> None:
    effect = compile_effect(named_effect(name), 240)
    exact, quick = apply_effect(noise(), effect).astype(int), apply_quickly(noise(), effect).astype(int)
    assert np.abs(exact - quick).max() <= 1
    assert (exact != quick).mean() < 0.1


@pytest.mark.parametrize("name", ["red-duotone", "grey"])
def test_a_jpeg_from_luminance_is_the_jpeg_from_colours(name: str) -> None:
    effect = compile_effect(named_effect(name), 240)
    base = np.asarray(face(240, 240))
    picture = Picture(base, effect)
    direct = decoded(picture.jpeg(95))
    assert np.abs(direct - decoded(encode_rgb(picture.pixels, 95))).mean() < 1
    assert np.abs(direct - picture.pixels).mean() < 2.5


def test_halving_and_looking_up_are_the_same_with_and_without_opencv(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cv2")
    level, table = noise()[..., 0].copy(), np.arange(256, dtype=np.uint8)[::-1].copy()
    quick = encode.halve(level), encode.look_up(level, table)
    monkeypatch.setattr(encode, "opencv", lambda: None)
    assert np.abs(quick[0].astype(int) - encode.halve(level)).max() <= 1
    assert (quick[1] == encode.look_up(level, table)).all()


def test_an_odd_size_has_no_half_planes_and_still_a_jpeg() -> None:
    effect = compile_effect(named_effect("red-duotone"), 101)
    assert decoded(Picture(np.asarray(face(101, 101)), effect).jpeg()).shape == (101, 101, 3)


def test_the_colours_of_a_duotone_are_looked_up() -> None:
    level = np.full((64, 64), 128, np.uint8)
    effect = compile_effect(named_effect("red-duotone"), 64)
    shown = decoded(encode_luminance(level, effect.colour.tables, 100))
    assert np.abs(shown - effect.colour.tables[:, 128]).max() <= 3


@pytest.mark.parametrize("kind", ["colour", "grey"])
@pytest.mark.parametrize("name", ["red-duotone", "grey"])
def test_decoding_luminance_alone_gives_the_same_picture(
    monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    photo = jpeg(face(800, 800) if kind == "colour" else face(800, 800).convert("L"))
    effect = compile_effect(named_effect(name), 200)
    quick = run(photo, effect).pixels.astype(int)
    monkeypatch.setattr(decode, "wants_luminance", lambda _work: False)
    assert np.abs(quick - run(photo, effect).pixels).mean() < 1


def test_luminance_alone_is_decoded_only_where_it_is_enough() -> None:
    duotone, tint = (compile_effect(named_effect(name), 100) for name in ("red-duotone", "red"))
    assert base_channels(jpeg(face(400, 400)), duotone) == 1
    assert base_channels(jpeg(face(400, 400)), tint) == 3
    assert base_channels(save(face(400, 400), "PNG"), duotone) == 3


def base_channels(photo: bytes, effect: CompiledEffect) -> int:
    """Return how many channels reach the effect."""
    return int(run(photo, effect).base.shape[2])


@pytest.mark.parametrize("name", EFFECTS)
def test_the_promise_holds_on_real_photos(corpora: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    effect = compile_effect(named_effect(name), 400)
    photos = [path.read_bytes() for path in sorted(corpora.glob("people/*/*.jpg"))[:25]]
    quick = [decoded(run(photo, effect, crop="centre").jpeg(100)) for photo in photos]
    monkeypatch.setattr(decode, "wants_luminance", lambda _work: False)
    for photo, picture in zip(photos, quick, strict=True):
        exact = run(photo, effect, crop="centre").pixels
        # Both through the same encoder, so that what JPEG itself loses does not count.
        assert np.abs(picture - decoded(encode_rgb(exact, 100))).mean() < 1
