"""A join: the event of becoming a supporter, and the separate counters that it raises."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hueandcry.errors import InputError
from hueandcry.tally.token import Trace, trace_token

MAX_BODY_BYTES = 2_000
OTHER = "other"
MAX_GENERATION = 30
MAX_OPENS = 6
EVENTS = ("visit", "save", "share")

NETWORKS = frozenset(
    {
        *("facebook", "instagram", "threads", "x", "whatsapp", "telegram", "linkedin", "youtube"),
        *("discord", "mastodon", "bluesky", "gitlab", "gitea", "matrix", "slack", "gravatar"),
    }
)


@dataclass(frozen=True)
class Audience:
    """What a campaign's joins may name; anything else is counted as ``other``.

    Args:
        slug: the campaign's.
        languages: its language tags.
        variants: its variants' names.
        partners: its partners' slugs.
    """

    slug: str
    languages: frozenset[str]
    variants: frozenset[str]
    partners: frozenset[str]


@dataclass(frozen=True)
class Counter:
    """One number of one campaign: a dimension, a value of it and a day. Never more than one dimension."""

    dimension: str
    value: str
    day: date


@dataclass(frozen=True)
class Join:
    """A checked join.

    Args:
        slug: the campaign's.
        trace: what is kept of the token.
        counters: what goes up by one if the trace is new; each stands alone, none joins two facts.
    """

    slug: str
    trace: Trace
    counters: tuple[Counter, ...]


@dataclass(frozen=True)
class Event:
    """A plain counted event: ``visit``, ``save`` or ``share``. Approximate by nature."""

    slug: str
    what: str
    day: date


def read_join(body: bytes, audience: Audience, *, secret: bytes, now: datetime) -> Join:
    """Check the body of a join.

    Args:
        body: JSON ``{token, language?, network?, variant?, partner?, generation?, opens?}``.
        audience: what the campaign knows.
        secret: the key for token hashes.
        now: the time in UTC.

    Raises:
        InputError: if it is no such JSON, or the token cannot be used.
    """
    fields = read_object(body)
    trace = trace_token(fields.get("token"), slug=audience.slug, secret=secret, today=now.date())
    return Join(audience.slug, trace, tuple(counters(fields, audience, now)))


def counters(fields: Mapping[str, object], audience: Audience, now: datetime) -> Iterator[Counter]:
    """Return every counter that this join raises."""
    day = now.date()
    yield Counter("supporters", "", day)
    yield Counter("hour", f"{now.hour:02}", day)
    known = {
        "language": audience.languages,
        "network": NETWORKS,
        "variant": audience.variants,
        "partner": audience.partners,
    }
    for dimension, values in known.items():
        value = fields.get(dimension)
        if value is not None:
            yield Counter(dimension, value if isinstance(value, str) and value in values else OTHER, day)
    for dimension, most in (("generation", MAX_GENERATION), ("opens", MAX_OPENS)):
        if dimension in fields:
            yield Counter(dimension, str(small_number(fields[dimension], dimension, most)), day)


def small_number(value: object, name: str, most: int) -> int:
    """Return a count between 0 and `most`; larger ones count as `most`."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputError(
            f"{name} must be a whole number from 0.", "Correct it or leave it out.", code="bad_join"
        )
    return min(value, most)


def read_event(body: bytes, slug: str, *, now: datetime) -> Event:
    """Check the body of an event, JSON ``{what: "visit" | "save" | "share"}``.

    Raises:
        InputError: if it is anything else.
    """
    what = read_object(body).get("what")
    if not isinstance(what, str) or what not in EVENTS:
        raise InputError(f"what must be one of {', '.join(EVENTS)}.", "Correct it.", code="bad_event")
    return Event(slug, what, now.date())


def read_object(body: bytes) -> Mapping[str, object]:
    """Return a small JSON object, or raise InputError."""
    try:
        fields = json.loads(body) if len(body) <= MAX_BODY_BYTES else None
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict):
        raise InputError(
            f"The body must be one JSON object of at most {MAX_BODY_BYTES} bytes.",
            "Send it as JSON.",
            code="bad_body",
        )
    return fields
