"""Charges: what is laid on a field and keeps its shape, whatever the picture's proportion."""

import math
from dataclasses import dataclass

from hueandcry.effects.colours import Colour
from hueandcry.effects.flags.canvas import Canvas, Point
from hueandcry.effects.flags.shape import polygon


@dataclass(frozen=True, kw_only=True)
class Charge:
    """What all charges have.

    Args:
        at: the centre.
        radius: from the centre to the farthest point.
        colour: the colour.
        about: the point that is stretched with the field and about which the charge keeps its place; its own
            centre if left out. Charges that share it move as one.
    """

    at: Point
    radius: float
    colour: Colour
    about: Point | None = None

    def placed(self, canvas: Canvas) -> tuple[Point, float]:
        """Return the centre and the scale in the picture's units."""
        about = self.about or self.at
        return canvas.charge(self.at, about), canvas.charge_scale(about)


@dataclass(frozen=True, kw_only=True)
class Disc(Charge):
    """A circle, filled; with a `line`, only its rim, that thick and inside the radius."""

    line: float = 0

    def draw(self, canvas: Canvas) -> str:
        """Return the circle."""
        (x, y), scale = self.placed(canvas)
        radius = (self.radius - self.line / 2) * scale
        paint = f'fill="{self.colour}"'
        if self.line:
            paint = f'fill="none" stroke="{self.colour}" stroke-width="{self.line * scale:.4f}"'
        return f'<circle cx="{x:.4f}" cy="{y:.4f}" r="{radius:.4f}" {paint}/>'


@dataclass(frozen=True, kw_only=True)
class HalfDisc(Charge):
    """The upper half of a circle, turned clockwise by `turn` degrees."""

    turn: float = 0

    def draw(self, canvas: Canvas) -> str:
        """Return half the circle."""
        (x, y), scale = self.placed(canvas)
        left, right = (on_circle((x, y), self.radius * scale, self.turn + side) for side in (-90, 90))
        return arcs(left, self.colour, ((self.radius * scale, 0, 1, right),))


@dataclass(frozen=True, kw_only=True)
class Crescent(Charge):
    """A disc less a smaller one that reaches beyond its edge.

    Args:
        inner: the centre of the smaller disc.
        inner_radius: its radius.
    """

    inner: Point
    inner_radius: float

    def draw(self, canvas: Canvas) -> str:
        """Return the outer arc from horn to horn and the inner one back."""
        (x, y), scale = self.placed(canvas)
        across, down = self.inner[0] - self.at[0], self.inner[1] - self.at[1]
        apart = math.hypot(across, down)
        # The angle at the outer centre between the line of centres and either horn, by the law of cosines.
        cosine = (self.radius**2 + apart**2 - self.inner_radius**2) / (2 * self.radius * apart)
        toward, opening = math.degrees(math.atan2(across, -down)), math.degrees(math.acos(cosine))
        first, second = (on_circle((x, y), self.radius * scale, toward + side * opening) for side in (1, -1))
        long_way_in = int(self.radius * cosine > apart)
        outer = (self.radius * scale, int(opening < 90), 1, second)
        return arcs(first, self.colour, (outer, (self.inner_radius * scale, long_way_in, 0, first)))


@dataclass(frozen=True, kw_only=True)
class Star(Charge):
    """A star with straight-edged points.

    Args:
        points: how many.
        inner: the inner corners' distance from the centre, as a share of the radius; if left out, that of the
            regular star in which the edges of next but one points are in line.
        turn: clockwise in degrees; at 0 a point is on top.
    """

    points: int = 5
    inner: float = 0
    turn: float = 0

    def draw(self, canvas: Canvas) -> str:
        """Return the star."""
        centre, scale = self.placed(canvas)
        step = 180 / self.points
        inner = self.inner or math.cos(math.radians(2 * step)) / math.cos(math.radians(step))
        corners = (
            on_circle(centre, self.radius * scale * (inner if side % 2 else 1), self.turn + side * step)
            for side in range(2 * self.points)
        )
        return polygon(corners, self.colour)


@dataclass(frozen=True, kw_only=True)
class StarLines(Charge):
    """The lines of a star, each from one point to the next but one: a pentagram, a hexagram.

    Args:
        line: how thick the lines are; the radius is that of their middle.
        points: how many.
        turn: clockwise in degrees; at 0 a point is on top.
    """

    line: float
    points: int = 5
    turn: float = 0

    def draw(self, canvas: Canvas) -> str:
        """Return one path, or two where the points are even in number."""
        centre, scale = self.placed(canvas)
        tips = [
            on_circle(centre, self.radius * scale, self.turn + 360 * each / self.points)
            for each in range(self.points)
        ]
        rounds = [tips[::2], tips[1::2]] if self.points % 2 == 0 else [(tips + tips)[: 2 * self.points : 2]]
        path = "".join("M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in corners) + "Z" for corners in rounds)
        return f'<path d="{path}" fill="none" stroke="{self.colour}" stroke-width="{self.line * scale:.4f}"/>'


@dataclass(frozen=True, kw_only=True)
class Plus(Charge):
    """A cross with four equal arms that end freely.

    Args:
        thickness: of the arms.
    """

    thickness: float

    def draw(self, canvas: Canvas) -> str:
        """Return the twelve corners, quarter by quarter."""
        (x, y), scale = self.placed(canvas)
        far, near = self.radius * scale, self.thickness * scale / 2
        quarter = [(near, -far), (near, -near), (far, -near)]
        corners = [
            (x + across * cos - down * sin, y + across * sin + down * cos)
            for cos, sin in ((1, 0), (0, 1), (-1, 0), (0, -1))
            for across, down in quarter
        ]
        return polygon(corners, self.colour)


def on_circle(centre: Point, radius: float, angle: float) -> Point:
    """Return the point of a circle at an angle in degrees, clockwise from the top."""
    turn = math.radians(angle)
    return centre[0] + radius * math.sin(turn), centre[1] - radius * math.cos(turn)


def arcs(start: Point, colour: Colour, legs: tuple[tuple[float, int, int, Point], ...]) -> str:
    """Return a filled path of arcs.

    Each leg is its radius, whether it goes the long way (1), whether clockwise (1), and where it ends.
    """
    path = "".join(
        f"A{radius:.4f} {radius:.4f} 0 {is_long} {sense} {x:.4f} {y:.4f}"
        for radius, is_long, sense, (x, y) in legs
    )
    return f'<path d="M{start[0]:.4f} {start[1]:.4f}{path}Z" fill="{colour}"/>'
