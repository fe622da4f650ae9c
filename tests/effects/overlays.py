"""What tests of overlay layers look at: one layer's drawing, and where the circle is."""

import numpy as np
import numpy.typing as npt

from hueandcry.effects import parse_effect
from hueandcry.effects.compile import draw

Rgba = npt.NDArray[np.float64]


def drawn(table: dict[str, object], size_px: int = 400, assets: dict[str, bytes] | None = None) -> Rgba:
    """Return one layer's premultiplied RGBA, checked to be one."""
    [layer] = parse_effect([table], assets).layers
    pixels = draw(layer, size_px)
    assert pixels.shape == (size_px, size_px, 4)
    assert pixels.min() >= 0
    assert pixels.max() <= 1
    assert (pixels[..., :3] <= pixels[..., 3:] + 1e-9).all()
    return pixels


def distances(size_px: int) -> npt.NDArray[np.float64]:
    """Return each pixel centre's distance from the middle, in shares of the side; the circle is at 0.5."""
    offsets = (np.arange(size_px) + 0.5) / size_px - 0.5
    return np.hypot(offsets[None, :], offsets[:, None])


def colour_at(pixels: Rgba, across: float, down: float) -> list[int]:
    """Return red, green, blue and alpha, 0…255, at a place in shares of the side from the middle."""
    size_px = len(pixels)
    row, column = (int((0.5 + share) * size_px) for share in (down, across))
    return [round(float(each) * 255) for each in pixels[row, column]]
