"""A code → its flag: from the table of facts, else from an installed set."""

import re

from hueandcry.effects.flags.flag import Flag
from hueandcry.effects.flags.installed import EMBLEMS, find_drawing
from hueandcry.effects.flags.table import flag_table
from hueandcry.errors import InputError


def find_flag(code: object) -> Flag:
    """Return the flag of an ISO 3166-1 alpha-2 code, in either case.

    Raises:
        InputError: if there is no such code, no drawing of it here, or the drawing cannot be used.
    """
    wanted = code.upper() if isinstance(code, str) else ""
    if wanted in flag_table():
        return flag_table()[wanted]
    drawing = find_drawing(wanted) if re.fullmatch("[A-Z]{2}", wanted) else ""
    if drawing:
        return Flag(code=wanted, drawing=drawing)
    if wanted in EMBLEMS:
        raise InputError(
            f"There is no drawing of the flag {wanted} here.",
            f"Install Debian's iso-flags-svg or npm's flag-icons, or put {wanted}.svg into a folder and"
            " let HUE_FLAGS_DIR name it.",
            code="no_flag_drawing",
        )
    raise InputError(
        f"There is no flag {code!r}.",
        "Give an ISO 3166-1 code of two letters, such as FR; for any other flag, list its bands.",
        code="unknown_flag",
    )
