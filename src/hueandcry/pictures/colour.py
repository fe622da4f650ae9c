"""The photo's own colours → sRGB."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from hueandcry.pictures.decoders import DECODER_ERRORS
from hueandcry.pictures.shaper import find_shaper
from hueandcry.pictures.work import Header, Pixels, Work


def convert_colour(work: Work) -> None:
    """Bring the pixels to sRGB."""
    work.pixels = to_srgb(work.pixels, work.mode, work.header)


def to_srgb(pixels: Pixels, mode: str, header: Header) -> Pixels:
    """Return pixels in sRGB, by the embedded profile, by named colours, or by the format's default.

    Grey without a profile stays one channel: sRGB's own three would be equal.

    Args:
        pixels: shape (height, width, channels).
        mode: L, RGB or CMYK.
        header: what the file says of its colours.
    """
    profile = header.icc_profile
    transform = srgb_transform(profile, mode) if profile else None
    shaper = find_shaper(profile) if profile and transform and mode == "RGB" else header.shaper
    if shaper is not None and mode in ("RGB", "L"):
        return shaper.apply(pixels)
    if transform is None and mode in ("RGB", "L"):
        return pixels
    image = as_image(pixels, mode)
    return np.asarray(image.convert("RGB") if transform is None else transform.apply(image))


def as_image(pixels: Pixels, mode: str) -> Image.Image:
    """Wrap pixels for Pillow."""
    height, width = pixels.shape[:2]
    return Image.frombytes(mode, (width, height), pixels.tobytes())


def is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    """Whether a profile says that it is sRGB itself."""
    return (profile.profile.profile_description or "").startswith("sRGB")


@lru_cache(maxsize=16)
def names_srgb(icc_profile: bytes) -> bool:
    """Whether an embedded profile is sRGB's own; a broken one is not."""
    try:
        return is_srgb(ImageCms.ImageCmsProfile(io.BytesIO(icc_profile)))
    except (*DECODER_ERRORS, ImageCms.PyCMSError):
        return False


@lru_cache(maxsize=16)
def srgb_transform(icc_profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the transform, or None for a profile that is sRGB itself, broken, or of another mode.

    A broken profile is passed over as browsers do: the pixels are still the best guess.
    """
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        if mode == "RGB" and is_srgb(source):
            return None
        return ImageCms.ImageCmsTransform(
            source,
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
        )
    except (*DECODER_ERRORS, ImageCms.PyCMSError):
        return None
