"""Glyphs → outlines as fine polygons, which can be bent without the font knowing of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import uharfbuzz as hb

from hueandcry.effects.text.fonts import Typeface
from hueandcry.effects.text.shaping import Glyph
from hueandcry.errors import InputError

Points = npt.NDArray[np.float64]
"""Shape (n, 2): along the line and above it."""

# Corners per curve, and the longest straight piece in ems: far below a pixel's error once bent.
CURVE_STEPS = 16
LONGEST = 0.1
MAX_STEPS = 40

# A line of 120 letters has some 7,000 pieces; a font that draws more than this is not meant for reading.
MAX_PIECES = 40_000


@dataclass
class Pen:
    """What HarfBuzz draws a glyph with.

    Args:
        contours: closed outlines, each a list of pieces; a piece is its control points in font units.
        at: where the pen is.
        pieces: how many were drawn; what is beyond `MAX_PIECES` is not kept.
    """

    contours: list[list[Points]] = field(default_factory=list)
    at: tuple[float, float] = (0.0, 0.0)
    pieces: int = 0

    def move_to(self, x: float, y: float) -> None:
        """Begin an outline."""
        self.contours.append([])
        self.at = (x, y)

    def draw_to(self, *controls: float) -> None:
        """Draw a line or a curve, by the control points after the pen's own place."""
        self.pieces += 1
        if self.pieces <= MAX_PIECES:
            places = [self.at, *zip(controls[::2], controls[1::2], strict=True)]
            self.contours[-1].append(np.array(places))
        self.at = (controls[-2], controls[-1])


def drawing_functions() -> hb.DrawFuncs:
    """Return what tells HarfBuzz to draw with a `Pen`."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move_to(x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.draw_to(x, y))
    functions.set_quadratic_to_func(lambda *drawn: drawn[-1].draw_to(*drawn[:-1]))
    functions.set_cubic_to_func(lambda *drawn: drawn[-1].draw_to(*drawn[:-1]))
    functions.set_close_path_func(lambda _pen: None)  # HarfBuzz draws the closing line itself
    return functions


FUNCTIONS = drawing_functions()


def trace(glyphs: Iterable[Glyph]) -> list[Points]:
    """Return the outlines of glyphs in their places on the line, in ems.

    Raises:
        InputError: if the font draws nothing, or far too much.
    """
    pen = Pen()
    outlines: list[Points] = []
    for glyph in glyphs:
        pen.contours = []
        glyph.typeface.font.draw_glyph(glyph.number, FUNCTIONS, pen)
        if pen.pieces > MAX_PIECES:
            raise unusable(glyph.typeface, "draws this text with too many lines")
        place = np.array([glyph.x, glyph.y])
        outlines += [flatten(each, glyph.typeface.upem) + place for each in pen.contours if each]
    if not outlines:
        raise InputError("The text's font draws nothing for it.", "Choose another font.", code="bad_font")
    return outlines


def unusable(typeface: Typeface, what: str) -> InputError:
    """Return the error for a font that cannot be used."""
    return InputError(f"The font {typeface.names[0]} {what}.", "Choose another font.", code="bad_font")


def flatten(pieces: list[Points], upem: int) -> Points:
    """Return an outline's lines and curves as the corners of one polygon, in ems."""
    return np.concatenate([flatten_piece(piece / upem) for piece in pieces])


def flatten_piece(controls: Points) -> Points:
    """Return the points along a Bézier curve of degree 1 to 3, without its first."""
    degree = len(controls) - 1
    length = float(np.hypot(*np.diff(controls, axis=0).T).sum())
    steps = min(max(math.ceil(length / LONGEST), CURVE_STEPS if degree > 1 else 1), MAX_STEPS)
    t = np.arange(1, steps + 1)[:, None] / steps
    power = np.arange(degree + 1)
    weights = [math.comb(degree, each) for each in power] * t**power * (1 - t) ** (degree - power)
    return weights @ controls
