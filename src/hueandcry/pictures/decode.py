"""Bytes → pixels, shrunk while decoding where the format can, alpha laid on white."""

import warnings

import numpy as np
import simplejpeg
from PIL import Image

from hueandcry.pictures.decoders import DECODER_ERRORS, damaged, open_photo
from hueandcry.pictures.work import Pixels, Work

WHITE = (255, 255, 255, 255)


def decode(work: Work) -> None:
    """Set the pixels: shape (height, width, channels), and the mode: L, RGB or CMYK."""
    if work.header.is_plain_jpeg:
        try:
            decode_fast(work)
        except ValueError:
            pass  # the fast decoder is stricter than cameras are; Pillow decides
        else:
            return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # corrupt side data warns; only the pixels count
            decode_with_pillow(work)
    except DECODER_ERRORS as error:
        raise damaged(work) from error


def decode_fast(work: Work) -> None:
    """Decode plain JPEG; raises ValueError on anything unusual."""
    scale = work.plan.scale
    work.pixels = simplejpeg.decode_jpeg(
        work.photo,
        colorspace="RGB",
        min_width=-(-work.header.width // scale),
        min_height=-(-work.header.height // scale),
        strict=True,
    )
    work.mode = "RGB"


def decode_with_pillow(work: Work) -> None:
    """Decode whatever else the format allows."""
    with open_photo(work) as image:
        scale = work.plan.scale
        if scale > 1:
            image.draft(image.mode, (image.width // scale, image.height // scale))
        plain = flatten(image)
        work.mode = plain.mode
        work.pixels = np.asarray(plain).reshape(plain.height, plain.width, -1)


def flatten(image: Image.Image) -> Image.Image:
    """Return the image as L, RGB or CMYK; what is transparent becomes white."""
    if image.mode.startswith("I"):
        return Image.fromarray(sixteen_to_eight(image))
    if image.has_transparency_data:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, WHITE), rgba).convert("RGB")
    if image.mode in ("L", "1"):
        return image.convert("L")
    return image.convert("CMYK" if image.mode == "CMYK" else "RGB")


def sixteen_to_eight(image: Image.Image) -> Pixels:
    """Scale 16-bit grey to 8 bit; Pillow's own conversion would clip it to white."""
    wide = np.asarray(image).astype(np.uint32)
    return ((np.minimum(wide, 65535) * 255 + 32767) // 65535).astype(np.uint8)
