"""What the words on `hue paint`'s command line mean."""

from pathlib import Path

from hueandcry.campaigns import load_campaign
from hueandcry.effects import Effect, named_effect
from hueandcry.effects.colours import parse_colour
from hueandcry.errors import InputError, UsageError
from hueandcry.pictures import CropChoice
from hueandcry.pictures.crop_words import HINT, read_crop
from hueandcry.pictures.pack import check_size
from hueandcry.pictures.sizes import networks
from hueandcry.pictures.work import Background
from hueandcry.pictures.workers import Finish


def chosen_effect(effect: str, campaign: Path | None, variant: str) -> Effect:
    """Return the effect by its name or from a campaign."""
    if campaign is None:
        if variant:
            raise UsageError("--variant needs --campaign.", "Name the campaign's file too.")
        return named_effect(effect or "red")
    if effect:
        raise UsageError("--effect and --campaign exclude each other.", "Give one of them.")
    loaded = load_campaign(campaign)
    return (loaded.variant(variant) if variant else loaded.variants[0]).effect


def chosen_finish(name: str, out: Path | None, quality: int, *, is_circle: bool, is_pack: bool) -> Finish:
    """Return what sort of file is wanted.

    Args:
        name: jpeg or png; if empty, what `out` ends in decides, and JPEG where that says nothing.
        out: where the picture goes.
        quality: JPEG quality.
        is_circle: whether all outside the circle is transparent.
        is_pack: whether there is a file for each network.
    """
    if name not in ("", "jpeg", "png"):
        raise UsageError(f"--format {name} is not known.", "Use jpeg or png.")
    ends_in_png = out is not None and out.suffix.lower() == ".png"
    is_png = name == "png" or (not name and ends_in_png)
    if is_pack and (is_png or is_circle):
        raise UsageError("--pack holds JPEGs.", "Leave --format png and --circle away.")
    if is_circle and not is_png:
        raise UsageError("--circle needs a file that can be transparent.", "Add --format png.")
    return Finish("pack" if is_pack else "png" if is_png else "jpeg", quality, is_circle)


def checked_size(size_px: int, finish: Finish) -> int:
    """Return the size if it is enough for what is wanted; other sizes are refused by the effect."""
    if finish.kind == "pack":
        check_size(size_px, networks())
    return size_px


def parse_crop(text: str) -> CropChoice:
    """Return the square to keep."""
    crop = read_crop(text)
    if crop is None:
        raise UsageError(f"--crop {text} is not known.", HINT)
    return crop


def parse_background(text: str) -> Background:
    """Return red, green and blue of what transparent photos are laid on."""
    try:
        red, green, blue = bytes.fromhex(parse_colour(text)[1:])
    except InputError as error:
        raise UsageError(f"--background {text} is not a colour.", error.hint) from error
    return red, green, blue
