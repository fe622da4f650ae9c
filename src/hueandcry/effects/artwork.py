"""Organisers' own images for frames and badges: a checked square PNG or SVG, drawn at any size."""

import hashlib
import io
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from hueandcry.effects.keys import Assets, Given
from hueandcry.effects.rasterise import rasterise
from hueandcry.effects.svg import clean_svg
from hueandcry.errors import InputError

Rgba = npt.NDArray[np.float64]
"""Shape (height, width, 4), 0…1, colour already multiplied by alpha."""

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
VIEW_BOX = re.compile(
    rf"""<svg\b[^>]*?\sviewBox=["']\s*{NUMBER}[\s,]+{NUMBER}[\s,]+(?P<width>{NUMBER})[\s,]+(?P<height>{NUMBER})\s*["']"""
)

MIN_PX = 400
MAX_PX = 4096
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Artwork:
    """An image file that belongs to a campaign.

    Args:
        name: the file's name beside campaign.toml.
        content: its bytes.
    """

    name: str
    content: bytes

    def as_table(self) -> dict[str, object]:
        """Return the key as it is written in campaign.toml."""
        return {"image": self.name}

    @property
    def is_svg(self) -> bool:
        """Whether it is a drawing, by its name's ending."""
        return self.name.lower().endswith(".svg")

    @property
    def sha256(self) -> str:
        """The content's SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def take_artwork(given: Given, assets: Assets, place: str) -> Artwork:
    """Take the image that a layer names out of what was given.

    Raises:
        InputError: if there is no such file beside the campaign.
    """
    if "image" not in given:
        raise InputError(f"{place} needs the key 'image'.", "Name a PNG or SVG beside campaign.toml.")
    name = given.pop("image")
    if not isinstance(name, str) or name not in assets:
        raise InputError(
            f"{place}, image: there is no file {name!r} beside the campaign.",
            "Put the PNG or SVG there or correct its name.",
        )
    return Artwork(name, assets[name])


def draw_frame(artwork: Artwork, size_px: int) -> Rgba:
    """Return the artwork as `draw_artwork` does, for one that covers the whole picture.

    Raises:
        InputError: also if it has no hole.
    """
    drawn = draw_artwork(artwork, size_px)
    if is_opaque(drawn):
        raise wrong(artwork, "has no transparent part, so it would hide the photo")
    return drawn


def is_opaque(drawn: Rgba) -> bool:
    """Whether nothing shows through anywhere, once it is rounded to 8 bit."""
    return bool(drawn[..., 3].min() > 1 - 0.5 / 255)


def draw_artwork(artwork: Artwork, size_px: int) -> Rgba:
    """Return the artwork as premultiplied RGBA, whatever is transparent in it.

    Returns:
        shape (size_px, size_px, 4), 0…1, colour already multiplied by alpha.

    Raises:
        InputError: if it is no square PNG of 400 to 4096 pixels and at most 5 MB, and no clean square SVG.
    """
    return draw_svg(artwork, size_px) if artwork.is_svg else draw_png(artwork, size_px)


def draw_svg(artwork: Artwork, size_px: int) -> Rgba:
    """Clean the drawing and draw it."""
    drawing = clean_svg(artwork.content, artwork.name)
    if not is_square(drawing):
        raise wrong(artwork, "has no square viewBox")
    return rasterise(drawing, size_px)


def is_square(drawing: str) -> bool:
    """Whether a clean drawing says that it is as wide as it is high."""
    box = VIEW_BOX.search(drawing)
    return box is not None and 0 < float(box["width"]) == float(box["height"])


def draw_png(artwork: Artwork, size_px: int) -> Rgba:
    """Read the picture and resize it with premultiplied alpha."""
    image = open_png(artwork)
    rgba: npt.NDArray[np.float32] = np.asarray(image.convert("RGBA"), np.float32) / np.float32(255)
    rgba[..., :3] *= rgba[..., 3:]
    if image.width == size_px:
        return rgba.astype(np.float64)
    return resize_planes(rgba, size_px)


def open_png(artwork: Artwork) -> Image.Image:
    """Open the file as PNG and nothing else, checking weight and size before any pixel."""
    if len(artwork.content) > MAX_BYTES:
        raise wrong(artwork, f"is heavier than {MAX_BYTES // 1_000_000} MB")
    try:
        image = Image.open(io.BytesIO(artwork.content), formats=("PNG",))
        if image.width != image.height or not MIN_PX <= image.width <= MAX_PX:
            raise wrong(artwork, f"is {image.width}×{image.height} pixels")
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise wrong(artwork, "cannot be read as a PNG") from error
    return image


def wrong(artwork: Artwork, what: str) -> InputError:
    """Return the error for an artwork that cannot be used."""
    return InputError(
        f"The artwork {artwork.name} {what}.",
        "Use a square PNG, best at 1080×1080, or a square SVG; a frame's middle is transparent.",
        code="bad_artwork",
    )


def resize_planes(rgba: npt.NDArray[np.float32], size_px: int) -> Rgba:
    """Resize premultiplied planes with Lanczos, so that no colour bleeds out of transparent pixels."""
    planes = []
    for channel in range(4):
        plane = Image.fromarray(rgba[..., channel])
        planes.append(np.asarray(plane.resize((size_px, size_px), Image.Resampling.LANCZOS)))
    resized = np.clip(np.stack(planes, axis=-1).astype(np.float64), 0, 1)
    # Lanczos may overshoot: a premultiplied colour is never more than its alpha.
    resized[..., :3] = np.minimum(resized[..., :3], resized[..., 3:])
    return resized
