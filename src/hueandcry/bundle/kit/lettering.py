"""Lines of text for pictures and posters: cleaned, shaped with the machine's fonts, measured in ems."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb

from hueandcry.effects.text.direction import Direction
from hueandcry.effects.text.fonts import (
    FontFile,
    Typeface,
    choose,
    find_typefaces,
    in_order,
    is_font_file,
    open_font,
)
from hueandcry.effects.text.shaping import Glyph, shape_line
from hueandcry.effects.text.wording import JOINERS
from hueandcry.errors import InputError

REGULAR = 400


@dataclass(frozen=True, eq=False)
class Hand:
    """What to write with: typefaces of one weight, the best first; none if the machine has no font."""

    typefaces: tuple[Typeface, ...]

    def readable(self, text: str) -> str:
        """Return a text as it can be written here.

        A picture in place of a letter (an emoji, say) that no font has is left out; a text that would lack
        letters is not written at all, for half a name is worse than none.
        """
        kept = [each for each in plain(text) if not (is_symbol(each) and self.lacks(each))]
        text = " ".join("".join(kept).split())
        return "" if any(self.lacks(each) for each in text) else text

    def lacks(self, character: str) -> bool:
        """Whether no typeface has the character."""
        return choose(self.typefaces, character) is None


@dataclass(frozen=True)
class Hands:
    """The two weights that everything is written in."""

    bold: Hand
    regular: Hand


@dataclass(frozen=True)
class Line:
    """A line that was shaped; lengths in ems.

    Args:
        text: what it says.
        direction: how its paragraph runs.
        glyphs: from left to right.
        width: how far the pen moved.
        top: how high the ink reaches above the line.
        bottom: how far it reaches below, negative.
    """

    text: str
    direction: Direction
    glyphs: tuple[Glyph, ...]
    width: float
    top: float
    bottom: float


def hands_for(assets: Iterable[tuple[str, bytes]]) -> Hands:
    """Return the hands of a campaign: the machine's fonts, then those that the campaign brought."""
    brought = tuple(FontFile(name, content) for name, content in assets if is_font_file(name))
    return open_hands(brought)


@lru_cache(maxsize=8)
def open_hands(brought: tuple[FontFile, ...]) -> Hands:
    """Return the hands for some font files."""
    own = tuple(opened for each in brought if (opened := open_quietly(each)))
    return Hands(Hand((*bold_typefaces(), *own)), Hand((*regular_typefaces(), *own)))


def open_quietly(file: FontFile) -> Typeface | None:
    """Open a font that was brought; what the effect's own check refuses is of no use here either."""
    try:
        return open_font(file)
    except InputError:
        return None


@cache
def bold_typefaces() -> tuple[Typeface, ...]:
    """Return the machine's fonts, bold first; none is no error here."""
    try:
        return tuple(find_typefaces(None))
    except InputError:
        return ()


@cache
def regular_typefaces() -> tuple[Typeface, ...]:
    """Return the machine's fonts, regular weight first."""
    return tuple(sorted(map(as_regular, bold_typefaces()), key=in_order))


def as_regular(typeface: Typeface) -> Typeface:
    """Return a typeface ranked by how near it is to the regular weight; one that can vary is set to it."""
    font = hb.Font(typeface.font.face)
    if font.face.has_var_data:
        font.set_variations({"wght": REGULAR})
    weight = abs(font.get_style_value(hb.StyleTag.WEIGHT) - REGULAR)
    return Typeface(typeface.names, font, (*typeface.rank[:2], weight))


def plain(text: str) -> str:
    """Return a text without what is not seen: line breaks, controls, marks of direction."""
    spaced = "".join(" " if each.isspace() else each for each in text)
    seen = (each for each in spaced if unicodedata.category(each)[0] != "C" or each in JOINERS)
    return unicodedata.normalize("NFC", " ".join("".join(seen).split()))


def is_symbol(character: str) -> bool:
    """Whether a character is no part of a word: a symbol, or what only dresses one (skin, style)."""
    return unicodedata.category(character)[0] == "S" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=2048)
def set_line(text: str, hand: Hand, direction: Direction) -> Line:
    """Shape a text that the hand can write."""
    glyphs = tuple(shape_line(text, hand.typefaces, direction))
    right, top, bottom = 0.0, 0.0, 0.0
    for glyph in glyphs:
        font, upem = glyph.typeface.font, glyph.typeface.upem
        right = max(right, glyph.x + font.get_glyph_h_advance(glyph.number) / upem)
        box = font.get_glyph_extents(glyph.number)
        if box is not None and box.height:
            top = max(top, glyph.y + box.y_bearing / upem)
            bottom = min(bottom, glyph.y + (box.y_bearing + box.height) / upem)
    return Line(text, direction, glyphs, right, top, bottom)
