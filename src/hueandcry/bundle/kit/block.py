"""A paragraph in its box: as large as fits, wrapped, its lines about equally long."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hueandcry.bundle.kit.lettering import Hand, Line, set_line
from hueandcry.effects.text.direction import Direction
from hueandcry.effects.text.shaping import clusters_of

STEP_DOWN = 0.94
LEADING = 1.16
"""The least from line to line, in ems; scripts with higher letters get more."""

BETWEEN = 0.14
"""What stays free between the ink of two lines, in ems."""

MANY = 200
"""Letters beyond which no title is read from a picture; what follows is cut off."""

ELLIPSIS = "…"


@dataclass(frozen=True)
class Box:
    """Where a paragraph may stand, and how; lengths in the medium's own unit.

    Args:
        width: how wide it may be.
        height: how high.
        largest: the largest size of its letters.
        smallest: the smallest size; if need be the text is cut off there.
        lines: how many lines at most.
    """

    width: float
    height: float
    largest: float
    smallest: float
    lines: int = 3


@dataclass(frozen=True)
class Block:
    """A paragraph that was set.

    Args:
        lines: from top to bottom.
        size: the size of its letters.
        leading: from line to line, in ems.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line's ink to the bottom of the last one's."""
        if not self.lines:
            return 0.0
        ink = self.lines[0].top - self.lines[-1].bottom
        return ((len(self.lines) - 1) * self.leading + ink) * self.size

    @property
    def width(self) -> float:
        """The longest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    def baselines(self, top: float) -> Iterator[tuple[Line, float]]:
        """Yield each line and where it stands if the first one's ink begins at `top`."""
        for number, line in enumerate(self.lines):
            yield line, top + (self.lines[0].top + number * self.leading) * self.size


def fit(text: str, hand: Hand, direction: Direction, box: Box) -> Block:
    """Set a paragraph as large as it fits; an empty one if the hand cannot write it."""
    words = [set_line(word, hand, direction) for word in shorten(hand.readable(text)).split()]
    if not words:
        return Block((), box.smallest, LEADING)
    size = box.largest
    while size > box.smallest:
        block = try_size(words, hand, box, size)
        if block is not None:
            return block
        size *= STEP_DOWN
    return force(words, hand, box)


def shorten(text: str) -> str:
    """Cut a text off where nobody reads on."""
    return text if len(text) <= MANY else text[:MANY].rsplit(" ", 1)[0].rstrip() + ELLIPSIS


def try_size(words: list[Line], hand: Hand, box: Box, size: float) -> Block | None:
    """Set words at one size, or return None if they do not fit."""
    room = box.width / size
    if max(word.width for word in words) > room:
        return None
    rows = wrap(words, room, space_of(hand))
    if len(rows) > box.lines:
        return None
    block = compose(balance(words, len(rows), room, space_of(hand)), hand, size)
    return block if block.height <= box.height and block.width <= box.width * 1.01 else None


def force(words: list[Line], hand: Hand, box: Box) -> Block:
    """Set words at the smallest size: words too long are broken, and what does not fit is cut off."""
    size, room = box.smallest, box.width / box.smallest
    parts = [part for word in words for part in break_word(word, hand, room)]
    rows = wrap(parts, room, space_of(hand))
    block = compose(rows, hand, size)
    while len(rows) > 1 and (len(rows) > box.lines or block.height > box.height):
        rows = [*rows[:-2], [*rows[-2][:-1], ellipsis_after(rows[-2][-1], hand, room)]]
        block = compose(rows, hand, size)
    return block


def ellipsis_after(word: Line, hand: Hand, room: float) -> Line:
    """Return a word with the sign that more would follow, if it can be written and has room."""
    longer = word.text.rstrip(ELLIPSIS) + ELLIPSIS
    if hand.lacks(ELLIPSIS) or word.text.endswith(ELLIPSIS):
        return word
    line = set_line(longer, hand, word.direction)
    return line if line.width <= room else word


def break_word(word: Line, hand: Hand, room: float) -> list[Line]:
    """Break a word that is longer than a line, between letters."""
    if word.width <= room:
        return [word]
    parts = [""]
    for letter in clusters_of(word.text):
        if parts[-1] and set_line(parts[-1] + letter, hand, word.direction).width > room:
            parts.append("")
        parts[-1] += letter
    return [set_line(part, hand, word.direction) for part in parts]


def wrap(words: list[Line], room: float, space: float) -> list[list[Line]]:
    """Fill lines one after the other."""
    rows: list[list[Line]] = [[]]
    used = 0.0
    for word in words:
        needed = word.width + (used + space if rows[-1] else 0)
        if rows[-1] and needed > room:
            rows.append([])
            needed = word.width
        rows[-1].append(word)
        used = needed
    return rows


def balance(words: list[Line], count: int, room: float, space: float) -> list[list[Line]]:
    """Wrap into so many lines, the longest of them as short as can be: no single word is left over."""
    narrow, wide = max(word.width for word in words), room
    for _ in range(10):
        middle = (narrow + wide) / 2
        if len(wrap(words, middle, space)) <= count:
            wide = middle
        else:
            narrow = middle
    return wrap(words, wide, space)


def compose(rows: list[list[Line]], hand: Hand, size: float) -> Block:
    """Shape every line as a whole."""
    lines = tuple(
        set_line(unicodedata.normalize("NFC", " ".join(word.text for word in row)), hand, row[0].direction)
        for row in rows
        if row
    )
    needed = max((below.top - above.bottom for above, below in pairwise(lines)), default=0.0)
    return Block(lines, size, max(LEADING, needed + BETWEEN))


def space_of(hand: Hand) -> float:
    """Return how wide a space is, in ems."""
    typeface = hand.typefaces[0]
    glyph = typeface.font.get_nominal_glyph(ord(" ")) or 0
    return float(typeface.font.get_glyph_h_advance(glyph)) / typeface.upem
