"""Files that are written whole or not at all."""

from pathlib import Path

from hueandcry.errors import InputError


def write_file(path: Path, content: bytes) -> None:
    """Write a file under another name first, which is gone again whatever happens.

    Raises:
        InputError: if it cannot be written.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.write_bytes(content)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place with -o.", code="unwritable"
        ) from error
