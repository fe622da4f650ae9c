"""What stays on the device: nothing by itself, each thing when asked for, and nothing after forgetting."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import FLAGS, Watched
from tests.browser.steps import choose, open_studio, save, until
from tests.conftest import Running
from tools.need_system import find_chromium

pytestmark = pytest.mark.browser

NOTHING = {"local": 0, "session": 0, "databases": 0, "files": 0, "caches": 0, "workers": 0}
KEPT = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  files: (await Array.fromAsync((await navigator.storage.getDirectory()).keys())).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_a_visit_without_saving_keeps_nothing(watched: Watched, demo: Running, photo: Path) -> None:
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    watched.page.reload()
    watched.page.wait_for_selector("html[data-ready]", state="attached")
    assert watched.page.evaluate(KEPT) == NOTHING


def test_a_saved_picture_leaves_one_word_and_no_more(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    save(page)
    until(page, "localStorage.getItem('hue:make-facebook-red') === 'joined'")
    assert page.evaluate(KEPT) == {**NOTHING, "local": 1}


def test_a_kept_page_opens_and_works_without_a_network(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo, slug="tricolore")
    choose(page, photo)
    save(page)
    page.click("#keep-page")
    expect(page.locator("#status")).to_contain_text("without a network")
    until(page, "navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.goto(f"{demo.address}c/tricolore/en/?g=2")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate("document.getElementById('sample').naturalWidth") == 720
    choose(page, photo)
    assert save(page)[:2] == b"\xff\xd8"
    page.context.set_offline(False)
    watched.complaints.clear()  # the console names what found no network


def test_the_old_picture_is_kept_and_given_back_byte_for_byte(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    save(page)
    page.click("#keep-original")
    expect(page.locator("#original")).to_be_visible()
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert save(page, "#take-original") == photo.read_bytes()


def test_the_reminder_says_change_picture_and_names_nothing(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    save(page)
    with page.expect_download() as waiting:
        page.click("[data-days='7']")
    assert waiting.value.suggested_filename == "reminder.ics"
    text = Path(waiting.value.path()).read_bytes().decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "SUMMARY:Change picture" in lines
    assert re.search(r"^DTSTART:\d{8}T100000\r$", text, re.MULTILINE)
    assert re.search(r"http|facebook|aleppo|hue", text, re.IGNORECASE) is None
    assert max(map(len, lines)) <= 75


def keep_everything(page: Page, photo: Path) -> None:
    """Take every choice that keeps something."""
    choose(page, photo)
    save(page)
    page.click("#keep-original")
    expect(page.locator("#original")).to_be_visible()
    page.click("#keep-page")
    until(page, "navigator.serviceWorker.controller !== null")


def test_forgetting_leaves_nothing_in_storage_caches_and_workers(
    browser_kept: tuple[Page, Running, Path],
) -> None:
    page, _, photo = browser_kept
    keep_everything(page, photo)
    assert page.evaluate(KEPT) == {**NOTHING, "local": 1, "files": 1, "caches": 1, "workers": 1}
    page.click("#forget")
    expect(page.locator("#status")).to_contain_text("Forgotten")
    until(page, "document.getElementById('forget').hidden")
    assert page.evaluate(KEPT) == NOTHING
    expect(page.locator("#sample")).to_be_visible()
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate(KEPT) == NOTHING


@pytest.fixture
def browser_kept(watched: Watched, demo: Running, photo: Path) -> tuple[Page, Running, Path]:
    """Open the studio in a fresh page."""
    open_studio(watched.page, demo)
    return watched.page, demo, photo


def test_what_the_browser_itself_leaves_is_searched_for_and_reported(
    browser: Browser, demo: Running, photo: Path, tmp_path: Path
) -> None:
    """The page can clear what is its own; a browser's history is the browser's, and the page says so."""
    folder = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=find_chromium(), args=FLAGS, accept_downloads=True
    )
    page = context.pages[0]
    open_studio(page, demo)
    keep_everything(page, photo)
    assert any("photo" in marks for marks in left_in(folder, photo).values()), "the search finds nothing"
    page.click("#forget")
    until(page, "document.getElementById('forget').hidden")
    expect(page.locator("#status")).to_contain_text("history may still show")
    page.goto("about:blank")
    context.close()
    left = left_in(folder, photo)
    report = Path("test-results")
    report.mkdir(exist_ok=True)
    (report / "left-in-the-profile.json").write_text(json.dumps(left, indent=1), encoding="utf-8")
    assert [name for name, marks in left.items() if "photo" in marks] == []


def left_in(folder: Path, photo: Path) -> dict[str, list[str]]:
    """Return which traces of a visit lie in which file of a profile."""
    found = {
        str(file.relative_to(folder)): marks_in(file, photo) for file in folder.rglob("*") if file.is_file()
    }
    return {name: sorted(marks) for name, marks in found.items() if marks}


def marks_in(file: Path, photo: Path) -> set[str]:
    """Return which traces of a visit a file holds."""
    content = file.read_bytes()
    body = photo.read_bytes()
    marks = {
        "slug": b"make-facebook-red",
        "slug in UTF-16": "make-facebook-red".encode("utf-16-le"),
        "photo": body[len(body) // 2 : len(body) // 2 + 64],
        "joined": b"hue:make-facebook-red",
    }
    return {name for name, mark in marks.items() if mark in content}
