"""A server of one test's own, gone afterwards however the test ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hueandcry.campaigns import Idea, new_campaign
from tests.conftest import Running, start_server

QUICK = "/c/quick/"


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[Running]:
    """Run `hue up` on a data folder."""
    running = start_server(data, *arguments)
    with running.process:
        try:
            yield running
        finally:
            running.process.kill()


def kill_hard(running: Running) -> None:
    """End the server as a power cut would: it gets no chance to say goodbye."""
    running.process.kill()
    assert running.process.wait(timeout=20) == -9


def quick_campaign(into: Path) -> str:
    """Return the path of a small new campaign, served at `QUICK`."""
    into.mkdir(exist_ok=True)
    idea = Idea(slug="quick", title="Quick", hashtags=("Quick",), effect="grey")
    return str(new_campaign(idea, into, date(2026, 3, 5)))
