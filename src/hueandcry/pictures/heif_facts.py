"""What a HEIC says of its items, as far as its decoder trusts it blindly."""

import re

MIME_ITEM = re.compile(rb"infe[\x02\x03].{3}(?:.{4}|.{6})mime([^\0]*\0[^\0]*\0)", re.DOTALL)
"""An item of side data: its name and its kind. Source: ISO/IEC 14496-12, 8.11.6."""


def has_readable_kinds(photo: bytes) -> bool:
    """Whether the kinds of all side data are text: one that is not makes pi-heif 1.4.0 end the process."""
    return all(is_text(found[1]) for found in MIME_ITEM.finditer(photo))


def is_text(words: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        words.decode()
    except UnicodeDecodeError:
        return False
    return True
