"""Flag → SVG → pixels."""

import math

import numpy as np
import numpy.typing as npt

from hueandcry.effects.flags.canvas import Canvas
from hueandcry.effects.flags.flag import Flag
from hueandcry.effects.rasterise import rasterise

SIDE = 1000
"""The picture's side in the units of its SVG."""


def draw_flag(flag: Flag, size_px: int, angle: float = 0.0) -> npt.NDArray[np.float64]:
    """Return the flag filling a square.

    Args:
        flag: the flag.
        size_px: the square's side.
        angle: clockwise rotation in degrees; the flag grows so that it always fills the whole square.

    Returns:
        shape (size_px, size_px, 3), sRGB 0…1, edges antialiased.
    """
    return rasterise(flag_svg(flag, angle=angle), size_px)[..., :3]


def flag_svg(flag: Flag, width: float = SIDE, height: float = SIDE, angle: float = 0.0) -> str:
    """Return the flag as an SVG of any proportion; its own one distorts nothing."""
    turned = math.radians(angle)
    growth = abs(math.cos(turned)) + abs(math.sin(turned))
    x, y = width / 2, height / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g transform="translate({x} {y}) rotate({angle:.6f}) scale({growth:.6f}) translate({-x} {-y})">'
        f"{shapes_svg(flag, width, height)}</g></svg>"
    )


def shapes_svg(flag: Flag, width: float, height: float) -> str:
    """Return what the flag is made of, from back to front, filling a box."""
    if flag.drawing:
        return (
            # Cloth is not transparent: white lies under a drawing that has holes.
            f'<path d="M{-width} {-height}h{3 * width}v{3 * height}h{-3 * width}z" fill="#ffffff"/>'
            f'<svg width="{width}" height="{height}">{flag.drawing}</svg>'
        )
    canvas = Canvas(flag.grid[1], flag.grid[0], width, height)
    return "".join(shape.draw(canvas) for shape in flag.shapes)
