"""A flag as campaign.toml writes it: a code, or an organiser's own list of bands."""

from collections.abc import Mapping

from hueandcry.effects.colours import parse_colour
from hueandcry.effects.flags.field import Bands
from hueandcry.effects.flags.find import find_flag
from hueandcry.effects.flags.flag import Flag
from hueandcry.errors import InputError

MAX_BANDS = 12


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
    return Flag((Bands(tuple(parse_colour(band) for band in bands), tuple(weights), is_vertical=vertical),))


def is_weight(value: object) -> bool:
    """Whether the value can be a band's relative width."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1000
