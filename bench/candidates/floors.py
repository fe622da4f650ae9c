"""What nobody gets below with these codecs: decoding alone, and encoding alone.

Not painters: variant `grey` or `rgb` decodes at half size, `encode` encodes a finished 1080 px picture.
"""

import io

import numpy as np
import simplejpeg
from PIL import Image

from bench.recipes import QUALITY, Recipe
from bench.worker import Painter

ENCODED_PX = 1080


def painter(variant: str) -> Painter:
    """Return the floor as if it were a painter; what it gives back is no picture."""
    return encode_only() if variant == "encode" else decode_only({"grey": "GRAY", "rgb": "RGB"}[variant])


def decode_only(colourspace: str) -> Painter:
    """Decode at 4/8 and nothing else."""

    def decode(photo: bytes, _recipe: Recipe) -> list[bytes]:
        height, width, *_ = simplejpeg.decode_jpeg_header(photo)
        simplejpeg.decode_jpeg(
            photo, colorspace=colourspace, min_height=-(-height // 2), min_width=-(-width // 2)
        )
        return [b""]

    return decode


def encode_only() -> Painter:
    """Encode planes that are there already and nothing else."""
    planes: list[np.ndarray] = []

    def encode(photo: bytes, _recipe: Recipe) -> list[bytes]:
        if not planes:
            planes.extend(draw_planes(photo))
        return [simplejpeg.encode_jpeg_yuv_planes(*planes, quality=QUALITY)]

    return encode


def draw_planes(photo: bytes) -> list[np.ndarray]:
    """Return the photo's middle as 4:2:0 planes of 1080 px."""
    image = Image.open(io.BytesIO(photo))
    image.draft("RGB", (ENCODED_PX, ENCODED_PX))
    side = min(image.size)
    left, top = (image.width - side) / 2, (image.height - side) / 2
    square = image.resize((ENCODED_PX, ENCODED_PX), box=(left, top, left + side, top + side))
    luma, *chroma = square.convert("YCbCr").split()
    return [np.asarray(luma), *(np.asarray(plane.reduce(2)) for plane in chroma)]
