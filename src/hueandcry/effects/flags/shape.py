"""What every shape can do, and how one becomes a line of SVG."""

from collections.abc import Iterable
from typing import Protocol

from hueandcry.effects.colours import Colour
from hueandcry.effects.flags.canvas import Canvas, Point


class Shape(Protocol):
    """A part of a flag."""

    def draw(self, canvas: Canvas) -> str:
        """Return the shape as SVG elements in the picture's units."""
        ...


def polygon(points: Iterable[Point], colour: Colour) -> str:
    """Return a filled polygon, its corners in the picture's units."""
    corners = " ".join(f"{x:.4f},{y:.4f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{colour}"/>'


def rectangle(start: Point, end: Point, colour: Colour) -> str:
    """Return a filled rectangle between two opposite corners."""
    return polygon([start, (end[0], start[1]), end, (start[0], end[1])], colour)


def bar(points: Iterable[Point], thickness: float, colour: Colour) -> str:
    """Return a bar along points, its bends pointed; it goes on beyond its ends by half its thickness."""
    middle = " ".join(f"{x:.4f},{y:.4f}" for x, y in points)
    return (
        f'<polyline points="{middle}" fill="none" stroke="{colour}" stroke-width="{thickness:.4f}"'
        ' stroke-linecap="square"/>'
    )
