"""Organisers' own images for frames: a checked square PNG, resized with premultiplied alpha."""

import hashlib
import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from hueandcry.errors import InputError

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
    def sha256(self) -> str:
        """The content's SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def draw_artwork(artwork: Artwork, size_px: int) -> npt.NDArray[np.float64]:
    """Return the artwork as premultiplied RGBA.

    Returns:
        shape (size_px, size_px, 4), 0…1, colour already multiplied by alpha.

    Raises:
        InputError: if it is no square PNG with transparency of 400 to 4096 pixels and at most 5 MB.
    """
    image = open_png(artwork)
    rgba: npt.NDArray[np.float32] = np.asarray(image.convert("RGBA"), np.float32) / np.float32(255)
    if rgba[..., 3].min() == 1:
        raise wrong(artwork, "has no transparent part, so it would hide the photo")
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
        "Use a square PNG with a transparent middle, best at 1080×1080.",
        code="bad_artwork",
    )


def resize_planes(rgba: npt.NDArray[np.float32], size_px: int) -> npt.NDArray[np.float64]:
    """Resize premultiplied planes with Lanczos, so that no colour bleeds out of transparent pixels."""
    planes = []
    for channel in range(4):
        plane = Image.fromarray(rgba[..., channel])
        planes.append(np.asarray(plane.resize((size_px, size_px), Image.Resampling.LANCZOS)))
    resized = np.clip(np.stack(planes, axis=-1).astype(np.float64), 0, 1)
    # Lanczos may overshoot: a premultiplied colour is never more than its alpha.
    resized[..., :3] = np.minimum(resized[..., :3], resized[..., 3:])
    return resized
