"""A bundle onto the disk: whole or not at all, and never over something that is not a bundle."""

import tempfile
from pathlib import Path

from hueandcry.bundle.build import Bundle
from hueandcry.campaigns import FILE_NAME
from hueandcry.errors import InputError, UsageError

FRONT_PAGE = "index.html"


def write_bundle(bundle: Bundle, out: Path) -> None:
    """Write the files to a folder that is new, empty, or an earlier bundle; that one is replaced.

    Raises:
        UsageError: if the folder holds something else.
        InputError: if it cannot be written.
    """
    out = out.resolve()
    refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as workshop:
            made = Path(workshop) / "made"
            for path, content in bundle.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_bytes(content)
            swap(made, out, Path(workshop) / "before")
    except OSError as error:
        raise InputError(f"{out} cannot be written: {error.strerror}.", "Choose another folder.") from error


def refuse_foreign(out: Path) -> None:
    """Refuse to replace what is not a bundle."""
    if not out.exists():
        return
    is_bundle = (out / FRONT_PAGE).is_file() and (out / FILE_NAME).is_file()
    if not out.is_dir() or (any(out.iterdir()) and not is_bundle):
        raise UsageError(
            f"{out} holds something that is not a bundle.",
            "Choose a new or empty folder.",
            code="not_a_bundle",
        )


def swap(made: Path, out: Path, before: Path) -> None:
    """Put the new folder in place of the old one; a visitor sees one or the other."""
    made.chmod(0o755)
    if not out.exists():
        made.rename(out)
        return
    out.rename(before)
    try:
        made.rename(out)
    except OSError:
        before.rename(out)
        raise
