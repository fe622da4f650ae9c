"""A ring just inside the circle that networks crop to."""

from hueandcry.effects.artwork import Rgba
from hueandcry.effects.fills import UNITS, Fill, coverage, cut_out, draw_fill

# The ring goes on under the network's own crop, so that no hair of photo shows between the two.
OVERLAP = 0.005


def draw_ring(fill: Fill, width: float, size_px: int) -> Rgba:
    """Return a ring as premultiplied RGBA.

    Args:
        fill: its colour, or the flag that is seen through it.
        width: a share of the picture's side, measured inwards from the circle.
        size_px: the picture's side.
    """
    thickness = (width + OVERLAP) * UNITS
    radius = (0.5 + OVERLAP) * UNITS - thickness / 2
    circle = f'<circle cx="{UNITS / 2}" cy="{UNITS / 2}" r="{radius}" fill="none" stroke="#fff"'
    return cut_out(draw_fill(fill, size_px), coverage(f'{circle} stroke-width="{thickness}"/>', size_px))
