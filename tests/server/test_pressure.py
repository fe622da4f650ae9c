"""Under pressure: who cannot be counted now is told so, and when to come back."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from hueandcry.campaigns.demo import demo_campaign
from hueandcry.server.app import App
from hueandcry.server.bundles import Shelf
from hueandcry.server.tally_routes import TallyRoutes
from hueandcry.server.wire import Message
from hueandcry.tally import Totals, Writer
from hueandcry.tally.writer import MAX_WAITING
from tests.tally.ledger import FailingLedger, Ledger
from tests.tally.making import new_event, new_token

NOW = datetime(2026, 3, 5, 14, 30, tzinfo=UTC)


class NoCounts:
    """Reads nothing from nowhere."""

    def totals(self, slug: str) -> Totals:
        """Return zeros for every campaign."""
        assert slug
        return Totals()


def app_over(writer: Writer) -> App:
    """Return the application over a writer of the test's own."""
    campaign = demo_campaign("tricolore")
    routes = TallyRoutes({campaign.slug: campaign}, writer, NoCounts(), b"key", lambda: NOW)
    return App(Shelf([], {}), routes)


def answer(app: App, path: str, document: object) -> tuple[int, dict[bytes, bytes], dict[str, object]]:
    """Return status, headers and JSON of a POST, spoken to the application directly."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": json.dumps(document).encode(), "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": []}
    # In a thread of its own: browser tests leave an event loop running in the main one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    start, body = sent
    return start["status"], dict(start["headers"]), json.loads(body["body"])


@contextmanager
def full_writer() -> Iterator[Writer]:
    """Have a writer that has not begun and with whom as many wait as may."""
    writer = Writer(Ledger())
    for _ in range(MAX_WAITING):
        writer.count(new_event())
    yield writer
    writer.start()
    writer.stop()


def assert_told_to_come_back(headers: dict[bytes, bytes], document: dict[str, object], code: str) -> None:
    """Check what a browser needs in order to try again, from any origin."""
    error = document["error"]
    assert isinstance(error, dict)
    assert (error["code"], bool(error["hint"])) == (code, True)
    assert int(headers[b"retry-after"]) >= 1
    assert headers[b"access-control-allow-origin"] == b"*"
    assert headers[b"cache-control"] == b"no-store"


def test_a_join_that_could_not_be_kept_is_told_to_come_back() -> None:
    writer = Writer(FailingLedger(OSError("the disk is full")))
    writer.start()
    app, document = app_over(writer), {"token": new_token(NOW.date())}
    status, headers, refusal = answer(app, "/c/tricolore/join", document)
    assert status == 503
    assert_told_to_come_back(headers, refusal, "not_durable")
    assert "disk" not in json.dumps(refusal)
    status, _, accepted = answer(app, "/c/tricolore/join", document)
    writer.stop()
    assert (status, accepted) == (200, {"supporters": 1})


@pytest.mark.parametrize(("route", "field"), [("join", "token"), ("event", "what")])
def test_where_too_many_wait_the_next_is_told_to_come_back(route: str, field: str) -> None:
    value = new_token(NOW.date()) if field == "token" else "visit"
    with full_writer() as writer:
        status, headers, refusal = answer(app_over(writer), f"/c/tricolore/{route}", {field: value})
    assert status == 503
    assert_told_to_come_back(headers, refusal, "busy")
