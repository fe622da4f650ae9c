"""The eight EXIF orientations, applied once."""

import numpy as np

from hueandcry.pictures.work import Pixels, Work


def orient(work: Work) -> None:
    """Turn the pixels upright."""
    work.pixels = upright(work.pixels, work.header.orientation)


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Return pixels as they are meant to be seen.

    Args:
        pixels: shape (height, width, channels), as stored.
        orientation: 1 to 8.

    Source: CIPA DC-008 (Exif 2.32), tag 274.
    """
    turned = pixels.transpose(1, 0, 2) if orientation > 4 else pixels
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    return np.ascontiguousarray(turned)
