"""What passes from step to step: the request, what the header says, the plan, the pixels."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from hueandcry.effects import CompiledEffect
from hueandcry.pictures.shaper import Shaper

Format = Literal["jpeg", "png", "webp", "gif", "avif", "heif"]
Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""

Pixels = npt.NDArray[np.uint8]

Background = tuple[int, int, int]
"""What shows through a transparent photo: red, green, blue, each 0…255."""

WHITE: Background = (255, 255, 255)


@dataclass(frozen=True)
class Limits:
    """What a photo may cost, checked before and between the steps.

    Of an animation only the first frame is ever decoded, which is the tightest limit on frames there is.

    Args:
        max_bytes: the file's size.
        max_pixels: width times height, as the header says; less for some formats (`limit.py`).
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


CropChoice = Crop | Literal["auto", "centre"]
"""A square; or the largest one, around the faces (``auto``: `subject.py`) or in the middle (``centre``)."""


@dataclass(frozen=True)
class Header:
    """What the file says of itself before a pixel is decoded.

    Args:
        width: stored width in pixels, before orientation.
        height: stored height in pixels.
        orientation: EXIF orientation, 1 to 8.
        icc_profile: the embedded profile's bytes, or None.
        scans: how many scans a JPEG has; 1 for others.
        channels: how many channels a JPEG has.
        keeps_coefficients: whether a JPEG comes in several passes over the whole picture.
        is_plain_jpeg: 8-bit Huffman JPEG with 1 or 3 channels, which the fast decoder takes.
        shaper: the way to sRGB of colours that are named by numbers and not by a profile, or None.
    """

    width: int
    height: int
    orientation: int = 1
    icc_profile: bytes | None = None
    scans: int = 1
    channels: int = 3
    keeps_coefficients: bool = False
    is_plain_jpeg: bool = False
    shaper: Shaper | None = None

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height once the photo is turned upright."""
        return (self.height, self.width) if self.orientation > 4 else (self.width, self.height)


@dataclass(frozen=True)
class Plan:
    """The geometry, worked out once.

    Args:
        scale: decode at 1/scale (1, 2, 4 or 8); only JPEG can.
        box: the square to keep, in stored pixels at full size.
        is_placed: whether that is its last word; if not, the subject decides along the longer side.
        longest_px: of a photo that stays whole, the most that its longer side may have; 0 if it is cut.
    """

    scale: int
    box: Box
    is_placed: bool = True
    longest_px: int = 0


@dataclass
class Work:
    """One photo on its way. Each step reads what earlier steps set and sets its own part."""

    photo: bytes
    effect: CompiledEffect
    crop: CropChoice = "auto"
    limits: Limits = field(default_factory=Limits)
    background: Background = WHITE
    format: Format = "jpeg"
    header: Header = field(default_factory=lambda: Header(0, 0))
    plan: Plan = field(default_factory=lambda: Plan(1, (0, 0, 0, 0)))
    mode: str = "RGB"
    pixels: Pixels = field(default_factory=lambda: np.empty((0, 0, 3), np.uint8))
