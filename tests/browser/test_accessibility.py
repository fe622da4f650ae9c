"""For everyone: no violation that axe knows of on any page in any language, and no mouse needed."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FileChooser, Page, expect

from hueandcry.campaigns import LANGUAGES
from tests.browser.conftest import Watched
from tests.browser.steps import choose, open_studio, painted_at, save, until
from tests.conftest import Running

pytestmark = pytest.mark.browser

SLUG = "make-facebook-red"


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_campaigns_page(
    watched: Watched, demo: Running, photo: Path, language: str, scheme: str
) -> None:
    page = watched.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 360, "height": 740})
    open_studio(page, demo, language)
    assert violations(page) == []
    choose(page, photo)
    save(page)
    until(page, "!document.getElementById('after').hidden")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert violations(page) == []


@pytest.mark.parametrize("path", ["", f"c/{SLUG}/{{}}/press/", f"c/{SLUG}/{{}}/embed/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_other_pages(
    watched: Watched, demo: Running, language: str, path: str
) -> None:
    watched.page.goto(f"{demo.address}{path.format(language)}?lang={language}")
    assert watched.page.locator("html").get_attribute("lang") == language
    assert violations(watched.page) == []


def test_axe_finds_nothing_on_the_chooser(watched: Watched, demo: Running) -> None:
    watched.page.route("**/chooser.js", lambda route: route.abort())
    watched.page.goto(f"{demo.address}c/{SLUG}/index.html")
    assert violations(watched.page) == []
    watched.complaints.clear()  # the console names the script that was held back


def test_the_whole_way_needs_no_mouse(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    # Listened for from the beginning: a key is pressed faster than the browser begins to tell of dialogs.
    choosers: list[FileChooser] = []
    page.on("filechooser", lambda chooser: choosers.append(chooser))  # noqa: PLW0108 - no builtins
    open_studio(page, demo)
    tab_to(page, "file")
    page.keyboard.press("Space")
    for _ in range(200):
        if choosers:
            break
        page.wait_for_timeout(50)
    choosers[0].set_files(photo)
    painted_at(page, 1080)
    assert focused(page) == "square"
    for key in ("ArrowLeft", "ArrowDown", "+", "+", "]", "0", "-"):
        page.keyboard.press(key)
    tab_to(page, "zoom")
    page.keyboard.press("ArrowRight")
    tab_to(page, "turn-right")
    page.keyboard.press("Enter")
    painted_at(page, 1080)
    tab_to(page, "save")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "photo.jpg"
    expect(page.locator("#status")).to_contain_text("You are counted")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "keep-original")
    page.keyboard.press("Enter")
    expect(page.locator("#original")).to_be_visible()
    tab_to(page, "forget")
    page.keyboard.press("Space")
    expect(page.locator("#status")).to_contain_text("Forgotten")


def test_the_variants_are_chosen_by_arrow_keys(watched: Watched, demo: Running) -> None:
    page = watched.page
    open_studio(page, demo)
    page.focus("input[name=variant]:checked")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#solid-note")).to_be_visible()
    address = page.url
    page.keyboard.press("Enter")  # would send the form that is there for browsers without scripts
    page.wait_for_timeout(500)
    assert page.url == address
    assert [request.url for request in watched.requests if request.url.endswith("/paint")] == []


def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until an element has the focus; it must be seen to have it."""
    for _ in range(90):
        if focused(page) == wanted:
            break
        page.keyboard.press("Tab")
    assert focused(page) == wanted
    shown = """(element) => {
      const outlined = (each) => each && getComputedStyle(each).outlineStyle !== 'none';
      return outlined(element) || outlined(element.parentElement);
    }"""
    assert page.locator(f"#{wanted}").evaluate(shown), f"nothing shows that #{wanted} has the focus"
