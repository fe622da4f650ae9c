"""Colours as organisers write them, and the one luminance that every effect uses."""

import re
from typing import NewType

import numpy as np
import numpy.typing as npt

from hueandcry.errors import InputError

Colour = NewType("Colour", str)
"""A checked sRGB colour, ``#rrggbb`` in lower case."""

LUMINANCE: npt.NDArray[np.float64] = np.array([0.299, 0.587, 0.114])
"""Rec. 601 weights, applied to encoded (gamma) sRGB: luma, strictly. Encoded values keep every effect
an affine map of what the decoder gives, which is what lets it compile; these weights are JPEG's own, so
that a luminance effect needs no colour decoded (docs/decisions/0004); shape (3,), sums to 1.

Source: ITU-R BT.601-7, item 2.5.1; ISO/IEC 10918-5 (JFIF), clause 7.
"""


def parse_colour(value: object) -> Colour:
    """Return the colour in canonical form.

    Args:
        value: ``"#c8102e"`` or the short form ``"#c12"``, in either case.

    Raises:
        InputError: if it is anything else.
    """
    if isinstance(value, str):
        if re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return Colour(value.lower())
        if re.fullmatch(r"#[0-9a-fA-F]{3}", value):
            return Colour("#" + "".join(2 * digit for digit in value[1:].lower()))
    raise InputError(
        f"{value!r} is not a colour.", 'Write it as "#rrggbb", for example "#c8102e".', code="bad_colour"
    )


def rgb(colour: Colour) -> npt.NDArray[np.float64]:
    """Return the colour's red, green and blue, shape (3,), each 0…255."""
    return np.array(list(bytes.fromhex(colour[1:])), dtype=np.float64)
