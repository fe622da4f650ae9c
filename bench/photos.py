"""Photos that the bench draws for itself: as heavy and as grainy as a phone's, and always the same.

A drawn face, a texture whose detail falls off as nature's does, and grain after a camera's smoothing.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from bench.display_p3 import display_p3
from hueandcry.pictures.portrait import draw_portrait

WIDTH_PX, HEIGHT_PX = 4032, 3024
FACE_PX = 1200
EXIF_ORIENTATION = 0x0112

AVATARS = 1000
AVATAR_PX = 400

ZONE_AMPLITUDE = 100
"""Kept off black and white, so that neither JPEG nor an effect clips it."""

Levels = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shot:
    """How one drawn photo differs from the others.

    Args:
        seed: of its texture and grain.
        texture: standard deviation of the texture, in levels.
        grain: standard deviation of the grain, in levels.
        quality: of the JPEG; together these make it weigh what phones' photos do, 3.3 to 4.2 MB.
        orientation: EXIF orientation it is stored with.
        is_p3: whether its colours are Display P3.
    """

    seed: int
    texture: float
    grain: float
    quality: int
    orientation: int = 1
    is_p3: bool = False


SHOTS = {
    "plain": Shot(seed=1, texture=13, grain=2.0, quality=93),
    "turned": Shot(seed=2, texture=15, grain=2.6, quality=93, orientation=6),
    "p3": Shot(seed=3, texture=11, grain=3.0, quality=94, is_p3=True),
}


def draw_photos(folder: Path) -> list[Path]:
    """Draw the phone photos that are not there yet, and return the paths of all."""
    paths = {name: folder / f"{name}.jpg" for name in SHOTS}
    for name, path in paths.items():
        if not path.exists():
            path.write_bytes(draw_shot(SHOTS[name]))
    return list(paths.values())


def draw_large(photo: Path, folder: Path) -> Path:
    """Draw a 50-megapixel photo out of one of 12 if it is not there yet, and return its path."""
    path = folder / "large.jpg"
    if not path.exists():
        with Image.open(photo) as image:
            image.resize((2 * WIDTH_PX, 2 * HEIGHT_PX), Image.Resampling.BICUBIC).save(path, quality=93)
    return path


def draw_shot(shot: Shot) -> bytes:
    """Return one 12-megapixel phone photo."""
    random = np.random.default_rng(shot.seed)
    large = Image.fromarray(draw_portrait(FACE_PX)).resize((WIDTH_PX, WIDTH_PX), Image.Resampling.BICUBIC)
    top = (WIDTH_PX - HEIGHT_PX) // 2
    pixels = np.asarray(large.crop((0, top, WIDTH_PX, top + HEIGHT_PX)), np.float32)
    pixels = pixels + shot.texture * texture(random)[..., None] + shot.grain * grain(random)
    return save_jpeg(pixels, shot)


def texture(random: np.random.Generator) -> Levels:
    """Return detail at every scale; shape (height, width), deviation 1."""
    down, across = np.fft.fftfreq(HEIGHT_PX)[:, None], np.fft.rfftfreq(WIDTH_PX)[None, :]
    frequency = np.hypot(down, across).astype(np.float32)
    frequency[0, 0] = 1
    noise = random.standard_normal((HEIGHT_PX, WIDTH_PX), dtype=np.float32)
    drawn = np.fft.irfft2(np.fft.rfft2(noise) / frequency**1.1, (HEIGHT_PX, WIDTH_PX))
    detail: Levels = (drawn / drawn.std()).astype(np.float32)
    return detail


def grain(random: np.random.Generator) -> Levels:
    """Return grain of which half the colour is smoothed away, as cameras do; shape (height, width, 3)."""
    noise = random.standard_normal((HEIGHT_PX, WIDTH_PX, 3), dtype=np.float32)
    grey = noise.mean(axis=-1, keepdims=True) * np.float32(3**0.5)
    mixed: Levels = grey + (noise - grey) / 2
    return mixed


def save_jpeg(pixels: Levels, shot: Shot) -> bytes:
    """Save as a phone does: 4:2:0, with its orientation and its profile."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = shot.orientation
    profile = {"icc_profile": display_p3()} if shot.is_p3 else {}
    sink = io.BytesIO()
    image = Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))
    image.save(sink, "JPEG", quality=shot.quality, subsampling="4:2:0", exif=exif, **profile)
    return sink.getvalue()


def draw_avatars(folder: Path) -> list[Path]:
    """Draw a thousand different avatars if they are not there yet, and return their paths."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:04}.jpg" for number in range(AVATARS)]
    if not paths[-1].exists():
        large = draw_portrait(AVATAR_PX * 3 // 2).astype(np.float32)
        random = np.random.default_rng(AVATARS)
        for path in paths:
            path.write_bytes(draw_avatar(large, random))
    return paths


def draw_avatar(large: Levels, random: np.random.Generator) -> bytes:
    """Return the face, cut and lit at random, with grain of its own."""
    top, left = random.integers(0, large.shape[0] - AVATAR_PX, 2)
    light = random.uniform(0.6, 1.1, 3).astype(np.float32)
    pixels = large[top : top + AVATAR_PX, left : left + AVATAR_PX] * light
    pixels = pixels + random.normal(0, 4, (AVATAR_PX, AVATAR_PX, 1))
    sink = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(sink, "JPEG", quality=88)
    return sink.getvalue()


def draw_zone_plate(folder: Path) -> Path:
    """Draw rings that grow finer outward, up to the finest a photo can hold at its upper and lower edge."""
    path = folder / "zone-plate.jpg"
    if not path.exists():
        down, across = np.ogrid[:HEIGHT_PX, :WIDTH_PX]
        squared = (down - (HEIGHT_PX - 1) / 2) ** 2 + (across - (WIDTH_PX - 1) / 2) ** 2
        rings = 127.5 + ZONE_AMPLITUDE * np.cos(np.pi * squared / HEIGHT_PX)
        image = Image.fromarray(np.round(rings).astype(np.uint8)).convert("RGB")
        image.save(path, "JPEG", quality=98, subsampling="4:4:4")
    return path


def draw_frame(folder: Path) -> Path:
    """Draw a frame of 1080 px: a coloured border whose inner edge fades, and a clear middle."""
    path = folder / "frame.png"
    side = 1080
    away = np.abs(np.arange(side) - (side - 1) / 2) / (side / 2)
    edge = np.maximum(away[:, None], away[None, :])
    pixels = np.empty((side, side, 4), np.uint8)
    pixels[..., :3] = (10, 120, 60)
    pixels[..., 3] = np.round(np.clip((edge - 0.75) / 0.1, 0, 1) * 230)
    Image.fromarray(pixels).save(path)
    return path
