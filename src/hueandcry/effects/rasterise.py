"""SVG → premultiplied RGBA: the one place where lines become pixels."""

import io

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from hueandcry.errors import InputError


def rasterise(svg: str, size_px: int) -> npt.NDArray[np.float64]:
    """Draw an SVG on a transparent square.

    Args:
        svg: a document that we wrote or cleaned ourselves; nothing outside it is ever loaded.
        size_px: the square's side; a drawing that is no square is centred in it.

    Returns:
        shape (size_px, size_px, 4), 0…1, colour already multiplied by alpha.

    Raises:
        InputError: if it is no drawing.
    """
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, width=size_px, height=size_px, skip_system_fonts=True)
    except (ValueError, RuntimeError) as error:
        raise InputError(
            "This SVG cannot be drawn.", "Save it again as a plain SVG.", code="bad_artwork"
        ) from error
    square = np.zeros((size_px, size_px, 4))
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        drawn = np.asarray(image.convert("RGBA"), np.float64) / 255
    top, left = (size_px - drawn.shape[0]) // 2, (size_px - drawn.shape[1]) // 2
    square[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    square[..., :3] *= square[..., 3:]
    return square
