"""Reading the tally: right numbers from a database in any state, and nothing changed there."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hueandcry.errors import BusyError, InputError, UsageError
from hueandcry.store import reading
from hueandcry.store.reading import Reading, ask, database_in
from hueandcry.tally import Counter
from hueandcry.tally.audit import Orphan
from tests.tally.making import TODAY, new_event, new_join

ENDINGS = ("", "-wal", "-shm")


@pytest.fixture
def live(database: Path) -> Iterator[Path]:
    """Give a database that a server has open: two joins are in the file, one is in its log."""
    from hueandcry.store.sqlite_committer import SqliteCommitter

    with closing(SqliteCommitter(database)) as committer:
        committer.commit([new_join(language="en"), new_join(language="ar")], [new_event("save")])
        committer.rest()
        committer.commit([new_join(language="en"), new_join("beta")], [])
        yield database


def copied(live: Path, folder: Path, *endings: str) -> Path:
    """Return a copy of some of the files, as a backup or a dead server leaves them."""
    folder.mkdir()
    for ending in endings:
        shutil.copy(f"{live}{ending}", folder / f"{live.name}{ending}")
    return folder / live.name


def disk(path: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file in the database's folder with its bytes and its time of change."""
    return {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in path.parent.iterdir()
        if file.is_file()
    }


def supporters(asked: Reading) -> int:
    """Return what alpha's counter says."""
    return dict(asked.counts("alpha"))[Counter("supporters", "", TODAY)]


def everything(asked: Reading) -> tuple[object, ...]:
    """Ask all that can be asked."""
    return asked.slugs(), asked.traces("alpha"), supporters(asked), asked.orphans(), asked.faults()


def tamper(path: Path, statement: str, *values: object) -> None:
    """Change the database as an intruder would."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def test_the_tables_are_the_models_tables_and_the_file_is_the_settings(data_dir: Path) -> None:
    from hueandcry.server import settings
    from hueandcry.store import sqlite_committer as committer

    assert data_dir / reading.DATABASE_NAME == settings.DATABASE_PATH
    assert (reading.CAMPAIGNS, reading.TRACES, reading.COUNTS) == (
        committer.CAMPAIGNS,
        committer.TRACES,
        committer.COUNTS,
    )


def test_beside_a_server_the_newest_joins_are_read_and_the_files_stay(live: Path) -> None:
    before = disk(live)
    assert ask(live, everything) == (["alpha", "beta"], {TODAY: 3}, 3, [], [])
    assert {name: disk(live)[name] for name in ("hue.sqlite3", "hue.sqlite3-wal")} == {
        name: before[name] for name in ("hue.sqlite3", "hue.sqlite3-wal")
    }
    assert disk(live).keys() == before.keys()


@pytest.mark.parametrize("endings", [ENDINGS, ("", "-wal")])
def test_what_a_dead_server_left_in_its_log_is_read_and_nothing_changes(
    live: Path, tmp_path: Path, endings: tuple[str, ...]
) -> None:
    copy = copied(live, tmp_path / "copy", *endings)
    before = disk(copy)
    assert ask(copy, everything) == (["alpha", "beta"], {TODAY: 3}, 3, [], [])
    assert disk(copy) == before


def test_a_database_at_rest_is_read_and_nothing_is_made_beside_it(live: Path, tmp_path: Path) -> None:
    copy = copied(live, tmp_path / "copy", "")
    before = disk(copy)
    assert ask(copy, everything) == (["alpha", "beta"], {TODAY: 2}, 2, [], [])
    assert disk(copy) == before
    assert [file.name for file in copy.parent.iterdir()] == ["hue.sqlite3"]


def test_a_folder_with_signs_in_its_name_is_no_other_address(live: Path, tmp_path: Path) -> None:
    assert ask(copied(live, tmp_path / "50% ? #1", ""), supporters) == 2


def test_writing_is_refused(live: Path, tmp_path: Path) -> None:
    def write(asked: Reading) -> None:
        asked._connection.execute("DELETE FROM store_count")  # noqa: SLF001 - there is no other way to try

    for path in (live, copied(live, tmp_path / "copy", "")):
        with pytest.raises(InputError, match="readonly"):
            ask(path, write)
        assert ask(path, supporters) >= 2


def test_a_look_during_which_a_server_began_is_taken_again(live: Path, tmp_path: Path) -> None:
    copy = copied(live, tmp_path / "copy", "")
    looks: list[int] = []

    def disturbed(asked: Reading) -> int:
        if not looks:
            tamper(copy, "UPDATE store_count SET n = 40 WHERE dimension = 'supporters'")
        looks.append(supporters(asked))
        return looks[-1]

    assert ask(copy, disturbed) == 40
    assert len(looks) == 2


def test_a_file_that_never_rests_is_given_up(live: Path, tmp_path: Path) -> None:
    copy = copied(live, tmp_path / "copy", "")

    def disturbed(asked: Reading) -> int:
        tamper(copy, "UPDATE store_count SET n = n + 1")
        return len(asked.slugs())

    with pytest.raises(BusyError):
        ask(copy, disturbed)


def test_a_reader_sees_one_moment(live: Path) -> None:
    from hueandcry.store.sqlite_committer import SqliteCommitter

    def interrupted(asked: Reading) -> tuple[int, int]:
        traces = sum(asked.traces("alpha").values())
        with closing(SqliteCommitter(live)) as committer:
            committer.commit([new_join()], [])
        return traces, supporters(asked)

    assert ask(live, interrupted) == (3, 3)
    assert ask(live, supporters) == 4


def test_what_belongs_to_no_campaign_is_found(live: Path, tmp_path: Path) -> None:
    copy = copied(live, tmp_path / "copy", "")
    tamper(copy, "INSERT INTO store_count VALUES ('supporters', '', '2026-03-05', 7, 99)")
    tamper(copy, "INSERT INTO store_tokentrace VALUES (99, '2026-03-05', x'00')")
    tamper(copy, "INSERT INTO store_tokentrace VALUES (100, '2026-03-05', x'00')")
    assert ask(copy, lambda asked: asked.orphans()) == [Orphan(99, 1, 1), Orphan(100, 0, 1)]


@pytest.mark.parametrize(("column", "value"), [("n", "many"), ("day", "someday"), ("day", 20260305)])
def test_what_is_no_number_or_no_day_is_named(live: Path, tmp_path: Path, column: str, value: object) -> None:
    copy = copied(live, tmp_path / "copy", "")
    tamper(copy, f"UPDATE store_count SET {column} = ? WHERE dimension = 'hour'", value)  # noqa: S608
    with pytest.raises(InputError, match=str(value)):
        ask(copy, supporters)


def test_a_page_that_is_overwritten_is_found(live: Path, tmp_path: Path) -> None:
    copy = copied(live, tmp_path / "copy", "")
    with closing(sqlite3.connect(copy)) as connection:
        [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'store_version'")
        [[size]] = connection.execute("PRAGMA page_size")
    with copy.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert ask(copy, lambda asked: asked.faults()) != []
    assert ask(copy, supporters) == 2


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "hue.sqlite3").write_bytes(b"no database" * 1_000)
    with pytest.raises(InputError, match="damaged"):
        ask(database_in(tmp_path), supporters)


def test_a_database_of_something_else_is_no_tally(tmp_path: Path) -> None:
    (tmp_path / "hue.sqlite3").touch()
    with pytest.raises(UsageError, match="holds no tally"):
        ask(database_in(tmp_path), supporters)


def test_a_folder_without_a_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no hue\.sqlite3 in it"):
        database_in(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        database_in(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
