"""A bundle on somebody else's plain web server, below a path: it works, and counts where it is told to."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hueandcry.bundle import build_bundle, write_bundle
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.conftest import Watched
from tests.browser.steps import choose, save, until
from tests.conftest import Running
from tests.stories import KEY

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    """Python's own static file server, without its log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[str]:
    """Serve a folder; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_mirror_below_a_path_works_and_counts_nothing_if_told_so(
    watched: Watched, mirror: str, tmp_path: Path, photo: Path
) -> None:
    write_bundle(
        build_bundle(demo_campaign("make-facebook-red"), tally="none", key=KEY), tmp_path / "some" / "path"
    )
    page = watched.page
    page.goto(f"{mirror}some/path/?p=friends")
    page.wait_for_url("**/some/path/en/?p=friends")
    choose(page, photo)
    assert save(page)[:2] == b"\xff\xd8"
    expect(page.locator("#count")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0
    assert {request.method for request in watched.requests} == {"GET"}


def test_a_mirror_counts_across_origins(
    watched: Watched, mirror: str, tmp_path: Path, photo: Path, demo: Running
) -> None:
    tally = demo.address.rstrip("/")
    write_bundle(build_bundle(demo_campaign("make-facebook-red"), tally=tally, key=KEY), tmp_path / "mirror")
    page = watched.page
    page.goto(f"{mirror}mirror/fr/")
    expect(page.locator("#count")).to_be_visible()
    before = count(demo)
    choose(page, photo)
    save(page)
    until(page, "localStorage.getItem('hue:make-facebook-red') === 'joined'")
    assert count(demo) == before + 1


def test_a_mirror_whose_counter_is_out_of_reach_still_saves(
    watched: Watched, mirror: str, tmp_path: Path, photo: Path
) -> None:
    write_bundle(build_bundle(demo_campaign("make-facebook-red"), key=KEY), tmp_path / "static")
    page = watched.page
    page.goto(f"{mirror}static/en/")
    choose(page, photo)
    assert save(page)[:2] == b"\xff\xd8"
    expect(page.locator("#status")).to_contain_text("cannot be reached")
    page.wait_for_load_state("networkidle")
    watched.complaints.clear()  # the console names the counter's 404 and 501: that is what was wanted


def count(demo: Running) -> int:
    """Ask the counter."""
    with urllib.request.urlopen(f"{demo.address}c/make-facebook-red/count.json") as answer:  # noqa: S310
        return int(json.load(answer)["supporters"])
