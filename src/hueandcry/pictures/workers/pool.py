"""The workers together: one photo from any thread, or a long row of them with few in flight."""

import os
import queue
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self, TypeVar

from hueandcry.errors import BusyError, HueError
from hueandcry.pictures.workers.order import Order
from hueandcry.pictures.workers.worker import Worker

MEMORY_BYTES = 560_000_000
"""What one worker may allocate: with its libraries it stays under 600 MB."""

PATIENCE_S = 10.0

Key = TypeVar("Key")


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """A few worker processes, for use in a `with` statement, after which none of them is left.

    Args:
        count: how many; one per processor is right.
        memory_bytes: what each may allocate.
    """

    def __init__(self, count: int, *, memory_bytes: int = MEMORY_BYTES) -> None:
        self.all = [Worker(memory_bytes) for _ in range(count)]
        self.idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self.all:
            self.idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def stop(self) -> None:
        """End every process; nobody may be waiting for one any more."""
        for worker in self.all:
            worker.stop()

    def interrupt(self) -> None:
        """End what is being done this moment; who waits for it is told that the worker died."""
        for worker in self.all:
            worker.interrupt()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def paint(self, order: Order, *, patience_s: float = PATIENCE_S) -> bytes:
        """Do one order; may be called from many threads at once.

        Args:
            order: the photo and what is wanted.
            patience_s: how long to wait for a worker that is free.

        Returns:
            the file's bytes.

        Raises:
            InputError: if the photo cannot be used; `photo_killed` if it killed the worker, `photo_too_slow`
                if its time ran out.
            UsageError: if the crop lies outside the photo.
            BusyError: if no worker became free in time, or none can be started.
        """
        worker = self.borrow(patience_s)
        try:
            answer = next(work_off([worker], iter([(None, order)])))[1]
        finally:
            self.idle.put(worker)
        if isinstance(answer, HueError):
            raise answer
        return answer

    def paint_each(self, orders: Iterable[tuple[Key, Order]]) -> Iterator[tuple[Key, bytes | HueError]]:
        """Do many orders at once, each taken from the row only when a worker is free for it.

        Args:
            orders: each with a key of the caller's.

        Yields:
            each key with its file or its error, in the order in which they are done.

        Raises:
            BusyError: if no worker is free, or none can be started.
        """
        crew = [self.borrow(PATIENCE_S)]
        while not self.idle.empty():
            crew.append(self.borrow(PATIENCE_S))
        try:
            yield from work_off(crew, iter(orders))
        finally:
            for worker in crew:
                self.idle.put(worker)

    def borrow(self, patience_s: float) -> Worker:
        """Return a worker that nobody else uses until it is put back."""
        try:
            return self.idle.get(timeout=patience_s)
        except queue.Empty:
            raise BusyError(
                "Too many photos are waiting here.", "Try again in a minute.", code="workers_busy"
            ) from None


def work_off(
    crew: list[Worker], orders: Iterator[tuple[Key, Order]]
) -> Iterator[tuple[Key, bytes | HueError]]:
    """Keep every worker of the crew busy until no order is left."""
    busy: dict[Worker, Key] = {}

    def take_next(worker: Worker) -> None:
        for key, order in orders:
            busy[worker] = key
            worker.begin(order)
            return

    try:
        for worker in crew:
            take_next(worker)
        while busy:
            await_any(list(busy))
            for worker in list(busy):
                answer = worker.advance()
                if answer is not None:
                    key = busy.pop(worker)
                    take_next(worker)  # before the answer goes out, so that nobody idles meanwhile
                    yield key, answer
    finally:
        for worker in busy:  # left in the middle: what they are doing is of no use to anybody
            worker.stop()


def await_any(workers: list[Worker]) -> None:
    """Wait until one of the workers has something to say or is late."""
    first = min(worker.deadline for worker in workers)
    wait([worker.connection for worker in workers], max(0.0, first - time.monotonic()))
