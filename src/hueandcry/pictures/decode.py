"""Bytes → pixels, shrunk while decoding where the format can, alpha laid on the background."""

import warnings

import simplejpeg

from hueandcry.errors import InputError
from hueandcry.pictures.colour import names_srgb
from hueandcry.pictures.decoders import DECODER_ERRORS, damaged, open_photo
from hueandcry.pictures.flatten import flatten
from hueandcry.pictures.png_facts import has_all_pixels
from hueandcry.pictures.work import Work

# How libjpeg says that coded data is missing; what it can then only fill with grey is refused.
CUT_OFF = "remature end"


def decode(work: Work) -> None:
    """Set the pixels: shape (height, width, channels), and the mode: L, RGB or CMYK.

    Raises:
        InputError: if the file is damaged or cut off, or takes too much memory.
    """
    if work.format == "jpeg" and decode_fast(work):
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # corrupt side data warns; only the pixels count
            decode_with_pillow(work)
    except MemoryError as error:
        raise InputError(
            "This photo takes more memory than it is given.",
            "Try a smaller copy of it.",
            code="photo_too_large",
        ) from error
    except DECODER_ERRORS as error:
        raise damaged(work) from error


def decode_fast(work: Work) -> bool:
    """Decode a JPEG strictly and return True, or False if Pillow should try.

    The fast decoder is stricter than cameras are, except on one thing: missing data is missing.
    """
    colours = {1: "L", 4: "CMYK"}.get(work.header.channels, "L" if wants_luminance(work) else "RGB")
    scale = work.plan.scale if work.header.is_plain_jpeg else 8
    try:
        pixels = simplejpeg.decode_jpeg(
            work.photo,
            colorspace={"L": "GRAY"}.get(colours, colours),
            min_width=-(-work.header.width // scale),
            min_height=-(-work.header.height // scale),
            strict=True,
        )
    except ValueError as error:
        if CUT_OFF in str(error):
            raise damaged(work) from error
        return False
    if work.header.is_plain_jpeg:
        work.pixels, work.mode = pixels, colours
    return work.header.is_plain_jpeg


def wants_luminance(work: Work) -> bool:
    """Whether the JPEG's first plane is all that the effect needs: docs/decisions/0004."""
    if not work.plan.is_placed:
        return False  # looking for the subject needs colour, and must not depend on the effect
    profile = work.header.icc_profile
    return work.effect.colour.is_luminance_only and (profile is None or names_srgb(profile))


def decode_with_pillow(work: Work) -> None:
    """Decode whatever else the format allows."""
    if work.format == "png" and not has_all_pixels(work.photo):
        raise damaged(work)
    with open_photo(work) as image:
        scale = work.plan.scale
        if scale > 1:
            image.draft(image.mode, (image.width // scale, image.height // scale))
        image.load()
        flatten(image, work)
