"""The way of a photo that stays whole: made readable everywhere, and nothing else done to it."""

from functools import cache

import numpy as np

from hueandcry.effects import CompiledEffect, Effect, compile_effect
from hueandcry.pictures.colour import convert_colour
from hueandcry.pictures.decode import decode
from hueandcry.pictures.header import read_header
from hueandcry.pictures.limit import limit_bytes, limit_pixels
from hueandcry.pictures.orient import orient
from hueandcry.pictures.pipeline import Step, follow
from hueandcry.pictures.plan import plan_whole
from hueandcry.pictures.sniff import sniff
from hueandcry.pictures.work import WHITE, Background, Limits, Pixels, Plan, Work

LONGEST_PX = 4096
"""Phones refuse a canvas of more than 4096 by 4096."""

WHOLE_STEPS: tuple[Step, ...] = (
    limit_bytes,
    sniff,
    read_header,
    limit_pixels,
    plan_whole,  # how far it is shrunk while it is read
    decode,
    orient,
    convert_colour,
)
"""As in `pipeline.py`, without crop and size."""


@cache
def unchanged() -> CompiledEffect:
    """Return the effect that leaves every colour as it is."""
    return compile_effect(Effect(()), 16)


def keep_whole(
    photo: bytes,
    longest_px: int = LONGEST_PX,
    *,
    background: Background = WHITE,
    limits: Limits | None = None,
) -> Pixels:
    """Take a photo through every step and keep all of it; it is shrunk by whole numbers or not at all.

    Args:
        photo: the bytes of any photo that can be painted.
        longest_px: the most that the longer side may have.
        background: what shows through where the photo is transparent.
        limits: what the photo may cost.

    Returns:
        upright sRGB pixels, shape (height, width, 3).

    Raises:
        InputError: if the photo cannot be used, saying why and what to try.
    """
    work = Work(photo=photo, effect=unchanged(), background=background, limits=limits or Limits())
    work.plan = Plan(1, (0, 0, 0, 0), is_placed=False, longest_px=longest_px)
    follow(WHOLE_STEPS, work)
    return np.repeat(work.pixels, 3, axis=2) if work.pixels.shape[2] == 1 else work.pixels
