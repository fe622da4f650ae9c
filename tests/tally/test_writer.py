"""The group-committing writer: everyone is answered, and only for what was kept."""

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from hueandcry.errors import BusyError
from hueandcry.tally import Committer, Writer
from hueandcry.tally.writer import MAX_BATCH, MAX_WAITING
from tests.tally.ledger import FailingLedger, Ledger
from tests.tally.making import new_event, new_join

SOON_S = 20


@contextmanager
def writing(committer: Committer) -> Iterator[Writer]:
    """Run a writer that is stopped in any case."""
    writer = Writer(committer)
    writer.start()
    try:
        yield writer
    finally:
        writer.stop()


def fill(writer: Writer, joins: int) -> "list[Future[int]]":
    """Hand in the same join many times, which is quick to make."""
    join = new_join()
    return [writer.join(join) for _ in range(joins)]


def test_a_join_is_answered_with_the_supporters_of_its_campaign() -> None:
    with writing(Ledger()) as writer:
        assert [writer.join(new_join("alpha")).result(SOON_S) for _ in range(3)] == [1, 2, 3]
        assert writer.join(new_join("beta")).result(SOON_S) == 1


def test_what_waits_is_committed_in_batches_of_limited_size() -> None:
    ledger = Ledger()
    writer = Writer(ledger)
    waiting = fill(writer, 2 * MAX_BATCH + 5)
    writer.start()
    writer.stop()
    assert [len(joins) for joins, _ in ledger.batches] == [MAX_BATCH, MAX_BATCH, 5]
    assert {done.result(0) for done in waiting} == {1}


def test_joins_and_events_are_kept_in_one_batch_and_in_order() -> None:
    ledger = Ledger()
    writer = Writer(ledger)
    joins, events = [new_join() for _ in range(4)], [new_event(what) for what in ("visit", "save", "share")]
    for join in joins:
        writer.join(join)
    for event in events:
        writer.count(event)
    writer.start()
    writer.stop()
    assert ledger.batches == [(joins, events)]


def test_many_threads_are_each_answered_once_and_counted_once() -> None:
    with writing(Ledger()) as writer, ThreadPoolExecutor(16) as threads:
        joins = [new_join() for _ in range(800)]
        answers = list(threads.map(lambda join: writer.join(join).result(SOON_S), joins))
        assert writer.join(joins[0]).result(SOON_S) == len(joins)
    assert all(1 <= answer <= len(joins) for answer in answers)


def test_one_thread_of_its_own_commits_and_closes() -> None:
    ledger = Ledger()
    with writing(ledger) as writer:
        writer.join(new_join()).result(SOON_S)
        assert not ledger.is_closed
    assert ledger.is_closed
    assert len(ledger.threads) == 1
    assert threading.get_ident() not in ledger.threads


def test_a_failed_commit_is_told_to_everyone_in_the_batch() -> None:
    fault = OSError("the disk is full")
    writer = Writer(FailingLedger(fault))
    waiting = [writer.join(new_join()) for _ in range(3)]
    writer.start()
    writer.stop()
    for done in waiting:
        error = done.exception(0)
        assert isinstance(error, BusyError)
        assert error.code == "not_durable"
        assert error.__cause__ is fault


def test_after_a_failed_commit_the_next_one_counts() -> None:
    ledger = FailingLedger(OSError("a moment's trouble"), None, ValueError("another"))
    with writing(ledger) as writer:
        join = new_join()
        with pytest.raises(BusyError):
            writer.join(join).result(SOON_S)
        assert writer.join(join).result(SOON_S) == 1
        with pytest.raises(BusyError):
            writer.join(new_join()).result(SOON_S)
        assert writer.join(new_join()).result(SOON_S) == 2


def test_a_failed_batch_of_events_alone_does_not_end_the_writer() -> None:
    ledger = FailingLedger(OSError("a moment's trouble"))
    writer = Writer(ledger)
    writer.count(new_event())
    writer.start()
    writer.stop()
    assert ledger.events == []
    assert ledger.is_closed


def test_who_hung_up_is_counted_and_the_others_are_answered() -> None:
    ledger = Ledger()
    writer = Writer(ledger)
    first, gone, last = (writer.join(new_join()) for _ in range(3))
    assert gone.cancel()
    writer.start()
    writer.stop()
    assert (first.result(0), last.result(0)) == (3, 3)
    assert len(ledger.joins) == 3
    with pytest.raises(CancelledError):
        gone.result(0)


def test_who_hung_up_before_a_failed_commit_does_not_end_the_writer() -> None:
    writer = Writer(FailingLedger(OSError("full")))
    gone, other = writer.join(new_join()), writer.join(new_join())
    gone.cancel()
    writer.start()
    assert isinstance(other.exception(SOON_S), BusyError)
    assert writer.join(new_join()).result(SOON_S) == 1
    writer.stop()


def test_hanging_up_during_the_commit_changes_nothing() -> None:
    begun, go_on = threading.Event(), threading.Event()

    class SlowLedger(Ledger):
        """Waits inside the commit until it is told to go on."""

        def commit(self, *batch: object) -> list[int]:
            begun.set()
            assert go_on.wait(SOON_S)
            return super().commit(*batch)  # type: ignore[arg-type]

    with writing(SlowLedger()) as writer:
        done = writer.join(new_join())
        assert begun.wait(SOON_S)
        assert not done.cancel()
        go_on.set()
        assert done.result(SOON_S) == 1


def test_stopping_commits_what_waits() -> None:
    ledger = Ledger()
    writer = Writer(ledger)
    waiting = fill(writer, 3)
    for _ in range(4):
        writer.count(new_event())
    writer.start()
    writer.stop()
    assert all(done.done() for done in waiting)
    assert (len(ledger.joins), len(ledger.events)) == (3, 4)


def test_a_full_queue_is_told_at_once_to_joins_and_events() -> None:
    ledger = Ledger()
    writer = Writer(ledger)
    waiting = fill(writer, MAX_WAITING)
    with pytest.raises(BusyError, match="Too many supporters") as refusal:
        writer.join(new_join())
    assert refusal.value.http_status == 503
    with pytest.raises(BusyError):
        writer.count(new_event())
    writer.start()
    writer.stop()
    assert all(done.done() for done in waiting)
    assert len(ledger.joins) == MAX_WAITING
    assert ledger.events == []
