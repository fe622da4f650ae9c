"""The photo's own colours → sRGB."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from hueandcry.pictures.decoders import DECODER_ERRORS
from hueandcry.pictures.work import Pixels, Work


def convert_colour(work: Work) -> None:
    """Bring the pixels to sRGB by the embedded profile, or by the format's default if there is none."""
    transform = srgb_transform(work.header.icc_profile, work.mode) if work.header.icc_profile else None
    if transform is None and work.mode == "RGB":
        return
    image = as_image(work.pixels, work.mode)
    rgb = image.convert("RGB") if transform is None else transform.apply(image)
    work.pixels = np.asarray(rgb)


def as_image(pixels: Pixels, mode: str) -> Image.Image:
    """Wrap pixels for Pillow."""
    height, width = pixels.shape[:2]
    return Image.frombytes(mode, (width, height), pixels.tobytes())


@lru_cache(maxsize=16)
def srgb_transform(icc_profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the transform, or None for a profile that is sRGB itself, broken, or of another mode.

    A broken profile is passed over as browsers do: the pixels are still the best guess.
    """
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        if mode == "RGB" and (source.profile.profile_description or "").startswith("sRGB"):
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
