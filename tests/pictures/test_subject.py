"""Where an automatic crop lies."""

import numpy as np
import pytest
from PIL import Image

from hueandcry import compile_effect, named_effect
from hueandcry.pictures import run, subject
from hueandcry.pictures.portrait import draw_portrait
from hueandcry.pictures.work import Pixels
from tests.making import jpeg, save
from tests.pictures.test_pipeline import PLAIN

WALL = (96, 112, 140)


def wide_photo(*, face_at: int, face_px: int = 300) -> Image.Image:
    """Return a photo of 1200×400 with the drawn face somewhere along it."""
    photo = Image.new("RGB", (1200, 400), WALL)
    photo.paste(Image.fromarray(draw_portrait(face_px)), (face_at, 60))
    return photo


def middle_of_face(pixels: Pixels) -> float:
    """Return where the face's skin lies across the picture, 0 to 1."""
    skin = np.abs(pixels.astype(int) - [0xC9, 0x8F, 0x6B]).sum(axis=-1) < 60
    assert skin.mean() > 0.02, "the face is not in the picture"
    middle = float(np.nonzero(skin)[1].mean())
    return middle / float(pixels.shape[1])


@pytest.fixture(params=["faces", "attention"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Look for faces, or do without the detector as the core install does."""
    if request.param == "attention":
        monkeypatch.setattr(subject, "face_cascade", lambda: None)
    else:
        pytest.importorskip("cv2")
    return str(request.param)


@pytest.mark.parametrize("face_at", [0, 450, 900])
@pytest.mark.parametrize("effect", ["red", "red-duotone"])
def test_the_square_slides_to_where_the_face_is(way: str, face_at: int, effect: str) -> None:
    photo = jpeg(wide_photo(face_at=face_at))
    plain = run(photo, compile_effect(PLAIN, 200)).pixels
    assert 0.3 < middle_of_face(plain) < 0.7, way
    turned = run(photo, compile_effect(named_effect(effect), 200)).pixels
    assert np.corrcoef(plain.mean(axis=-1).ravel(), turned.mean(axis=-1).ravel())[0, 1] > 0.9


def test_a_tall_photo_keeps_its_head(way: str) -> None:
    tall = Image.new("RGB", (400, 1200), WALL)
    tall.paste(Image.fromarray(draw_portrait(300)), (50, 0))
    pixels = run(jpeg(tall), compile_effect(PLAIN, 200)).pixels
    assert 0.3 < middle_of_face(pixels) < 0.7, way


def test_the_place_does_not_depend_on_how_the_camera_was_held(way: str) -> None:
    upright = wide_photo(face_at=700)
    sideways = jpeg(upright.transpose(Image.Transpose.ROTATE_90), orientation=6)
    pixels = run(sideways, compile_effect(PLAIN, 200)).pixels
    assert 0.3 < middle_of_face(pixels) < 0.7, way


def test_an_empty_photo_is_cut_in_the_middle(way: str) -> None:
    image = Image.new("RGB", (600, 200), WALL)
    assert subject.best_start(np.asarray(image)) == pytest.approx(0.5, abs=0.01), way


def test_centre_means_centre_whatever_is_seen() -> None:
    photo = jpeg(wide_photo(face_at=0))
    pixels = run(photo, compile_effect(PLAIN, 100), crop="centre").pixels
    assert np.abs(pixels.astype(int) - WALL).max() < 12


def test_a_very_long_photo_is_cut_in_the_middle_whatever_is_seen() -> None:
    long = Image.new("RGB", (3000, 200), WALL)
    long.paste(Image.fromarray(draw_portrait(200)), (0, 0))
    long.paste((0, 255, 0), (1400, 0, 1600, 200))
    pixels = run(save(long, "PNG"), compile_effect(PLAIN, 100)).pixels
    assert np.abs(pixels.astype(int) - [0, 255, 0]).max() < 16


def test_two_faces_that_fit_are_both_kept() -> None:
    boxes = [(100.0, 50.0, 60.0, 60.0), (190.0, 50.0, 60.0, 60.0)]
    start = int(np.argmax(subject.score_faces(boxes, 240, 300)))
    assert start == pytest.approx((100 + 250) / 2 - 120, abs=2)


def test_of_two_faces_too_far_apart_the_larger_one_wins() -> None:
    boxes = [(10.0, 50.0, 120.0, 120.0), (500.0, 50.0, 40.0, 40.0)]
    start = int(np.argmax(subject.score_faces(boxes, 240, 320)))
    assert subject.share_in_circle(boxes[0], np.array([start]), 240)[0] == 1
