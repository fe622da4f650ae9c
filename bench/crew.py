"""The candidates and their workers: one long-lived process each, asked one job at a time."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.peers import HOME, ROOT, Peer, install

OURS = "ours"


@dataclass(frozen=True)
class Candidate:
    """One way of doing the jobs.

    Args:
        key: what `--only` calls it.
        title: what the table calls it.
        peer: what must be installed for it; empty for what the project's own environment has.
        module: its file in `candidates/`.
        variant: which way, if the file knows several.
    """

    key: str
    title: str
    peer: str
    module: str
    variant: str = ""


CANDIDATES = (
    Candidate(OURS, "Hue & Cry", "", "ours"),
    Candidate("pillow", "Pillow, draft + Lanczos", "pillow", "pillow"),
    Candidate("pyvips-shrink", "pyvips, shrink=2 + resize", "pyvips", "vips", "shrink"),
    Candidate("pyvips-full", "pyvips, full decode", "pyvips", "vips", "full"),
    Candidate("pyvips-thumbnail", "pyvips, thumbnail", "pyvips", "vips", "thumbnail"),
    Candidate("sharp-tuned", "sharp, tuned", "sharp", "sharp", "tuned"),
    Candidate("sharp", "sharp, as documented", "sharp", "sharp", "documented"),
    Candidate("thumbor", "thumbor's engine", "thumbor", "thumbor"),
)
FLOORS = (
    Candidate("floor-grey", "decode only, 4/8, luma", "", "floors", "grey"),
    Candidate("floor-rgb", "decode only, 4/8, RGB", "", "floors", "rgb"),
    Candidate("floor-encode", "encode only, 1080", "", "floors", "encode"),
)


@dataclass(frozen=True)
class Cost:
    """What a job cost.

    Args:
        cpu_ms: user and system time of the worker, its threads and its children.
        wall_ms: time that passed.
        peak_mb: the most memory the worker has held so far.
    """

    cpu_ms: float
    wall_ms: float
    peak_mb: float


class JobError(Exception):
    """A candidate could not do a job."""


class Worker:
    """A candidate's process."""

    def __init__(self, candidate: Candidate, program: str, recipes: Path) -> None:
        self.candidate = candidate
        self.log = HOME / f"{candidate.key}.log"
        # One thread in each library; what a library starts all the same is counted.
        settings = {"VIPS_CONCURRENCY": "1", "BENCH_SHARP": str(HOME / "sharp")}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command(candidate, program), str(recipes)],
                cwd=ROOT,
                env=os.environ | settings,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()  # the end of its input is the end of its work

    def ask(self, recipe: str, photos: Sequence[Path], keep: Path | None = None) -> Cost:
        """Have photos painted and return what it cost.

        Args:
            recipe: the recipe's name.
            photos: the photos.
            keep: where the last photo's largest picture should be written.

        Raises:
            JobError: if the worker could not.
        """
        self.start(recipe, photos, keep)
        return self.finish()

    def start(self, recipe: str, photos: Sequence[Path], keep: Path | None = None) -> None:
        """Hand over a job without waiting."""
        job = {"recipe": recipe, "photos": [str(path) for path in photos], "keep": keep and str(keep)}
        try:
            print(json.dumps(job), file=self.process.stdin, flush=True)
        except BrokenPipeError as error:
            raise self.dead() from error

    def finish(self) -> Cost:
        """Wait for the job that was handed over."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise self.dead()
        answer = json.loads(line)
        if "error" in answer:
            raise JobError(answer["error"])
        return Cost(**answer)

    def dead(self) -> JobError:
        """Return the error for a worker that has ended, with its last words."""
        words = self.log.read_text().strip().splitlines()
        return JobError(words[-1] if words else "its process ended")


def command(candidate: Candidate, program: str) -> list[str]:
    """Return what starts a candidate's worker, without the recipes."""
    if candidate.module == "sharp":
        return [program, str(ROOT / "bench" / "candidates" / "sharp.mjs"), candidate.variant]
    return [program, "-m", "bench.worker", candidate.module, candidate.variant]


def installed(candidates: Sequence[Candidate]) -> dict[str, Peer]:
    """Install what the candidates need; return it by the peer's name."""
    own = Peer(program=sys.executable)
    return {name: install(name) if name else own for name in {each.peer for each in candidates}}
