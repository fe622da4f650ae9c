"""Browsers spoken to over their own wire: Chromium's DevTools protocol and WebDriver BiDi alike."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.programs import running, said

STARTED = re.compile(r"listening on (ws://\S+)")


class WireError(Exception):
    """The browser refused a command, perhaps only because it is not ready yet."""


class Wire:
    """Sends commands and waits for their answers; events are passed over.

    Args:
        connection: to the browser.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._asked = 0

    def ask(self, method: str, patience_s: float = 30, **params: object) -> dict[str, Any]:
        """Send a command and return its answer."""
        self._asked += 1
        self._connection.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            message = json.loads(self._connection.recv(timeout=patience_s))
            if message.get("id") == self._asked:
                if "error" in message:
                    raise WireError(f"{method}: {message}")
                result: dict[str, Any] = message["result"]
                return result


@contextmanager
def wire(address: str) -> Iterator[Wire]:
    """Connect, and hang up afterwards."""
    with connect(address, max_size=None, proxy=None, compression=None) as connection:
        yield Wire(connection)


@contextmanager
def started(command: list[str], log: Path, environment: dict[str, str] | None = None) -> Iterator[str]:
    """Start a browser that opens a port by itself; give the address it says, and stop it afterwards."""
    with running(command, log, environment) as process:
        yield said(process, log, STARTED)
