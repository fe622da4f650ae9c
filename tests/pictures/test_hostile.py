"""Files made to hurt: each ends at once, as a picture or as one clear sentence, and takes nobody with it."""

import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest

from hueandcry import InputError, Picture, paint
from tests import hostile_files as hostile
from tests.clear_words import assert_clear
from tests.jpeg_markers import spoken_segments
from tests.making import face, save
from tests.pictures.test_pipeline import PLAIN

AT_ONCE_S = 0.5
"""CPU seconds within which an attack must be over. No benchmark: undefended, each of them takes minutes."""

FLOOD_BYTES, FLOOD_S = 3_000_000, 1.0
"""The heaviest file that is let in is ten times larger, and must be over within 10 s."""


def outcome(photo: bytes, *, within_s: float = AT_ONCE_S) -> Picture | InputError:
    """Paint a hostile file; return its end, which must come in time and be clean."""
    started = time.process_time()
    try:
        end: Picture | InputError = paint(photo, PLAIN, size_px=64)
    except InputError as refusal:
        end = refusal
    used = time.process_time() - started
    assert used < within_s, f"{used:.2f} s of CPU for {len(photo)} bytes"
    if isinstance(end, InputError):
        assert_clear(end)
    else:
        assert end.pixels.shape == (64, 64, 3)
        assert spoken_segments(end.jpeg()) == []
    return end


def code(photo: bytes) -> str:
    """Return why a file was refused, or ``"painted"``."""
    end = outcome(photo)
    return end.code if isinstance(end, InputError) else "painted"


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what is loaded once, so that no attack is charged for it."""
    paint(save(face(64, 48), "JPEG"), PLAIN, size_px=64)


def test_the_scan_bomb_is_a_real_photo_and_a_real_bomb() -> None:
    assert 200_000 < len(hostile.scan_bomb()) < 400_000
    assert (paint(hostile.scan_bomb(400, 3), PLAIN, size_px=64).pixels == 128).all()


def test_thousands_of_scans_end_in_milliseconds() -> None:
    assert code(hostile.scan_bomb()) == "photo_too_many_scans"


@pytest.mark.parametrize("side_px", [10_001, 32_768, 65_000, 65_500])
def test_a_jpeg_header_that_promises_gigapixels_ends_in_milliseconds(side_px: int) -> None:
    assert code(hostile.huge_jpeg(side_px)) == "photo_too_large"


def test_a_png_of_50000_by_50000_ends_in_milliseconds() -> None:
    bomb = hostile.huge_png(50_000)
    assert len(bomb) < 1_000_000
    assert code(bomb) == "photo_too_large"


def test_the_png_bomb_is_a_real_picture_when_it_is_small() -> None:
    assert (paint(hostile.huge_png(1000), PLAIN, size_px=64).pixels == 0).all()
    data = hostile.deflated_zeros(3_210_987)
    assert zlib.decompress(data) == bytes(3_210_987)


LARGE: dict[str, Callable[[], bytes]] = {
    "GIF": lambda: hostile.gif(65_535, 65_535),
    "WebP": lambda: hostile.huge_webp(16_383),
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_canvas_of_gigapixels_ends_in_milliseconds(kind: str) -> None:
    assert code(LARGE[kind]()) == "photo_too_large"


def test_an_avif_of_gigapixels_ends_in_milliseconds_and_is_not_called_no_photo() -> None:
    assert code(hostile.huge_avif(60_000)) in ("photo_too_large", "photo_damaged")


@pytest.mark.parametrize("width_px", [1, 10, 32, 400])
@pytest.mark.parametrize("height_px", [65_535, 300_000])
def test_a_photo_as_thin_as_a_thread_ends_at_once(width_px: int, height_px: int) -> None:
    outcome(hostile.png(width_px, height_px=min(height_px, 10_000_000 // width_px)), within_s=FLOOD_S)


@pytest.mark.parametrize("animation", [hostile.apng, hostile.animated_gif])
def test_of_many_frames_only_the_first_costs_anything(animation: Callable[[int], bytes]) -> None:
    outcome(animation(10_000))
    many, one = outcome(animation(1000)), outcome(animation(1))
    assert isinstance(many, Picture), many
    assert isinstance(one, Picture), one
    assert (many.pixels == one.pixels).all()


PHOTO = save(face(96, 96), "JPEG")
PAINTED_POLYGLOTS = {
    "a ZIP behind a JPEG": PHOTO + b"PK\x03\x04" + bytes(26) + b"secret.txt" + b"PK\x05\x06" + bytes(18),
    "PHP in a JPEG comment": hostile.with_segments(PHOTO, hostile.segment(0xFE, hostile.PHP)),
    "PHP behind a JPEG": PHOTO + hostile.PHP,
    "a web page in EXIF": hostile.with_segments(PHOTO, hostile.exif(hostile.SCRIPT)),
    "a web page in a PNG text": hostile.png(64, hostile.chunk(b"tEXt", b"a\0" + hostile.SCRIPT)),
    "PHP behind a PNG": hostile.png(64) + hostile.PHP,
    "PHP in a GIF comment": hostile.gif(64, 64, extension=hostile.gif_comment(hostile.PHP)),
    "PHP behind a WebP": save(face(64, 64), "WEBP") + hostile.PHP,
}


@pytest.mark.parametrize("name", PAINTED_POLYGLOTS)
def test_of_a_photo_that_is_something_else_too_only_the_photo_comes_through(name: str) -> None:
    end = outcome(PAINTED_POLYGLOTS[name])
    assert isinstance(end, Picture), end
    for file in (end.jpeg(), end.png(), end.png(circle=True)):
        for smuggled in (hostile.PHP, hostile.SCRIPT, b"PK\x03\x04", b"PK\x05\x06", b"secret.txt"):
            assert smuggled not in file


OTHER_THINGS = {
    "PHP that starts like a GIF": b"GIF89a/*" + hostile.PHP + b"*/",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "an SVG behind an XML line": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "an SVG behind blanks and a mark": b"\xef\xbb\xbf \n<svg/>",
    "XML that feeds on itself": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "&b;&b;">]><a>&b;</a>',
    "a web page": b"<!DOCTYPE html><html>" + hostile.SCRIPT,
    "PHP": hostile.PHP,
    "a ZIP": b"PK\x03\x04" + bytes(200),
    "a PDF": b"%PDF-1.7\n" + bytes(200),
    "a program": b"MZ" + bytes(200),
    "another program": b"\x7fELF" + bytes(200),
    "a video": b"\x00\x00\x00\x18ftypmp42" + bytes(200),
    "a TIFF": b"II*\x00\x08\x00\x00\x00" + bytes(200),
    "PostScript": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
    "an ImageMagick script": b"push graphic-context\nimage over 0,0 0,0 'ephemeral:/etc/passwd'",
    "nothing but zeros": bytes(100_000),
}


@pytest.mark.parametrize("name", OTHER_THINGS)
def test_what_is_no_photo_is_refused_whatever_it_is_called(name: str) -> None:
    assert code(OTHER_THINGS[name]) in ("photo_unknown_format", "photo_damaged")


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_a_text_or_profile_that_unpacks_to_half_a_gigabyte_ends_at_once(kind: bytes) -> None:
    outcome(hostile.text_bomb(kind, 500))


def test_a_thousand_texts_of_a_megabyte_end_at_once() -> None:
    outcome(hostile.many_texts(1000))


LOOPS = dict(hostile.looping_exifs())
CLAIMS = dict(hostile.profile_claims(PHOTO))


@pytest.mark.parametrize("name", LOOPS)
def test_exif_that_leads_nowhere_is_passed_over(name: str) -> None:
    end = outcome(hostile.with_segments(PHOTO, LOOPS[name]))
    assert isinstance(end, Picture), end


@pytest.mark.parametrize("name", CLAIMS)
def test_a_profile_that_claims_gigabytes_is_passed_over(name: str) -> None:
    end = outcome(CLAIMS[name])
    assert isinstance(end, Picture), end
    assert (end.pixels == paint(PHOTO, PLAIN, size_px=64).pixels).all()


@pytest.mark.parametrize("offset", [None, 0, 8, 2**31, 2**32 - 1])
def test_of_a_photo_of_two_the_first_is_taken_wherever_the_second_is_said_to_be(offset: int | None) -> None:
    end = outcome(hostile.mpo(offset=offset))
    assert isinstance(end, Picture), end
    assert (end.pixels == paint(hostile.mpo(), PLAIN, size_px=64).pixels).all()


def test_an_arithmetic_coded_jpeg_is_read_or_refused_by_name() -> None:
    end = outcome(hostile.arithmetic_jpeg())
    if isinstance(end, InputError):
        assert "arithmetic" in end.message
    else:
        assert (end.pixels == 128).all()


@pytest.mark.parametrize(
    ("coding", "precision", "word"),
    [
        (0xC1, 12, "12 bits"),
        (hostile.PROGRESSIVE, 12, "12 bits"),
        (hostile.LOSSLESS, 8, "lossless"),
        (hostile.LOSSLESS, 16, "lossless"),
        (hostile.HIERARCHICAL, 8, "hierarchical"),
    ],
)
def test_a_jpeg_that_hardly_any_program_reads_is_refused_by_name(
    coding: int, precision: int, word: str
) -> None:
    end = outcome(hostile.odd_jpeg(coding=coding, precision=precision))
    assert isinstance(end, InputError)
    assert word in end.message, end.message


HUGE = b"\x7f\xff\xff\xff"
IMPOSSIBLE = {
    "JPEG without height": hostile.huge_jpeg(64).replace(b"\x08\x00\x40\x00\x40", b"\x08\x00\x00\x00\x40"),
    "JPEG without width": hostile.huge_jpeg(64).replace(b"\x08\x00\x40\x00\x40", b"\x08\x00\x40\x00\x00"),
    "JPEG of sampling 0": hostile.huge_jpeg(64).replace(b"\x01\x11\x00", b"\x01\x00\x00", 1),
    "JPEG that is only a start": hostile.SOI + b"\xff",
    "JPEG without a frame": hostile.SOI + hostile.scan_header(0, 63) + bytes(100) + hostile.EOI,
    "PNG without width": hostile.png(0),
    "PNG chunk of 2 GB": hostile.png(64, HUGE + b"teSt"),
    "PNG header of 2 GB": b"\x89PNG\r\n\x1a\n" + HUGE + b"IHDR" + bytes(40),
    "PNG that ends in its header": hostile.png(64)[:20],
    "PNG without pixels": hostile.png(64, pixels=b""),
    "GIF of zero pixels": hostile.gif(0, 0)[:-18] + b"\x3b",
    "WebP chunk of 4 GB": b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff" + bytes(64),
    "WebP of nothing": b"RIFF\x04\x00\x00\x00WEBP",
    "AVIF box of 2 GB": HUGE + b"ftypavif" + bytes(64),
    "AVIF of nothing": b"\x00\x00\x00\x14ftypavif\x00\x00\x00\x00avif",
    "HEIC of nothing": b"\x00\x00\x00\x14ftypheic\x00\x00\x00\x00heic",
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_file_that_cannot_be_is_refused(name: str) -> None:
    end = outcome(IMPOSSIBLE[name])
    assert isinstance(end, InputError), name


@pytest.mark.parametrize("name", hostile.FLOODS)
def test_a_flood_of_tiny_parts_is_over_soon(name: str) -> None:
    outcome(hostile.FLOODS[name](FLOOD_BYTES), within_s=FLOOD_S)


def test_the_same_photo_gives_the_same_picture_after_all_this() -> None:
    before = paint(PHOTO, PLAIN, size_px=96).pixels
    for photo in (hostile.huge_png(50_000), hostile.scan_bomb(), hostile.text_bomb(b"zTXt", 100)):
        outcome(photo)
    assert (paint(PHOTO, PLAIN, size_px=96).pixels == before).all()
    assert np.abs(before.astype(int) - np.asarray(face(96, 96))).mean() < 4
