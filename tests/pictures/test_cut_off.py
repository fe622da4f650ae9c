"""A file that is cut off is refused: what is missing is never filled in with grey."""

import random
import struct
import zlib
from collections.abc import Callable

import pytest

from hueandcry import InputError, paint
from tests import hostile_files as hostile
from tests.clear_words import assert_clear
from tests.making import face, save
from tests.pictures.test_pipeline import PLAIN

PHOTOS: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: save(face(300, 220), "JPEG"),
    "JPEG 4:4:4": lambda: save(face(300, 220), "JPEG", subsampling=0),
    "progressive JPEG": lambda: save(face(300, 220), "JPEG", progressive=True),
    "JPEG with restart marks": lambda: save(face(300, 220), "JPEG", restart_marker_blocks=4),
    "grey JPEG": lambda: save(face(300, 220).convert("L"), "JPEG"),
    "CMYK JPEG": lambda: save(face(300, 220).convert("CMYK"), "JPEG"),
    "PNG": lambda: save(face(300, 220), "PNG"),
    "interlaced GIF": lambda: save(face(300, 220).convert("P"), "GIF", interlace=1),
    "WebP": lambda: save(face(300, 220), "WEBP"),
    "lossless WebP": lambda: save(face(300, 220), "WEBP", lossless=True),
    "AVIF": lambda: save(face(300, 220), "AVIF"),
}
JPEGS = [name for name in PHOTOS if "JPEG" in name]


# 64 rows of 64 grey pixels that no packing makes smaller, each behind its filter byte.
NOISE = b"".join(b"\0" + random.Random(row).randbytes(64) for row in range(64))  # noqa: S311 - no secret


def end_of_pixels(photo: bytes) -> int:
    """Return where the coded pixels end: nothing that is cut off behind is missed."""
    return photo.rindex(b"IEND") - 8 if photo.startswith(b"\x89PNG") else len(photo) - 2


def assert_refused(photo: bytes, effect: str, size_px: int, what: str) -> None:
    """Fail unless the photo is refused as damaged."""
    try:
        paint(photo, effect, size_px=size_px)
    except InputError as error:
        refusal = error
    else:
        pytest.fail(f"{what} was painted")
    assert refusal.code == "photo_damaged", f"{what}: {refusal}"
    assert_clear(refusal)


@pytest.mark.parametrize("effect", ["red", "red-duotone"])
@pytest.mark.parametrize("name", PHOTOS)
def test_a_photo_cut_off_at_any_percent_is_refused(name: str, effect: str) -> None:
    photo = PHOTOS[name]()
    end = end_of_pixels(photo)
    for percent in range(1, 100):
        assert_refused(photo[: end * percent // 100], effect, 48, f"{name} at {percent} %")


@pytest.mark.parametrize("size_px", [24, 48, 100, 220])
@pytest.mark.parametrize("name", JPEGS)
def test_it_is_refused_at_every_scale_that_is_decoded(name: str, size_px: int) -> None:
    photo = PHOTOS[name]()
    for percent in (40, 75, 95, 99):
        assert_refused(photo[: len(photo) * percent // 100], "red", size_px, f"{name} at {percent} %")


@pytest.mark.parametrize("name", JPEGS)
def test_an_end_mark_after_the_cut_hides_nothing(name: str) -> None:
    photo = PHOTOS[name]()
    start = photo.index(b"\xff\xda") + 30
    for percent in (5, 25, 50, 75, 90):
        cut = photo[: start + (len(photo) - start) * percent // 100].rstrip(b"\xff") + hostile.EOI
        assert_refused(cut, "red", 48, f"{name} at {percent} % with an end mark")


@pytest.mark.parametrize("name", PHOTOS)
def test_the_whole_photo_is_painted(name: str) -> None:
    assert paint(PHOTOS[name](), PLAIN, size_px=48).pixels.shape == (48, 48, 3)


@pytest.mark.parametrize("kind", [b"IHDR", b"PLTE"])
def test_a_png_with_a_wrong_checksum_where_it_matters_is_refused(kind: bytes) -> None:
    photo = save(face(64, 64).convert("P"), "PNG")
    at = photo.index(kind)
    length = int.from_bytes(photo[at - 4 : at], "big")
    broken = photo[: at + 4 + length] + bytes(4) + photo[at + 8 + length :]
    assert_refused(broken, "red", 48, f"a PNG with a wrong checksum on {kind.decode()}")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.98])
def test_a_png_whose_pixels_stop_early_is_refused_however_neatly_it_ends(share: float) -> None:
    neat, cut = zlib.compress(NOISE[: int(64 * share) * 65]), zlib.compress(NOISE)
    assert_refused(hostile.png(64, pixels=neat), "red", 48, f"a PNG of {share:.0%} of its rows")
    half = cut[: int(len(cut) * share)]
    assert_refused(hostile.png(64, pixels=half), "red", 48, f"a PNG of {share:.0%} of its data")


@pytest.mark.parametrize("at", [100, 1000, 2000, 4000])
def test_a_png_with_a_flipped_bit_is_refused_even_if_its_outer_checksum_was_mended(at: int) -> None:
    packed = bytearray(zlib.compress(NOISE, 0))
    packed[at] ^= 1
    assert_refused(hostile.png(64, pixels=bytes(packed)), "red", 48, f"a PNG with byte {at} flipped")


def test_a_progressive_jpeg_without_its_last_scans_and_its_end_is_refused() -> None:
    photo = PHOTOS["progressive JPEG"]()
    scans = [at for at in range(len(photo)) if photo[at : at + 2] == b"\xff\xda"]
    assert len(scans) > 5
    for at in scans[1:]:
        assert_refused(photo[:at], "red", 48, f"{scans.index(at)} of {len(scans)} scans")


def test_a_jpeg_of_fewer_rows_than_it_says_is_refused() -> None:
    photo = save(face(320, 160), "JPEG")
    at = photo.index(b"\xff\xc0") + 5
    assert struct.unpack(">HH", photo[at : at + 4]) == (160, 320)
    taller = photo[:at] + struct.pack(">H", 320) + photo[at + 2 :]
    assert_refused(taller, "red", 48, "a JPEG of half its rows")
