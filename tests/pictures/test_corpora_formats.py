"""Real files of every format: each painted, and painted as what it shows."""

import io
import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageOps

from hueandcry import InputError, paint
from tests.pictures.test_pipeline import PLAIN

SIZE_PX = 64
SAME = 4.0
"""Levels of mean difference between sixteenths of the picture; how sharp it is, is the bench's affair."""

UNREADABLE = {"testimgl.jpg": "photo_unusual"}
"""Lossless JPEG, which hardly any program reads."""

KINDS = {".avif", ".avifs", ".gif", ".heic", ".heif", ".jpg", ".png", ".webp"}
Levels = npt.NDArray[np.int_]


def short(path: Path) -> str:
    """Return a file's own name, without the folders it was flattened from."""
    return path.name.rsplit("__", maxsplit=1)[-1]


def files_of(corpora: Path) -> list[Path]:
    """Return the files of the corpus."""
    files = [path for path in sorted((corpora / "formats").rglob("*")) if path.is_file()]
    return [path for path in files if path.name != "NOTICE.md"]


def painted(photo: bytes) -> Levels:
    """Return the picture's levels."""
    return paint(photo, PLAIN, size_px=SIZE_PX, crop="centre").pixels.astype(np.int_)


def seen(path: Path) -> Levels:
    """Return what a viewer shows: the first frame, upright, on white, its middle square."""
    with open_image(path) as image:
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        upright = Image.fromarray((np.asarray(upright).astype(float) / 257).round().astype(np.uint8))
    rgba = upright.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return np.asarray(ImageOps.fit(flat, (SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS)).astype(np.int_)


def open_image(path: Path) -> Image.Image:
    """Open with Pillow, HEIC with the part that Pillow lacks."""
    if path.suffix not in (".heic", ".heif"):
        return Image.open(path)
    heif = pytest.importorskip("pi_heif", reason="no HEIC here; install hueandcry[heif]")
    opened: Image.Image = heif.HeifImageFile(io.BytesIO(path.read_bytes()))
    return opened


def difference(one: Levels, other: Levels) -> float:
    """Return how far two pictures are apart, in levels, on a grid of 16 by 16."""
    grid = np.abs(np.subtract(*(each.reshape(16, 4, 16, 4, 3).mean(axis=(1, 3)) for each in (one, other))))
    return float(grid.mean())


def says_its_colours(path: Path) -> bool:
    """Whether the file is not plain sRGB, which the colour corpus is for."""
    with open_image(path) as image:
        gamma = image.info.get("gamma", 0.45455)
        return bool(image.info.get("icc_profile")) or abs(gamma - 0.45455) > 0.001


def test_the_corpus_holds_every_format(corpora: Path) -> None:
    files = files_of(corpora)
    assert len(files) == 271
    assert {path.suffix for path in files} == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_file_is_painted_as_what_it_shows(corpora: Path, kind: str) -> None:
    files = [path for path in files_of(corpora) if path.suffix == kind and short(path) not in UNREADABLE]
    far = {}
    for path in files:
        found = painted(path.read_bytes())
        assert found.shape == (SIZE_PX, SIZE_PX, 3)
        if not says_its_colours(path) and (off := difference(found, seen(path))) > SAME:
            far[path.name] = round(off, 1)
    assert not far, far


def test_what_hardly_any_program_reads_is_refused_by_name(corpora: Path) -> None:
    for path in files_of(corpora):
        if short(path) in UNREADABLE:
            with pytest.raises(InputError, match="lossless") as refusal:
                painted(path.read_bytes())
            assert refusal.value.code == UNREADABLE[short(path)]


def test_interlacing_changes_nothing(corpora: Path) -> None:
    files = {short(path): path for path in files_of(corpora)}
    pairs = [(name, name.replace("basi", "basn")) for name in files if name.startswith("basi")]
    pairs += [(name, name[:3] + "n" + name[4:]) for name in files if re.match(r"s\d\di3p", name)]
    assert len(pairs) > 25
    for interlaced, plain in pairs:
        same = painted(files[interlaced].read_bytes()) == painted(files[plain].read_bytes())
        assert same.all(), interlaced


def test_how_a_png_is_packed_changes_nothing(corpora: Path) -> None:
    files = {short(path): path.read_bytes() for path in files_of(corpora)}
    for kind in ("z0{}n2c08.png", "oi{}n2c16.png", "oi{}n0g16.png"):
        group = [files[name] for number in range(10) if (name := kind.format(number)) in files]
        assert len(group) >= 3, kind
        for photo in group[1:]:
            assert (painted(photo) == painted(group[0])).all(), kind
