"""A picture in the making: plain areas, round pictures, and letters drawn as outlines."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import resvg_py
import uharfbuzz as hb
from PIL import Image, ImageDraw

from hueandcry.bundle.kit.block import Block
from hueandcry.bundle.kit.lettering import Line
from hueandcry.effects.text.direction import Direction
from hueandcry.effects.text.fonts import Typeface
from hueandcry.pictures.encode import circle_mask, encode_rgb

PAPER, INK, QUIET, WHITE = "#fbfaf8", "#1b1a19", "#625f5b", "#ffffff"

QUALITY = 86

# Letters may reach this far beyond their block, in ems.
BLEED = 0.5


@dataclass
class Sheet:
    """A picture in the making; all that is placed on it is given for left to right and mirrored for others.

    Args:
        image: what is drawn on.
        direction: how the language runs.
    """

    image: Image.Image
    direction: Direction

    @classmethod
    def blank(cls, width_px: int, height_px: int, direction: Direction) -> "Sheet":
        """Return an empty sheet of paper."""
        return cls(Image.new("RGB", (width_px, height_px), PAPER), direction)

    def copy(self) -> "Sheet":
        """Return a copy to draw on."""
        return Sheet(self.image.copy(), self.direction)

    def start(self, x: float, width: float) -> float:
        """Return the left edge of something whose start edge is to stand at `x`."""
        return x if self.direction == "ltr" else self.image.width - x - width

    def area(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Fill an area: left, top, right, bottom."""
        left, top, right, bottom = box
        x = round(self.start(left, right - left))
        ImageDraw.Draw(self.image).rectangle((x, top, x + right - left - 1, bottom - 1), fill=colour)

    def circle(self, picture: Image.Image, box: tuple[int, int, int], ring: tuple[int, str]) -> None:
        """Place a picture in a circle with a ring around it.

        Args:
            picture: a square picture.
            box: left, top and diameter of the picture.
            ring: its width and colour.
        """
        left, top, side = box
        width, colour = ring
        outer = side + 2 * width
        x = round(self.start(left, side))
        self.image.paste(colour, (x - width, top - width), round_mask(outer))
        small = picture.resize((side, side), Image.Resampling.LANCZOS)
        self.image.paste(small, (x, top), round_mask(side))

    def write(self, block: Block, x: float, top: float, colour: str) -> float:
        """Write a paragraph from its start edge; return where it ends below."""
        for line, baseline in block.baselines(top):
            left = self.start(x, line.width * block.size)
            self.draw_line(line, block.size, (left, baseline), colour)
        return top + block.height

    def write_centred(self, block: Block, middle: float, top: float, colour: str) -> float:
        """Write a paragraph with its lines around a middle; return where it ends below."""
        for line, baseline in block.baselines(top):
            self.draw_line(line, block.size, (middle - line.width * block.size / 2, baseline), colour)
        return top + block.height

    def draw_line(self, line: Line, size: float, at: tuple[float, float], colour: str) -> None:
        """Draw one line's letters; `at` is where its first glyph stands."""
        if not line.text:
            return
        bleed = BLEED * size
        left, top = int(at[0] - bleed), int(at[1] - line.top * size - bleed)
        width = int(line.width * size + 2 * bleed) + 1
        height = int((line.top - line.bottom) * size + 2 * bleed) + 1
        shapes = outlines(line, size, (at[0] - left, at[1] - top))
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{shapes}</svg>'
        png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
        with Image.open(io.BytesIO(png), formats=("PNG",)) as drawn:
            self.image.paste(colour, (left, top), drawn.convert("RGBA").getchannel("A"))

    def jpeg(self) -> bytes:
        """Return the picture as a JPEG that says nothing but its pixels."""
        return encode_rgb(np.asarray(self.image), QUALITY)


def outlines(line: Line, size: float, at: tuple[float, float]) -> str:
    """Return a line's letters as SVG paths."""
    parts = []
    for glyph in line.glyphs:
        if path := glyph_path(glyph.typeface, glyph.number):
            scale = size / glyph.typeface.upem
            x, y = at[0] + glyph.x * size, at[1] - glyph.y * size
            matrix = f"matrix({scale:.6f} 0 0 {-scale:.6f} {x:.2f} {y:.2f})"
            parts.append(f'<path transform="{matrix}" d="{path}"/>')
    return "".join(parts)


@lru_cache(maxsize=1024)
def glyph_path(typeface: Typeface, number: int) -> str:
    """Return a glyph's outline as SVG path data in the font's own units."""
    parts: list[str] = []
    typeface.font.draw_glyph(number, FUNCTIONS, parts)
    return "".join(parts)


def command(letter: str) -> Callable[..., None]:
    """Return what writes down one kind of stroke."""

    def write(*drawn: object) -> None:
        *numbers, parts = drawn
        if isinstance(parts, list):
            parts.append(letter + " ".join(f"{number:g}" for number in numbers))

    return write


def drawing_functions() -> hb.DrawFuncs:
    """Return what tells HarfBuzz to write SVG path data."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(command("M"))
    functions.set_line_to_func(command("L"))
    functions.set_quadratic_to_func(command("Q"))
    functions.set_cubic_to_func(command("C"))
    functions.set_close_path_func(command("Z"))
    return functions


FUNCTIONS = drawing_functions()


@lru_cache(maxsize=16)
def round_mask(side: int) -> Image.Image:
    """Return a circle of a diameter."""
    return circle_mask(side)
