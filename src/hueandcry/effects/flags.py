"""Flags drawn from facts: a table of bands, colours and proportions, and the geometry that fills a square."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from hueandcry.effects.colours import Colour, parse_colour, rgb
from hueandcry.errors import InputError

MAX_BANDS = 12


@dataclass(frozen=True)
class Flag:
    """A flag of plain bands.

    Args:
        colours: one per band; the first at the hoist (vertical) or on top (horizontal).
        weights: the bands' widths relative to one another.
        is_vertical: whether the bands stand side by side.
        code: the ISO 3166-1 alpha-2 code if the flag is from the table, else empty.
    """

    colours: tuple[Colour, ...]
    weights: tuple[int, ...]
    is_vertical: bool
    code: str = ""

    def as_table(self) -> dict[str, object]:
        """Return the keys as they are written in campaign.toml."""
        if self.code:
            return {"code": self.code}
        table: dict[str, object] = {"bands": list(self.colours), "vertical": self.is_vertical}
        return table if set(self.weights) == {1} else table | {"weights": list(self.weights)}


@cache
def flag_table() -> dict[str, Flag]:
    """Return every flag of the table by its code."""
    text = resources.files("hueandcry.effects").joinpath("flags.toml").read_text(encoding="utf-8")
    return {code: flag_from_facts(code, facts) for code, facts in tomllib.loads(text).items()}


def flag_from_facts(code: str, facts: Mapping[str, list[object]]) -> Flag:
    """Return one flag from its entry in the table."""
    colours = tuple(parse_colour(colour) for colour in facts["colours"])
    weights = tuple(int(str(weight)) for weight in facts.get("weights", [1] * len(colours)))
    return Flag(colours, weights, is_vertical=str(facts["bands"]) == "vertical", code=code)


def find_flag(code: object) -> Flag:
    """Return the flag of an ISO 3166-1 alpha-2 code, in either case.

    Raises:
        InputError: if the table does not have it.
    """
    flag = flag_table().get(code.upper()) if isinstance(code, str) else None
    if flag is None:
        raise InputError(
            f"There is no flag {code!r} in the table yet.",
            f"It draws: {' '.join(sorted(flag_table()))}. For another flag, list its bands or use a frame.",
            code="unknown_flag",
        )
    return flag


def parse_flag_bands(given: dict[str, object], place: str) -> Flag:
    """Take the keys that describe the flag (`code`, or `bands` with `vertical` and `weights`) out of `given`.

    Raises:
        InputError: naming the place and the key that is wrong.
    """
    keys = ("code", "bands", "vertical", "weights")
    taken: dict[str, object] = {name: given.pop(name) for name in keys if name in given}
    try:
        if "code" in taken:
            if len(taken) > 1:
                raise InputError("code: give either a code or bands, not both.")
            return find_flag(taken["code"])
        return flag_of_bands(taken)
    except InputError as error:
        raise InputError(f"{place}, {error.message}", error.hint, code="bad_effect") from error


def flag_of_bands(given: Mapping[str, object]) -> Flag:
    """Return a flag from an organiser's own list of bands."""
    bands = given.get("bands")
    if not isinstance(bands, list) or not 1 <= len(bands) <= MAX_BANDS:
        raise InputError(
            'bands: a list of 1 to 12 colours is needed, or a code such as "FR".',
            'Write bands = ["#0055a4", "#ffffff", "#ef4135"].',
        )
    weights = given.get("weights", [1] * len(bands))
    if not isinstance(weights, list) or len(weights) != len(bands) or not all(map(is_weight, weights)):
        raise InputError("weights: one whole number from 1 to 1000 is needed for each band.")
    vertical = given.get("vertical", False)
    if not isinstance(vertical, bool):
        raise InputError("vertical: true or false is needed.")
    return Flag(tuple(parse_colour(band) for band in bands), tuple(weights), is_vertical=vertical)


def is_weight(value: object) -> bool:
    """Whether the value can be a band's relative width."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000


def draw_flag(flag: Flag, size_px: int, angle: float = 0.0) -> npt.NDArray[np.float64]:
    """Return the flag filling a square; its bands keep their shares of the square's extent.

    Args:
        flag: the flag.
        size_px: the square's side.
        angle: clockwise rotation in degrees; the bands always fill the whole square.

    Returns:
        shape (size_px, size_px, 3), sRGB 0…1, edges antialiased.
    """
    turn = math.radians(angle + (0 if flag.is_vertical else 90))
    across, down = math.cos(turn), math.sin(turn)
    pixel_width = abs(across) + abs(down)
    centres = np.arange(size_px) + 0.5 - size_px / 2
    position = centres[None, :] * across + centres[:, None] * down
    edges = (np.cumsum(flag.weights)[:-1] / sum(flag.weights) - 0.5) * size_px * pixel_width
    palette = [rgb(colour) / 255 for colour in flag.colours]
    picture = np.broadcast_to(palette[0], (size_px, size_px, 3)).copy()
    for edge, colour, before in zip(edges, palette[1:], palette[:-1], strict=True):
        # The share of each pixel beyond the edge; exact for upright bands, a linear ramp for turned ones.
        beyond = np.clip((position - edge) / pixel_width + 0.5, 0, 1)
        picture += beyond[..., None] * (colour - before)
    return picture
