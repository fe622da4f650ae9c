"""The tables as they lie on the disk: no row joins two facts, and there is no room for more."""

from pathlib import Path

import pytest

from tests.store.rows import rows

COLUMNS = {
    "store_campaignrecord": {"id", "slug", "created_at", "published_id"},
    "store_version": {"id", "campaign_id", "text", "sha256", "author", "created_at"},
    "store_asset": {"id", "version_id", "name", "content"},
    "store_tokentrace": {"campaign_id", "day", "keyed_hash"},
    "store_count": {"campaign_id", "dimension", "value", "day", "n"},
}
KEYS = {
    "store_tokentrace": ["campaign_id", "day", "keyed_hash"],
    "store_count": ["campaign_id", "dimension", "value", "day"],
}
DJANGOS_OWN = {"django_migrations", "sqlite_sequence"}


def columns(database: Path, table: str) -> list[tuple[str, int]]:
    """Return each column's name and its place in the primary key, 0 if it is not in it."""
    return rows(database, "SELECT name, pk FROM pragma_table_info(?)", table)


def test_there_are_no_other_tables(database: Path) -> None:
    found = {name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert found == COLUMNS.keys() | DJANGOS_OWN


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_a_table_has_exactly_these_columns(database: Path, table: str) -> None:
    assert {name for name, _ in columns(database, table)} == COLUMNS[table]


@pytest.mark.parametrize("table", sorted(KEYS))
def test_a_fact_is_known_by_all_of_it_and_stands_once(database: Path, table: str) -> None:
    keyed = sorted((place, name) for name, place in columns(database, table) if place)
    assert [name for _, name in keyed] == KEYS[table]


def test_nothing_on_the_disk_watches_or_copies_rows(database: Path) -> None:
    assert rows(database, "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')") == []
