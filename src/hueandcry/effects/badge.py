"""A disc or an image in a corner, wholly inside the circle that networks crop to."""

import math

import numpy as np
import numpy.typing as npt

from hueandcry.effects.artwork import Artwork, Rgba, draw_artwork, is_opaque, take_artwork
from hueandcry.effects.fills import FILL_KEYS, UNITS, Fill, coverage, draw_fill, take_fill
from hueandcry.effects.keys import Assets, Given
from hueandcry.effects.ribbon import CORNERS, Corner
from hueandcry.errors import InputError

Face = Artwork | Fill

# What stays free between badge and circle, a share of the picture's side.
MARGIN = 0.02

# The white edge, a share of the badge's own side.
EDGE = 0.04

# Less alpha than this is the breath of a resized edge, not part of the drawing.
VISIBLE = 0.1


def take_face(given: Given, assets: Assets, place: str) -> Face:
    """Take what a badge shows out of what was given: an image, a colour or a flag.

    Raises:
        InputError: if none or more than one was given, or one is wrong.
    """
    if "image" not in given:
        return take_fill(given, assets, place)
    if others := [name for name in FILL_KEYS if name in given]:
        raise InputError(f"{place}, {others[0]}: give an image, a colour or a flag, not two of them.")
    return take_artwork(given, assets, place)


def draw_badge(face: Face, corner: Corner, size: float, size_px: int) -> Rgba:
    """Return a badge as premultiplied RGBA.

    Args:
        face: what it shows. An image keeps its own outline; one without any, a colour and a flag become
            a disc with a thin white edge.
        corner: the corner that it stands in.
        size: its side or diameter, a share of the picture's side.
        size_px: the picture's side.

    Raises:
        InputError: if the image cannot be used.
    """
    side_px = max(round(size * size_px), 1)
    if not isinstance(face, Artwork):
        return put_into(corner, cut_round(draw_fill(face, side_px)), size_px)
    drawn = draw_artwork(face, side_px)
    return put_into(corner, cut_round(drawn[..., :3]) if is_opaque(drawn) else drawn, size_px)


def cut_round(picture: npt.NDArray[np.float64]) -> Rgba:
    """Return the picture as a disc with a thin white edge."""
    size_px = picture.shape[0]
    disc, inner = (coverage(circle(radius), size_px) for radius in (0.5, 0.5 - EDGE))
    return np.concatenate([picture * inner + (disc - inner), disc], axis=-1)


def circle(radius: float) -> str:
    """Return a disc around the middle; the radius is a share of the side."""
    return f'<circle cx="{UNITS / 2}" cy="{UNITS / 2}" r="{radius * UNITS}" fill="#fff"/>'


def put_into(corner: Corner, badge: Rgba, size_px: int) -> Rgba:
    """Lay the badge as far into the corner as the circle lets what is visible of it."""
    side_px = badge.shape[0]
    reach = max(0.5 - MARGIN - farthest(badge) / size_px, 0) / math.sqrt(2)
    left, top = (round((0.5 + way * reach) * size_px - side_px / 2) for way in CORNERS[corner])
    whole = np.zeros((size_px, size_px, 4))
    whole[top : top + side_px, left : left + side_px] = badge
    return whole


def farthest(badge: Rgba) -> float:
    """Return how far from its middle the badge is visible, in pixels."""
    visible = np.argwhere(badge[..., 3] > VISIBLE) + 0.5 - badge.shape[0] / 2
    return float(np.hypot(*visible.T).max(initial=0))
