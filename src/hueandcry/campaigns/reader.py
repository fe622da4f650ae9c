"""Reading a TOML table strictly: every key by its type, every wrong or unknown key by its name."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar, cast
from urllib.parse import urlsplit

from hueandcry.errors import InputError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOST = re.compile(r"[\w.-]*\w|[0-9a-f:.]+")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
T = TypeVar("T")


class Table:
    """One TOML table and where it stands; keys are taken out one by one.

    Args:
        values: the table as parsed.
        place: how to name it to a person, such as ``variant 2``; empty at the top.
    """

    def __init__(self, values: Mapping[str, object], place: str = "") -> None:
        self.values = dict(values)
        self.place = place
        self.known: list[str] = []

    def wrong(self, name: str, what: str) -> InputError:
        """Return the error for a key."""
        where = f"{self.place}: {name}" if self.place else name
        return InputError(f"{where} {what}", code="bad_campaign")

    def take(self, name: str, kind: type[T], what: str) -> T | None:
        """Take a key of one type out, or None if it is not there."""
        self.known.append(name)
        value = self.values.pop(name, None)
        if value is not None and (
            not isinstance(value, kind) or (kind is not bool and isinstance(value, bool))
        ):
            raise self.wrong(name, f"must be {what}.")
        return value

    def text(self, name: str, *, required: bool = False) -> str:
        """Take a string; empty if it may be missing and is."""
        value = (self.take(name, str, "a text in quotes") or "").replace("\r\n", "\n").strip()
        if required and not value:
            raise self.wrong(name, "is missing.")
        if CONTROL.search(value):
            raise self.wrong(name, "has a control character, which no page can show; leave it out.")
        return value

    def slug(self, name: str) -> str:
        """Take a short name that can stand in an address."""
        value = self.text(name, required=True)
        if not SLUG.fullmatch(value) or len(value) > 64:
            raise self.wrong(
                name, f"{value!r} must be small letters and digits joined by hyphens, 64 at most."
            )
        return value

    def url(self, name: str, *, required: bool = False) -> str:
        """Take a web address; empty if it may be missing and is."""
        value = self.text(name, required=required)
        if value and not is_web_address(value):
            raise self.wrong(name, f"{value!r} must begin with https:// or http:// and name a host.")
        return value

    def day(self, name: str) -> date | None:
        """Take a date."""
        value = self.take(name, date, "a date such as 2016-04-29")
        if isinstance(value, datetime):
            raise self.wrong(name, "must be a date without a time.")
        return value

    def needed_day(self, name: str) -> date:
        """Take a date that must be there."""
        value = self.day(name)
        if value is None:
            raise self.wrong(name, "is missing: a date such as 2016-04-29.")
        return value

    def switch(self, name: str) -> bool:
        """Take true or false; false if missing."""
        return self.take(name, bool, "true or false") or False

    def strings(self, name: str) -> tuple[str, ...]:
        """Take a list of strings; empty if missing."""
        value = self.take(name, list, "a list of texts") or []
        if not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(name, "must be a list of texts.")
        return tuple(each.strip() for each in value)

    def table(self, name: str) -> "Table":
        """Take a sub-table; empty if missing."""
        place = f"{self.place} {name}".strip()
        return Table(self.take(name, dict, f"a table [{name}]") or {}, place)

    def tables(self, name: str) -> list["Table"]:
        """Take an array of tables; empty if missing."""
        values = self.take(name, list, f"one or more tables [[{name}]]") or []
        if not all(isinstance(each, dict) for each in values):
            raise self.wrong(name, f"must be written as tables [[{name}]].")
        place = f"{self.place} {name}".strip()
        return [
            Table(cast("dict[str, object]", each), f"{place} {n}") for n, each in enumerate(values, start=1)
        ]

    def finish(self) -> None:
        """Refuse whatever key is left: a misspelt key must never be passed over in silence."""
        for name in self.values:
            raise self.wrong(name, f"is no key I know here; I know {', '.join(self.known)}.")


def is_web_address(value: str) -> bool:
    """Whether the value is an http(s) address with a host and nothing that could break out of a page."""
    if re.search(r"[\s<>\"'`\\]", value):
        return False
    try:
        parts = urlsplit(value)
        has_port = parts.port != 0  # raises ValueError if it is out of range
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and has_port and parts.username is None
    return is_web and bool(HOST.fullmatch(parts.hostname or ""))
