"""Whether a candidate's file is what was asked for: a JPEG of its size, q 90, 4:2:0, and only pixels."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, JpegImagePlugin

from bench.recipes import QUALITY

SUBSAMPLED = 2
"""Pillow's number for 4:2:0."""

METADATA = ("exif", "icc_profile", "xmp", "comment", "photoshop")


def shortcomings(picture: Path, size_px: int) -> list[str]:
    """Return what differs, in a few words each; empty if nothing does."""
    image = Image.open(picture)
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return [f"writes {image.format}"]
    checks = {
        f"is {image.width}×{image.height}": image.size != (size_px, size_px),
        "not 4:2:0": JpegImagePlugin.get_sampling(image) != SUBSAMPLED,
        f"not quality {QUALITY}": image.quantization != tables_of_quality(),
        "progressive": "progressive" in image.info,
    }
    checks |= {f"keeps {name}": name in image.info for name in METADATA}
    return [words for words, is_so in checks.items() if is_so]


@cache
def tables_of_quality() -> dict[int, list[int]]:
    """Return the quantisation tables that every libjpeg has for the quality."""
    sink = io.BytesIO()
    Image.new("RGB", (16, 16)).save(sink, "JPEG", quality=QUALITY)
    sink.seek(0)
    return JpegImagePlugin.JpegImageFile(sink).quantization
