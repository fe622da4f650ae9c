"""The group-committing writer: many requests, one thread, one commit for all that wait.

A join is answered only after its batch is on disk. How a batch is committed is the store's to know.
"""

import contextlib
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Protocol

from hueandcry.errors import BusyError
from hueandcry.tally.join import Event, Join

MAX_WAITING = 20_000
MAX_BATCH = 1_000
REST_SECONDS = 0.05


class Committer(Protocol):
    """What the store gives: commits a batch durably, called from the writer's one thread only."""

    def commit(self, joins: Sequence[Join], events: Sequence[Event]) -> Sequence[int]:
        """Make the batch durable; return, for each join, its campaign's supporters after the batch.

        Raises:
            Exception: if nothing of the batch was kept.
        """

    def rest(self) -> None:
        """Tidy up: nothing has come for a moment."""

    def close(self) -> None:
        """Let go of the database."""


Waiting = tuple[Join, "Future[int]"] | Event


class Writer:
    """Takes joins and events from any thread and commits them in batches.

    Args:
        committer: used from the writer's own thread only, closed at the end.
    """

    def __init__(self, committer: Committer) -> None:
        self._committer = committer
        self._waiting: queue.Queue[Waiting | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._run, name="tally-writer", daemon=True)
        self._is_closed = False

    def start(self) -> None:
        """Begin writing."""
        self._thread.start()

    def join(self, join: Join) -> "Future[int]":
        """Hand a join in; the future gives the campaign's supporters once it is on disk.

        Raises:
            BusyError: if too many wait already, or the writer has stopped.
        """
        done: Future[int] = Future()
        self._put((join, done))
        return done

    def count(self, event: Event) -> None:
        """Hand an event in; it is kept soon, and dropped rather than let a join wait.

        Raises:
            BusyError: if too many wait already, or the writer has stopped.
        """
        self._put(event)

    def stop(self) -> None:
        """Take nothing more, commit what waits, and end."""
        self._is_closed = True
        if not self._thread.is_alive():
            return
        self._waiting.put(None)
        self._thread.join()

    def _put(self, each: Waiting) -> None:
        try:
            if self._is_closed:
                raise queue.Full
            self._waiting.put_nowait(each)
        except queue.Full:
            raise BusyError(
                "Too many supporters at this moment.", "Try again in a second.", code="busy"
            ) from None

    def _run(self) -> None:
        try:
            while batch := self._next_batch():
                write(self._committer, [each for each in batch if each is not None])
                if None in batch:
                    break
        finally:
            self._committer.close()

    def _next_batch(self) -> list[Waiting | None]:
        """Wait for one, then take all that came meanwhile; None in it means that the end has come."""
        batch = [self._first()]
        with contextlib.suppress(queue.Empty):
            while len(batch) < MAX_BATCH:
                batch.append(self._waiting.get_nowait())
        return batch

    def _first(self) -> Waiting | None:
        """Wait for one; when nothing has come for a moment, let the committer tidy up first."""
        try:
            return self._waiting.get(timeout=REST_SECONDS)
        except queue.Empty:
            self._committer.rest()
            return self._waiting.get()


def write(committer: Committer, batch: Sequence[Waiting]) -> None:
    """Commit one batch and answer everyone in it: all or nothing."""
    if not batch:
        return
    joins = [each for each in batch if isinstance(each, tuple)]
    events = [each for each in batch if isinstance(each, Event)]
    # Whoever hung up is counted all the same: the same token would have been sent again.
    listening = [done.set_running_or_notify_cancel() for _, done in joins]
    try:
        totals = committer.commit([join for join, _ in joins], events)
    except Exception as error:  # noqa: BLE001 - whatever the disk says, the waiting must hear of it
        busy = BusyError(
            "The count could not be kept just now.", "Try again in a moment.", code="not_durable"
        )
        busy.__cause__ = error
        for (_, done), is_listening in zip(joins, listening, strict=True):
            if is_listening:
                done.set_exception(busy)
        return
    for (_, done), is_listening, supporters in zip(joins, listening, totals, strict=True):
        if is_listening:
            done.set_result(supporters)
