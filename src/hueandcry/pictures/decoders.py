"""The only decoders that ever see a photo, each opened by name, and all that they are known to raise."""

import io
import struct
import zlib

from PIL import Image, ImageFile
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
}

DECODER_ERRORS = (
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
    """Open the photo with its own decoder; may raise any of `DECODER_ERRORS`."""
    return DECODERS[work.format](io.BytesIO(work.photo))


def damaged(work: Work) -> InputError:
    """Return the error for a file that its decoder gave up on."""
    return InputError(
        f"This {work.format.upper().replace('WEBP', 'WebP')} is damaged or cut off.",
        "Try sending the original again.",
        code="photo_damaged",
    )
