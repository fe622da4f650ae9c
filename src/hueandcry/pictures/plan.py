"""Geometry, worked out once: which square of the stored photo, decoded at which scale."""

from dataclasses import replace

from hueandcry.errors import InputError, UsageError
from hueandcry.pictures.work import Box, Crop, Header, Plan, Work

# How far the decoder may shrink while it reads; other eighths have no fast path in libjpeg-turbo.
SCALES = (8, 4, 2)

LONGEST = 4
"""Where a photo is this many times longer than wide, nobody looks for its subject: the middle is kept."""


def plan(work: Work) -> None:
    """Set the plan; an automatic crop gets its size here and its place once there are pixels."""
    width, height = work.header.upright_size
    crop = work.crop if isinstance(work.crop, Crop) else centre_square(width, height)
    fits_across = 0 <= crop.x <= width - crop.side
    fits_down = 0 <= crop.y <= height - crop.side
    if crop.side < 1 or not fits_across or not fits_down:
        raise UsageError(
            f"The crop {crop.x},{crop.y},{crop.side} does not lie within "
            f"the photo's {width}×{height} pixels.",
            "Give X,Y,SIDE of a square inside the upright photo.",
            code="bad_crop",
        )
    shrinkable = SCALES if work.format == "jpeg" else ()
    scale = next((each for each in shrinkable if crop.side // each >= work.effect.size_px), 1)
    work.plan = Plan(scale, stored_box(crop, work.header), is_placed=is_placed(work))


def plan_whole(work: Work) -> None:
    """Set the plan for a photo that stays whole, from the most that its longer side may have.

    Raises:
        InputError: if a JPEG is longer than its decoder can shrink.
    """
    width, height = work.header.width, work.header.height
    scale = 1
    while work.format == "jpeg" and max(width, height) > scale * work.plan.longest_px:
        scale *= 2
    if scale > max(SCALES):
        raise InputError(
            f"This photo has {width}×{height} pixels; it is too long to be kept whole.",
            "Cut a piece out of it first.",
            code="photo_too_large",
        )
    work.plan = replace(work.plan, scale=scale, box=(0, 0, width, height))


def is_placed(work: Work) -> bool:
    """Whether the square's place is known without looking at the pixels."""
    shorter, longer = sorted(work.header.upright_size)
    return work.crop != "auto" or shorter == longer or longer > LONGEST * shorter


def centre_square(width: int, height: int) -> Crop:
    """Return the largest square in the middle."""
    side = min(width, height)
    return Crop((width - side) // 2, (height - side) // 2, side)


def stored_box(crop: Crop, header: Header) -> Box:
    """Turn a square of the upright photo into the same square of the stored one."""
    x, y, side = crop.x, crop.y, crop.side
    right, below = header.width - side, header.height - side
    left, top = {
        1: (x, y),
        2: (right - x, y),
        3: (right - x, below - y),
        4: (x, below - y),
        5: (y, x),
        6: (y, below - x),
        7: (right - y, below - x),
        8: (right - y, x),
    }[header.orientation]
    return (left, top, side, side)
