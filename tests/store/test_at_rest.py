"""What a seized machine would find: traces without an order, and no log of which facts came together."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.server.joining import join, new_token, number_after
from tests.server.serving import kill_hard, quick_campaign, serving

PATIENCE_SECONDS = 20


def test_the_log_of_single_joins_is_emptied_as_soon_as_nothing_comes(tmp_path: Path) -> None:
    log = tmp_path / "data" / "hue.sqlite3-wal"
    log.parent.mkdir()
    with serving(log.parent, quick_campaign(tmp_path / "campaign")) as running:
        for language in ("en", "xx", "en"):
            number_after(join(running.address, new_token(), "/c/quick/", language=language))
        give_up = time.monotonic() + PATIENCE_SECONDS
        while log.stat().st_size and time.monotonic() < give_up:
            time.sleep(0.05)
        assert log.stat().st_size == 0
        kill_hard(running)
    assert not log.exists() or log.stat().st_size == 0
    with closing(sqlite3.connect(log.parent / "hue.sqlite3")) as database:
        [[traces]] = database.execute("SELECT count(*) FROM store_tokentrace")
    assert traces == 3


def test_the_table_of_traces_numbers_no_rows(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        [[schema]] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'store_tokentrace'")
    assert schema.rstrip().endswith("WITHOUT ROWID")
