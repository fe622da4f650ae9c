"""Pixels → JPEG and PNG bytes that carry nothing but pixels."""

import io
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import simplejpeg
from PIL import Image, ImageDraw

from hueandcry.errors import UsageError
from hueandcry.pictures.vision import opencv
from hueandcry.pictures.work import Pixels

TO_YCBCR = np.array([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
"""Source: ISO/IEC 10918-5 (JFIF), clause 7."""

EDGE_SUPERSAMPLING = 4


def check_quality(quality: int) -> None:
    """Refuse a JPEG quality that does not exist.

    Raises:
        UsageError: if it is not 1 to 100.
    """
    if not 1 <= quality <= 100:
        raise UsageError(f"Quality {quality} is out of range.", "Choose 1 to 100; 90 is good.")


def encode_rgb(pixels: Pixels, quality: int) -> bytes:
    """Return a 4:2:0 JPEG of sRGB pixels; shape (height, width, 3)."""
    jpeg: bytes = simplejpeg.encode_jpeg(
        np.ascontiguousarray(pixels), quality=quality, colorspace="RGB", colorsubsampling="420"
    )
    return jpeg


def encode_luminance(level: Pixels, tables: npt.NDArray[np.uint8], quality: int) -> bytes:
    """Return a 4:2:0 JPEG of colours that are looked up by luminance, without ever making RGB of them.

    Args:
        level: shape (size, size), size even.
        tables: shape (3, 256): red, green and blue by luminance.
        quality: 1 to 100.
    """
    luma, blue, red = to_ycbcr(tables.tobytes())
    coarse = halve(level)
    jpeg: bytes = simplejpeg.encode_jpeg_yuv_planes(
        look_up(level, luma), look_up(coarse, blue), look_up(coarse, red), quality
    )
    return jpeg


@lru_cache(maxsize=64)
def to_ycbcr(tables: bytes) -> Pixels:
    """Return three tables of red, green and blue as tables of JPEG's own planes; shape (3, 256)."""
    rgb = np.frombuffer(tables, np.uint8).reshape(3, 256)
    planes = TO_YCBCR @ rgb.astype(np.float64) + [[0], [128], [128]]
    return np.clip(np.floor(planes + 0.5), 0, 255).astype(np.uint8)


def look_up(level: Pixels, table: Pixels) -> Pixels:
    """Return the table's entry for each level; bytes do it sooner than NumPy's own indexing."""
    cv2 = opencv()
    if cv2 is not None:
        found: Pixels = cv2.LUT(level, table)
        return found
    return np.frombuffer(level.tobytes().translate(table.tobytes()), np.uint8).reshape(level.shape)


def halve(level: Pixels) -> Pixels:
    """Average two by two levels."""
    cv2 = opencv()
    if cv2 is not None:
        half: Pixels = cv2.resize(level, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        return half
    rows = np.add(level[::2], level[1::2], dtype=np.uint16)
    return ((rows[:, ::2] + rows[:, 1::2] + 2) >> 2).astype(np.uint8)


def encode_png(pixels: Pixels, *, circle: bool) -> bytes:
    """Return a PNG; outside the circle that networks show it is transparent on request."""
    image = Image.fromarray(pixels)
    if circle:
        image.putalpha(circle_mask(image.width))
    sink = io.BytesIO()
    image.save(sink, "PNG")
    return sink.getvalue()


def circle_mask(size_px: int) -> Image.Image:
    """Return the circle that fits the square: 255 inside, 0 outside, the edge smooth."""
    side = size_px * EDGE_SUPERSAMPLING
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    return mask.reduce(EDGE_SUPERSAMPLING)
