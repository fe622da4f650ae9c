"""The library's front door: `paint` a photo with an effect, however the effect is given."""

from pathlib import Path

from hueandcry.campaigns import Campaign
from hueandcry.effects import MASTER_PX, Effect, compile_effect, named_effect
from hueandcry.effects.colours import parse_colour
from hueandcry.pictures import CropChoice, Limits, Picture, run
from hueandcry.pictures.photo_file import read_photo


def paint(
    photo: bytes | Path,
    effect: str | Effect | Campaign,
    *,
    size_px: int = MASTER_PX,
    crop: CropChoice = "auto",
    background: str = "#ffffff",
    limits: Limits | None = None,
) -> Picture:
    """Turn a photo.

    Args:
        photo: the bytes of a JPEG, PNG, WebP, GIF, AVIF or (with the `heif` extra) HEIC, or its path.
        effect: a name such as ``"red"`` or ``"flag:FR"``, an effect, or a campaign (its first variant).
        size_px: the side of the square picture, 16 to 4096.
        crop: the square of the upright photo to keep; ``"auto"`` looks for faces, ``"centre"`` does not.
        background: the colour that shows through where the photo is transparent.
        limits: what the photo may cost; generous defaults if None.

    Returns:
        the picture: `.jpeg()`, `.png()`, `.save(path)`, `.pixels` (size×size×3, uint8, sRGB). None of
        the photo's metadata is in it.

    Raises:
        InputError: if the photo cannot be used, saying why and what to try.
        UsageError: if the effect's name or the size or crop is wrong.
    """
    compiled = compile_effect(as_effect(effect), size_px)
    content = read_photo(photo, limits or Limits()) if isinstance(photo, Path) else photo
    red, green, blue = bytes.fromhex(parse_colour(background)[1:])
    return run(content, compiled, crop=crop, background=(red, green, blue), limits=limits)


def as_effect(effect: str | Effect | Campaign) -> Effect:
    """Return the effect, however it was given."""
    if isinstance(effect, Campaign):
        return effect.variants[0].effect
    return named_effect(effect) if isinstance(effect, str) else effect
