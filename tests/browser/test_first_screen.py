"""The first ten seconds: what is seen without scrolling, what it weighs, and that the photo stays."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hueandcry.campaigns import LANGUAGES
from tests.browser.conftest import Watched
from tests.browser.steps import choose, open_page, open_studio, painted_at, save, shoot, until
from tests.browser.weighing import weigh
from tests.conftest import Running

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
MOST_REQUESTS = 10
SLUGS = ("make-facebook-red", "tricolore")


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_phone_shows_face_reason_button_and_promise_without_scrolling(
    watched: Watched, demo: Running, language: str, slug: str
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 640})
    open_studio(page, demo, language, slug)
    for what in ("h1", ".lead", ".lead .source", "#sample", "#pick", ".promise"):
        box = page.locator(what).first.bounding_box()
        assert box, what
        assert box["y"] >= 0, what
        assert box["y"] + box["height"] <= 640, what
        assert box["x"] >= 0, what
        assert box["x"] + box["width"] <= 360, what
    shoot(page, f"first-{slug}-{language}-360", full_page=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_overflows_before_or_after_saving(
    watched: Watched, demo: Running, photo: Path, language: str, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 640 if width == 360 else 800})
    open_studio(page, demo, language)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    choose(page, photo)
    save(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shoot(page, f"page-{language}-{width}")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_load_is_light_and_comes_from_one_server(
    browser: Browser, demo: Running, slug: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    weights = weigh(page)
    open_studio(page, demo, slug=slug)
    page.wait_for_load_state("networkidle")
    assert len(weights) <= MOST_REQUESTS, list(weights)
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert {url for url in weights if not url.startswith(demo.address)} == set()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("slug", SLUGS)
def test_in_aeroplane_mode_it_works_the_same(watched: Watched, demo: Running, photo: Path, slug: str) -> None:
    page = watched.page
    open_studio(page, demo, slug=slug)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    asked = len(watched.requests)
    choose(page, photo)
    assert save(page)[:2] == b"\xff\xd8"
    expect(page.locator("#status")).to_contain_text("tries again")
    tried = [request.url for request in watched.requests[asked:] if request.url.startswith("http")]
    assert {url.rsplit("/", 1)[-1] for url in tried} <= {"join", "event"}
    # Back on the ground the page counts by itself.
    page.context.set_offline(False)
    until(page, f"localStorage.getItem('hue:{slug}') === 'joined'")
    expect(page.locator("#status")).to_contain_text("You are counted")
    watched.complaints.clear()  # the console names the requests that found no network


def test_a_photo_chosen_before_the_scripts_arrive_is_taken(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    held = []
    page.route("**/studio.js", lambda route: held.append(route))  # noqa: PLW0108 - no builtins
    page.goto(f"{demo.address}c/make-facebook-red/en/", wait_until="commit")
    page.set_input_files("#file", photo)
    for route in held:
        route.continue_()
    painted_at(page, 1080)


def test_a_data_saver_waits_with_the_overlay_until_there_is_a_photo(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    open_studio(page, demo, slug="tricolore")
    page.wait_for_load_state("networkidle")
    assert [request.url for request in watched.requests if "/effects/" in request.url] == []
    choose(page, photo)
    assert [request.url for request in watched.requests if "/effects/" in request.url] != []


def test_nothing_moves_for_those_who_asked_for_less_motion(watched: Watched, demo: Running) -> None:
    page = watched.page
    page.emulate_media(reduced_motion="reduce")
    open_studio(page, demo)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].map((each) => getComputedStyle(each)).filter(
          ({ animationName, transitionDuration }) =>
            animationName !== 'none' || transitionDuration !== '0s').length"""
    )
    assert moving == 0


def test_the_counts_digits_are_the_languages_choice(watched: Watched, demo: Running) -> None:
    open_page(watched.page, f"{demo.address}c/make-facebook-red/ar/")
    numbers = watched.page.evaluate("JSON.parse(document.getElementById('settings').textContent).numbers")
    assert numbers == "ar-u-nu-latn"
    assert watched.page.evaluate("(tag) => new Intl.NumberFormat(tag).format(12345)", numbers) == "12,345"
