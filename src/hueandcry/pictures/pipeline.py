"""The way of a photo: a literal list of steps. Read it top to bottom and you know what happens."""

import time
from collections.abc import Callable

from hueandcry.effects import CompiledEffect
from hueandcry.errors import InputError
from hueandcry.pictures.apply import plain_picture
from hueandcry.pictures.colour import convert_colour
from hueandcry.pictures.decode import decode
from hueandcry.pictures.header import read_header
from hueandcry.pictures.limit import limit_bytes, limit_pixels
from hueandcry.pictures.orient import orient
from hueandcry.pictures.picture import Picture
from hueandcry.pictures.plan import plan
from hueandcry.pictures.resize import crop_and_resize
from hueandcry.pictures.sniff import sniff
from hueandcry.pictures.subject import find_subject
from hueandcry.pictures.work import WHITE, Background, CropChoice, Limits, Work

Step = Callable[[Work], None]

STEPS: tuple[Step, ...] = (
    limit_bytes,  # before anything is read
    sniff,  # by content, never by name
    read_header,  # size, orientation, profile, scans
    limit_pixels,  # before a pixel is decoded
    plan,  # how large a square, at which scale
    decode,  # to RGB, L or CMYK without alpha
    find_subject,  # where the square lies, if nobody has said
    crop_and_resize,  # in one pass
    orient,  # after resizing, when there is less to turn
    convert_colour,  # the photo's profile → sRGB
)
"""The effect comes last, in `Picture`: how it is worked out depends on what is asked for."""


def run(
    photo: bytes,
    effect: CompiledEffect,
    *,
    crop: CropChoice = "auto",
    background: Background = WHITE,
    limits: Limits | None = None,
) -> Picture:
    """Take a photo through every step.

    Args:
        photo: the bytes of a JPEG, PNG, WebP, GIF, AVIF or (with the `heif` extra) HEIC.
        effect: a compiled effect; its size is the picture's.
        crop: the square to keep; ``"auto"`` looks for faces, ``"centre"`` does not.
        background: what shows through where the photo is transparent.
        limits: what the photo may cost.

    Raises:
        InputError: if the photo cannot be used, saying why and what to try.
        UsageError: if the crop lies outside the photo.
    """
    if not effect.needs_photo:
        return Picture(plain_picture(effect))
    work = Work(photo=photo, effect=effect, crop=crop, background=background, limits=limits or Limits())
    follow(STEPS, work)
    return Picture(work.pixels, effect)


def follow(steps: tuple[Step, ...], work: Work) -> None:
    """Take the steps one after the other.

    Raises:
        InputError: if a step refuses the photo, or the time is up between two of them.
    """
    deadline = time.monotonic() + work.limits.seconds
    for step in steps:
        step(work)
        if time.monotonic() > deadline:
            raise InputError(
                f"This photo takes longer than {work.limits.seconds:g} seconds to work on.",
                "Try a smaller copy of it.",
                code="photo_too_slow",
            )
