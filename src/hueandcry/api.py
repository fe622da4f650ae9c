"""The library's front door: `paint` a photo with an effect, however the effect is given."""

from pathlib import Path

from hueandcry.campaigns import Campaign
from hueandcry.effects import MASTER_PX, Effect, compile_effect, named_effect
from hueandcry.errors import InputError
from hueandcry.pictures import Crop, Limits, Picture, run


def paint(
    photo: bytes | Path,
    effect: str | Effect | Campaign,
    *,
    size_px: int = MASTER_PX,
    crop: Crop | None = None,
    limits: Limits | None = None,
) -> Picture:
    """Turn a photo.

    Args:
        photo: the bytes of a JPEG, PNG or WebP, or the path of one.
        effect: a name such as ``"red"`` or ``"flag:FR"``, an effect, or a campaign (its first variant).
        size_px: the side of the square picture, 16 to 4096.
        crop: the square of the upright photo to keep; the centre if None.
        limits: what the photo may cost; generous defaults if None.

    Returns:
        the picture: `.jpeg()`, `.png()`, `.save(path)`, `.pixels` (size×size×3, uint8, sRGB). None of
        the photo's metadata is in it.

    Raises:
        InputError: if the photo cannot be used, saying why and what to try.
        UsageError: if the effect's name or an option is wrong.
    """
    compiled = compile_effect(as_effect(effect), size_px)
    return run(read_photo(photo) if isinstance(photo, Path) else photo, compiled, crop=crop, limits=limits)


def as_effect(effect: str | Effect | Campaign) -> Effect:
    """Return the effect, however it was given."""
    if isinstance(effect, Campaign):
        return effect.variants[0].effect
    return named_effect(effect) if isinstance(effect, str) else effect


def read_photo(path: Path) -> bytes:
    """Return the file's bytes.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.",
            "Check the name and the rights.",
            code="photo_unreadable",
        ) from error
