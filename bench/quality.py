"""How good the candidates' pictures are, against a float Lanczos3 picture of the fully decoded photo.

*Alias* is what a zone plate leaves where the picture is too coarse to show its rings: an ideal resize leaves
flat grey there. Candidates are compared within classes of it. The effect is calculated in float as well.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms, ImageOps

from bench.photos import HEIGHT_PX
from bench.recipes import Recipe, names_srgb

NEAR_IDEAL, GOOD, POOR = "near-ideal", "good", "poor"
CLASSES = (NEAR_IDEAL, GOOD, POOR)
CLASS_BELOW = {NEAR_IDEAL: 9.0, GOOD: 14.0}
"""Alias rms in levels; float Lanczos3 itself has 6.6, a decode at half size about 12."""

# The band that is looked at, in cycles per pixel of the photo: from just above what the picture can
# hold, where Lanczos still falls off, to the finest that the photo can.
BAND_ABOVE_LIMIT = 1.15
FINEST = 0.5
LEAST_GAIN = 0.25

Levels = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Look:
    """What was seen of one candidate.

    Args:
        alias: rms in levels, by job.
        psnr_db: of the plain resized photo, against the float reference, the mean over the photos.
        difference: mean absolute difference in levels of the finished JPEG from the exact effect, by job.
        remarks: what differs from the job as it was set.
    """

    alias: dict[str, float]
    psnr_db: float
    difference: dict[str, float]
    remarks: tuple[str, ...]

    def quality(self, job: str) -> str:
        """Return the class of a job's pictures."""
        return next((name for name, least in CLASS_BELOW.items() if self.alias[job] < least), POOR)


@lru_cache(maxsize=8)
def reference(photo: Path, size_px: int) -> Levels:
    """Return the photo's upright centre square in sRGB, resized in float; shape (size_px, size_px, 3)."""
    image = Image.open(io.BytesIO(photo.read_bytes()))
    profile = image.info.get("icc_profile", b"")
    upright = ImageOps.exif_transpose(image.convert("RGB"))
    if profile and not names_srgb(profile):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        ImageCms.profileToProfile(upright, source, srgb, renderingIntent=intent, inPlace=True)
    side = min(upright.size)
    left, top = (upright.width - side) / 2, (upright.height - side) / 2
    box = (left, top, left + side, top + side)
    planes = [np.asarray(plane, np.float32) for plane in upright.split()]
    resized = [
        Image.fromarray(plane).resize((size_px, size_px), Image.Resampling.LANCZOS, box=box)
        for plane in planes
    ]
    return np.stack([np.asarray(plane, np.float64) for plane in resized], axis=-1)


def expected(pixels: Levels, recipe: Recipe) -> Levels:
    """Return pixels with the recipe's effect, in float; shape (size, size, 3)."""
    matrix = np.array(recipe.matrix)
    mixed: Levels = np.clip(pixels @ matrix[:, :3].T + matrix[:, 3], 0, 255)
    if recipe.colour == "luminance":
        planes = [np.interp(mixed[..., 0], range(256), table) for table in recipe.tables]
        mixed = np.stack(planes, axis=-1)
    if not recipe.overlay:
        return mixed
    overlay = np.asarray(Image.open(recipe.overlay).convert("RGBA"), np.float64)
    alpha = overlay[..., 3:] / 255
    laid: Levels = overlay[..., :3] * alpha + mixed * (1 - alpha)
    return laid


def alias_rms(picture: Path, recipe: Recipe) -> float:
    """Return what is left of the rings that the picture cannot show, before the effect weakened them."""
    pixels = read(picture)
    size_px = pixels.shape[0]
    grey, brighter = (flat(size_px, recipe, level) for level in (127.5, 137.5))
    gain = (brighter - grey) / 10
    seen = gain > LEAST_GAIN
    left = (pixels - grey) / np.where(seen, gain, 1)
    return rms(left[seen & ring_band(size_px)[..., None]])


def flat(size_px: int, recipe: Recipe, level: float) -> Levels:
    """Return what the effect makes of an even grey."""
    return expected(np.full((size_px, size_px, 3), level), recipe)


def ring_band(size_px: int) -> npt.NDArray[np.bool_]:
    """Return where the zone plate's rings are too fine for the picture; shape (size_px, size_px)."""
    away = np.arange(size_px) - (size_px - 1) / 2
    scale = HEIGHT_PX / size_px
    frequency = np.hypot(away[:, None], away[None, :]) * scale / HEIGHT_PX
    band: npt.NDArray[np.bool_] = (frequency > BAND_ABOVE_LIMIT * 0.5 / scale) & (frequency < FINEST)
    return band


def psnr_db(picture: Path, exact: Levels) -> float:
    """Return the peak signal-to-noise ratio in decibels."""
    return float(20 * np.log10(255 / rms(read(picture) - exact)))


def mean_difference(picture: Path, exact: Levels) -> float:
    """Return the mean absolute difference in levels."""
    return float(np.abs(read(picture) - exact).mean())


def rms(values: Levels) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(values))))


def read(picture: Path) -> Levels:
    """Return a picture's levels; shape (size, size, 3)."""
    return np.asarray(Image.open(picture).convert("RGB"), np.float64)
