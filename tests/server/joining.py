"""Joining as a browser does: a token of one's own, sent to the route."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.server.asking import RED, Reply, post


def new_token(age_days: int = 0) -> str:
    """Return a token made some days ago by the clock of this machine."""
    return f"{datetime.now(UTC) - timedelta(days=age_days):%Y%m%d}-{uuid4()}"


def join(address: str, token: str, campaign: str = RED, **facts: object) -> Reply:
    """Join."""
    return post(address, f"{campaign}join", {"token": token} | facts)


def number_after(reply: Reply) -> int:
    """Return the number of supporters that an accepted join was answered with."""
    assert reply.status == 200, reply.body
    return int(reply.json()["supporters"])
