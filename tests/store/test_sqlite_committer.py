"""Joins and events in SQLite: each token once, each batch whole, every commit on the disk."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hueandcry.errors import BusyError, HueError
from hueandcry.tally import Event, Join, Totals, Writer, read_join
from tests.store.rows import counts, rows, trace_count
from tests.tally.making import NOW, SECRET, TODAY, audience, body, new_event, new_join, new_token

if TYPE_CHECKING:
    from hueandcry.store.sqlite_committer import SqliteCommitter

POOL = [new_join(slug) for slug in ("alpha", "beta") for _ in range(6)]
EVENTS = [new_event(what, slug) for what in ("visit", "save", "share") for slug in ("alpha", "beta")]

batches = st.lists(
    st.tuples(st.lists(st.sampled_from(POOL), max_size=8), st.lists(st.sampled_from(EVENTS), max_size=5)),
    max_size=5,
)


@contextmanager
def committing(database: Path) -> Iterator["SqliteCommitter"]:
    """Open a committer and close it in any case."""
    from hueandcry.store.sqlite_committer import SqliteCommitter

    with closing(SqliteCommitter(database)) as committer:
        yield committer


def totals(database: Path, slug: str = "alpha") -> Totals:
    """Return a campaign's public numbers as a fresh reader finds them."""
    from hueandcry.store.sqlite_committer import SqliteCounts

    with closing(SqliteCounts(database)) as reader:
        return reader.totals(slug)


def test_a_token_counts_once_within_one_batch(database: Path) -> None:
    join = new_join()
    with committing(database) as committer:
        assert committer.commit([join, join, join], []) == [1, 1, 1]
    assert totals(database).supporters == 1


def test_a_token_counts_once_across_batches(database: Path) -> None:
    join = new_join()
    with committing(database) as committer:
        assert committer.commit([join], []) == [1]
        assert committer.commit([new_join(), join], []) == [2, 2]
    assert trace_count(database) == 2


def test_a_token_counts_once_across_restarts(database: Path) -> None:
    join = new_join()
    for _ in range(3):
        with committing(database) as committer:
            assert committer.commit([join], []) == [1]
    assert totals(database).supporters == 1


def test_a_token_sent_again_on_another_day_with_other_facts_raises_nothing(database: Path) -> None:
    token = new_token()
    later = read_join(
        body(token=token, language="ar"), audience(), secret=SECRET, now=NOW + timedelta(days=3)
    )
    with committing(database) as committer:
        committer.commit([new_join(token=token, language="en")], [])
        before = counts(database)
        assert committer.commit([later], []) == [1]
    assert counts(database) == before


def test_everyone_in_a_batch_hears_the_number_after_it(database: Path) -> None:
    with committing(database) as committer:
        assert committer.commit([new_join("alpha"), new_join("beta"), new_join("alpha")], []) == [2, 1, 2]


def test_campaigns_are_counted_apart(database: Path) -> None:
    with committing(database) as committer:
        committer.commit(
            [new_join("alpha"), new_join("alpha"), new_join("beta")], [new_event("save", "beta")]
        )
    assert totals(database, "alpha") == Totals(supporters=2)
    assert totals(database, "beta") == Totals(supporters=1, pictures=1)


def test_facts_are_kept_as_separate_counters(database: Path) -> None:
    with committing(database) as committer:
        committer.commit([new_join(language="ar", network="x"), new_join(language="ar", generation=2)], [])
    assert counts(database) == {
        ("alpha", "supporters", ""): 2,
        ("alpha", "hour", "14"): 2,
        ("alpha", "language", "ar"): 2,
        ("alpha", "network", "x"): 1,
        ("alpha", "generation", "2"): 1,
    }


def test_a_trace_is_the_day_and_a_keyed_hash(database: Path) -> None:
    join = new_join()
    with committing(database) as committer:
        committer.commit([join], [])
    found = rows(database, "SELECT day, keyed_hash, typeof(keyed_hash) FROM store_tokentrace")
    assert found == [(TODAY.isoformat(), join.trace.keyed_hash, "blob")]


def test_django_reads_the_traces_and_counters_that_the_committer_wrote(data_dir: Path) -> None:
    from hueandcry.store.models import CampaignRecord, Count, TokenTrace

    CampaignRecord.objects.create(slug="seen-by-django")
    join = new_join("seen-by-django")
    try:
        with committing(data_dir / "hue.sqlite3") as committer:
            committer.commit([join], [])
        trace = TokenTrace.objects.get(campaign__slug="seen-by-django")
        assert (trace.day, bytes(trace.keyed_hash)) == (join.trace.day, join.trace.keyed_hash)
        assert Count.objects.get(campaign__slug="seen-by-django", dimension="supporters").n == 1
    finally:
        CampaignRecord.objects.filter(slug="seen-by-django").delete()


def test_events_add_up_by_kind_and_day(database: Path) -> None:
    tomorrow = Event("alpha", "visit", TODAY + timedelta(days=1))
    with committing(database) as committer:
        committer.commit([], [new_event("visit"), new_event("visit"), new_event("save"), tomorrow])
        committer.commit([], [new_event("share"), tomorrow])
    assert totals(database) == Totals(supporters=0, pictures=1, visits=4)
    assert rows(database, "SELECT n FROM store_count WHERE dimension = 'visit' ORDER BY day") == [(2,), (2,)]


def test_an_empty_batch_changes_nothing(database: Path) -> None:
    with committing(database) as committer:
        assert committer.commit([], []) == []
    assert counts(database) == {}


@pytest.mark.parametrize(
    ("joins", "events"),
    [
        ([new_join("alpha"), new_join("nowhere")], []),
        ([new_join("alpha"), new_join("beta")], [new_event(), new_event("visit", "nowhere")]),
    ],
)
def test_a_batch_that_fails_half_way_leaves_nothing(
    database: Path, joins: list[Join], events: list[Event]
) -> None:
    with committing(database) as committer:
        with pytest.raises((LookupError, TypeError, HueError)):
            committer.commit(joins, events)
        assert (trace_count(database), counts(database)) == (0, {})
        assert committer.commit(joins[:1], []) == [1]
    assert totals(database).supporters == 1


def test_a_campaign_that_vanished_takes_no_joins(database: Path) -> None:
    with committing(database) as committer:
        committer.commit([new_join("alpha")], [])
        for table in ("store_tokentrace", "store_count", "store_campaignrecord"):
            column = "id" if table == "store_campaignrecord" else "campaign_id"
            with closing(sqlite3.connect(database)) as other, other:
                other.execute(
                    f"DELETE FROM {table} WHERE {column} = "  # noqa: S608 - our own tables' names
                    "(SELECT id FROM store_campaignrecord WHERE slug = 'alpha')"
                )
        with pytest.raises(sqlite3.IntegrityError):
            committer.commit([new_join("alpha"), new_join("beta")], [])
        assert (trace_count(database), counts(database)) == (0, {})
        assert committer.commit([new_join("beta")], []) == [1]


def test_an_unknown_campaign_has_zeros(database: Path) -> None:
    assert totals(database, "nowhere") == Totals()


def test_every_connection_syncs_each_commit_to_a_write_ahead_log(database: Path) -> None:
    from hueandcry.store.sqlite_committer import connect

    with closing(connect(database)) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
        }
    assert found == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5_000}


def test_djangos_connection_is_as_durable(data_dir: Path) -> None:
    from django.db import connection

    assert data_dir.is_dir()
    with connection.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")]
    assert found == [2, "wal"]


def test_what_was_committed_lies_in_the_log_before_anything_is_closed(database: Path, tmp_path: Path) -> None:
    join = new_join()
    with committing(database) as committer:
        committer.commit([join], [])
        seized = tmp_path / "seized"
        seized.mkdir()
        for part in ("hue.sqlite3", "hue.sqlite3-wal"):
            shutil.copy(tmp_path / part, seized / part)
    assert rows(seized / "hue.sqlite3", "SELECT keyed_hash FROM store_tokentrace") == [
        (join.trace.keyed_hash,)
    ]


def test_numbers_are_read_while_another_writes(database: Path) -> None:
    from hueandcry.store.sqlite_committer import connect

    with committing(database) as committer, closing(connect(database)) as other:
        committer.commit([new_join()], [])
        other.execute("BEGIN IMMEDIATE")
        assert totals(database).supporters == 1
        other.execute("ROLLBACK")


@settings(max_examples=25)
@given(batches=batches)
def test_supporters_are_as_many_as_traces_whatever_is_sent(
    template: Path, batches: list[tuple[list[Join], list[Event]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(shutil.copy(template, folder))
        with committing(database) as committer:
            for joins, events in batches:
                committer.commit(joins, events)
        found = counts(database)
        sent = {join.trace for joins, _ in batches for join in joins}
        assert trace_count(database) == len(sent)
        assert sum(n for (_, dimension, _), n in found.items() if dimension == "supporters") == len(sent)
        visits = [event for _, events in batches for event in events if event.what == "visit"]
        assert sum(n for (_, dimension, _), n in found.items() if dimension == "visit") == len(visits)


def test_the_writer_on_a_real_file_counts_every_thread_s_joins_once(database: Path) -> None:
    from hueandcry.store.sqlite_committer import SqliteCommitter

    writer = Writer(SqliteCommitter(database))
    writer.start()
    joins = [new_join() for _ in range(300)]
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda join: writer.join(join).result(20), joins + joins))
    writer.stop()
    assert max(answers) == len(joins)
    assert totals(database).supporters == trace_count(database) == len(joins)


def test_joins_are_told_when_the_file_refuses_them_and_counted_when_it_takes_them(database: Path) -> None:
    from hueandcry.store.sqlite_committer import SqliteCommitter

    writer = Writer(SqliteCommitter(database))
    writer.start()
    join = new_join()
    with closing(sqlite3.connect(database)) as other:
        other.execute("ALTER TABLE store_count RENAME TO elsewhere")
        assert isinstance(writer.join(join).exception(20), BusyError)
        other.execute("ALTER TABLE elsewhere RENAME TO store_count")
    assert writer.join(join).result(20) == 1
    writer.stop()


def test_a_long_reader_keeps_neither_joins_nor_the_next_rest_from_their_work(database: Path) -> None:
    log = database.with_name(database.name + "-wal")
    with committing(database) as committer:
        committer.commit([new_join()], [])
        with closing(sqlite3.connect(database)) as backup:
            backup.execute("BEGIN")
            backup.execute("SELECT count(*) FROM store_count").fetchone()
            committer.commit([new_join()], [])
            committer.rest()  # cannot empty the log, and does not insist
            [patience_ms] = committer._connection.execute("PRAGMA busy_timeout").fetchone()  # noqa: SLF001
            assert patience_ms == 5_000
            assert committer.commit([new_join()], []) == [3]
            assert log.stat().st_size > 0
        committer.rest()
        assert log.stat().st_size == 0
