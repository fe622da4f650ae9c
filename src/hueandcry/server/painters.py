"""Worker processes behind the event loop: started with the first photo, few at a time, a short queue."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from hueandcry.errors import BusyError
from hueandcry.pictures.workers import Order, Workers, usable_processors

MOST_AT_ONCE = 4
MOST_WAITING = 8


def painters_count() -> int:
    """Return how many photos are worked on at a time: counting and serving keep half of the processors."""
    return max(2, min(MOST_AT_ONCE, usable_processors() // 2))


class Painters:
    """Does orders in worker processes without holding the event loop up.

    Args:
        count: how many at a time.
        most_waiting: how many more may wait.
    """

    def __init__(self, count: int | None = None, most_waiting: int = MOST_WAITING) -> None:
        self._count = count or painters_count()
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="painter")
        self._places = threading.BoundedSemaphore(self._count + most_waiting)
        self._starting = threading.Lock()
        self._workers: Workers | None = None

    async def do(self, order: Callable[[], Order]) -> bytes:
        """Do an order and return the file.

        Args:
            order: makes the order, in a thread, because an effect may have to be compiled for it.

        Raises:
            InputError: if the photo cannot be used, or its worker died of it.
            UsageError: if the crop lies outside the photo.
            BusyError: if too many wait already, or no worker can be started.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError("Too many photos are waiting here.", "Try again in a minute.", code="busy")
        try:
            future = self._threads.submit(self._do, order)
        except RuntimeError:  # the server is being stopped
            self._places.release()
            raise BusyError("The server is being stopped.", "Try again in a minute.", code="busy") from None
        future.add_done_callback(self._leave_place)
        return await asyncio.wrap_future(future)

    def _leave_place(self, _: "Future[bytes]") -> None:
        # By the work's end and not by the request's: who goes away does not make room for another.
        self._places.release()

    def _do(self, order: Callable[[], Order]) -> bytes:
        try:
            return self._crew().paint(order())
        except OSError:
            raise BusyError(
                "No worker process can be started.", "Try again in a minute.", code="no_worker"
            ) from None

    def _crew(self) -> Workers:
        with self._starting:
            if self._workers is None:
                self._workers = Workers(self._count)
            return self._workers

    def stop(self) -> None:
        """End all work, finished or not, and every process."""
        with self._starting:
            workers, self._workers = self._workers, None
        self._threads.shutdown(wait=False, cancel_futures=True)
        if workers is not None:
            workers.interrupt()
        self._threads.shutdown()
        if workers is not None:
            workers.stop()
