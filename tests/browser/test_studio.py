"""The supporter's way through the studio, in a real browser against a real server."""

import io
import json
import os
import urllib.request
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Download, Page, expect

from hueandcry import paint
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.conftest import Watched
from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import face, jpeg

pytestmark = pytest.mark.browser

RED = demo_campaign("make-facebook-red")
SHOTS = Path(os.environ.get("HUE_SCREENSHOTS", "test-results/screenshots"))


def supporters(demo: Running) -> int:
    """Ask the counter."""
    with urllib.request.urlopen(f"{demo.address}c/make-facebook-red/count.json") as answer:  # noqa: S310
        return int(json.load(answer)["supporters"])


def open_studio(page: Page, demo: Running, language: str = "en", slug: str = "make-facebook-red") -> None:
    """Open a campaign's page and wait until its scripts have run."""
    page.goto(f"{demo.address}c/{slug}/{language}/")
    page.wait_for_selector("html[data-ready]", state="attached")


def choose(page: Page, photo: Path) -> None:
    """Choose a photo and wait until it is painted."""
    page.set_input_files("#file", photo)
    expect(page.locator("#square")).to_be_visible()
    painted_at(page, 1080)


def painted_at(page: Page, side: int) -> None:
    """Wait until the picture has come to rest at its full size."""
    until(
        page, f"document.getElementById('square').width === {side} && !document.getElementById('save').hidden"
    )


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; the page's own policy forbids Playwright's way of asking."""
    for _ in range(400):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def save(page: Page) -> bytes:
    """Press save and return the file."""
    with page.expect_download() as waiting:
        page.click("#save")
    download: Download = waiting.value
    assert download.suggested_filename == "photo.jpg"
    return Path(download.path()).read_bytes()


def shoot(page: Page, name: str) -> None:
    """Keep a screenshot to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_photo_turns_red_is_saved_clean_and_counted_once(
    watched: Watched, demo: Running, photo: Path, language: str, direction: str
) -> None:
    page = watched.page
    open_studio(page, demo, language)
    assert page.locator("html").get_attribute("dir") == direction
    before = supporters(demo)
    choose(page, photo)
    shoot(page, f"studio-{language}-1280")

    saved = save(page)
    expect(page.locator("#status")).to_contain_text("photo.jpg")
    expect(page.locator("#count")).to_contain_text(
        str(before + 1) if before + 1 > 2 or language == "en" else ""
    )
    until(page, "localStorage.getItem('hue:make-facebook-red') === 'joined'")
    with Image.open(io.BytesIO(saved)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (1080, 1080), "RGB")
    assert spoken_segments(saved) == []

    again = save(page)
    assert again == saved
    page.wait_for_timeout(300)
    page.reload()
    choose(page, photo)
    save(page)
    page.wait_for_timeout(300)
    assert supporters(demo) == before + 1
    assert carried_the_photo(watched, photo) == []


def carried_the_photo(watched: Watched, photo: Path) -> list[str]:
    """Return every request that could have carried the photo: a body of weight, or an upload's type."""
    del photo
    return [
        f"{request.method} {request.url}"
        for request in watched.requests
        if len(request.post_data_buffer or b"") > 400
        or "multipart" in request.headers.get("content-type", "")
        or len(request.url) > 300
    ]


def test_the_saved_picture_is_what_python_makes_of_the_photo(
    watched: Watched, demo: Running, photo: Path
) -> None:
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    with Image.open(io.BytesIO(save(watched.page))) as picture:
        saved = np.asarray(picture).astype(int)
    ours = paint(photo, RED).pixels
    assert np.abs(saved - ours).mean() < 2.0


def test_every_request_of_a_whole_visit_stays_on_the_server(
    watched: Watched, demo: Running, photo: Path
) -> None:
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    save(watched.page)
    outside = {
        request.url
        for request in watched.requests
        if not request.url.startswith((demo.address, "blob:" + demo.address))
    }
    assert outside == set()
    assert watched.page.context.cookies() == []


def test_the_plain_square_needs_no_photo_and_says_so_first(watched: Watched, demo: Running) -> None:
    page = watched.page
    open_studio(page, demo)
    page.check("input[name=variant][value='1']")
    expect(page.locator("#solid-note")).to_be_visible()
    expect(page.locator("#choose")).to_be_hidden()
    painted_at(page, 1080)
    with Image.open(io.BytesIO(save(page))) as picture:
        assert np.abs(np.asarray(picture).astype(int) - [0xC8, 0x10, 0x2E]).max() <= 2


def test_drag_wheel_slider_and_keys_move_the_photo(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    seen = [picture_hash(page)]

    def has_changed() -> None:
        page.wait_for_timeout(400)
        seen.append(picture_hash(page))
        assert seen[-1] != seen[-2]

    page.locator("#square").hover()
    page.mouse.down()
    page.mouse.move(500, 300, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    has_changed()
    assert int(page.input_value("#zoom")) > 0
    page.fill("#zoom", "60")
    has_changed()
    page.focus("#square")
    page.keyboard.press("ArrowLeft")
    has_changed()
    page.keyboard.press("+")
    has_changed()
    painted_at(page, 1080)


def picture_hash(page: Page) -> str:
    """Return a hash of what the picture's canvas shows."""
    digest: str = page.evaluate(
        """async () => {
          const canvas = document.getElementById('square');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const digest = await crypto.subtle.digest('SHA-256', pixels);
          return Array.from(new Uint8Array(digest), (byte) => byte.toString(16)).join('');
        }"""
    )
    return digest


def test_a_dropped_photo_is_taken(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo)
    transfer = page.evaluate_handle(
        """(bytes) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], 'x.jpg', { type: 'image/jpeg' }));
          return transfer;
        }""",
        list(photo.read_bytes()),
    )
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})
    painted_at(page, 1080)
    expect(page.locator("#choose")).to_contain_text("another")


def test_what_is_no_photo_is_said_in_words(watched: Watched, demo: Running, tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("not a photo")
    open_studio(watched.page, demo)
    watched.page.set_input_files("#file", tmp_path / "notes.jpg")
    expect(watched.page.locator("#status")).to_contain_text("cannot be opened")


def test_a_turned_phone_photo_stands_upright(watched: Watched, demo: Running, tmp_path: Path) -> None:
    image = face(1200, 1200)
    (tmp_path / "turned.jpg").write_bytes(jpeg(image.rotate(90, expand=True), orientation=6))
    open_studio(watched.page, demo)
    choose(watched.page, tmp_path / "turned.jpg")
    with Image.open(io.BytesIO(save(watched.page))) as picture:
        saved = np.asarray(picture).astype(int)
    assert np.abs(saved - paint(jpeg(image), RED).pixels).mean() < 2.0


def test_forgetting_leaves_nothing_behind(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo)
    assert page.evaluate("localStorage.length") == 0
    choose(page, photo)
    save(page)
    until(page, "localStorage.length === 1")
    page.click("#forget")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("caches.keys().then((keys) => keys.length)") == 0
    expect(page.locator("#status")).to_contain_text("Forgotten")


def test_a_big_phone_photo_of_twelve_megapixels_is_turned(
    watched: Watched, demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "big.jpg").write_bytes(jpeg(face(4032, 3024), quality=88))
    open_studio(watched.page, demo)
    choose(watched.page, tmp_path / "big.jpg")
    assert spoken_segments(save(watched.page)) == []


def test_a_real_phone_photo_of_the_corpora_is_turned(watched: Watched, demo: Running, corpora: Path) -> None:
    phone = next(corpora.glob("exif-gps/**/*Apple_iPhone_6.jpg"))
    open_studio(watched.page, demo)
    choose(watched.page, phone)
    saved = save(watched.page)
    assert spoken_segments(saved) == []
    with Image.open(io.BytesIO(saved)) as picture:
        difference = np.abs(np.asarray(picture).astype(int) - paint(phone, RED).pixels).mean()
    assert difference < 4.0


def test_the_flag_of_the_second_demo_is_laid_on(watched: Watched, demo: Running, photo: Path) -> None:
    open_studio(watched.page, demo, "fr", "tricolore")
    choose(watched.page, photo)
    shoot(watched.page, "tricolore-fr-1280")
    with Image.open(io.BytesIO(save(watched.page))) as picture:
        saved = np.asarray(picture).astype(int)
    assert np.abs(saved - paint(photo, demo_campaign("tricolore")).pixels).mean() < 2.0


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_overflows_and_the_button_is_on_the_first_screen(
    watched: Watched, demo: Running, photo: Path, language: str, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 640 if width == 360 else 800})
    open_studio(page, demo, language)
    box = page.locator("#choose").bounding_box()
    assert box
    assert box["y"] + box["height"] <= (640 if width == 360 else 800)
    choose(page, photo)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shoot(page, f"page-{language}-{width}")


def test_the_front_page_goes_to_the_language_of_the_browser(watched: Watched, demo: Running) -> None:
    watched.page.set_extra_http_headers({"Accept-Language": "fr-BE,en;q=0.5"})
    watched.page.goto(demo.address + "c/make-facebook-red/")
    assert watched.page.url.endswith("/fr/")
    watched.page.goto(demo.address)
    expect(watched.page.locator(".cards li")).to_have_count(2)
    shoot(watched.page, "home-fr-1280")
