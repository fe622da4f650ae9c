"""Colour profiles: what is embedded is converted to sRGB."""

import io
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from hueandcry import paint
from hueandcry.pictures.colour import srgb_transform
from tests.making import face, profile_bytes, save
from tests.pictures.test_pipeline import PLAIN


def find_profile(corpora: Path, word: str) -> bytes:
    """Return an embedded profile whose description holds a word."""
    for file in sorted(corpora.glob("colour/**/*.jp*g")) + sorted(corpora.glob("colour/**/*.png")):
        try:
            with Image.open(file) as image:
                profile = image.info.get("icc_profile")
            if profile and word in ImageCms.getProfileDescription(
                ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ):
                return bytes(profile)
        except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError):
            continue
    raise AssertionError(f"the corpora hold no profile called {word}")


def by_littlecms(image: Image.Image, profile: bytes) -> npt.NDArray[np.int64]:
    """Return the image in sRGB as LittleCMS converts it."""
    converted = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
    )
    return np.asarray(converted).astype(np.int64)


def test_an_srgb_profile_changes_nothing() -> None:
    image = face(200, 200)
    with_profile = paint(save(image, "PNG", icc_profile=profile_bytes("sRGB")), PLAIN, size_px=200)
    assert (with_profile.pixels == np.asarray(image)).all()


def test_a_wide_gamut_photo_is_converted(corpora: Path) -> None:
    profile = find_profile(corpora, "P3")
    image = face(200, 200)
    picture = paint(save(image, "PNG", icc_profile=profile), PLAIN, size_px=200).pixels
    assert np.abs(picture - by_littlecms(image, profile)).max() <= 1
    assert np.abs(picture.astype(int) - np.asarray(image)).max() > 5


def test_a_broken_or_foreign_profile_is_passed_over_as_browsers_do() -> None:
    image = face(64, 64)
    for profile in (b"not a profile", profile_bytes("LAB"), b"\0" * 200):
        assert (
            paint(save(image, "PNG", icc_profile=profile), PLAIN, size_px=64).pixels == np.asarray(image)
        ).all()


def test_a_transform_is_made_once_per_profile() -> None:
    profile = profile_bytes("XYZ")
    assert srgb_transform(profile, "RGB") is srgb_transform(profile, "RGB")


def test_a_print_photo_keeps_its_colours() -> None:
    image = Image.new("RGB", (64, 64), (200, 30, 60))
    picture = paint(save(image.convert("CMYK"), "JPEG", quality=95), PLAIN, size_px=64).pixels
    assert np.abs(picture.astype(int) - [200, 30, 60]).max() < 12
