"""The only decoders that ever see a photo, each opened by name, and all that they are known to raise."""

import io
import struct
import zlib
from functools import cache

from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from hueandcry.errors import InputError
from hueandcry.pictures.work import Format, Work

# Opening the class and not Image.open: no other plugin runs, and the pixel limit is ours, not a global.
DECODERS: dict[Format, type[ImageFile.ImageFile]] = {
    "jpeg": JpegImageFile,
    "png": PngImageFile,
    "webp": WebPImageFile,
    "gif": GifImageFile,
    "avif": AvifImageFile,
}

NAMES: dict[Format, str] = {"webp": "WebP", "heif": "HEIC"}

DECODER_ERRORS = (
    AssertionError,
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


def open_photo(work: Work) -> ImageFile.ImageFile:
    """Open the photo with its own decoder; may raise any of `DECODER_ERRORS`.

    Raises:
        InputError: for HEIC where the part that reads it is not installed.
    """
    decoder = heif_decoder() if work.format == "heif" else DECODERS[work.format]
    return decoder(io.BytesIO(work.photo))


@cache
def heif_decoder() -> type[ImageFile.ImageFile]:
    """Return the HEIC decoder of the `heif` extra."""
    try:
        from pi_heif import HeifImageFile  # noqa: PLC0415 - an extra, because of its licence: docs/decisions/0005
    except ImportError:
        raise InputError(
            "This is a HEIC photo, and the part that reads those is not installed.",
            'Install "hueandcry[heif]", or send the photo as JPEG.',
            code="photo_heic",
        ) from None
    decoder: type[ImageFile.ImageFile] = HeifImageFile
    return decoder


def damaged(work: Work) -> InputError:
    """Return the error for a file that its decoder gave up on."""
    return InputError(
        f"This {NAMES.get(work.format, work.format.upper())} is damaged or cut off.",
        "Try sending the original again.",
        code="photo_damaged",
    )
