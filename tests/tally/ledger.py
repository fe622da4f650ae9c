"""A committer that keeps its batches in memory, and one whose disk fails now and then."""

import threading
from collections import defaultdict
from collections.abc import Sequence

from hueandcry.tally import Event, Join, Trace

Batch = tuple[Sequence[Join], Sequence[Event]]


class Ledger:
    """Counts distinct traces; remembers every batch and which threads came."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.threads: set[int] = set()
        self.traces: defaultdict[str, set[Trace]] = defaultdict(set)
        self.is_closed = False

    @property
    def joins(self) -> list[Join]:
        """Every join that was kept, in order."""
        return [join for joins, _ in self.batches for join in joins]

    @property
    def events(self) -> list[Event]:
        """Every event that was kept, in order."""
        return [event for _, events in self.batches for event in events]

    def rest(self) -> None:
        """Have nothing to tidy up."""

    def commit(self, joins: Sequence[Join], events: Sequence[Event]) -> list[int]:
        """Keep a batch."""
        assert not self.is_closed
        self.threads.add(threading.get_ident())
        self.batches.append((joins, events))
        for join in joins:
            self.traces[join.slug].add(join.trace)
        return [len(self.traces[join.slug]) for join in joins]

    def close(self) -> None:
        """End."""
        self.threads.add(threading.get_ident())
        self.is_closed = True


class FailingLedger(Ledger):
    """Fails some commits and keeps nothing of them.

    Args:
        failures: what each commit raises, in order; None and all later ones succeed.
    """

    def __init__(self, *failures: Exception | None) -> None:
        super().__init__()
        self._failures = list(failures)

    def commit(self, joins: Sequence[Join], events: Sequence[Event]) -> list[int]:
        """Fail or keep a batch."""
        failure = self._failures.pop(0) if self._failures else None
        if failure is not None:
            raise failure
        return super().commit(joins, events)
