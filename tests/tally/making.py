"""Joins that tests make for themselves: tokens, bodies, and what a campaign knows."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

from hueandcry.tally import Audience, Event, Join, read_event, read_join

SECRET = b"the key of these tests"
NOW = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)
TODAY = NOW.date()


def audience(slug: str = "alpha") -> Audience:
    """Return what a campaign with two languages, two variants and one partner knows."""
    return Audience(
        slug, frozenset({"en", "ar"}), frozenset({"red", "square"}), frozenset({"example-partner"})
    )


def new_token(day: date = TODAY) -> str:
    """Return a token as a browser makes it on a day."""
    return f"{day:%Y%m%d}-{uuid4()}"


def body(**fields: object) -> bytes:
    """Return a join's body; its token is a new one unless given."""
    return json.dumps({"token": new_token()} | fields).encode()


def new_join(slug: str = "alpha", /, **fields: object) -> Join:
    """Return a checked join."""
    return read_join(body(**fields), audience(slug), secret=SECRET, now=NOW)


def new_event(what: str = "visit", slug: str = "alpha") -> Event:
    """Return a checked event."""
    return read_event(json.dumps({"what": what}).encode(), slug, now=NOW)
