"""`convert`: a photo that the browser cannot read comes back readable, whole, and otherwise as it was."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import SECRET_WORDS, face, jpeg, profile_bytes, save
from tests.server.asking import RED
from tests.server.uploading import FORM_ACCEPT, PHOTO, code_of, opened, send

CONVERT = f"{RED}convert"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures' levels."""
    return float(np.abs(np.asarray(one).astype(int) - np.asarray(other.convert("RGB")).astype(int)).mean())


def test_the_photo_comes_back_whole_and_as_it_was(demo: Running) -> None:
    reply = send(demo.address, CONVERT, PHOTO)
    assert (reply.status, reply.headers["content-type"]) == (200, "image/jpeg")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert difference(opened(reply.body), face(640, 480)) < 2


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_upright(demo: Running, orientation: int) -> None:
    reply = send(demo.address, CONVERT, jpeg(face(320, 240), orientation=orientation))
    assert opened(reply.body).size == ((240, 320) if orientation > 4 else (320, 240))


def test_nothing_but_pixels_is_in_it(demo: Running) -> None:
    content = send(demo.address, CONVERT, jpeg(face(320, 240), icc_profile=profile_bytes("sRGB"))).body
    assert spoken_segments(content) == []
    assert not any(word.encode() in content for word in SECRET_WORDS)


def test_a_heic_photo_becomes_readable(demo: Running, corpora: Path) -> None:
    heif = pytest.importorskip("pi_heif", reason="no HEIC here; install hueandcry[heif]")
    photo = (corpora / "formats/strukturag+libheif/examples__example.heic").read_bytes()
    converted = opened(send(demo.address, CONVERT, photo).body)
    original: Image.Image = heif.HeifImageFile(io.BytesIO(photo))
    assert converted.size == original.size
    assert difference(converted, original) < 4


@pytest.mark.parametrize(
    ("size", "kind"),
    [((5000, 2000), "JPEG"), ((2000, 5000), "PNG"), ((9000, 300), "WEBP"), ((4096, 4096), "JPEG")],
)
def test_the_longer_side_has_at_most_4096_pixels_and_nothing_is_cut_off(
    demo: Running, size: tuple[int, int], kind: str
) -> None:
    converted = opened(send(demo.address, CONVERT, save(face(*size), kind)).body)
    assert 2048 <= max(converted.size) <= 4096
    assert converted.width / converted.height == pytest.approx(size[0] / size[1], rel=0.01)


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGBA"])
def test_other_kinds_of_colour_become_srgb(demo: Running, mode: str) -> None:
    photo = save(face(320, 240).convert(mode), "PNG" if mode == "RGBA" else "JPEG")
    converted = opened(send(demo.address, CONVERT, photo).body)
    assert converted.mode == "RGB"
    expected = face(320, 240).convert("L") if mode == "L" else face(320, 240)
    assert difference(converted, expected) < 6


@pytest.mark.parametrize(
    ("photo", "code"),
    [(None, "photo_missing"), (b"hello", "photo_unknown_format"), (PHOTO[:9000], "photo_damaged")],
)
def test_what_cannot_be_read_is_refused(demo: Running, photo: bytes | None, code: str) -> None:
    assert code_of(send(demo.address, CONVERT, photo)) == code
    page = send(demo.address, CONVERT, photo, accept=FORM_ACCEPT)
    assert (page.status, page.headers["content-type"]) == (400, "text/html; charset=utf-8")
