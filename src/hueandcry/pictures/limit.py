"""Limits before pixels: what a photo may weigh and measure."""

from hueandcry.errors import InputError
from hueandcry.pictures.work import Work


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


def limit_pixels(work: Work) -> None:
    """Refuse photos whose header promises more pixels or scans than any camera makes."""
    header = work.header
    if header.width * header.height > work.limits.max_pixels:
        raise InputError(
            f"This photo has {header.width}×{header.height} pixels; "
            f"{work.limits.max_pixels / 1e6:.0f} megapixels is the most.",
            "Try a smaller copy of the photo.",
            code="photo_too_large",
        )
    if header.scans > work.limits.max_scans:
        raise InputError(
            f"This JPEG is built of {header.scans} scans, which no camera does.",
            "Open it in a photo program and save it again.",
            code="photo_too_many_scans",
        )
