"""A line of text → glyphs in their places: directions, scripts and fonts resolved, letters joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from unicodedata import category

import uharfbuzz as hb

from hueandcry.effects.text.direction import Direction, in_visual_order, levels_of
from hueandcry.effects.text.fonts import Typeface, choose, refuse_missing
from hueandcry.effects.text.wording import JOINERS


@dataclass(frozen=True)
class Run:
    """A stretch of text that is shaped at once: one direction, one script, one font.

    Args:
        start: where it begins in the text.
        end: where it ends, exclusive.
        level: its embedding level.
        script: its ISO 15924 code, empty where it has only digits and signs.
        typeface: what it is written with.
    """

    start: int
    end: int
    level: int
    script: str
    typeface: Typeface


@dataclass(frozen=True)
class Glyph:
    """A shape of a font in its place on the line.

    Args:
        typeface: its font.
        number: its number in the font.
        cluster: the index of the first character that it stands for.
        x: where it lies along the line, in ems.
        y: how far it is raised above the line, in ems.
    """

    typeface: Typeface
    number: int
    cluster: int
    x: float
    y: float


def shape_line(text: str, typefaces: Sequence[Typeface], direction: Direction | None = None) -> list[Glyph]:
    """Return the glyphs of a line from left to right as it is seen, the first at x = 0.

    Args:
        text: one line as `read_wording` returns it.
        typefaces: the fonts to choose from, the best first.
        direction: how the paragraph runs that the line belongs to; found by its first letter if None.

    Raises:
        InputError: naming the letters that no font has.
    """
    refuse_missing(typefaces, text)
    runs = list(split_into_runs(text, typefaces, direction))
    glyphs: list[Glyph] = []
    pen = 0.0
    for run in in_visual_order(runs, [run.level for run in runs]):
        shaped, pen = shape_run(text, run, pen)
        glyphs += shaped
    return glyphs


def split_into_runs(
    text: str, typefaces: Sequence[Typeface], direction: Direction | None = None
) -> Iterator[Run]:
    """Split a text wherever its direction, script or font changes."""
    start = 0
    for level, places in groupby(levels_of(text, direction)):
        end = start + len(list(places))
        for script, stretch in split_by_script(text[start:end]):
            for typeface, length in assign_fonts(stretch, typefaces):
                yield Run(start, start + length, level, script, typeface)
                start += length


def split_by_script(text: str) -> Iterator[tuple[str, str]]:
    """Split a text by script; marks, digits and signs go with the letter before them, or the first."""
    own = [script_of(character) for character in text]
    current = next(filter(None, own), "")
    resolved = [current := script or current for script in own]
    for script, pairs in groupby(zip(resolved, text, strict=True), lambda pair: pair[0]):
        yield script, "".join(character for _, character in pairs)


@cache
def script_of(character: str) -> str:
    """Return a character's ISO 15924 script, empty if several share it."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return buffer.script or ""


def assign_fonts(text: str, typefaces: Sequence[Typeface]) -> Iterator[tuple[Typeface, int]]:
    """Choose fonts for a text of one script, each with the length that it writes.

    One font for all letters if there is one; digits and signs share it where it has them.
    """
    letters = "".join(each for each in text if script_of(each) or category(each)[0] == "M")
    first = choose(typefaces, letters)
    preferred = [first, *typefaces] if first else typefaces
    chosen = [(font_of_cluster(cluster, preferred), len(cluster)) for cluster in clusters_of(text)]
    for typeface, parts in groupby(chosen, lambda each: each[0]):
        yield typeface, sum(length for _, length in parts)


def clusters_of(text: str) -> list[str]:
    """Split a text into letters, each with the marks that belong to it."""
    clusters: list[str] = []
    for character in text:
        if clusters and (character in JOINERS or category(character)[0] == "M"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def font_of_cluster(cluster: str, typefaces: Sequence[Typeface]) -> Typeface:
    """Return the first font that has a letter with its marks, or else the letter."""
    return choose(typefaces, cluster) or choose(typefaces, cluster[0]) or typefaces[0]


def shape_run(text: str, run: Run, pen: float) -> tuple[list[Glyph], float]:
    """Return a run's glyphs and where the pen stands after it, in ems."""
    buffer = hb.Buffer()
    # The whole text is given, so that letters at a run's ends know what they join.
    buffer.add_codepoints([ord(each) for each in text], run.start, run.end - run.start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.script = run.script or "Zyyy"
    hb.shape(run.typeface.font, buffer)
    glyphs, upem = [], run.typeface.upem
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
        place = (pen + position.x_offset / upem, position.y_offset / upem)
        glyphs.append(Glyph(run.typeface, info.codepoint, info.cluster, *place))
        pen += position.x_advance / upem
    return glyphs, pen
