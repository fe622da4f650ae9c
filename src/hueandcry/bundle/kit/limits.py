"""How long networks find a text, counted so that we never count less than they do."""

import re
import unicodedata

LINK = 23
"""What a link counts on X and Mastodon, however long it is."""

# What X counts as one; all else counts as two. Source: X developer documentation, "Counting characters", v3.
LIGHT = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))

# X makes a link of whatever looks like a host's name.
LOOKS_LIKE_LINK = re.compile(r"\w\.\w")


def x_length(text: str) -> int:
    """Return a text's length as X weighs it."""
    words = re.split(r"(\s)", unicodedata.normalize("NFC", text))
    return sum(map(x_word_length, words))


def x_word_length(word: str) -> int:
    """Return a word's length as X weighs it."""
    if word.startswith(("https://", "http://")):
        return LINK
    weight = sum(1 if is_light(ord(each)) else 2 for each in word)
    return max(weight, LINK) if LOOKS_LIKE_LINK.search(word) else weight


def is_light(code: int) -> bool:
    """Whether X counts a code point as one."""
    return any(first <= code <= last for first, last in LIGHT)


def mastodon_length(text: str) -> int:
    """Return a text's length as Mastodon counts it: links as 23, the rest by letters as they are seen.

    Code points are counted here, which are as many as letters or more.
    """
    words = re.split(r"(\s)", text)
    return sum(LINK if word.startswith(("https://", "http://")) else len(word) for word in words)
