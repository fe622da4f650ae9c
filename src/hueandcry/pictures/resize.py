"""Crop and resize in one pass, Lanczos; the fast resizer where it has a wheel, Pillow elsewhere."""

import math
import threading
from typing import Any

import numpy as np
from PIL import Image

from hueandcry.pictures.work import Box, Pixels, Work

try:
    import cykooz_resizer
except ImportError:  # no wheel for this machine; Pillow gives nearly the same picture, more slowly
    fast: Any = None
else:
    fast = cykooz_resizer


BAND_BYTES = 2_200_000
LANCZOS_REACH = 3


def crop_and_resize(work: Work) -> None:
    """Bring the planned square to the picture's size."""
    work.pixels = resize(work.pixels, decoded_box(work), work.effect.size_px)


def resize(pixels: Pixels, box: Box, size_px: int) -> Pixels:
    """Bring a square of the pixels to a size.

    Args:
        pixels: shape (height, width, channels); 1 channel is luminance, 3 are RGB, 4 are CMYK.
        box: the square; its edges may lie between pixels.
        size_px: the side of what is returned.
    """
    height, width = pixels.shape[:2]
    if box == (0, 0, width, height) and width == size_px:
        return pixels
    return resize_fast(pixels, box, size_px) if fast else resize_with_pillow(pixels, box, size_px)


def decoded_box(work: Work) -> Box:
    """Return the planned square in pixels of the decoded (perhaps shrunk) photo."""
    height, width = work.pixels.shape[:2]
    across, down = width / work.header.width, height / work.header.height
    left, top, side, _ = work.plan.box
    box = (left * across, top * down, side * across, side * down)
    return (box[0], box[1], min(box[2], width - box[0]), min(box[3], height - box[1]))


class Engine(threading.local):
    """One resizer per thread: it keeps its buffers."""

    def __init__(self) -> None:
        self.resizer: Any = fast.Resizer() if fast else None


engine = Engine()


def resize_fast(pixels: Pixels, box: Box, size_px: int) -> Pixels:
    """Resize with fast_image_resize, a few megabytes of the photo at a time.

    It wants copies; copies of a whole photo cost more than the resizing, because the memory for them is
    fetched from the system anew each time. The bands together are the very pixels of one piece.
    """
    left, top, across, down = box
    step = down / size_px
    beyond = LANCZOS_REACH * max(1, math.ceil(step)) + 1
    columns = reach(left, left + across, beyond, pixels.shape[1])
    rows_px = max(1, math.ceil(BAND_BYTES / ((columns.stop - columns.start) * pixels.shape[2] * step)))
    picture = np.empty((size_px, size_px, pixels.shape[2]), np.uint8)
    for row in range(0, size_px, rows_px):
        count = min(rows_px, size_px - row)
        start, end = top + row * step, top + (row + count) * step
        rows = reach(start, end, beyond, pixels.shape[0])
        square = (left - columns.start, start - rows.start, across, end - start)
        picture[row : row + count] = resize_band(pixels[rows, columns], square, (size_px, count))
    return picture


def reach(start: float, end: float, beyond: int, most: int) -> slice:
    """Return the whole pixels that a stretch covers, and so many beyond it, as far as there are any."""
    return slice(max(0, int(start) - beyond), min(most, math.ceil(end) + beyond))


def resize_band(pixels: Pixels, box: Box, size: tuple[int, int]) -> Pixels:
    """Resize a part of the pixels to a width and height."""
    height, width, channels = pixels.shape
    left, top = max(0.0, box[0]), max(0.0, box[1])
    # Floating point may have put an edge a hair beyond the last pixel.
    box = (left, top, min(box[2], width - left), min(box[3], height - top))
    kind = {1: fast.PixelType.U8, 3: fast.PixelType.U8x3, 4: fast.PixelType.U8x4}[channels]
    options = fast.ResizeOptions(
        fast.ResizeAlg.convolution(fast.FilterType.lanczos3), use_alpha=False, crop_box=fast.CropBox(*box)
    )
    target = fast.ImageData(*size, kind)
    engine.resizer.resize(fast.ImageData(width, height, kind, pixels.tobytes()), target, options)
    return np.frombuffer(target.get_buffer(), np.uint8).reshape(size[1], size[0], channels)


def resize_with_pillow(pixels: Pixels, box: Box, size_px: int) -> Pixels:
    """Resize with Pillow."""
    height, width, channels = pixels.shape
    # Named by hand: four channels are CMYK here, and Pillow would take them for colour and alpha.
    mode = {1: "L", 3: "RGB", 4: "CMYK"}[channels]
    image = Image.frombytes(mode, (width, height), pixels.tobytes())
    left, top, across, down = box
    resized = image.resize(
        (size_px, size_px), Image.Resampling.LANCZOS, box=(left, top, left + across, top + down)
    )
    return np.asarray(resized).reshape(size_px, size_px, -1)
