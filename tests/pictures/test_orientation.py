"""All eight EXIF orientations, applied once."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from hueandcry import Crop, paint
from hueandcry.pictures import orient
from hueandcry.pictures.orient import upright
from tests.making import face, jpeg
from tests.pictures.test_pipeline import PLAIN


def stored(image: Image.Image, orientation: int) -> Image.Image:
    """Return the image as a camera that was held otherwise would store it."""
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    return Image.fromarray(upright(np.asarray(image), inverse))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_picture_is_the_same_however_the_camera_was_held(orientation: int) -> None:
    image = face(420, 300)
    photo = jpeg(stored(image, orientation), orientation=orientation)
    picture = paint(photo, PLAIN, size_px=100, crop="centre")
    expected = paint(jpeg(image), PLAIN, size_px=100, crop="centre")
    assert np.abs(picture.pixels.astype(int) - expected.pixels).mean() < 1.5


@pytest.mark.parametrize("way", ["with OpenCV", "without"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_our_turning_is_what_pillow_does(orientation: int, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "without":
        monkeypatch.setattr(orient, "opencv", lambda: None)
    image = stored(face(40, 30), orientation)
    image.getexif()[0x0112] = orientation
    assert (np.asarray(ImageOps.exif_transpose(image)) == upright(np.asarray(image), orientation)).all()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_crop_means_the_upright_photo(orientation: int) -> None:
    image = Image.new("RGB", (300, 200), "white")
    image.paste((200, 0, 0), (20, 130, 70, 180))
    photo = jpeg(stored(image, orientation), orientation=orientation, quality=98)
    picture = paint(photo, PLAIN, size_px=50, crop=Crop(20, 130, 50)).pixels
    assert np.abs(picture[4:-4, 4:-4].astype(int) - [200, 0, 0]).max() < 16


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_impossible_orientation_counts_as_upright(value: int) -> None:
    photo, upright_photo = jpeg(face(80, 80), orientation=value), jpeg(face(80, 80))
    assert (paint(photo, PLAIN, size_px=40).pixels == paint(upright_photo, PLAIN, size_px=40).pixels).all()
