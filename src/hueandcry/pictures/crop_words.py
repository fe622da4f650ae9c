"""Which square to keep, in words: what the command line and the server's form take."""

import re

from hueandcry.pictures.work import Crop, CropChoice

SQUARE = re.compile(r"\s*(-?[0-9]{1,9})\s*,\s*(-?[0-9]{1,9})\s*,\s*(-?[0-9]{1,9})\s*")
HINT = "Use auto, centre, or X,Y,SIDE such as 120,40,800."


def read_crop(words: str) -> CropChoice | None:
    """Return the square to keep, or None if the words say none: ``auto``, ``centre`` or ``X,Y,SIDE``."""
    if words == "auto":
        return "auto"
    if words in ("centre", "center"):
        return "centre"
    numbers = SQUARE.fullmatch(words)
    return Crop(*map(int, numbers.groups())) if numbers else None
