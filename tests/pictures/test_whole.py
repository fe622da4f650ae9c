"""The way of a photo that stays whole."""

import numpy as np
import pytest
from PIL import Image

from hueandcry import InputError, Limits
from hueandcry.pictures.whole import WHOLE_STEPS, keep_whole, unchanged
from tests.making import face, jpeg, save


def test_the_steps_are_those_of_a_picture_without_crop_and_size() -> None:
    assert [step.__name__ for step in WHOLE_STEPS] == [
        "limit_bytes",
        "sniff",
        "read_header",
        "limit_pixels",
        "plan_whole",
        "decode",
        "orient",
        "convert_colour",
    ]


def test_a_photo_without_loss_comes_back_as_it_was() -> None:
    assert np.array_equal(keep_whole(save(face(321, 123), "PNG")), np.asarray(face(321, 123)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("width", "expected_px"), [(200, 200), (201, 101), (410, 137), (800, 200)])
def test_it_is_shrunk_by_whole_numbers_to_the_longest_side(kind: str, width: int, expected_px: int) -> None:
    pixels = keep_whole(save(face(width, width // 2), kind), 200)
    if kind == "JPEG":  # its decoder shrinks by powers of two
        assert pixels.shape[1] in (expected_px, -(-width // 4))
    else:
        assert pixels.shape[1] == expected_px
    shrunk = face(width, width // 2).resize((pixels.shape[1], pixels.shape[0]), Image.Resampling.BOX)
    assert np.abs(pixels.astype(int) - np.asarray(shrunk)).mean() < 5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_upright_once(orientation: int) -> None:
    assert keep_whole(jpeg(face(64, 32), orientation=orientation)).shape[:2] == (
        (64, 32) if orientation > 4 else (32, 64)
    )


def test_transparency_and_grey_become_three_channels() -> None:
    clear = save(Image.new("RGBA", (9, 5), (255, 0, 0, 0)), "PNG")
    assert (keep_whole(clear, background=(0, 255, 0)) == [0, 255, 0]).all()
    assert keep_whole(save(Image.new("L", (9, 5), 70), "PNG")).tolist()[0][0] == [70, 70, 70]


def test_what_is_too_long_or_too_much_is_refused() -> None:
    with pytest.raises(InputError, match="too long to be kept whole"):
        keep_whole(save(Image.new("RGB", (1700, 10)), "JPEG"), 200)
    with pytest.raises(InputError, match="the most"):
        keep_whole(save(face(400, 300), "PNG"), limits=Limits(max_pixels=100_000))
    with pytest.raises(InputError, match="longer than 0 seconds"):
        keep_whole(save(face(40, 30), "PNG"), limits=Limits(seconds=0))


def test_its_effect_changes_nothing() -> None:
    assert unchanged().colour.changes_nothing
    assert unchanged().overlay is None
    assert unchanged() is unchanged()
