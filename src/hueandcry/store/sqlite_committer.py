"""Joins and events into SQLite: one transaction a batch, on disk before anyone is answered."""

import contextlib
import sqlite3
from collections import Counter as Tally
from collections.abc import Sequence
from pathlib import Path

from hueandcry.store.models import CampaignRecord, Count, TokenTrace
from hueandcry.tally import Counter, Event, Join, Totals

CAMPAIGNS, TRACES, COUNTS = (model._meta.db_table for model in (CampaignRecord, TokenTrace, Count))  # noqa: SLF001

FIND_CAMPAIGN = f"SELECT id FROM {CAMPAIGNS} WHERE slug = ?"  # noqa: S608 - our own table's name
ADD_TRACE = f"INSERT OR IGNORE INTO {TRACES} (campaign_id, day, keyed_hash) VALUES (?, ?, ?)"  # noqa: S608
RAISE_COUNT = (
    f"INSERT INTO {COUNTS} (campaign_id, dimension, value, day, n) VALUES (?, ?, ?, ?, ?) "  # noqa: S608
    "ON CONFLICT (campaign_id, dimension, value, day) DO UPDATE SET n = n + excluded.n"
)
SUM_COUNT = f"SELECT coalesce(sum(n), 0) FROM {COUNTS} WHERE campaign_id = ? AND dimension = ?"  # noqa: S608

BUSY_MS = 5_000
REST_BUSY_MS = 100


def connect(path: Path) -> sqlite3.Connection:
    """Open the database as durably as SQLite can: every commit is synced to the disk."""
    # One thread at a time uses it; SQLite's own check would forbid handing it over.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class SqliteCommitter:
    """Commits batches. Implements `tally.Committer`.

    Args:
        path: the database file; its tables exist.
    """

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self._ids: dict[str, int] = {}

    def commit(self, joins: Sequence[Join], events: Sequence[Event]) -> list[int]:
        """Make a batch durable; return each join's campaign's supporters after it."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            raised = self._raise_for_joins(joins) + self._raise_for_events(events)
            rows = [
                (campaign, c.dimension, c.value, c.day.isoformat(), n) for (campaign, c), n in raised.items()
            ]
            connection.executemany(RAISE_COUNT, rows)
            totals = {slug: self._supporters(slug) for slug in {join.slug for join in joins}}
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return [totals[join.slug] for join in joins]

    def rest(self) -> None:
        """Fold the write-ahead log into the database and empty it.

        The log holds one batch after another; where a batch was one join, whoever seized the disk could
        read there which facts belong together. The database itself cannot say it.
        """
        # Patience for a page's short read and no more: joins wait behind this, and a backup may read long.
        self._connection.execute(f"PRAGMA busy_timeout = {REST_BUSY_MS}")
        try:
            with contextlib.suppress(sqlite3.OperationalError):  # in the way still: the next rest will do
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def _raise_for_joins(self, joins: Sequence[Join]) -> Tally[tuple[int, Counter]]:
        """Add each new trace and return the counters to raise; a known trace raises nothing."""
        raised: Tally[tuple[int, Counter]] = Tally()
        for join in joins:
            campaign = self._campaign(join.slug)
            row = (campaign, join.trace.day.isoformat(), join.trace.keyed_hash)
            if self._connection.execute(ADD_TRACE, row).rowcount == 1:
                raised.update((campaign, counter) for counter in join.counters)
        return raised

    def _raise_for_events(self, events: Sequence[Event]) -> Tally[tuple[int, Counter]]:
        return Tally((self._campaign(event.slug), Counter(event.what, "", event.day)) for event in events)

    def _campaign(self, slug: str) -> int:
        if slug not in self._ids:
            (self._ids[slug],) = self._connection.execute(FIND_CAMPAIGN, (slug,)).fetchone()
        return self._ids[slug]

    def _supporters(self, slug: str) -> int:
        row = self._connection.execute(SUM_COUNT, (self._campaign(slug), "supporters")).fetchone()
        return int(row[0])


class SqliteCounts:
    """Reads a campaign's public numbers.

    Args:
        path: the database file.
    """

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)

    def totals(self, slug: str) -> Totals:
        """Return the numbers as they are on disk now; zeros for a campaign nobody joined."""
        found = self._connection.execute(FIND_CAMPAIGN, (slug,)).fetchone()
        if found is None:
            return Totals()
        supporters, pictures, visits = (
            int(self._connection.execute(SUM_COUNT, (found[0], dimension)).fetchone()[0])
            for dimension in ("supporters", "save", "visit")
        )
        return Totals(supporters, pictures, visits)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
