"""A text layer → pixels: its line shaped, put in its place and filled."""

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageFilter

from hueandcry.effects.artwork import Rgba
from hueandcry.effects.colours import LUMINANCE, Colour, rgb
from hueandcry.effects.fills import svg
from hueandcry.effects.layers import Text
from hueandcry.effects.rasterise import rasterise
from hueandcry.effects.text.fonts import find_typefaces
from hueandcry.effects.text.outline import Points, trace
from hueandcry.effects.text.path import Ink, Way, find_way, largest_size
from hueandcry.effects.text.shaping import shape_line
from hueandcry.errors import InputError

# A soft shadow keeps letters without a background apart from the photo. Its reach, some three times its
# softness (a share of the side), ends within the margin that letters keep to the circle.
SOFTNESS = 0.007
SHADOW_OPACITY = 0.75

# Between light and dark, 0…255.
MIDDLE = 115

# What a text layer may be set to at least, a share of the side.
SMALLEST = 0.03


def draw_text(layer: Text, size_px: int) -> Rgba:
    """Return the text as premultiplied RGBA.

    Raises:
        InputError: if it does not fit, or no font can write it.
    """
    outlines = trace(shape_line(layer.text, find_typefaces(layer.font)))
    ink = Ink.around(outlines)
    way = find_way(layer.shape, layer.place, has_background=layer.background is not None)
    refuse_too_large(layer, way, ink)
    line = path_data(way.put(outline, ink, layer.size) for outline in outlines)
    letters = f'<path d="{line}" fill="{layer.colour}"/>'
    if layer.background is None:
        return with_shadow(rasterise(svg(letters), size_px), shadow_of(layer.colour))
    return rasterise(svg(way.background(ink, layer.size, layer.background) + letters), size_px)


def with_shadow(letters: Rgba, shade: float) -> Rgba:
    """Lay letters over their own soft shadow of a grey, 0…1."""
    coverage = Image.fromarray(np.round(letters[..., 3] * 255).astype(np.uint8))
    blurred = coverage.filter(ImageFilter.GaussianBlur(SOFTNESS * letters.shape[0]))
    shadow = np.asarray(blurred, np.float64)[..., None] / 255 * SHADOW_OPACITY * (1 - letters[..., 3:])
    return letters + shadow * (shade, shade, shade, 1)


def shadow_of(colour: Colour) -> float:
    """Return black for light letters and white for dark ones."""
    return 0.0 if float(LUMINANCE @ rgb(colour)) > MIDDLE else 1.0


def refuse_too_large(layer: Text, way: Way, ink: Ink) -> None:
    """Refuse a text that leaves its place, with the size at which it would not."""
    if way.fits(ink, layer.size):
        return
    largest = largest_size(way, ink)
    raise InputError(
        f"The text {layer.text!r} does not fit into its {layer.shape} at size {layer.size:g}.",
        f"Its largest size there is {largest:g}." if largest >= SMALLEST else "Shorten it.",
        code="text_too_long",
    )


def path_data(outlines: Iterable[Points]) -> str:
    """Return closed outlines as one SVG path, to a hundredth of a unit."""
    return "".join(f"M{' '.join(f'{x:.2f} {y:.2f}' for x, y in outline)}Z" for outline in outlines)
