"""Asking a server over HTTP and looking at exactly what it answers."""

import json
import socket
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_S = 20
RED = "/c/make-facebook-red/"
TRICOLORE = "/c/tricolore/"


@dataclass(frozen=True)
class Reply:
    """What came back.

    Args:
        status: the HTTP status.
        headers: by name in any case.
        body: the bytes.
    """

    status: int
    headers: HTTPMessage
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 - JSON may be anything
        """Return the body's JSON."""
        assert self.headers["content-type"] == "application/json; charset=utf-8"
        return json.loads(self.body)


def ask(
    address: str,
    path: str,
    method: str = "GET",
    *,
    body: bytes | Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    client: str = "",
) -> Reply:
    """Send one request as it is, following nothing and tidying nothing.

    Args:
        address: the server's.
        path: sent to the letter.
        method: the HTTP method.
        body: bytes, or pieces that are sent one by one.
        headers: what else to send.
        client: the loopback address to come from, if it matters.
    """
    host = urlsplit(address)
    source = (client, 0) if client else None
    assert host.hostname is not None
    with closing(HTTPConnection(host.hostname, host.port, TIMEOUT_S, source)) as connection:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        return Reply(response.status, response.headers, response.read())


def post(address: str, path: str, document: object) -> Reply:
    """Post a JSON document as the studio does."""
    return ask(
        address,
        path,
        "POST",
        body=json.dumps(document).encode(),
        headers={"content-type": "application/json", "origin": "https://mirror.example"},
    )


def send_raw(address: str, request: bytes) -> bytes:
    """Send bytes as they are, and return all that comes back until the server closes."""
    host = urlsplit(address)
    with socket.create_connection((host.hostname, host.port), TIMEOUT_S) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def supporters(address: str, campaign: str = RED) -> int:
    """Return the public number of supporters."""
    return int(ask(address, f"{campaign}count.json").json()["supporters"])
