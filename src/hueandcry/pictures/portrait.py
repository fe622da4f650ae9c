"""A drawn face, to stand wherever a photo would: previews, cards, documentation, tests.

Nobody's portrait. Shapes are in hundredths of the side, so that any size can be drawn.
"""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from hueandcry.pictures.work import Pixels

SUPERSAMPLING = 2
Shape = tuple[str, tuple[float, ...], str]

WALL_TOP, WALL_BELOW = (236, 226, 208), (203, 186, 160)
SKIN, SHADE, HAIR, COAT, SHIRT = "#c98f6b", "#b17a58", "#2b211d", "#2f5d73", "#e9e4da"

FACE = (30, 18, 70, 76)
"""The box of the face's ellipse: left, top, right, bottom."""

SHAPES: tuple[Shape, ...] = (
    ("ellipse", (24, 8, 76, 78), HAIR),  # hair behind
    ("ellipse", (8, 79, 92, 150), COAT),  # shoulders
    ("polygon", (39, 80, 61, 80, 50, 99), SHIRT),  # collar
    ("rounded", (42, 58, 58, 86, 8), SHADE),  # neck
    ("ellipse", (27, 43, 34, 56), SHADE),  # ears
    ("ellipse", (66, 43, 73, 56), SHADE),
    ("ellipse", FACE, SKIN),
    ("chord", (29, 12, 71, 62, 182, 358), HAIR),  # fringe
    ("ellipse", (31, 30, 69, 58), SKIN),
    ("arc", (36, 39, 46, 47, 200, 335, 1.3), HAIR),  # brows
    ("arc", (54, 39, 64, 47, 205, 340, 1.3), HAIR),
    ("ellipse", (37.5, 45.5, 45.5, 50.5), "#f4efe8"),  # eyes
    ("ellipse", (54.5, 45.5, 62.5, 50.5), "#f4efe8"),
    ("ellipse", (39.4, 45.6, 44.2, 50.4), "#3b2a20"),
    ("ellipse", (56.2, 45.6, 61.0, 50.4), "#3b2a20"),
    ("arc", (45, 48, 52, 59.5, 20, 120, 1.1), SHADE),  # nose
    ("chord", (41.5, 58, 58.5, 68.5, 8, 172), "#9c4a43"),  # mouth
    ("arc", (41.5, 57, 58.5, 65, 12, 168, 0.9), "#7d3a34"),
)


@lru_cache(maxsize=4)
def draw_portrait(size_px: int) -> Pixels:
    """Return the drawn face.

    Args:
        size_px: the square's side.

    Returns:
        shape (size_px, size_px, 3), uint8, sRGB; read-only.
    """
    side = size_px * SUPERSAMPLING
    image = Image.fromarray(wall(side))
    pen = ImageDraw.Draw(image)
    for kind, numbers, colour in SHAPES:
        draw_shape(pen, kind, [number * side / 100 for number in numbers[:4]], numbers, colour)
    soft = image.filter(ImageFilter.GaussianBlur(side / 900))
    pixels = np.asarray(soft.resize((size_px, size_px), Image.Resampling.LANCZOS))
    pixels.flags.writeable = False
    return pixels


def wall(side: int) -> Pixels:
    """Return a quiet wall, lighter toward the top left."""
    ramp = np.linspace(0, 1, side)
    depth = (ramp[:, None] * 0.75 + ramp[None, :] * 0.25)[..., None]
    return (np.array(WALL_TOP) * (1 - depth) + np.array(WALL_BELOW) * depth).astype(np.uint8)


def draw_shape(
    pen: ImageDraw.ImageDraw, kind: str, box: list[float], numbers: tuple[float, ...], colour: str
) -> None:
    """Draw one shape; angles and widths stand behind the box."""
    unit = box[0] / numbers[0]
    if kind == "ellipse":
        pen.ellipse(box, fill=colour)
    elif kind == "polygon":
        pen.polygon([number * unit for number in numbers], fill=colour)
    elif kind == "rounded":
        pen.rounded_rectangle(box, radius=numbers[4] * unit, fill=colour)
    elif kind == "chord":
        pen.chord(box, numbers[4], numbers[5], fill=colour)
    else:
        pen.arc(box, numbers[4], numbers[5], fill=colour, width=round(numbers[6] * unit))
