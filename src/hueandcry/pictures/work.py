"""What passes from step to step: the request, what the header says, the plan, the pixels."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from hueandcry.effects import CompiledEffect

Format = Literal["jpeg", "png", "webp"]
Pixels = npt.NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""


@dataclass(frozen=True)
class Limits:
    """What a photo may cost, checked before and between the steps.

    Args:
        max_bytes: the file's size.
        max_pixels: width times height, as the header says.
        max_scans: scans of a progressive JPEG; thousands of them make a small file decode for a minute.
        seconds: wall time for the whole way, checked between steps.
    """

    max_bytes: int = 30_000_000
    max_pixels: int = 100_000_000
    max_scans: int = 40
    seconds: float = 10.0


@dataclass(frozen=True)
class Crop:
    """A square of the upright photo, in its own pixels: left and top edge, and side."""

    x: int
    y: int
    side: int


@dataclass(frozen=True)
class Header:
    """What the file says of itself before a pixel is decoded.

    Args:
        width: stored width in pixels, before orientation.
        height: stored height in pixels.
        orientation: EXIF orientation, 1 to 8.
        icc_profile: the embedded profile's bytes, or None.
        scans: how many scans a JPEG has; 1 for others.
        is_plain_jpeg: 8-bit Huffman JPEG with 1 or 3 components, which the fast decoder takes.
    """

    width: int
    height: int
    orientation: int = 1
    icc_profile: bytes | None = None
    scans: int = 1
    is_plain_jpeg: bool = False


@dataclass(frozen=True)
class Plan:
    """The geometry, worked out once.

    Args:
        scale: decode at 1/scale (1, 2, 4 or 8); only JPEG can.
        box: the square to keep, in stored pixels at full size.
    """

    scale: int
    box: Box


@dataclass
class Work:
    """One photo on its way. Each step reads what earlier steps set and sets its own part."""

    photo: bytes
    effect: CompiledEffect
    crop: Crop | None = None
    limits: Limits = field(default_factory=Limits)
    format: Format = "jpeg"
    header: Header = field(default_factory=lambda: Header(0, 0))
    plan: Plan = field(default_factory=lambda: Plan(1, (0, 0, 0, 0)))
    mode: str = "RGB"
    pixels: Pixels = field(default_factory=lambda: np.empty((0, 0, 3), np.uint8))
