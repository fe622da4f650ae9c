"""Reading the tally from SQLite without a trace: no Django, no lock file, not a byte changed on the disk.

It works beside a running server. Each question is one short look, because the server cannot empty its
write-ahead log while somebody looks.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TypeVar

from hueandcry.errors import BusyError, InputError, UsageError
from hueandcry.tally import Counter
from hueandcry.tally.audit import Orphan

DATABASE_NAME = "hue.sqlite3"
# As the models say, which could not be asked without Django set up, and that makes a key.
CAMPAIGNS, TRACES, COUNTS = "store_campaignrecord", "store_tokentrace", "store_count"

SLUGS = f"SELECT slug FROM {CAMPAIGNS} ORDER BY slug"  # noqa: S608 - our own tables' names, here and below
OF_CAMPAIGN = f"campaign_id = (SELECT id FROM {CAMPAIGNS} WHERE slug = ?)"  # noqa: S608
TRACE_DAYS = f"SELECT day, count(*) FROM {TRACES} WHERE {OF_CAMPAIGN} GROUP BY day"  # noqa: S608
COUNT_ROWS = (
    f"SELECT dimension, value, day, n FROM {COUNTS} WHERE {OF_CAMPAIGN} ORDER BY dimension, value, day"  # noqa: S608
)
ORPHANS = (
    "SELECT campaign_id, sum(is_counter), sum(NOT is_counter) FROM "  # noqa: S608
    f"(SELECT campaign_id, 1 AS is_counter FROM {COUNTS} UNION ALL SELECT campaign_id, 0 FROM {TRACES}) "
    f"WHERE campaign_id NOT IN (SELECT id FROM {CAMPAIGNS}) GROUP BY campaign_id ORDER BY campaign_id"
)

BUSY_SECONDS = 5.0
TRIES = 5

Answer = TypeVar("Answer")


class Reading:
    """One look at the tally; all that it tells is of one moment.

    Args:
        connection: in a transaction that only reads.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def slugs(self) -> list[str]:
        """Return every campaign's slug, public or not."""
        return [slug for (slug,) in self._connection.execute(SLUGS)]

    def traces(self, slug: str) -> dict[date, int]:
        """Return how many traces a campaign has of each token day."""
        return {read_day(day): n for day, n in self._connection.execute(TRACE_DAYS, (slug,))}

    def counts(self, slug: str) -> list[tuple[Counter, int]]:
        """Return a campaign's counters by dimension, value and day."""
        return [
            (Counter(str(dimension), str(value), read_day(day)), read_number(n))
            for dimension, value, day, n in self._connection.execute(COUNT_ROWS, (slug,))
        ]

    def orphans(self) -> list[Orphan]:
        """Return what belongs to no campaign."""
        return [Orphan(*row) for row in self._connection.execute(ORPHANS)]

    def faults(self) -> list[str]:
        """Return what SQLite finds wrong with the file; nothing if it is whole."""
        said: list[str] = []
        try:
            said += [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            if primary_code(error) != sqlite3.SQLITE_CORRUPT:
                raise
            said.append(str(error))  # too damaged even to be checked to the end
        return [] if said == ["ok"] else said


def read_day(day: object) -> date:
    """Return a day, or raise InputError."""
    try:
        return date.fromisoformat(day if isinstance(day, str) else "")
    except ValueError:
        raise damaged(f"{day!r} stands where a day should") from None


def read_number(n: object) -> int:
    """Return a counter's number, or raise InputError."""
    if isinstance(n, int):
        return n
    raise damaged(f"{n!r} stands where a number should")


def damaged(what: str) -> InputError:
    """Return the error for a database that cannot be read."""
    return InputError(f"The database is damaged: {what}.", "Restore it from a backup.", code="damaged")


def database_in(folder: Path) -> Path:
    """Return the database of a data folder.

    Raises:
        UsageError: if there is none.
    """
    path = folder / DATABASE_NAME
    if not path.is_file():
        what = f"there is no {DATABASE_NAME} in it" if folder.is_dir() else "there is no such folder"
        raise UsageError(
            f"No count is kept in {folder}: {what}.",
            "Name the folder that hue up uses with --data.",
            code="no_database",
        )
    return path


def ask(path: Path, question: Callable[[Reading], Answer]) -> Answer:
    """Ask the database something and leave no trace.

    Args:
        path: the database file; a server may be writing to it.
        question: asked of one moment's state; asked again if that was disturbed.

    Raises:
        UsageError: if the file cannot be opened or is no tally's.
        InputError: if it is damaged.
        BusyError: if it is locked for longer than a moment.
    """
    for _ in range(TRIES):
        before, has_locks = state(path), is_shared(path)
        try:
            with closing(open_quietly(path, has_locks=has_locks)) as connection:
                answer = question(Reading(connection))
        except (sqlite3.DatabaseError, InputError) as error:
            if state(path) == before or (has_locks and is_shared(path)):
                raise explained(error, path) from error
        else:
            if has_locks or state(path) == before:
                return answer
    raise BusyError(f"{path} changes all the time.", "Try again in a moment.", code="busy")


def open_quietly(path: Path, *, has_locks: bool) -> sqlite3.Connection:
    """Open the database for one read transaction, in the way that leaves its folder as it is.

    Opened plainly, even for reading only, SQLite would make a log and its index beside a database at rest
    and leave them there.

    Args:
        path: the database file.
        has_locks: whether it is shared with a server, so that SQLite's locks must and can be heeded.
    """
    if has_locks:
        try:
            return begin(path, "mode=ro&readonly_shm=1")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_READONLY:
                raise
            return begin(path, "mode=ro")  # a server is up, and shares its memory with all who read
    if not log_bytes(path):
        return begin(path, "immutable=1")
    if os.name != "posix":
        return begin(path, "mode=ro")
    return begin(
        path, "mode=ro&vfs=unix-none", "PRAGMA locking_mode = EXCLUSIVE"
    )  # keeps the index in memory


def begin(path: Path, how: str, *pragmas: str) -> sqlite3.Connection:
    """Open the database and begin to read."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    try:
        for statement in (*pragmas, "BEGIN", f"SELECT 1 FROM {CAMPAIGNS} LIMIT 1"):  # noqa: S608
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def is_shared(path: Path) -> bool:
    """Whether a server has the database open, or left it without closing."""
    return beside(path, "-wal").exists() and beside(path, "-shm").exists()


def log_bytes(path: Path) -> int:
    """Return how much the write-ahead log holds."""
    log = beside(path, "-wal")
    return log.stat().st_size if log.exists() else 0


def state(path: Path) -> list[tuple[int, int, int] | None]:
    """Return what shows that somebody wrote meanwhile."""
    files = (path, beside(path, "-wal"))
    found = [file.stat() if file.exists() else None for file in files]
    return [(each.st_ino, each.st_size, each.st_mtime_ns) if each else None for each in found]


def beside(path: Path, ending: str) -> Path:
    """Return one of SQLite's own files beside the database."""
    return path.with_name(path.name + ending)


def primary_code(error: sqlite3.DatabaseError) -> int:
    """Return SQLite's code for what happened; what Python itself refuses, such as broken text, is damage."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)) & 0xFF


def explained(error: Exception, path: Path) -> Exception:
    """Return what a person can do about an error of SQLite's."""
    if not isinstance(error, sqlite3.DatabaseError):
        return error
    code = primary_code(error)
    if code == sqlite3.SQLITE_BUSY:
        return BusyError(f"{path} is locked.", "Try again in a moment.", code="busy")
    if code == sqlite3.SQLITE_CANTOPEN:
        return UsageError(f"{path} cannot be opened.", "See who may read it.", code="no_database")
    if code == sqlite3.SQLITE_ERROR and "no such" in str(error):
        return UsageError(
            f"{path} holds no tally.", "Name the folder that hue up uses with --data.", code="no_database"
        )
    return damaged(str(error))
