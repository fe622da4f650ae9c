"""The effect on the pixels: `over(overlay, tables[matrix · rgb])`, in the integers the studio uses too.

The reference. `bundle/studio/apply.js` is the same arithmetic; a test holds the two together.
"""

import numpy as np
import numpy.typing as npt

from hueandcry.effects import CompiledEffect, Overlay
from hueandcry.effects.transform import ColourTransform
from hueandcry.pictures.work import Pixels, Work

# So many rows at a time stay in the processor's cache.
BAND_ROWS = 32
HALF = 1 << 15


def apply(work: Work) -> None:
    """Apply the effect."""
    work.pixels = apply_effect(work.pixels, work.effect)


def apply_effect(pixels: Pixels, effect: CompiledEffect) -> Pixels:
    """Return the pixels with the effect applied.

    Args:
        pixels: shape (size, size, 3), sRGB, the effect's own size.
        effect: a compiled effect.

    Returns:
        a new array of the same shape.
    """
    picture = np.empty_like(pixels)
    for top in range(0, pixels.shape[0], BAND_ROWS):
        rows = slice(top, top + BAND_ROWS)
        picture[rows] = transform(pixels[rows], effect.colour)
        if effect.overlay_layers is not None:
            colours, through = effect.overlay_layers
            lay_over(picture[rows], colours[rows], through[rows])
    return picture


def plain_picture(effect: CompiledEffect) -> Pixels:
    """Return the picture of an effect that shows no photo."""
    return apply_effect(np.zeros((effect.size_px, effect.size_px, 3), np.uint8), effect)


def transform(rgb: Pixels, colour: ColourTransform) -> Pixels:
    """Apply the colour transform: 16.16 matrix, one half-up rounding, clamp, tables."""
    if colour.changes_nothing:
        return rgb
    planes = [rgb[..., channel].astype(np.int32) for channel in range(3)]
    out = np.empty_like(rgb)
    if colour.is_luminance_only:
        level = transform_row(planes, colour.matrix[0])
        for channel in range(3):
            out[..., channel] = colour.tables[channel][level]
        return out
    for channel in range(3):
        level = transform_row(planes, colour.matrix[channel])
        out[..., channel] = level if colour.has_plain_tables else colour.tables[channel][level]
    return out


def transform_row(planes: list[npt.NDArray[np.int32]], row: npt.NDArray[np.int32]) -> Pixels:
    """Return one output channel before its table."""
    level = planes[0] * row[0]
    level += planes[1] * row[1]
    level += planes[2] * row[2]
    level += row[3] + HALF
    level >>= 16
    np.clip(level, 0, 255, out=level)
    narrow: Pixels = level.astype(np.uint8)
    return narrow


def lay_over(picture: Pixels, colours: Overlay, through: Overlay) -> None:
    """Lay a premultiplied overlay on the picture, in place; rounds half up, exactly.

    Args:
        picture: shape (rows, size, 3).
        colours: the overlay's colours, the same shape.
        through: 255 - alpha for each of them, the same shape.
    """
    if through.min() == 255:
        return
    kept = np.multiply(picture, through, dtype=np.uint16)
    kept += 128
    # Exact division by 255 for anything a product of two bytes can be.
    kept += kept >> 8
    kept >>= 8
    np.add(kept, colours, out=picture, casting="unsafe")
