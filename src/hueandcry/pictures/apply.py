"""The effect on the pixels: `over(overlay, tables[matrix · rgb])`, in the integers the studio uses too.

`apply_effect` is the reference: `bundle/studio/apply.js` is the same arithmetic, and a test holds the two
together. `apply_quickly` may round a level the other way.
"""

import numpy as np
import numpy.typing as npt

from hueandcry.effects import CompiledEffect, Overlay
from hueandcry.effects.transform import ONE, ColourTransform
from hueandcry.pictures.vision import opencv
from hueandcry.pictures.work import Pixels

# So many rows at a time stay in the processor's cache.
BAND_ROWS = 32
HALF = ONE // 2


def apply_effect(pixels: Pixels, effect: CompiledEffect) -> Pixels:
    """Return the pixels with the effect applied.

    Args:
        pixels: the effect's own size; shape (size, size, 3), sRGB, or (size, size, 1), its luminance.
        effect: a compiled effect.

    Returns:
        a new array of shape (size, size, 3).
    """
    picture = np.empty((*pixels.shape[:2], 3), np.uint8)
    for top in range(0, pixels.shape[0], BAND_ROWS):
        rows = slice(top, top + BAND_ROWS)
        picture[rows] = transform(pixels[rows], effect.colour)
        lay_over(picture[rows], effect, rows)
    return picture


def apply_quickly(pixels: Pixels, effect: CompiledEffect) -> Pixels:
    """Return the same within one level, sooner where OpenCV is installed."""
    cv2, colour = opencv(), effect.colour
    if cv2 is None or pixels.shape[2] == 1 or not colour.has_plain_tables or colour.changes_nothing:
        return apply_effect(pixels, effect)
    picture: Pixels = cv2.transform(pixels, colour.matrix.astype(np.float32) / ONE)
    for top in range(0, pixels.shape[0], BAND_ROWS):
        rows = slice(top, top + BAND_ROWS)
        lay_over(picture[rows], effect, rows)
    return picture


def luminance(pixels: Pixels, colour: ColourTransform) -> Pixels:
    """Return the luminance that an effect of luminance alone depends on; shape (size, size)."""
    return pixels[..., 0] if pixels.shape[2] == 1 else transform_row(split(pixels), colour.matrix[0])


def luminance_quickly(pixels: Pixels, colour: ColourTransform) -> Pixels:
    """Return the same within one level, sooner where OpenCV is installed."""
    cv2 = opencv()
    if cv2 is None or pixels.shape[2] == 1:
        return luminance(pixels, colour)
    level: Pixels = cv2.transform(pixels, colour.matrix[:1].astype(np.float32) / ONE)
    return level


def plain_picture(effect: CompiledEffect) -> Pixels:
    """Return the picture of an effect that shows no photo."""
    return apply_effect(np.zeros((effect.size_px, effect.size_px, 1), np.uint8), effect)


def transform(pixels: Pixels, colour: ColourTransform) -> Pixels:
    """Apply the colour transform: 16.16 matrix, one half-up rounding, clamp, tables."""
    if colour.is_luminance_only:
        level = luminance(pixels, colour)
        return np.stack([table[level] for table in colour.tables], axis=-1)
    rgb = np.repeat(pixels, 3, axis=2) if pixels.shape[2] == 1 else pixels
    if colour.changes_nothing:
        return rgb
    planes, out = split(rgb), np.empty_like(rgb)
    for channel in range(3):
        level = transform_row(planes, colour.matrix[channel])
        out[..., channel] = level if colour.has_plain_tables else colour.tables[channel][level]
    return out


def split(rgb: Pixels) -> list[npt.NDArray[np.int32]]:
    """Return the three planes, wide enough to calculate in."""
    return [rgb[..., channel].astype(np.int32) for channel in range(3)]


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


def lay_over(picture: Pixels, effect: CompiledEffect, rows: slice) -> None:
    """Lay the same rows of the effect's overlay on a picture's rows, in place; rounds half up, exactly."""
    if effect.overlay_layers is None:
        return
    colours, through = (layer[rows] for layer in effect.overlay_layers)
    if through.min() == 255:
        return
    lay_premultiplied(picture, colours, through)


def lay_premultiplied(picture: Pixels, colours: Overlay, through: Overlay) -> None:
    """Lay premultiplied colours on a picture of which `through` (255 - alpha) shows, in place.

    Args:
        picture: shape (rows, size, 3).
        colours: the same shape.
        through: the same shape, 255 - alpha for each channel.
    """
    kept = np.multiply(picture, through, dtype=np.uint16)
    kept += 128
    # Exact division by 255 for anything a product of two bytes can be.
    kept += kept >> 8
    kept >>= 8
    np.add(kept, colours, out=picture, casting="unsafe")
