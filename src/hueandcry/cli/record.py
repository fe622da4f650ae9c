"""What earlier runs made in an output folder, so that the next one goes on where they ended.

A hidden file in that folder with a line of JSON per picture, only ever appended to: a run that is killed
loses at most a line. The line is written before the picture takes its name, so no picture of ours stands
there unrecorded. Pictures are known again by their content, photos by hashes of their path and of their size
and time together with all that was asked for: whoever gets the folder learns nothing of the photos.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from hueandcry.effects import canonical_json
from hueandcry.errors import InputError
from hueandcry.pictures.workers import Order

RECORD = ".hue-paint.jsonl"

Standing = Literal["absent", "done", "outdated", "foreign"]


@dataclass(frozen=True)
class Source:
    """Where a picture comes from, in hashes.

    Args:
        photo: of the photo's path.
        state: of its size and time of change, and of what was asked for.
    """

    photo: str
    state: str


@dataclass(frozen=True)
class Line:
    """One picture that was made.

    Args:
        picture: its path within the output folder.
        source: where it comes from.
        sha256: of its content.
    """

    picture: str
    source: Source
    sha256: str


class Record:
    """The record of one output folder.

    Args:
        folder: the output folder; it need not be there yet.
        order: what is asked for of every photo.
    """

    def __init__(self, folder: Path, order: Order) -> None:
        self.folder = folder
        self.wish = describe_wish(order)
        self.lines: dict[str, list[Line]] = {}
        for line in read_lines(folder / RECORD):
            self.lines.setdefault(line.picture, []).append(line)

    def source(self, photo: Path) -> Source:
        """Return the photo's hashes as it is now; one that cannot be looked at has no state."""
        try:
            facts = photo.stat()
        except OSError:
            return Source(digest(str(photo.resolve())), "")
        state = f"{facts.st_size} {facts.st_mtime_ns} {self.wish}"
        return Source(digest(str(photo.resolve())), digest(state))

    def standing(self, target: Path, source: Source) -> Standing:
        """Return what stands where a picture is to go.

        Returns:
            ``absent``: nothing. ``done``: that very picture. ``outdated``: one that was made here of the
            same photo, which has changed since, or of which something else was asked. ``foreign``: what was
            not made here, was changed since, or is another photo's.
        """
        if not target.exists():
            return "absent"
        try:
            sha256 = digest(target.read_bytes())
        except OSError:
            return "foreign"
        known = [line for line in self.lines.get(self.name(target), []) if line.sha256 == sha256]
        if any(line.source == source for line in known):
            return "done"
        return "outdated" if any(line.source.photo == source.photo for line in known) else "foreign"

    def note(self, target: Path, source: Source, content: bytes) -> None:
        """Append a line for a picture that is about to be written."""
        line = Line(self.name(target), source, digest(content))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / RECORD).open("ab") as file:
                # The break comes first, so that a line left unfinished does not spoil this one.
                file.write(b"\n" + json.dumps(asdict(line)).encode())
        except OSError as error:
            raise InputError(
                f"{self.folder} cannot be written to: {error.strerror}.", "Choose another place with -o."
            ) from error
        self.lines.setdefault(line.picture, []).append(line)

    def name(self, target: Path) -> str:
        """Return a picture's path within the folder."""
        return target.relative_to(self.folder).as_posix()


def describe_wish(order: Order) -> str:
    """Return a hash of all that decides what becomes of a photo."""
    wish = {
        "effect": order.effect.sha256,
        "finish": asdict(order.finish),
        "crop": order.crop if isinstance(order.crop, str) else asdict(order.crop),
        "background": order.background,
    }
    return digest(canonical_json(wish))


def digest(content: str | bytes) -> str:
    """Return the SHA-256 in hexadecimal; of text, its bytes as file systems have them."""
    as_bytes = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    return hashlib.sha256(as_bytes).hexdigest()


def read_lines(file: Path) -> list[Line]:
    """Return what the record holds; a line that a killed run left unfinished is passed over."""
    try:
        rows = file.read_bytes().splitlines()
    except OSError:
        return []
    return [line for row in rows if (line := parse_line(row))]


def parse_line(row: bytes) -> Line | None:
    """Return the line, or None for what is none."""
    try:
        fields = json.loads(row)
        return Line(fields["picture"], Source(**fields["source"]), fields["sha256"])
    except (ValueError, TypeError, KeyError):
        return None
