"""What a supporter gets back: sRGB pixels, and files of them that carry nothing else."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from hueandcry.effects import CompiledEffect
from hueandcry.errors import UsageError
from hueandcry.pictures.apply import apply_effect, apply_quickly, luminance_quickly
from hueandcry.pictures.encode import check_quality, encode_luminance, encode_png, encode_rgb
from hueandcry.pictures.resize import resize
from hueandcry.pictures.work import Pixels

DEFAULT_QUALITY = 90


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished picture; the effect is worked out when pixels or a file are asked for.

    Args:
        base: what lies under the effect; shape (size, size, 3), uint8, sRGB, or (size, size, 1), its
            luminance.
        effect: the compiled effect, or None if the base is the picture.
    """

    base: Pixels
    effect: CompiledEffect | None = None

    @property
    def size_px(self) -> int:
        """The picture's side."""
        return int(self.base.shape[0])

    @cached_property
    def pixels(self) -> Pixels:
        """The exact pixels, the same as the studio's; shape (size, size, 3), uint8, sRGB."""
        return self.base if self.effect is None else apply_effect(self.base, self.effect)

    @cached_property
    def _nearly(self) -> Pixels:
        """The pixels within one level, sooner: good enough for what JPEG rounds anyway."""
        return self.base if self.effect is None else apply_quickly(self.base, self.effect)

    def jpeg(self, quality: int = DEFAULT_QUALITY) -> bytes:
        """Return JPEG bytes (4:2:0) without any metadata, within a mean of 1/255 of `pixels`.

        Args:
            quality: 1 to 100.

        Raises:
            UsageError: if the quality is out of range.
        """
        check_quality(quality)
        effect = self.effect
        if effect and effect.colour.is_luminance_only and effect.overlay is None and self.size_px % 2 == 0:
            return encode_luminance(
                luminance_quickly(self.base, effect.colour), effect.colour.tables, quality
            )
        return encode_rgb(self._nearly, quality)

    def png(self, *, circle: bool = False) -> bytes:
        """Return PNG bytes without any metadata.

        Args:
            circle: whether all outside the circle that networks show is transparent.
        """
        return encode_png(self.pixels, circle=circle)

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

    def resized(self, size_px: int) -> "Picture":
        """Return the same picture at another size (Lanczos), effect and overlay in it.

        Args:
            size_px: 16 to 4096.

        Raises:
            UsageError: if the size is out of range.
        """
        if not 16 <= size_px <= 4096:
            raise UsageError(f"A picture cannot be {size_px} pixels wide.", "Choose a size from 16 to 4096.")
        pixels = self._nearly
        return Picture(resize(pixels, (0, 0, self.size_px, self.size_px), size_px))
