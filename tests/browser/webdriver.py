"""A WebKitGTK on a display of its own, spoken to by W3C WebDriver: as much of it as a smoke run needs."""

import base64
import json
import re
import socket
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from tests.browser.programs import running, said

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key that the standard names elements by
DISPLAY = re.compile(r"^(\d+)$", re.MULTILINE)  # all that the X server says on its own display's number


class WebDriver:
    """A session of a W3C WebDriver.

    Args:
        driver: the driver's address, without a slash at its end.
        capabilities: what is wanted.
    """

    def __init__(self, driver: str, capabilities: dict[str, object]) -> None:
        self._base = driver
        wanted = {"capabilities": {"alwaysMatch": capabilities}}
        self._base = f"{driver}/session/{self._ask('session', wanted)['sessionId']}"

    def go(self, address: str) -> None:
        """Open a page."""
        self._ask("url", {"url": address})

    def value(self, expression: str) -> Any:  # noqa: ANN401 - JavaScript may give anything
        """Return what an expression is worth on the page."""
        return self._ask("execute/sync", {"script": f"return {expression}", "args": []})

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file as the file dialog would."""
        self._ask(f"element/{self._find(selector)}/value", {"text": str(file)})

    def press(self, selector: str) -> None:
        """Bring a button into view and press it with the mouse."""
        self._ask(f"element/{self._find(selector)}/click", {})

    def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        self._ask("window/rect", {"width": width, "height": height})

    def picture(self) -> bytes:
        """Return a PNG of what is seen."""
        return base64.b64decode(self._ask("screenshot"))

    def quit(self) -> None:
        """End the session, and the browser with it."""
        self._ask("", method="DELETE")

    def _find(self, selector: str) -> str:
        return str(self._ask("element", {"using": "css selector", "value": selector})[ELEMENT])

    def _ask(self, path: str, body: Mapping[str, object] | None = None, method: str | None = None) -> Any:  # noqa: ANN401 - JSON
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._base}/{path}".rstrip("/"), data, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                raise AssertionError(f"{path}: {error.read().decode()}") from None


@contextmanager
def webkit(mini_browser: str, home: Path) -> Iterator[WebDriver]:
    """Start a WebKitGTK that has never been used, and stop it afterwards.

    Args:
        mini_browser: its small browser's path.
        home: an empty folder for its logs and its downloads.
    """
    with (
        display(home / "display.txt") as name,
        driver(home / "webkit.txt", {"HOME": str(home), "DISPLAY": name}) as address,
    ):
        options = {"binary": mini_browser, "args": ["--automation"]}
        session = WebDriver(address, {"webkitgtk:browserOptions": options})
        try:
            yield session
        finally:
            session.quit()


@contextmanager
def display(log: Path) -> Iterator[str]:
    """Start an X server that draws into memory; give its name."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with running(command, log) as process:
        yield f":{said(process, log, DISPLAY)}"


@contextmanager
def driver(log: Path, environment: dict[str, str]) -> Iterator[str]:
    """Start WebKitGTK's driver on a free loopback port; give its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with running(["WebKitWebDriver", f"--port={port}"], log, environment) as process:
        deadline = time.monotonic() + 60
        while not is_there(address):
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, f"it never answered: {log.read_text(errors='replace')}"
            time.sleep(0.1)
        yield address


def is_there(address: str) -> bool:
    """Whether the driver answers."""
    try:
        with urllib.request.urlopen(f"{address}/status", timeout=10) as answer:  # noqa: S310
            return bool(json.load(answer)["value"]["ready"])
    except OSError:
        return False
