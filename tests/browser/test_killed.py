"""A phone that runs out of memory ends the page's process; the page comes up again, says so, and works."""

import contextlib
import json
import os
import signal
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import FLAGS
from tests.browser.wire import Wire, WireError, started, wire
from tests.conftest import Running
from tools.need_system import find_chromium

pytestmark = pytest.mark.browser


def test_a_page_killed_while_a_photo_is_chosen_recovers(demo: Running, photo: Path, tmp_path: Path) -> None:
    chromium = find_chromium()
    assert chromium
    page = f"{demo.address}c/make-facebook-red/en/"
    command = [chromium, *FLAGS, "--headless=new", "--remote-debugging-port=0", "--enable-automation"]
    command += [f"--user-data-dir={tmp_path / 'profile'}", page]
    with started(command, tmp_path / "log.txt") as browser:
        with wire(tab_address(browser)) as tab:
            until(tab, "document.documentElement?.dataset.ready === ''")
            tab.ask("Page.enable")
            tab.ask("Page.setInterceptFileChooserDialog", enabled=True)
            tab.ask(
                "Runtime.evaluate", expression="document.getElementById('file').click()", userGesture=True
            )
            until(tab, "sessionStorage.getItem('hue:opening') === 'red'")
            with wire(browser) as whole:
                kill_renderers(whole)
        time.sleep(1.5)  # the browser has to notice first; a reload before that is lost
        with wire(tab_address(browser)) as tab:
            tab.ask("Page.reload")
        wait_for_life(browser)
        with wire(tab_address(browser)) as tab:
            until(tab, "document.getElementById('status')?.textContent.includes('Nothing was lost')")
            assert value(tab, "sessionStorage.length") == 0
            root = tab.ask("DOM.getDocument")["root"]["nodeId"]
            picker = tab.ask("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
            tab.ask("DOM.setFileInputFiles", files=[str(photo)], nodeId=picker)
            until(tab, "document.getElementById('square').dataset.painted === 'red 1080'")
            assert value(tab, "document.getElementById('save').hidden") is False


def tab_address(browser: str) -> str:
    """Return the address of the browser's only page."""
    port = browser.split(":")[2].split("/", maxsplit=1)[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        pages = [each for each in json.load(answer) if each["type"] == "page"]
    return str(pages[0]["webSocketDebuggerUrl"])


def wait_for_life(browser: str) -> None:
    """Wait until the tab answers again; what is asked while it comes up may stay unanswered: ask anew."""
    for _ in range(20):
        with wire(tab_address(browser)) as tab, contextlib.suppress(WireError, TimeoutError):
            tab.ask("Runtime.evaluate", patience_s=2, expression="1")
            return
    raise AssertionError("the tab never came up again")


def kill_renderers(browser: Wire) -> None:
    """End the browser's own page processes as a phone without memory does."""
    for each in browser.ask("SystemInfo.getProcessInfo")["processInfo"]:
        if each["type"] == "renderer":
            os.kill(each["id"], signal.SIGKILL)


def value(tab: Wire, expression: str) -> Any:  # noqa: ANN401 - JavaScript may give anything
    """Return what an expression is worth on the page."""
    return tab.ask("Runtime.evaluate", expression=expression)["result"].get("value")


def until(tab: Wire, condition: str) -> None:
    """Wait until a condition holds."""
    for _ in range(300):
        with contextlib.suppress(WireError):  # there may be no page yet
            if value(tab, condition) is True:
                return
        time.sleep(0.1)
    raise AssertionError(f"never came true: {condition}")
