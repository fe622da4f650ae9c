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
    if orientation == 1:
        return pixels
    # Plane by plane: NumPy moves single bytes far sooner than three at a time.
    planes = [
        turn(np.ascontiguousarray(pixels[..., channel]), orientation) for channel in range(pixels.shape[2])
    ]
    return np.stack(planes, axis=-1)


def turn(plane: Pixels, orientation: int) -> Pixels:
    """Return one plane, shape (height, width), as it is meant to be seen."""
    turned = plane.T if orientation > 4 else plane
    if orientation in (2, 3, 6, 7):
        turned = turned[:, ::-1]
    if orientation in (3, 4, 7, 8):
        turned = turned[::-1]
    return np.ascontiguousarray(turned)
