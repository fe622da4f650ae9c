"""What a supporter gets back."""

import io

import numpy as np
import pytest
from PIL import Image

from hueandcry import Picture, UsageError, compile_effect, named_effect
from tests.making import face


def test_a_png_holds_the_exact_pixels() -> None:
    picture = Picture(np.asarray(face(120, 120)), compile_effect(named_effect("red"), 120))
    with Image.open(io.BytesIO(picture.png())) as written:
        assert written.mode == "RGB"
        assert (np.asarray(written) == picture.pixels).all()


def test_a_circle_is_transparent_outside_and_smooth_at_the_edge() -> None:
    picture = Picture(np.asarray(face(200, 200)))
    with Image.open(io.BytesIO(picture.png(circle=True))) as written:
        rgba = np.asarray(written)
    assert rgba.shape == (200, 200, 4)
    alpha = rgba[..., 3].astype(int)
    assert alpha[0, 0] == alpha[199, 199] == 0
    assert alpha[100, 100] == alpha[100, 1] == 255
    assert ((alpha > 0) & (alpha < 255)).any()
    assert alpha.mean() / 255 == pytest.approx(np.pi / 4, abs=0.005)
    assert (alpha == alpha[::-1]).all()


def test_a_smaller_picture_is_the_same_picture() -> None:
    picture = Picture(np.asarray(face(400, 400)), compile_effect(named_effect("flag:FR"), 400))
    small = picture.resized(100)
    assert small.size_px == 100
    expected = picture.pixels.reshape(100, 4, 100, 4, 3).mean(axis=(1, 3))
    assert np.abs(small.pixels - expected).mean() < 2


@pytest.mark.parametrize("size_px", [15, 4097])
def test_a_size_out_of_range_is_wrong_use(size_px: int) -> None:
    with pytest.raises(UsageError, match=str(size_px)):
        Picture(np.asarray(face(64, 64))).resized(size_px)
