"""The token a browser makes for one campaign on one day, and the only trace of it that is kept."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta

from hueandcry.errors import InputError

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
TOKEN = re.compile(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})-({UUID4})")
MAX_AGE = timedelta(days=60)
HASH_BYTES = 16


@dataclass(frozen=True)
class Trace:
    """What is kept of a token: its day, so that the index stays local in time, and a keyed hash."""

    day: date
    keyed_hash: bytes


def trace_token(token: object, *, slug: str, secret: bytes, today: date) -> Trace:
    """Check a token and return its trace; the token itself is forgotten.

    Args:
        token: ``YYYYMMDD-`` and a UUIDv4 in lower case, as the browser sent it.
        slug: the campaign's; the same token for another campaign leaves another trace.
        secret: the instance's key; without it nobody can test a guess.
        today: the day in UTC.

    Raises:
        InputError: if it is no such token, from the future, or over 60 days old.
    """
    match = TOKEN.fullmatch(token) if isinstance(token, str) else None
    day = day_of(match) if match else None
    if day is None:
        raise refused("is not a date and a random UUID", "Send YYYYMMDD- and a version 4 UUID in lower case.")
    if day > today:
        raise refused("is from the future", "Use today's date in UTC, as count.json's as_of says it.")
    if today - day > MAX_AGE:
        raise refused("is over 60 days old", "Make a new token.")
    digest = hmac.new(secret, f"{slug}\n{token}".encode(), hashlib.sha256).digest()
    return Trace(day, digest[:HASH_BYTES])


def day_of(match: re.Match[str]) -> date | None:
    """Return the token's day, or None if there is no such day."""
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def refused(what: str, hint: str) -> InputError:
    """Return the error for a token."""
    return InputError(f"The token {what}.", hint, code="bad_token")
