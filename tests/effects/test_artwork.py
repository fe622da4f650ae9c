"""Organisers' artwork: what a frame must be."""

import numpy as np
import pytest
from PIL import Image

from hueandcry import InputError
from hueandcry.effects.artwork import Artwork, draw_artwork, draw_frame
from tests.making import frame_png, save


def png(width: int, height: int, alpha: int = 0) -> bytes:
    return save(Image.new("RGBA", (width, height), (255, 0, 0, alpha)), "PNG")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read as a PNG"),
        (b"\x89PNG\r\n\x1a\nrubbish", "cannot be read as a PNG"),
        (frame_png(400)[:300], "cannot be read as a PNG"),
        (save(Image.new("RGB", (500, 500)), "JPEG"), "cannot be read as a PNG"),
        (png(1080, 1081), "1080×1081"),
        (png(300, 300), "300×300"),
        (png(600, 600, alpha=255), "hide the photo"),
        (b"\x89PNG" + bytes(6_000_000), "heavier than 5 MB"),
    ],
)
def test_what_is_no_frame_is_refused_with_the_reason(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        draw_frame(Artwork("art.png", content), 100)


HOLED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">
<path d="M0 0H8V8H0Z M2 2V6H6V2Z" fill="#ff0000" fill-opacity=".5"/></svg>"""
FULL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0H8V8H0Z"/></svg>'


def test_a_drawing_is_drawn_at_any_size() -> None:
    artwork = Artwork("art.svg", HOLED.format(box="0 0 8 8").encode())
    for size_px in (80, 800):
        drawn = draw_frame(artwork, size_px)
        assert drawn[size_px // 2, size_px // 2].tolist() == [0, 0, 0, 0]
        assert drawn[size_px // 8, size_px // 8] == pytest.approx([0.5, 0, 0, 0.5], abs=0.01)


@pytest.mark.parametrize(
    ("drawing", "says"),
    [
        (HOLED.format(box="0 0 8 9"), "no square viewBox"),
        (HOLED.format(box="0 0 8"), "viewBox"),
        (HOLED.format(box="a b c c"), "viewBox"),
        (HOLED.format(box="0 0 0 0"), "viewBox"),
        (HOLED.format(box="0 0 nan nan"), "viewBox"),
        (HOLED.replace("viewBox", "data-box"), "no square viewBox"),
        (FULL, "hide the photo"),
        (FULL.replace("<path", "<script/><path"), "script"),
        (FULL.replace("<path", '<image href="https://a.example/b.png"/><path'), "image"),
        ("no drawing", "art.svg"),
    ],
)
def test_a_drawing_that_is_no_frame_is_refused_with_the_reason(drawing: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        draw_frame(Artwork("art.svg", drawing.encode()), 100)


def test_its_own_size_is_kept_to_the_pixel() -> None:
    drawn = draw_artwork(Artwork("art.png", frame_png(400)), 400)
    assert drawn[0, 0] * 255 == pytest.approx(
        [10 * 200 / 255, 120 * 200 / 255, 60 * 200 / 255, 200], abs=0.01
    )
    assert drawn[200, 200].tolist() == [0, 0, 0, 0]


def test_no_colour_bleeds_out_of_transparent_pixels_when_it_is_resized() -> None:
    image = Image.new("RGBA", (800, 800), (0, 255, 0, 0))  # transparent, but green
    image.paste((255, 0, 0, 255), (0, 0, 400, 800))
    drawn = draw_artwork(Artwork("art.png", save(image, "PNG")), 100)
    assert drawn[..., 1].max() < 0.01
    assert (drawn[..., :3] <= drawn[..., 3:] + 1e-9).all()
    assert np.isclose(drawn[50, 10], [1, 0, 0, 1], atol=0.01).all()
