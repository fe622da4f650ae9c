"""The eight EXIF orientations, applied once."""

import numpy as np

from hueandcry.pictures.vision import opencv
from hueandcry.pictures.work import Pixels, Work

FLIPS = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}
"""How OpenCV flips what is transposed if it has to be: 0 upside down, 1 left to right, -1 both."""


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
    cv2 = opencv()
    if cv2 is not None:
        turned = cv2.transpose(pixels) if orientation > 4 else pixels
        turned = cv2.flip(turned, FLIPS[orientation]) if orientation in FLIPS else turned
        upright_pixels: Pixels = turned.reshape(*turned.shape[:2], pixels.shape[2])
        return upright_pixels
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
