"""What became of each photo, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hueandcry import __version__
from hueandcry.cli.files import write_file
from hueandcry.cli.jobs import Job
from hueandcry.errors import HueError


@dataclass(frozen=True)
class Result:
    """What became of one photo.

    Args:
        job: the photo and its picture.
        is_skipped: whether the picture stood there from an earlier run.
        error: what went wrong, or None.
    """

    job: Job
    is_skipped: bool = False
    error: HueError | None = None

    @property
    def status(self) -> str:
        """The word for it: done, skipped or failed."""
        return "failed" if self.error else "skipped" if self.is_skipped else "done"

    @property
    def document(self) -> dict[str, str]:
        """The result as it stands in the report."""
        row = {"photo": str(self.job.photo), "status": self.status}
        if self.error:
            return row | {"code": self.error.code, "message": str(self.error)}
        return row | {"picture": str(self.job.target)}


def count(results: Iterable[Result]) -> dict[str, int]:
    """Return how many were done, skipped and failed."""
    statuses = Counter(result.status for result in results)
    return {status: statuses[status] for status in ("done", "skipped", "failed")}


def sum_up(results: list[Result]) -> str:
    """Return the sentence that ends a run of several photos."""
    totals = count(results)
    made = f"{totals['done']} of {len(results)} pictures made."
    return f"{made} {totals['skipped']} were there already." if totals["skipped"] else made


def write_report(path: Path, results: list[Result], effect_sha256: str, seconds: float) -> None:
    """Write the report as JSON.

    Args:
        path: where to.
        results: one per photo.
        effect_sha256: the compiled effect's name.
        seconds: how long it took.
    """
    document = {
        "version": __version__,
        "effect": effect_sha256,
        "seconds": round(seconds, 3),
        "totals": {"photos": len(results), **count(results)},
        "pictures": [result.document for result in results],
    }
    # Names that are no text are written as JSON can: an escape for each byte.
    content = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    write_file(path, content + b"\n")
