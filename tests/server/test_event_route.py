"""POST event: a plain counter, approximate and quick."""

import time

import pytest

from tests.conftest import Running
from tests.server.asking import RED, ask, post

SOON_S = 10


def number(running: Running, name: str) -> int:
    """Return one of the public numbers."""
    return int(ask(running.address, f"{RED}count.json").json()[name])


def wait_for(running: Running, name: str, wanted: int) -> int:
    """Return a public number once it is what is wanted, or what it is in the end."""
    until = time.monotonic() + SOON_S
    while (found := number(running, name)) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("what", ["visit", "save", "share"])
def test_an_event_is_taken_without_a_word(demo: Running, what: str) -> None:
    reply = post(demo.address, f"{RED}event", {"what": what})
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("document", [{"what": "click"}, {"what": None}, {}, [], "visit"])
def test_an_unknown_event_is_refused(demo: Running, document: object) -> None:
    reply = post(demo.address, f"{RED}event", document)
    assert reply.status == 400
    assert reply.json()["error"]["code"] in ("bad_event", "bad_body")


@pytest.mark.parametrize(("what", "name"), [("visit", "visits"), ("save", "pictures")])
def test_visits_and_saves_show_in_the_public_numbers_soon(demo: Running, what: str, name: str) -> None:
    before = number(demo, name)
    # Events of other tests may still be on their way for a second: let them arrive.
    time.sleep(1.1)
    before = max(before, number(demo, name))
    for _ in range(3):
        post(demo.address, f"{RED}event", {"what": what})
    assert wait_for(demo, name, before + 3) == before + 3


def test_no_event_makes_a_supporter(demo: Running) -> None:
    before = number(demo, "supporters")
    for what in ("visit", "save", "share"):
        post(demo.address, f"{RED}event", {"what": what})
    time.sleep(1.1)
    assert number(demo, "supporters") == before
