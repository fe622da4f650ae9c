"""A photo on the disk → its bytes."""

from pathlib import Path

from hueandcry.errors import InputError
from hueandcry.pictures.work import Limits


def read_photo(path: Path, limits: Limits) -> bytes:
    """Return the file's bytes; of a file too heavy for a photo, such as a film, none is read.

    Raises:
        InputError: if it cannot be read, or is too heavy.
    """
    try:
        size_bytes = path.stat().st_size
        if size_bytes <= limits.max_bytes:
            return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path} cannot be read: {error.strerror}.",
            "Check the name and the rights.",
            code="photo_unreadable",
        ) from error
    raise InputError(
        f"This file has {size_bytes / 1e6:.0f} MB; {limits.max_bytes / 1e6:.0f} MB is the most.",
        "Try a smaller copy of the photo.",
        code="photo_too_heavy",
    )
