"""Flags with emblems: found in the organiser's own folder or in an installed open set, and cleaned."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from hueandcry.effects.svg import clean_root
from hueandcry.errors import InputError

OWN_FOLDER = "HUE_FLAGS_DIR"

# The set that is kept up to date first; squares before oblongs, for they were drawn for a square.
FOLDERS = (
    "node_modules/flag-icons/flags/1x1",
    "/usr/local/lib/node_modules/flag-icons/flags/1x1",
    "/usr/lib/node_modules/flag-icons/flags/1x1",
    "/usr/share/iso-flags-svg/country-squared",
    "/usr/share/iso-flags-svg/country-4x3",
)

# fmt: off
EMBLEMS = frozenset({
    "AD", "AF", "AI", "AL", "AO", "AQ", "AR", "AS", "BB", "BL", "BM", "BN", "BQ", "BR", "BT", "BY", "BZ",
    "CA", "CC", "CX", "CY", "DM", "DO", "EC", "EG", "ER", "ET", "FJ", "FK", "GD", "GF", "GI", "GQ", "GS",
    "GT", "GU", "HK", "HR", "HT", "IM", "IO", "IQ", "IR", "JE", "KE", "KG", "KH", "KI", "KR", "KY", "KZ",
    "LB", "LI", "LK", "LS", "MD", "ME", "MF", "MN", "MO", "MP", "MS", "MT", "MW", "MX", "MZ", "NC", "NF",
    "NI", "NP", "OM", "PF", "PG", "PH", "PN", "PT", "PY", "SA", "SH", "SI", "SK", "SM", "SV", "SX", "SZ",
    "TC", "TF", "TJ", "TK", "TM", "UG", "UY", "VA", "VG", "VI", "VU", "WF", "XK", "YT", "ZM", "ZW",
})
# fmt: on
"""ISO 3166-1 codes whose flags are no plain geometry. A set's own extra codes are not asked for."""


def find_drawing(code: str) -> str:
    """Return the cleaned drawing of a two-letter code, as an element that fills any box, or nothing.

    Raises:
        InputError: if there is a drawing, but it cannot be used.
    """
    path = next((path for path in candidates(code) if path.is_file()), None)
    return fitted(path.read_bytes(), str(path)) if path else ""


def candidates(code: str) -> Iterator[Path]:
    """Yield where the drawing may be, in the order of trust."""
    own = os.environ.get(OWN_FOLDER, "")
    if own:
        yield from (Path(own) / f"{name}.svg" for name in (code, code.lower()))
    if code in EMBLEMS:
        yield from (Path(folder) / f"{code.lower()}.svg" for folder in FOLDERS)


@lru_cache(maxsize=64)
def fitted(content: bytes, name: str) -> str:
    """Return the drawing, cleaned, as an element that fills its box, the longer side cropped evenly."""
    root = clean_root(content, name)
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {length(root, 'width', name)} {length(root, 'height', name)}")
    for key, value in {"width": "100%", "height": "100%", "preserveAspectRatio": "xMidYMid slice"}.items():
        root.set(key, value)
    return tostring(root, encoding="unicode")


def length(root: Element, key: str, name: str) -> float:
    """Return the drawing's width or height, whatever its unit."""
    number = re.match(r"\s*(\d*\.?\d+)", root.get(key, ""))
    if not number or not float(number[1]):
        raise InputError(f"The drawing {name} has no size.", "Give it a viewBox.", code="bad_artwork")
    return float(number[1])
