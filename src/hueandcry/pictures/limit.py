"""Limits before pixels: what a photo may weigh and measure."""

from hueandcry.errors import InputError
from hueandcry.pictures.work import Format, Work

# JPEG shrinks while it is read; these decoders hold the whole picture several times over, so that they
# get a share of the pixels: no photo takes more than 600 MB.
SHARE_OF_PIXELS: dict[Format, float] = {"png": 0.8, "webp": 0.3, "avif": 0.4, "heif": 0.5, "gif": 0.5}


def limit_bytes(work: Work) -> None:
    """Refuse files that are empty or too heavy."""
    if not work.photo:
        raise InputError("This file is empty.", "Choose the photo again.", code="photo_empty")
    if len(work.photo) > work.limits.max_bytes:
        raise InputError(
            f"This file has {len(work.photo) / 1e6:.0f} MB; "
            f"{work.limits.max_bytes / 1e6:.0f} MB is the most.",
            "Try a smaller copy of the photo.",
            code="photo_too_heavy",
        )


def refuse_too_large(width: int, height: int, most: float) -> None:
    """Refuse a photo of more than so many pixels."""
    if width * height > most:
        raise InputError(
            f"This photo has {width}×{height} pixels; {most / 1e6:.0f} megapixels is the most.",
            "Try a smaller copy of the photo.",
            code="photo_too_large",
        )


def share_of_pixels(work: Work) -> float:
    """Return how much of the pixel limit this photo may use."""
    if work.header.keeps_coefficients:
        # All of them stand in memory at once, two bytes for each channel of each pixel.
        return 1.5 / max(3, work.header.channels)
    return SHARE_OF_PIXELS.get(work.format, 1)


def limit_pixels(work: Work) -> None:
    """Refuse photos whose header promises more pixels or scans than any camera makes."""
    header, limits = work.header, work.limits
    refuse_too_large(header.width, header.height, limits.max_pixels * share_of_pixels(work))
    if header.scans > limits.max_scans:
        raise InputError(
            f"This JPEG is built of {header.scans} scans, which no camera does.",
            "Open it in a photo program and save it again.",
            code="photo_too_many_scans",
        )
