"""Many photos: skipped where they are done, painted where a bad one harms no other, written one by one.

A lone photo is painted in this process: starting another takes longer than the photo, and if its decoder
crashed there would be nobody else to suffer. Two or more, or any if `--jobs` is given, go to workers.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

from hueandcry.cli.files import write_file
from hueandcry.cli.jobs import Job
from hueandcry.cli.record import Record, Source
from hueandcry.cli.report import Result
from hueandcry.errors import HueError, InputError
from hueandcry.pictures.workers import Order, Workers

Task = tuple[Job, Source | None]
Orders = Iterator[tuple[Task, Order]]
Answers = Generator[tuple[Task, bytes | HueError], None, None]


def paint_here(orders: Orders) -> Answers:
    """Do the orders in this process."""
    for task, order in orders:
        try:
            yield task, order.fulfil()
        except HueError as error:
            yield task, error


def paint_in_workers(orders: Orders, count: int) -> Answers:
    """Do the orders in processes of their own, which are not even started if there is nothing to do."""
    first = next(orders, None)
    if first is None:
        return
    with Workers(count) as workers:
        yield from workers.paint_each(chain([first], orders))


class Batch:
    """The jobs of one call.

    Args:
        jobs: what is to be done.
        order: what is wanted of each photo, whatever photo stands in it.
        folder: the output folder, which keeps a record, or None.
    """

    def __init__(self, jobs: list[Job], order: Order, folder: Path | None) -> None:
        self.jobs = jobs
        self.order = order
        self.record = Record(folder, order) if folder else None
        self.settled: deque[Result] = deque()

    def paint(self, painter: Callable[[Orders], Answers]) -> Iterator[Result]:
        """Do every job and yield what became of it, in the order in which that is known."""
        with closing(painter(self.orders())) as answers:
            for (job, source), answer in answers:
                while self.settled:
                    yield self.settled.popleft()
                yield self.write(job, source, answer)
        yield from self.settled

    def orders(self) -> Orders:
        """Yield an order for each job that is not settled without."""
        for job in self.jobs:
            source = self.record.source(job.photo) if self.record else None
            result = self.settle(job, source)
            if result:
                self.settled.append(result)
            else:
                yield (job, source), replace(self.order, photo=job.photo)

    def settle(self, job: Job, source: Source | None) -> Result | None:
        """Return what is known of a job without looking at its photo, or None if it is to be done."""
        if job.may_replace or not job.target.exists():
            return None
        standing = self.record.standing(job.target, source) if self.record and source else "foreign"
        if standing == "foreign":
            error = InputError(f"{job.target} exists.", "Add --overwrite to replace it.", code="exists")
            return Result(job, error=error)
        return Result(job, is_skipped=True) if standing == "done" else None

    def write(self, job: Job, source: Source | None, answer: bytes | HueError) -> Result:
        """Write a picture, first into the record and then under its name."""
        if isinstance(answer, HueError):
            return Result(job, error=answer)
        try:
            if self.record and source:
                self.record.note(job.target, source, answer)
            write_file(job.target, answer)
        except InputError as error:
            return Result(job, error=error)
        return Result(job)
