"""What a line of text may hold: letters that are seen, in the order in which they are written."""

import unicodedata

from hueandcry.errors import InputError

MAX_CHARACTERS = 120
JOINERS = "\u200c\u200d"
"""The zero-width non-joiner and joiner: unseen, but Persian and others spell with them."""


def read_wording(value: object) -> str:
    """Return the text in Unicode's composed form (NFC), spaces single.

    Raises:
        InputError: if it is empty, too long, or holds a line break or a hidden mark.
    """
    if not isinstance(value, str):
        raise InputError(f"{value!r} is not a text.")
    for character in value:
        refuse_unseen(character)
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    if not text.strip(JOINERS + " "):
        raise InputError("the text is empty.", "Write a hashtag or a few words.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"the text has {len(text)} characters.", f"Shorten it to {MAX_CHARACTERS} or fewer.")
    return text


def refuse_unseen(character: str) -> None:
    """Refuse line breaks, controls, and marks that change the direction of what is written."""
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character in "\n\r\v\f\x85":
        raise InputError("the text has a line break.", "Write it in one line.")
    if category in ("Cc", "Cf", "Cs", "Co") and character not in JOINERS:
        raise InputError(
            f"the text has the hidden character {describe(character)}.",
            "Remove it; the direction of mixed text is found by itself.",
        )


def describe(character: str) -> str:
    """Name a character so that a person can find it, such as ``ٹ (U+0679 ARABIC LETTER TTEH)``."""
    name = unicodedata.name(character, "").strip()
    number = f"U+{ord(character):04X} {name}".strip()
    return f"{character} ({number})" if unicodedata.category(character)[0] in "LNPS" else number
