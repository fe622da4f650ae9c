"""Where a line of text runs: along the circle or straight across, and how large it may be there."""

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from hueandcry.effects.fills import UNITS
from hueandcry.effects.text.outline import Points

# Shares of the picture's side. What stays free inside the circle that networks crop to:
MARGIN = 0.03

# How far a background reaches beyond the letters, in ems.
PADDING = 0.3

# An arc longer than this turns its first and last letters on their heads.
LONGEST_ARC = math.radians(210)
INNERMOST = 0.15

# The middle of a band, in shares of the side from the picture's middle.
BAND_PLACES = {"top": -0.27, "middle": 0.0, "bottom": 0.27}


@dataclass(frozen=True)
class Ink:
    """The box around a line's outlines, in ems.

    Args:
        left: where the ink begins along the line.
        right: where it ends.
        bottom: its lowest point, below the line if negative.
        top: its highest point.
    """

    left: float
    right: float
    bottom: float
    top: float

    @classmethod
    def around(cls, outlines: list[Points]) -> "Ink":
        """Return the box around some outlines."""
        points = np.concatenate(outlines)
        (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
        return cls(float(left), float(right), float(bottom), float(top))

    @property
    def width(self) -> float:
        """Its length along the line."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Way(Protocol):
    """Where a line of text runs."""

    def fits(self, ink: Ink, size: float) -> bool:
        """Whether a line of this ink fits at a size, a share of the picture's side."""

    def put(self, points: Points, ink: Ink, size: float) -> Points:
        """Return points of the line in their places on the square of `UNITS`."""

    def background(self, ink: Ink, size: float, colour: str) -> str:
        """Return the SVG shape that lies behind the line."""


@dataclass(frozen=True)
class Arc:
    """Along the circle, letters upright: clockwise at the top, counter-clockwise at the bottom.

    Args:
        is_top: whether the line runs along the top.
        padding: what stays free for a background, in ems.
    """

    is_top: bool
    padding: float

    def radius(self, ink: Ink, size: float) -> float:
        """Return the radius of the ink's middle; along it lengths, and so areas, stay as they were."""
        return 0.5 - MARGIN - (self.padding + ink.height / 2) * size

    def angle(self, ink: Ink, size: float) -> float:
        """Return the angle that the line takes up, in radians."""
        return ink.width * size / self.radius(ink, size)

    def fits(self, ink: Ink, size: float) -> bool:
        """Whether the line ends before its letters stand on their heads."""
        inner = self.radius(ink, size) - ink.height / 2 * size
        return inner >= INNERMOST and self.angle(ink, size) <= LONGEST_ARC

    def put(self, points: Points, ink: Ink, size: float) -> Points:
        """Bend the points: along the line becomes around the circle, height becomes distance from it."""
        x, y = ((points - ink.middle) * size).T
        radius = self.radius(ink, size)
        return self.at(x / radius, radius + (y if self.is_top else -y))

    def at(self, angle: Points, radius: Points | float) -> Points:
        """Return where an angle from the line's middle, to the right, lies on the square."""
        down = -np.cos(angle) if self.is_top else np.cos(angle)
        return UNITS * np.stack([0.5 + radius * np.sin(angle), 0.5 + radius * down], axis=-1)

    def background(self, ink: Ink, size: float, colour: str) -> str:
        """Return a piece of a ring with round ends."""
        radius, half = self.radius(ink, size), self.angle(ink, size) / 2
        (x1, y1), (x2, y2) = self.at(np.array([-half, half]), radius)
        turn = f"{radius * UNITS:.2f} {radius * UNITS:.2f} 0 {int(half > math.pi / 2)} {int(self.is_top)}"
        thickness = (ink.height + 2 * self.padding) * size * UNITS
        return (
            f'<path d="M{x1:.2f} {y1:.2f}A{turn} {x2:.2f} {y2:.2f}" fill="none" stroke="{colour}" '
            f'stroke-width="{thickness:.2f}" stroke-linecap="round"/>'
        )


@dataclass(frozen=True)
class Band:
    """Straight across the picture.

    Args:
        centre: how far the band's middle lies below the picture's, a share of its side.
    """

    centre: float

    def fits(self, ink: Ink, size: float) -> bool:
        """Whether the line's corners lie inside the circle."""
        across, down = ink.width / 2 * size, abs(self.centre) + ink.height / 2 * size
        return math.hypot(across, down) <= 0.5 - MARGIN

    def put(self, points: Points, ink: Ink, size: float) -> Points:
        """Move the points; up in the font is up in the picture."""
        x, y = ((points - ink.middle) * size).T
        return UNITS * np.stack([0.5 + x, 0.5 + self.centre - y], axis=-1)

    def background(self, ink: Ink, size: float, colour: str) -> str:
        """Return a band from one side of the picture to the other."""
        height = (ink.height + 2 * PADDING) * size
        top = 0.5 + self.centre - height / 2
        return f'<rect y="{top * UNITS:.2f}" width="{UNITS}" height="{height * UNITS:.2f}" fill="{colour}"/>'


def find_way(shape: str, place: str, *, has_background: bool) -> Way:
    """Return where a text layer's line runs."""
    if shape == "band":
        return Band(BAND_PLACES[place])
    return Arc(is_top=place == "top", padding=PADDING if has_background else 0.0)


def largest_size(way: Way, ink: Ink) -> float:
    """Return the largest size that fits, a share of the picture's side, rounded down to thousandths."""
    return max((size for size in range(1, 500) if way.fits(ink, size / 1000)), default=0) / 1000
