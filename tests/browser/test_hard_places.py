"""Where browsers get in the way: apps' own browsers, HEIC, hidden canvases, killed tabs, no scripts."""

import re
import urllib.error
import urllib.request
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from hueandcry import paint
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.conftest import Watched
from tests.browser.steps import (
    carried_the_photo,
    choose,
    open_studio,
    painted_at,
    pixels,
    save,
    shoot,
    supporters,
    until,
)
from tests.conftest import ROOT, Running
from tests.jpeg_markers import spoken_segments

pytestmark = pytest.mark.browser

RED = demo_campaign("make-facebook-red")
ANDROID = (
    "Mozilla/5.0 (Linux; Android 11; SM-A125F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.30.108;]"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 Instagram 300.0.0.0.0"
)
# As a browser that hides its canvases answers: all reads come back white.
BLOCKED = """
delete window.OffscreenCanvas;
CanvasRenderingContext2D.prototype.getImageData = ((read) => function (...words) {
  const image = read.apply(this, words);
  image.data.fill(255);
  return image;
})(CanvasRenderingContext2D.prototype.getImageData);
"""
# As a browser that spoils what is exported.
SPOILT = """
delete window.OffscreenCanvas;
HTMLCanvasElement.prototype.toBlob = ((make) => function (...words) {
  const pen = this.getContext('2d');
  for (let x = 0; x < this.width; x += 8) { pen.fillStyle = '#0f0'; pen.fillRect(x, 0, 4, this.height); }
  return make.apply(this, words);
})(HTMLCanvasElement.prototype.toBlob);
CanvasRenderingContext2D.prototype.drawImage = ((draw) => function (...words) {
  return draw.apply(this, words);
})(CanvasRenderingContext2D.prototype.drawImage);
"""


@pytest.mark.parametrize(
    ("agent", "way"),
    [
        (ANDROID, r"intent://127\.0\.0\.1:\d+/c/make-facebook-red/en/#Intent;scheme=http;.*;end"),
        (IPHONE, r"x-safari-http://127\.0\.0\.1:\d+/c/make-facebook-red/en/"),
    ],
)
def test_inside_an_app_the_way_out_comes_first_then_press_and_hold_then_a_link_for_two_minutes(
    browser: Browser, demo: Running, photo: Path, agent: str, way: str
) -> None:
    context = browser.new_context(user_agent=agent, viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    open_studio(page, demo)
    expect(page.locator("#in-app")).to_be_visible()
    assert re.fullmatch(way, page.locator("#way-out").get_attribute("href") or "")
    assert page.input_value("#page-link") == page.url
    order = page.evaluate(
        "document.getElementById('in-app').compareDocumentPosition(document.getElementById('file')) & 4"
    )
    assert order == 4
    shoot(page, f"in-app-{'android' if agent is ANDROID else 'ios'}-360")

    choose(page, photo)
    page.click("#save")
    expect(page.locator("#press-image")).to_be_visible()
    address = page.locator("#press-image").get_attribute("src") or ""
    assert address.startswith("data:image/jpeg;base64,")
    assert page.evaluate("document.getElementById('press-image').naturalWidth") == 1080

    page.click("#park")
    expect(page.locator("#parked")).to_be_visible()
    parked = page.locator("#parked-link").get_attribute("href") or ""
    assert re.search(r"/c/make-facebook-red/p/[\w-]{22,}\.jpg$", parked)
    with urllib.request.urlopen(parked) as answer:  # noqa: S310
        shown = answer.read()
        assert answer.headers["cache-control"] == "no-store"
    assert np.abs(pixels(shown) - paint(photo, RED).pixels).mean() < 3.0
    shoot(page, f"parked-{'android' if agent is ANDROID else 'ios'}-360")
    page.click("#unpark")
    expect(page.locator("#status")).to_contain_text("gone")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(parked)  # noqa: S310
    context.close()


def test_an_android_view_is_known_by_its_brand_whatever_it_calls_itself(
    watched: Watched, demo: Running
) -> None:
    page = watched.page
    page.add_init_script(
        "Object.defineProperty(navigator, 'userAgentData', "
        "{ value: { brands: [{ brand: 'Android WebView', version: '120' }], platform: 'Android' } })"
    )
    open_studio(page, demo)
    expect(page.locator("#in-app")).to_be_visible()


def test_an_ordinary_browser_is_not_bothered(watched: Watched, demo: Running) -> None:
    open_studio(watched.page, demo)
    expect(watched.page.locator("#in-app")).to_be_hidden()


def test_heic_is_converted_by_the_server_only_once_the_button_is_pressed(
    watched: Watched, demo: Running
) -> None:
    page = watched.page
    open_studio(page, demo)
    page.set_input_files("#file", ROOT / "tests" / "fixtures" / "face.heic")
    expect(page.locator("#rescue")).to_contain_text("HEIC")
    assert carried_the_photo(watched) == []
    shoot(page, "heic-1280")
    page.click("#rescue-send")
    painted_at(page, 1080)
    assert [sent.rsplit("/", 1)[-1] for sent in carried_the_photo(watched)] == ["convert"]
    assert spoken_segments(save(page)) == []
    expect(page.locator("#rescue")).to_be_hidden()


def test_a_hidden_canvas_is_found_before_the_photo_is_read_and_the_server_turns_it_if_asked(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    page.add_init_script(BLOCKED)
    open_studio(page, demo)
    page.set_input_files("#file", photo)
    expect(page.locator("#rescue")).to_contain_text("hides")
    assert carried_the_photo(watched) == []
    page.click("#rescue-send")
    expect(page.locator("#save")).to_be_visible()
    assert [sent.rsplit("/", 1)[-1] for sent in carried_the_photo(watched)] == ["paint"]
    assert np.abs(pixels(save(page)) - paint(photo, RED).pixels).mean() < 3.0
    shoot(page, "turned-by-the-server-1280")


def test_a_spoilt_export_is_found_and_said(watched: Watched, demo: Running, photo: Path) -> None:
    watched.page.add_init_script(SPOILT)
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    expect(watched.page.locator("#rescue")).to_contain_text("spoilt")
    assert carried_the_photo(watched) == []


def test_without_workers_that_can_draw_the_page_paints_by_itself(
    watched: Watched, demo: Running, photo: Path
) -> None:
    watched.page.add_init_script("delete window.OffscreenCanvas")
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    assert np.abs(pixels(save(watched.page)) - paint(photo, RED).pixels).mean() < 2.0
    assert [request.url for request in watched.requests if request.url.endswith("worker.js")] == []


def test_the_mark_is_there_only_while_a_photo_is_chosen_and_opened(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_studio(page, demo)
    with page.expect_file_chooser() as chooser:
        page.click("#pick")
    assert page.evaluate("sessionStorage.getItem('hue:opening')") == "red"
    chooser.value.set_files(photo)
    painted_at(page, 1080)
    until(page, "sessionStorage.length === 0")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_the_plain_form_does_the_whole_job(
    browser: Browser, demo: Running, photo: Path, language: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, accept_downloads=True, viewport={"width": 360, "height": 640}
    )
    page = context.new_page()
    before = supporters(demo)
    page.goto(f"{demo.address}c/make-facebook-red/{language}/")
    expect(page.locator(".studio .note:visible").first).to_be_visible()
    expect(page.locator(".promise")).to_be_hidden()
    shoot(page, f"no-script-{language}-360")
    page.set_input_files("#file", photo)
    with page.expect_download() as waiting:
        page.click("button[type=submit]")
    assert waiting.value.suggested_filename == "photo.jpg"
    turned = Path(waiting.value.path()).read_bytes()
    assert np.abs(pixels(turned) - paint(photo, RED).pixels).mean() < 1.0
    assert spoken_segments(turned) == []
    page.locator("label", has=page.locator("input[value=square]")).click()
    with page.expect_download() as waiting:
        page.click("button[type=submit]")
    assert np.abs(pixels(Path(waiting.value.path()).read_bytes()) - [0xC8, 0x10, 0x2E]).max() <= 2
    assert supporters(demo) == before
    expect(page.locator(".guide").first).to_be_visible()
    context.close()


def test_without_scripts_a_wrong_file_is_said_in_words(
    browser: Browser, demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "notes.jpg").write_text("not a photo")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo.address}c/make-facebook-red/fr/")
    page.set_input_files("#file", tmp_path / "notes.jpg")
    page.click("button[type=submit]")
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.locator("body")).to_contain_text("JPEG")
    page.click("a")
    assert page.url.endswith("/fr/")
    context.close()
