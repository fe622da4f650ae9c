"""A secret in a file of its own: made once, put in place whole, readable by its owner only."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def read_or_make(file: Path, make: Callable[[], str]) -> str:
    """Return the text that the file keeps; one that is not there yet is made and kept.

    Args:
        file: where it is kept; its folder is made too.
        make: gives a new secret in ASCII.

    Raises:
        OSError: if it can be neither read nor written.
    """
    if not file.exists():
        keep_new(file, make())
    return file.read_text(encoding="ascii", errors="replace").strip()


def keep_new(file: Path, secret: str) -> None:
    """Put a secret in place whole; whoever comes first wins, and nobody's is overwritten."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}-") as sink:  # mode 0600
        sink.write(secret + "\n")
        sink.flush()
        os.fsync(sink.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(sink.name, file)
