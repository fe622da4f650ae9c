"""Where a flag's own numbers fall on a picture of any proportion: the rule of the package, in figures."""

import math
from dataclasses import dataclass

Point = tuple[float, float]
"""Across from the hoist and down from the top, in the flag's own units or in the picture's."""


@dataclass(frozen=True)
class Canvas:
    """A flag's grid laid over a picture.

    Args:
        flag_width: the flag's width in its own units.
        flag_height: its height in the same units.
        width: the picture's width in the picture's units.
        height: the picture's height.
    """

    flag_width: float
    flag_height: float
    width: float
    height: float

    @property
    def across(self) -> float:
        """How many of the picture's units one of the flag's units is, from side to side."""
        return self.width / self.flag_width

    @property
    def down(self) -> float:
        """The same from top to bottom."""
        return self.height / self.flag_height

    def field(self, point: Point) -> Point:
        """Return where a point of the field is: stretched with it."""
        return point[0] * self.across, point[1] * self.down

    def charge_scale(self, about: Point) -> float:
        """Return how many of the picture's units one of a charge's units is, in every direction."""
        if math.isclose(about[0], self.flag_width / 2) and math.isclose(about[1], self.flag_height / 2):
            return self.down
        return math.sqrt(self.across * self.down)

    def charge(self, point: Point, about: Point) -> Point:
        """Return where a point of a charge is that keeps its shape around `about`."""
        scale = self.charge_scale(about)
        left, top = self.field(about)
        return left + (point[0] - about[0]) * scale, top + (point[1] - about[1]) * scale
