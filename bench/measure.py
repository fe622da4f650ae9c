"""What the candidates cost: in turns, round by round, so that a slow moment of the machine meets them all."""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from bench.crew import Candidate, Cost, JobError, Worker
from bench.jobs import BATCHES, JOBS

CHUNK = 50
"""Avatars per job: enough that asking costs nothing beside them."""

FLOOR_JOB = "tint"
"""Floors do their one thing whatever the job; they are asked once a round."""

Figures = dict[str, dict[str, float]]
"""Figures by candidate and job."""

FiguresByPhoto = dict[str, dict[str, dict[str, float]]]
"""Figures by candidate, job and photo."""


@dataclass(frozen=True)
class Turn:
    """One job for one worker."""

    worker: Worker
    job: str
    photo: Path


def time_photos(workers: Sequence[Worker], photos: Sequence[Path], rounds: int) -> FiguresByPhoto:
    """Return CPU milliseconds, the median over the rounds.

    A round on the first photo warms up and is dropped. What a candidate fails at is left out.
    """
    taken: dict[tuple[str, str, str], list[float]] = {}
    for number in range(rounds + 1):
        for turn in turns(workers, photos if number else photos[:1], number):
            with suppress(JobError):
                cost = turn.worker.ask(turn.job, [turn.photo])
                if number:
                    place = (turn.worker.candidate.key, turn.job, turn.photo.stem)
                    taken.setdefault(place, []).append(cost.cpu_ms)
    figures: FiguresByPhoto = {}
    for (key, job, photo), costs in taken.items():
        figures.setdefault(key, {}).setdefault(job, {})[photo] = median(costs)
    return figures


def mean_of_photos(figures: FiguresByPhoto) -> Figures:
    """Return the mean over the photos."""
    return {
        key: {job: fmean(by_photo.values()) for job, by_photo in jobs.items()}
        for key, jobs in figures.items()
    }


def turns(workers: Sequence[Worker], photos: Sequence[Path], number: int) -> Iterator[Turn]:
    """Yield a round's jobs; every round another candidate comes first."""
    first = number % len(workers)
    order = [*workers[first:], *workers[:first]]
    for photo in photos:
        for job in JOBS:
            for worker in order:
                if job == FLOOR_JOB or worker.candidate.module != "floors":
                    yield Turn(worker, job, photo)


def time_avatars(workers: Sequence[Worker], avatars: Sequence[Path]) -> Figures:
    """Return pictures per second of one core: every avatar once, the median over chunks of them.

    The first chunk is painted twice and counted once.
    """
    chunks = [avatars[at : at + CHUNK] for at in range(0, len(avatars), CHUNK)]
    figures: Figures = {}
    for job in BATCHES:
        taken: dict[str, list[float]] = {}
        for number, chunk in enumerate([chunks[0], *chunks]):
            for worker in workers:
                with suppress(JobError):
                    cost = worker.ask(job, chunk)
                    if number:
                        taken.setdefault(worker.candidate.key, []).append(len(chunk) * 1000 / cost.cpu_ms)
        for key, speeds in taken.items():
            figures.setdefault(key, {})[job] = median(speeds)
    return figures


def peak_memory(candidate: Candidate, program: str, recipes: Path, photos: Sequence[Path]) -> float:
    """Return the most memory, in MB, that a fresh process holds that paints one photo; of the worst photo."""
    peaks = []
    for photo in photos:
        with Worker(candidate, program, recipes) as worker, suppress(JobError):
            peaks.append(worker.ask("tint", [photo]).peak_mb)
    return max(peaks, default=math.nan)


def scaling(workers: Sequence[Worker], photos: Sequence[Path], rounds: int) -> tuple[float, float]:
    """Return pictures per second by the clock: of the first worker alone, and of all at once."""
    for worker in workers:
        worker.ask("tint", photos)  # warms up
    alone, together = [], []
    for _ in range(rounds):
        alone.append(pictures_a_second(workers[:1], photos))
        together.append(pictures_a_second(workers, photos))
    return median(alone), median(together)


def pictures_a_second(workers: Sequence[Worker], photos: Sequence[Path]) -> float:
    """Have all paint at once; the slowest says when they are done."""
    for worker in workers:
        worker.start("tint", photos)
    costs: list[Cost] = [worker.finish() for worker in workers]
    return len(workers) * len(photos) * 1000 / max(cost.wall_ms for cost in costs)
