"""What a decoder gives → L, RGB or CMYK without alpha, never standing in memory twice."""

import math
from dataclasses import replace

import numpy as np
from PIL import Image

from hueandcry.pictures.colour import to_srgb
from hueandcry.pictures.work import Pixels, Work

STRIP_ROWS = 64
LANCZOS_REACH = 4
"""Three pixels of the picture and one for rounding."""


def flatten(image: Image.Image, work: Work) -> None:
    """Set the pixels and the mode; the background shows where the photo is transparent.

    What is transparent is brought to sRGB first, because that is what the background's colour means.
    """
    image = cut(image, work)
    factor = averaging(image, work)
    plain = flat(image, work) if factor < 2 else shrink(image, factor, work)
    if image.has_transparency_data:
        work.header = replace(work.header, icc_profile=None, shaper=None)
    work.mode = plain.mode
    work.pixels = np.asarray(plain).reshape(plain.height, plain.width, -1)


def averaging(image: Image.Image, work: Work) -> int:
    """Return how many pixels each way become one before anything else is done with them."""
    if work.plan.longest_px:
        return math.ceil(max(image.size) / work.plan.longest_px)
    # Twice the picture's size is kept, for the resizer to work from.
    return int(work.plan.box[2] / work.plan.scale) // (2 * work.effect.size_px)


def cut(image: Image.Image, work: Work) -> Image.Image:
    """Cut a photo down to its square and the little beyond it that the resizer looks at, if that is known."""
    left, top, side, _ = work.plan.box
    if not work.plan.is_placed or work.plan.scale > 1 or 2 * side > max(image.size):
        return image
    beyond = LANCZOS_REACH * math.ceil(side / work.effect.size_px)
    x, y = max(0, int(left) - beyond), max(0, int(top) - beyond)
    right, bottom = (
        min(end, int(at + side) + beyond) for end, at in zip(image.size, (left, top), strict=True)
    )
    work.header = replace(work.header, width=right - x, height=bottom - y)
    work.plan = replace(work.plan, box=(left - x, top - y, side, side))
    return image.crop((x, y, right, bottom))


def shrink(image: Image.Image, factor: int, work: Work) -> Image.Image:
    """Flatten and average a very large image a few rows at a time."""
    strips, rows = [], STRIP_ROWS * factor
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        strips.append(flat(strip, work).reduce(factor))
    whole = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        whole.paste(strip, (0, number * STRIP_ROWS))
    return whole


def flat(image: Image.Image, work: Work) -> Image.Image:
    """Return the image as L, RGB or CMYK."""
    if image.has_transparency_data:
        colours, alpha = without_alpha(image)
        srgb = Image.fromarray(to_srgb(np.asarray(colours), "RGB", work.header))
        return Image.composite(srgb, Image.new("RGB", image.size, work.background), alpha)
    if image.mode.startswith("I"):
        return Image.fromarray(sixteen_to_eight(image))
    if image.mode in ("L", "1"):
        return image.convert("L")
    return image.convert("CMYK" if image.mode == "CMYK" else "RGB")


def without_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return an image's colours as RGB, and its alpha."""
    if image.mode.startswith("I"):
        opaque = np.asarray(image) != image.info["transparency"]
        grey = Image.fromarray(sixteen_to_eight(image))
        return grey.convert("RGB"), Image.fromarray(opaque.astype(np.uint8) * 255)
    rgba = image.convert("RGBA")
    return rgba.convert("RGB"), rgba.getchannel("A")


def sixteen_to_eight(image: Image.Image) -> Pixels:
    """Scale 16-bit grey to 8 bit; Pillow's own conversion would clip it to white."""
    wide = np.asarray(image).astype(np.uint32)
    return ((np.minimum(wide, 65535) * 255 + 32767) // 65535).astype(np.uint8)
