"""Crop and resize in one pass, Lanczos; the fast resizer where it has a wheel, Pillow elsewhere."""

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
        self.resizer: Any = fast.Resizer()


engine = Engine() if fast else None


def resize_fast(pixels: Pixels, box: Box, size_px: int) -> Pixels:
    """Resize with fast_image_resize."""
    if engine is None:  # pragma: no cover - the caller has asked
        return resize_with_pillow(pixels, box, size_px)
    height, width, channels = pixels.shape
    kind = {1: fast.PixelType.U8, 3: fast.PixelType.U8x3, 4: fast.PixelType.U8x4}[channels]
    options = fast.ResizeOptions(
        fast.ResizeAlg.convolution(fast.FilterType.lanczos3), use_alpha=False, crop_box=fast.CropBox(*box)
    )
    target = fast.ImageData(size_px, size_px, kind)
    engine.resizer.resize(fast.ImageData(width, height, kind, pixels.tobytes()), target, options)
    return np.frombuffer(target.get_buffer(), np.uint8).reshape(size_px, size_px, channels)


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
