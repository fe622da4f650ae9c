"""Colour profiles: what is embedded is converted to sRGB."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageCms

from hueandcry import paint
from hueandcry.pictures.colour import srgb_transform
from hueandcry.pictures.shaper import Curve, find_shaper, read_curve
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


def every_profile(corpora: Path) -> dict[str, bytes]:
    """Return the embedded RGB profiles of the corpora by their descriptions."""
    found = {}
    folders = [corpora / name for name in ("colour", "exif-gps", "people")]
    for file in (file for folder in folders for file in sorted(folder.rglob("*.*g"))):
        try:
            with Image.open(file) as image:
                content = image.info.get("icc_profile") or b""
            profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        except (OSError, ValueError, SyntaxError, ImageCms.PyCMSError):
            continue
        if profile.profile.xcolor_space.strip() == "RGB":
            found[ImageCms.getProfileDescription(profile).strip()] = content
    return found


@pytest.mark.filterwarnings("ignore")  # the corpora hold broken files too
def test_the_quick_way_to_srgb_is_littlecms_way(corpora: Path) -> None:
    pytest.importorskip("cv2")
    noise = np.random.default_rng(2016).integers(0, 256, (96, 96, 3), dtype=np.uint8)
    quick = {name: find_shaper(content) for name, content in every_profile(corpora).items()}
    assert sum(shaper is not None for shaper in quick.values()) >= 5, list(quick)
    for name, shaper in quick.items():
        if shaper is None:
            continue
        expected = by_littlecms(Image.fromarray(noise), every_profile(corpora)[name])
        difference = np.abs(shaper.apply(noise).astype(int) - expected)
        assert difference.mean() < 0.25, (name, difference.mean())
        assert difference.max() <= 2, (name, difference.max())


CURVES: dict[str, tuple[bytes, Callable[[Curve], Curve]]] = {
    "gamma": (b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)), lambda v: v ** (563 / 256)),
    "line": (b"curv\0\0\0\0" + struct.pack(">I", 0), lambda v: v),
    "table": (
        b"curv\0\0\0\0" + struct.pack(">I3H", 3, 0, 10000, 65535),
        lambda v: np.interp(v, [0, 0.5, 1], [0, 10000 / 65535, 1]),
    ),
    "type 0": (b"para\0\0\0\0" + struct.pack(">HHi", 0, 0, 2 * 65536), lambda v: v**2),
    "type 1": (
        b"para\0\0\0\0" + struct.pack(">HH3i", 1, 0, 2 * 65536, 65536, -32768),
        lambda v: np.maximum(v - 0.5, 0) ** 2,
    ),
    "type 2": (
        b"para\0\0\0\0" + struct.pack(">HH4i", 2, 0, 2 * 65536, 65536, -32768, 6554),
        lambda v: np.maximum(v - 0.5, 0) ** 2 + 6554 / 65536,
    ),
    "type 3": (
        b"para\0\0\0\0" + struct.pack(">HH5i", 3, 0, 2 * 65536, 65536, 0, 32768, 32768),
        lambda v: np.where(v >= 0.5, v**2, v / 2),
    ),
    "type 4": (
        b"para\0\0\0\0" + struct.pack(">HH7i", 4, 0, 2 * 65536, 65536, 0, 32768, 32768, 6554, 3277),
        lambda v: np.where(v >= 0.5, v**2 + 6554 / 65536, v / 2 + 3277 / 65536),
    ),
}


@pytest.mark.parametrize("kind", CURVES)
def test_every_kind_of_tone_curve_is_read(kind: str) -> None:
    element, curve = CURVES[kind]
    levels = np.arange(256) / 255
    assert np.abs(read_curve(element) - curve(levels)).max() < 1e-4


def test_a_curve_of_another_kind_is_refused() -> None:
    for element in (b"mft2" + bytes(20), b"para\0\0\0\0" + struct.pack(">HH", 9, 0), b"curv"):
        with pytest.raises((ValueError, struct.error)):
            read_curve(element)
