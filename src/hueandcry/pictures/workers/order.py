"""What a worker is asked for: one photo to be made into one file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hueandcry.effects import CompiledEffect
from hueandcry.pictures.encode import encode_rgb
from hueandcry.pictures.pack import pack_zip
from hueandcry.pictures.photo_file import read_photo
from hueandcry.pictures.picture import DEFAULT_QUALITY, Picture
from hueandcry.pictures.pipeline import run
from hueandcry.pictures.whole import LONGEST_PX, keep_whole, unchanged
from hueandcry.pictures.work import WHITE, Background, CropChoice, Limits

Kind = Literal["jpeg", "png", "pack"]


@dataclass(frozen=True)
class Finish:
    """What sort of file a picture becomes.

    Args:
        kind: a JPEG, a PNG, or a zip with a JPEG for each network.
        quality: JPEG quality, 1 to 100; in a pack the most that is used.
        is_circle: whether a PNG is transparent outside the circle that networks show.
    """

    kind: Kind = "jpeg"
    quality: int = DEFAULT_QUALITY
    is_circle: bool = False

    def encode(self, picture: Picture) -> bytes:
        """Return the file's bytes."""
        if self.kind == "pack":
            return pack_zip(picture, self.quality)
        return picture.png(circle=self.is_circle) if self.kind == "png" else picture.jpeg(self.quality)


@dataclass(frozen=True)
class Order:
    """One photo and all that is wanted of it.

    Args:
        photo: its bytes, or the path where whoever does the work finds them.
        effect: a compiled effect; the same object for every photo, or it is sent to the workers anew.
        finish: what sort of file is wanted.
        crop: the square of the upright photo to keep.
        background: what shows through where the photo is transparent.
        limits: what the photo may cost; after `limits.seconds` a worker is ended.
    """

    photo: bytes | Path
    effect: CompiledEffect
    finish: Finish = field(default_factory=Finish)
    crop: CropChoice = "auto"
    background: Background = WHITE
    limits: Limits = field(default_factory=Limits)

    def fulfil(self) -> bytes:
        """Do it, in whichever process this is, and return the file.

        Raises:
            InputError: if the photo cannot be read or used.
            UsageError: if the crop lies outside the photo, or the effect is too small for a pack.
        """
        photo = read_photo(self.photo, self.limits) if isinstance(self.photo, Path) else self.photo
        picture = run(photo, self.effect, crop=self.crop, background=self.background, limits=self.limits)
        return self.finish.encode(picture)


@dataclass(frozen=True)
class WholeOrder(Order):
    """A photo that is only to become readable: a whole upright JPEG; crop and most of the finish say nothing.

    Args:
        effect: leaves every colour as it is.
        longest_px: the most that the longer side of the JPEG may have.
    """

    effect: CompiledEffect = field(default_factory=unchanged)
    longest_px: int = LONGEST_PX

    def fulfil(self) -> bytes:
        """Do it, in whichever process this is, and return the file.

        Raises:
            InputError: if the photo cannot be read or used.
        """
        photo = read_photo(self.photo, self.limits) if isinstance(self.photo, Path) else self.photo
        pixels = keep_whole(photo, self.longest_px, background=self.background, limits=self.limits)
        return encode_rgb(pixels, self.finish.quality)
