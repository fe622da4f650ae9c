"""Looking at a database file from outside, as whoever seizes it would."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(database: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, values).fetchall()


def counts(database: Path) -> dict[tuple[str, str, str], int]:
    """Return every counter by campaign, dimension and value, all days together."""
    found = rows(
        database,
        "SELECT slug, dimension, value, sum(n) FROM store_count JOIN store_campaignrecord AS campaign "
        "ON campaign.id = campaign_id GROUP BY slug, dimension, value",
    )
    return {(slug, dimension, value): n for slug, dimension, value, n in found}


def trace_count(database: Path) -> int:
    """Return how many traces of tokens there are."""
    return int(rows(database, "SELECT count(*) FROM store_tokentrace")[0][0])
