"""A Firefox, spoken to by WebDriver BiDi: as much of it as a smoke run needs."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.wire import Wire, started, wire

# Saving asks nothing and opens nothing.
PREFERENCES = {
    "browser.download.alwaysOpenPanel": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
}


class FirefoxTab:
    """Firefox's only tab.

    Args:
        wire: to the browser, with a session on it.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._context: str = wire.ask("browsingContext.getTree")["contexts"][0]["context"]

    def go(self, address: str) -> None:
        """Open a page."""
        self._wire.ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def value(self, expression: str) -> Any:  # noqa: ANN401 - JavaScript may give anything
        """Return what an expression is worth on the page."""
        answer = self._wire.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self._context},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file as the file dialog would."""
        self._wire.ask(
            "input.setFiles", context=self._context, element=self._find(selector), files=[str(file)]
        )

    def press(self, selector: str) -> None:
        """Bring a button into view and press it with the mouse."""
        still = "{block: 'center', behavior: 'instant'}"  # the mouse misses what is on the move
        self.value(f"document.querySelector({json.dumps(selector)}).scrollIntoView({still})")
        middle = {"type": "element", "element": self._find(selector)}
        steps: list[dict[str, object]] = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": middle},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": steps}
        self._wire.ask("input.performActions", context=self._context, actions=[mouse])

    def resize(self, width: int, height: int) -> None:
        """Give the page a size, in CSS pixels."""
        size = {"width": width, "height": height}
        self._wire.ask("browsingContext.setViewport", context=self._context, viewport=size)

    def picture(self) -> bytes:
        """Return a PNG of what is seen."""
        answer = self._wire.ask("browsingContext.captureScreenshot", context=self._context)
        return base64.b64decode(answer["data"])

    def _find(self, selector: str) -> dict[str, str]:
        locator = {"type": "css", "value": selector}
        nodes = self._wire.ask("browsingContext.locateNodes", context=self._context, locator=locator)["nodes"]
        assert len(nodes) == 1, f"{selector}: {len(nodes)} of them"
        return {"sharedId": nodes[0]["sharedId"]}


@contextmanager
def firefox(path: str, home: Path) -> Iterator[FirefoxTab]:
    """Start a Firefox that has never been used, and stop it afterwards.

    Args:
        path: the program.
        home: an empty folder for its profile, its log and its downloads.
    """
    profile = home / "profile"
    profile.mkdir()
    preferences = PREFERENCES | {"browser.download.dir": str(home)}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines))
    command = [path, "--remote-debugging-port=0", "--headless", "--no-remote", "--profile", str(profile)]
    with (
        started(command, home / "firefox.txt", {"HOME": str(home)}) as address,
        wire(f"{address}/session") as browser,
    ):
        browser.ask("session.new", capabilities={})
        yield FirefoxTab(browser)
