"""A bundle of an earlier release, on somebody's web server: it works on, and today's server counts for it."""

import json
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched
from tests.conftest import ROOT, Running
from tests.plain_server import plain_server

pytestmark = pytest.mark.browser

BUNDLES = sorted((ROOT / "tests" / "fixtures").glob("bundle-*.zip"))
PUBLISHED_TALLY = b"http://127.0.0.1:1"
COUNT = "c/make-facebook-red/count.json"


@pytest.fixture(params=BUNDLES, ids=lambda file: file.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path, demo: Running) -> Iterator[str]:
    """Serve a bundle as it was published then, counting at today's server."""
    tally = demo.address.rstrip("/").encode()
    with zipfile.ZipFile(request.param) as bundle:
        bundle.extractall(tmp_path)
    for file in [*tmp_path.rglob("*.html"), *tmp_path.rglob("*.toml")]:
        file.write_bytes(file.read_bytes().replace(PUBLISHED_TALLY, tally))
    with plain_server(tmp_path) as address:
        yield address


def test_there_are_bundles_of_earlier_releases() -> None:
    assert [file.name for file in BUNDLES] == ["bundle-0.1.0.zip"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_photo_is_turned_saved_and_counted_by_todays_server(
    watched: Watched, old: str, demo: Running, photo: Path, language: str
) -> None:
    page = watched.page
    page.goto(f"{old}{language}/")
    page.wait_for_selector("html[data-ready]", state="attached")
    expect(page.locator("#count")).to_be_visible()
    before = supporters(demo)
    # The names of that release's page, which no later one can change.
    page.set_input_files("#file", photo)
    expect(page.locator("#square")).to_be_visible()
    expect(page.locator("#save")).to_be_visible()
    until(page, "document.getElementById('square').width === 1080")
    with page.expect_download() as waiting:
        page.click("#save")
    assert Path(waiting.value.path()).read_bytes()[:2] == b"\xff\xd8"
    until(page, "localStorage.getItem('hue:make-facebook-red') === 'joined'")
    assert supporters(demo) == before + 1


def supporters(demo: Running) -> int:
    """Ask today's counter."""
    with urllib.request.urlopen(demo.address + COUNT) as answer:  # noqa: S310
        return int(json.load(answer)["supporters"])


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's own policy forbids Playwright's way of asking."""
    for _ in range(400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")
