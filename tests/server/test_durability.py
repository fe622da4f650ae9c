"""Acknowledged means on disk: a server that is killed has lost nobody and counts nobody twice."""

import http.client
import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import Running, stop_server
from tests.server.asking import supporters
from tests.server.joining import join, new_token, number_after
from tests.server.serving import QUICK, kill_hard, quick_campaign, serving

THREADS = 8
ENOUGH = 150
SOON_S = 30


@dataclass
class Crowd:
    """Supporters who join until the server is gone.

    Args:
        address: the server's.
        sent: every token that was sent.
        acknowledged: the tokens whose join was answered.
        is_enough: set as soon as enough were answered.
    """

    address: str
    sent: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    is_enough: threading.Event = field(default_factory=threading.Event)

    def join_on(self) -> None:
        """Join again and again, each time as somebody else."""
        while True:
            token = new_token()
            self.sent.append(token)
            try:
                number_after(join(self.address, token, QUICK))
            except (OSError, http.client.HTTPException):
                return
            self.acknowledged.append(token)
            if len(self.acknowledged) >= ENOUGH:
                self.is_enough.set()


def join_until_killed(running: Running) -> Crowd:
    """Let a crowd join and kill the server in the midst of it."""
    crowd = Crowd(running.address)
    with ThreadPoolExecutor(THREADS) as threads:
        joining = [threads.submit(crowd.join_on) for _ in range(THREADS)]
        is_enough = crowd.is_enough.wait(SOON_S)
        kill_hard(running)
    assert is_enough
    assert [done.exception() for done in joining] == [None] * THREADS
    return crowd


def test_a_killed_server_has_counted_every_acknowledged_join_once(tmp_path: Path) -> None:
    campaign, data = quick_campaign(tmp_path / "campaigns"), tmp_path / "data"
    data.mkdir()
    with serving(data, campaign) as running:
        crowd = join_until_killed(running)
    key = (data / "secret-key").read_bytes()
    with serving(data) as running:
        counted = supporters(running.address, QUICK)
        assert len(crowd.acknowledged) <= counted <= len(crowd.sent)
        for token in crowd.acknowledged:
            assert number_after(join(running.address, token, QUICK)) == counted
        for token in crowd.sent:
            join(running.address, token, QUICK)
        assert supporters(running.address, QUICK) == len(crowd.sent)
        stop_server(running)
    assert (data / "secret-key").read_bytes() == key


def hang_up_after_joining(running: Running, token: str) -> None:
    """Send a join and leave without waiting for the answer."""
    host, body = urlsplit(running.address), json.dumps({"token": token}).encode()
    head = f"POST {QUICK}join HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection((host.hostname, host.port)) as connection:
        connection.sendall(head + body)


def test_who_hangs_up_is_counted_once_at_most_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    campaign, data = quick_campaign(tmp_path / "campaigns"), tmp_path / "data"
    data.mkdir()
    tokens = [new_token() for _ in range(30)]
    with serving(data, campaign) as running:
        for token in tokens:
            hang_up_after_joining(running, token)
        assert 1 <= number_after(join(running.address, new_token(), QUICK)) <= len(tokens) + 1
        for token in tokens:  # as their browsers would later: they had no answer
            join(running.address, token, QUICK)
        assert supporters(running.address, QUICK) == len(tokens) + 1
        stop_server(running)
