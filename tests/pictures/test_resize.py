"""Both resizers give the same picture."""

import numpy as np
import pytest

from hueandcry.pictures import resize
from hueandcry.pictures.portrait import draw_portrait


@pytest.mark.parametrize("channels", [1, 3])
def test_bands_are_the_pixels_of_one_piece(channels: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if resize.fast is None:
        pytest.skip("the fast resizer has no wheel for this machine")
    pixels = np.random.default_rng(2016).integers(0, 256, (700, 900, channels), dtype=np.uint8)
    box = (103.4, 5.6, 690.5, 690.5)
    whole = resize.resize_fast(pixels, box, 300)
    monkeypatch.setattr(resize, "BAND_BYTES", 100_000)
    assert (resize.resize_fast(pixels, box, 300) == whole).all()


def test_no_size_puts_a_band_beyond_the_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    if resize.fast is None:
        pytest.skip("the fast resizer has no wheel for this machine")
    monkeypatch.setattr(resize, "BAND_BYTES", 500)
    for side in range(7, 140, 3):
        pixels = np.full((side, side, 1), 90, np.uint8)
        for size_px in (16, 37, 100, 333):
            assert (resize.resize_fast(pixels, (0.0, 0.0, side, side), size_px) == 90).all()


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("size_px", [40, 300])
def test_the_fast_resizer_and_pillow_agree(channels: int, size_px: int) -> None:
    if resize.fast is None:
        pytest.skip("the fast resizer has no wheel for this machine")
    face = draw_portrait(200)
    pixels = np.ascontiguousarray(np.concatenate([face, face], axis=-1)[..., :channels])
    box = (13.5, 7.25, 150.0, 150.0)
    fast = resize.resize_fast(pixels, box, size_px).astype(int)
    slow = resize.resize_with_pillow(pixels, box, size_px).astype(int)
    assert fast.shape == slow.shape == (size_px, size_px, channels)
    difference = np.abs(fast - slow)
    assert difference.mean() < 0.5
    assert difference.max() <= 6
