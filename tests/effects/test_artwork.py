"""Organisers' artwork: what a frame must be."""

import numpy as np
import pytest
from PIL import Image

from hueandcry import InputError
from hueandcry.effects.artwork import Artwork, draw_artwork
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
        draw_artwork(Artwork("art.png", content), 100)


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
