"""The files that are spoilt: small ones of every format, made here, and those of the corpora."""

from pathlib import Path

from PIL import Image

from tests import hostile_files as hostile
from tests.making import face, profile_bytes, save
from tests.making import jpeg as camera_jpeg

MOST_BYTES = 60_000
"""Larger files would only make for fewer tries."""

CORPORA = ("orientation", "exif-gps", "colour", "formats", "hostile")


def gather(corpora: Path | None) -> list[bytes]:
    """Return the seeds, always in the same order."""
    return [*made_here(), *(of_corpora(corpora) if corpora and corpora.is_dir() else [])]


def made_here() -> list[bytes]:
    """Return small photos of every format and most of their ways."""
    image = face(60, 44)
    jpegs = [save(image, "JPEG", progressive=way) for way in (False, True)]
    jpegs += [save(image.convert(mode), "JPEG") for mode in ("L", "CMYK")]
    jpegs += [camera_jpeg(image, orientation=way, icc_profile=profile_bytes("sRGB")) for way in (3, 6)]
    pngs = [save(image.convert(mode), "PNG") for mode in ("RGB", "P", "RGBA", "LA", "1", "I;16")]
    gifs = [save(image.convert("P"), "GIF", interlace=way) for way in (0, 1)]
    webps = [save(image, "WEBP", lossless=way) for way in (False, True)]
    webps += [save(image, "WEBP", save_all=True, append_images=[Image.new("RGB", image.size)])]
    avifs = [save(image.convert(mode), "AVIF") for mode in ("RGB", "RGBA")]
    odd = [
        hostile.apng(3),
        hostile.animated_gif(3),
        hostile.mpo(),
        hostile.arithmetic_jpeg(),
        hostile.png(64),
    ]
    return [*jpegs, *pngs, *gifs, *webps, *avifs, *odd]


def of_corpora(corpora: Path) -> list[bytes]:
    """Return the small files of the corpora."""
    files = [path for name in CORPORA for path in sorted((corpora / name).rglob("*")) if path.is_file()]
    return [
        path.read_bytes() for path in files if path.name != "NOTICE.md" and path.stat().st_size < MOST_BYTES
    ]
