"""The tally's routes: join, event, count.json. Any origin may call them; none may bring credentials."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from hueandcry.campaigns import Campaign
from hueandcry.errors import BusyError, InputError
from hueandcry.server.wire import Answer, Headers, Receive, error_answer, json_answer, read_body
from hueandcry.tally import Audience, Totals, Writer, count_document, read_event, read_join
from hueandcry.tally.join import MAX_BODY_BYTES

COUNT_SECONDS = 1.0
ROUTES = {"join": "POST", "event": "POST", "count.json": "GET"}

ANY_ORIGIN: Headers = ((b"access-control-allow-origin", b"*"),)
PREFLIGHT: Headers = (
    *ANY_ORIGIN,
    (b"access-control-allow-methods", b"GET, POST"),
    (b"access-control-allow-headers", b"content-type"),
    (b"access-control-max-age", b"86400"),
)
NOT_STORED: Headers = (*ANY_ORIGIN, (b"cache-control", b"no-store"))
FOR_SECONDS: Headers = (*ANY_ORIGIN, (b"cache-control", b"public, max-age=2"))


class Counts(Protocol):
    """Reads public numbers."""

    def totals(self, slug: str) -> Totals:
        """Return a campaign's numbers as they are on disk."""


class TallyRoutes:
    """Answers the tally's requests.

    Args:
        campaigns: the live campaigns by slug.
        writer: takes joins and events.
        counts: reads the numbers.
        secret: the key for token hashes.
        clock: the time in UTC.
    """

    def __init__(
        self,
        campaigns: dict[str, Campaign],
        writer: Writer,
        counts: Counts,
        secret: bytes,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._audiences = {slug: audience_of(campaign) for slug, campaign in campaigns.items()}
        self._writer = writer
        self._counts = counts
        self._secret = secret
        self._clock = clock
        self._shown: dict[str, tuple[float, Answer]] = {}

    async def answer(self, slug: str, route: str, method: str, receive: Receive) -> Answer | None:
        """Return the answer, or None if this is no route of the tally."""
        audience = self._audiences.get(slug)
        if audience is None or route not in ROUTES:
            return None
        if method == "OPTIONS":
            return Answer(204, headers=PREFLIGHT)
        if method not in (ROUTES[route], "HEAD" if route == "count.json" else ROUTES[route]):
            wrong = InputError(f"{route} takes {ROUTES[route]}.", "Use that method.", code="wrong_method")
            allow = (b"allow", ROUTES[route].encode())
            return error_answer(wrong, status=405, headers=(*ANY_ORIGIN, allow))
        try:
            if route == "count.json":
                return self._count(slug)
            body = await read_body(receive, MAX_BODY_BYTES)
            return await (self._join(audience, body) if route == "join" else self._event(slug, body))
        except (InputError, BusyError) as error:
            return error_answer(error, headers=ANY_ORIGIN)

    async def _join(self, audience: Audience, body: bytes) -> Answer:
        join = read_join(body, audience, secret=self._secret, now=self._clock())
        supporters = await asyncio.wrap_future(self._writer.join(join))
        self._shown.pop(audience.slug, None)
        return json_answer({"supporters": supporters}, headers=NOT_STORED)

    async def _event(self, slug: str, body: bytes) -> Answer:
        self._writer.count(read_event(body, slug, now=self._clock()))
        return Answer(204, headers=NOT_STORED)

    def _count(self, slug: str) -> Answer:
        """Return the numbers, read from disk at most once a second."""
        now = time.monotonic()
        until, answer = self._shown.get(slug, (0.0, Answer()))
        if now >= until:
            document = count_document(self._counts.totals(slug), self._clock())
            answer = json_answer(document, headers=FOR_SECONDS)
            self._shown[slug] = (now + COUNT_SECONDS, answer)
        return answer


def audience_of(campaign: Campaign) -> Audience:
    """Return what joins of a campaign may name."""
    return Audience(
        slug=campaign.slug,
        languages=frozenset(campaign.languages),
        variants=frozenset(variant.name for variant in campaign.variants),
        partners=frozenset(partner.slug for partner in campaign.partners),
    )
