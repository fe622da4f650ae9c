"""A diagonal band across a corner that stays visible inside the circle."""

import math
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from hueandcry.effects.artwork import Rgba
from hueandcry.effects.fills import UNITS, Fill, Plain, coverage, cut_out, draw_fill

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
CORNERS: dict[Corner, tuple[int, int]] = {
    "top-left": (-1, -1),
    "top-right": (1, -1),
    "bottom-left": (-1, 1),
    "bottom-right": (1, 1),
}
"""The way from the middle to each corner: right and down."""

# From the middle to the ribbon's outer edge, in shares of the side; the circle's own radius is 0.5.
REACH = 0.45

# More of the flag on either side of the ribbon than is seen, so that its edges are clean.
SPARE_PX = 2


def draw_ribbon(fill: Fill, corner: Corner, width: float, size_px: int) -> Rgba:
    """Return a ribbon as premultiplied RGBA.

    Args:
        fill: its colour or flag; a flag of bands runs along the ribbon, any other is repeated on it.
        corner: the corner that it crosses.
        width: the ribbon's width, a share of the picture's side.
        size_px: the picture's side.
    """
    across, down = CORNERS[corner]
    distance = (REACH - width / 2) * UNITS / math.sqrt(2)
    x, y = UNITS / 2 + across * distance, UNITS / 2 + down * distance
    rise = -across * down * UNITS
    ribbon = (
        f'<path d="M{x - UNITS} {y - rise}L{x + UNITS} {y + rise}" '
        f'stroke="#fff" stroke-width="{width * UNITS}"/>'
    )
    picture = draw_fill(fill, size_px) if isinstance(fill, Plain) else lay_along(fill, corner, width, size_px)
    return cut_out(picture, coverage(ribbon, size_px))


def lay_along(fill: Fill, corner: Corner, width: float, size_px: int) -> npt.NDArray[np.float64]:
    """Return a picture of the flag laid along the ribbon, wherever the ribbon is; sRGB 0…1."""
    tape = weave(fill, round(width * size_px), 2 * size_px)
    across, down = CORNERS[corner]
    # As text would stand on the ribbon: `along` to the right, `below` a quarter turn clockwise from it.
    along = np.array([1, -across * down]) / math.sqrt(2)
    below = np.array([across * down, 1]) / math.sqrt(2)
    distance = down * (REACH - width / 2) * size_px
    left = tape.width / 2 - along.sum() * size_px / 2
    top = tape.height / 2 - below.sum() * size_px / 2 - distance
    turn = (*along, left, *below, top)
    turned = tape.transform((size_px, size_px), Image.Transform.AFFINE, turn, Image.Resampling.BICUBIC)
    return np.asarray(turned, np.float64) / 255


def weave(fill: Fill, width_px: int, length_px: int) -> Image.Image:
    """Return a tape of flags: one in its middle, bands lengthwise, with some spare at its edges."""
    flag = draw_fill(fill, max(width_px, 1))
    if np.ptp(flag, axis=0).max() == 0:
        flag = flag.transpose(1, 0, 2)
    odd = length_px // flag.shape[0] | 1
    tape = np.pad(np.tile(flag, (1, odd, 1)), ((SPARE_PX, SPARE_PX), (0, 0), (0, 0)), mode="edge")
    return Image.fromarray(np.floor(tape * 255 + 0.5).astype(np.uint8))
