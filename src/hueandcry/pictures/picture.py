"""What a supporter gets back: sRGB pixels, and files of them that carry nothing else."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import simplejpeg
from PIL import Image

from hueandcry.errors import UsageError
from hueandcry.pictures.work import Pixels

DEFAULT_QUALITY = 90


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished picture.

    Args:
        pixels: shape (size, size, 3), uint8, sRGB.
    """

    pixels: Pixels

    def jpeg(self, quality: int = DEFAULT_QUALITY) -> bytes:
        """Return JPEG bytes (4:2:0) without any metadata.

        Args:
            quality: 1 to 100.

        Raises:
            UsageError: if the quality is out of range.
        """
        if not 1 <= quality <= 100:
            raise UsageError(f"Quality {quality} is out of range.", "Choose 1 to 100; 90 is good.")
        pixels = np.ascontiguousarray(self.pixels)
        jpeg: bytes = simplejpeg.encode_jpeg(
            pixels, quality=quality, colorspace="RGB", colorsubsampling="420"
        )
        return jpeg

    def png(self) -> bytes:
        """Return PNG bytes without any metadata."""
        sink = io.BytesIO()
        Image.fromarray(self.pixels).save(sink, "PNG")
        return sink.getvalue()

    def save(self, path: Path | str, *, quality: int = DEFAULT_QUALITY) -> None:
        """Write the picture; the ending decides: `.png` is PNG, `.jpg` and `.jpeg` are JPEG.

        Raises:
            UsageError: for any other ending.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in (".png", ".jpg", ".jpeg"):
            raise UsageError(f"{path.name} has no ending that I write.", "Use .jpg or .png.")
        path.write_bytes(self.png() if ending == ".png" else self.jpeg(quality))
