"""What a shape is filled with: a plain colour or a flag."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hueandcry.effects.colours import Colour, parse_colour, rgb
from hueandcry.effects.flags import Flag, draw_flag, parse_flag_bands
from hueandcry.effects.keys import Assets, Given
from hueandcry.effects.rasterise import rasterise
from hueandcry.errors import InputError

FLAG_KEYS = ("code", "bands", "vertical", "weights")
FILL_KEYS = ("colour", *FLAG_KEYS)
UNITS = 1000
"""The side of every drawing's square in its own units."""


@dataclass(frozen=True)
class Plain:
    """One colour."""

    colour: Colour

    def as_table(self) -> dict[str, object]:
        """Return the key as it is written in campaign.toml."""
        return {"colour": self.colour}


Fill = Plain | Flag


def take_fill(given: Given, _assets: Assets, place: str) -> Fill:
    """Take a colour, or the keys of a flag, out of what was given.

    Raises:
        InputError: if both or neither were given, or one is wrong.
    """
    if "colour" not in given:
        if not set(FILL_KEYS) & given.keys():
            raise InputError(f"{place} needs a colour or a flag.", 'Write colour = "#c8102e" or code = "FR".')
        return parse_flag_bands(given, place)
    colour = given.pop("colour")
    if others := [name for name in FILL_KEYS if name in given]:
        raise InputError(f"{place}, {others[0]}: give either a colour or a flag, not both.")
    try:
        return Plain(parse_colour(colour))
    except InputError as error:
        raise InputError(f"{place}, colour: {error.message}", error.hint) from error


def take_flag(given: Given, _assets: Assets, place: str) -> Flag:
    """Take the keys of a flag out of what was given."""
    return parse_flag_bands(given, place)


def draw_fill(fill: Fill, size_px: int) -> npt.NDArray[np.float64]:
    """Return the fill as a picture of its own; shape (size_px, size_px, 3), sRGB 0…1."""
    if isinstance(fill, Plain):
        return np.broadcast_to(rgb(fill.colour) / 255, (size_px, size_px, 3))
    return draw_flag(fill, size_px)


def coverage(shapes: str, size_px: int) -> npt.NDArray[np.float64]:
    """Return how much of each pixel some SVG shapes cover; shape (size_px, size_px, 1), 0…1."""
    return rasterise(svg(shapes), size_px)[..., 3:]


def cut_out(picture: npt.NDArray[np.float64], covered: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the part of a picture that a shape covers, as premultiplied RGBA."""
    return np.concatenate([picture * covered, covered], axis=-1)


def svg(shapes: str) -> str:
    """Return shapes on the square of `UNITS` as a document."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS} {UNITS}">{shapes}</svg>'
