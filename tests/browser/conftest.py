"""A real Chromium, started once for each worker, and pages whose every request is written down."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.making import face, jpeg
from tools.need_system import find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    path = find_chromium()
    assert path, "no Chromium: run `make test`, which installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page and what it did.

    Args:
        page: the page.
        requests: every request it made.
        complaints: errors and console messages of weight.
    """

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """Open a fresh page; it must not complain."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    watched = Watched(context.new_page())
    watch(watched)
    yield watched
    context.close()
    assert watched.complaints == []


def watch(watched: Watched) -> None:
    """Write down what the page does."""
    watched.page.on("request", lambda request: watched.requests.append(request))  # noqa: PLW0108 - no builtins
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on(
        "console",
        lambda message: (
            watched.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a drawn face as a phone would save it: turned, with EXIF, GPS and a comment."""
    path = tmp_path_factory.mktemp("photos") / "IMG_2016.jpg"
    path.write_bytes(jpeg(face(1600, 1200)))
    return path
