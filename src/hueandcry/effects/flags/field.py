"""The parts of a field: they are stretched with it."""

import math
from dataclasses import dataclass
from itertools import accumulate

from hueandcry.effects.colours import Colour
from hueandcry.effects.flags.canvas import Canvas, Point
from hueandcry.effects.flags.shape import bar, polygon, rectangle

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in the flag's own units."""


@dataclass(frozen=True)
class Bands:
    """Bands side by side that fill the field; one alone is a plain field.

    Args:
        colours: one per band; the first at the hoist (vertical) or on top (horizontal).
        weights: the bands' widths relative to one another.
        is_vertical: whether the bands stand side by side.
    """

    colours: tuple[Colour, ...]
    weights: tuple[int, ...]
    is_vertical: bool

    def as_table(self) -> dict[str, object]:
        """Return the keys as they are written in campaign.toml."""
        table: dict[str, object] = {"bands": list(self.colours), "vertical": self.is_vertical}
        return table if set(self.weights) == {1} else table | {"weights": list(self.weights)}

    def draw(self, canvas: Canvas) -> str:
        """Paint each band far beyond the field, so that the next one overlaps it and no seam shows."""
        far = (2 * canvas.width, 2 * canvas.height)
        shares = [done / sum(self.weights) for done in accumulate(self.weights)]
        painted = [rectangle((-canvas.width, -canvas.height), far, self.colours[0])]
        for share, colour in zip(shares, self.colours[1:], strict=False):
            left = canvas.width * share if self.is_vertical else -canvas.width
            top = -canvas.height if self.is_vertical else canvas.height * share
            painted.append(rectangle((left, top), far, colour))
        return "".join(painted)


@dataclass(frozen=True)
class Polygon:
    """Straight edges: a canton, a hoist triangle, a chevron; with `about`, a charge that keeps its shape."""

    points: tuple[Point, ...]
    colour: Colour
    about: Point | None = None

    def draw(self, canvas: Canvas) -> str:
        """Return the polygon."""
        about = self.about
        placed = (canvas.charge(point, about) if about else canvas.field(point) for point in self.points)
        return polygon(placed, self.colour)


@dataclass(frozen=True)
class Cross:
    """Two upright bars from edge to edge of the field, or of a box of it.

    Args:
        at: where their middles cross.
        thickness: how thick both are, as a share of the height.
        colour: their colour.
        within: the box at whose edges they end; the whole field if left out.
    """

    at: Point
    thickness: float
    colour: Colour
    within: Box | None = None

    def draw(self, canvas: Canvas) -> str:
        """Return both bars."""
        x, y = canvas.field(self.at)
        half = self.thickness * canvas.down / 2
        left, top = canvas.field(self.within[:2]) if self.within else (0, 0)
        right, bottom = canvas.field(self.within[2:]) if self.within else (canvas.width, canvas.height)
        upright = rectangle((x - half, top), (x + half, bottom), self.colour)
        return upright + rectangle((left, y - half), (right, y + half), self.colour)


@dataclass(frozen=True)
class Bar:
    """A slanting or bent bar that goes on beyond its ends.

    Args:
        points: the ends and bends of its middle line.
        thickness: measured across the bar.
        colour: its colour.
    """

    points: tuple[Point, ...]
    thickness: float
    colour: Colour

    def draw(self, canvas: Canvas) -> str:
        """Return the bar."""
        thickness = self.thickness * math.sqrt(canvas.across * canvas.down)
        return bar(map(canvas.field, self.points), thickness, self.colour)


@dataclass(frozen=True)
class Union:
    """The Union Flag from the upper hoist on.

    Args:
        corner: where it ends, its lower corner toward the fly.
        blue: the field.
        red: the crosses of St George and St Patrick.
        cloth: the colour beside and below it.

    Source: the Flag Institute's drawing, 30 units high, in which all thicknesses here are given.
    """

    corner: Point
    blue: Colour
    red: Colour
    cloth: Colour

    def draw(self, canvas: Canvas) -> str:
        """Return field, saltires and crosses, then the cloth over the ends of the saltires."""
        width, height = canvas.field(self.corner)
        unit, middle = height / 30, (width / 2, height / 2)
        corners = [(0.0, 0.0), (0.0, height), (width, height), (width, 0.0)]
        white = Colour("#ffffff")
        painted = [rectangle((0, 0), (width, height), self.blue)]
        painted += [bar(corners[i : i + 3 : 2], 6 * unit, white) for i in (0, 1)]
        painted += [bar(shifted(middle, corner, unit), 2 * unit, self.red) for corner in corners]
        box = Canvas(width, height, width, height)
        painted += [
            Cross(middle, thickness * unit, colour).draw(box)
            for thickness, colour in ((10, white), (6, self.red))
        ]
        # Their ends stand out; to paint over them is several times as fast as a clip.
        far = (2 * canvas.width, 2 * canvas.height)
        painted += [rectangle(start, far, self.cloth) for start in ((width, 0.0), (0.0, height))]
        return "".join(painted)


def shifted(start: Point, end: Point, distance: float) -> tuple[Point, Point]:
    """Return a line moved to its left, as seen from its start: where the red of each arm lies."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    aside = (down / length * distance, -across / length * distance)
    return (start[0] + aside[0], start[1] + aside[1]), (end[0] + aside[0], end[1] + aside[1])


@dataclass(frozen=True)
class Teeth:
    """A jagged edge: teeth that point away from the hoist.

    Args:
        base: how far from the hoist the teeth begin.
        tip: how far from the hoist they end.
        height: the flag's height, which they share.
        count: how many there are.
        colour: that of the hoist.
    """

    base: float
    tip: float
    height: float
    count: int
    colour: Colour

    def draw(self, canvas: Canvas) -> str:
        """Return the hoist and its teeth as one polygon."""
        levels = [self.height * step / (2 * self.count) for step in range(2 * self.count + 1)]
        edge = [(self.tip if step % 2 else self.base, y) for step, y in enumerate(levels)]
        return Polygon(((0, 0), *edge, (0, self.height)), self.colour).draw(canvas)
