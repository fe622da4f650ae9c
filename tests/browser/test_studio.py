"""The supporter's way through the studio, in a real browser against a real server."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from hueandcry import paint
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.conftest import Watched
from tests.browser.steps import (
    canvas_pixels,
    carried_the_photo,
    choose,
    open_page,
    open_studio,
    painted_at,
    pixels,
    save,
    shoot,
    supporters,
    until,
)
from tests.conftest import Running
from tests.jpeg_markers import spoken_segments
from tests.making import face, jpeg

pytestmark = pytest.mark.browser

RED = demo_campaign("make-facebook-red")


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
    if before + 1 > 2:
        expect(page.locator("#count")).to_contain_text(str(before + 1))
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
    assert carried_the_photo(watched) == []


def test_the_saved_picture_is_what_python_makes_of_the_photo(
    watched: Watched, demo: Running, photo: Path
) -> None:
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    assert np.abs(pixels(save(watched.page)) - paint(photo, RED).pixels).mean() < 2.0


def test_every_request_of_a_whole_visit_stays_on_the_server(
    watched: Watched, demo: Running, photo: Path
) -> None:
    open_studio(watched.page, demo)
    choose(watched.page, photo)
    save(watched.page)
    ours = (demo.address, "blob:" + demo.address, "data:")
    assert {request.url for request in watched.requests if not request.url.startswith(ours)} == set()
    assert watched.page.context.cookies() == []


def test_the_plain_square_needs_no_photo_and_says_so_first(watched: Watched, demo: Running) -> None:
    page = watched.page
    open_studio(page, demo)
    page.check("input[name=variant][value=square]")
    expect(page.locator("#solid-note")).to_be_visible()
    expect(page.locator("#pick")).to_be_hidden()
    painted_at(page, 1080)
    assert np.abs(pixels(save(page)) - [0xC8, 0x10, 0x2E]).max() <= 2


def test_drag_wheel_slider_buttons_and_keys_move_the_photo(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    first = canvas_pixels(page)
    seen = [first]

    def has_changed() -> None:
        page.wait_for_timeout(400)
        painted_at(page, 1080)
        seen.append(canvas_pixels(page))
        assert (seen[-1] != seen[-2]).any()

    box = page.locator("#square").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 240, box["y"] + 220, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    has_changed()
    assert int(page.input_value("#zoom")) > 0
    page.fill("#zoom", "60")
    has_changed()
    page.focus("#square")
    for key in ("ArrowLeft", "+", "]"):
        page.keyboard.press(key)
        has_changed()
    page.click("#turn-right")
    has_changed()
    page.dblclick("#square")
    page.wait_for_timeout(400)
    painted_at(page, 1080)
    assert (canvas_pixels(page) == first).all()


def test_turning_by_a_quarter_turns_the_picture_exactly(
    watched: Watched, demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "square.jpg").write_bytes(jpeg(face(1080, 1080)))
    open_studio(watched.page, demo)
    choose(watched.page, tmp_path / "square.jpg")
    upright = canvas_pixels(watched.page)
    watched.page.click("#turn-right")
    watched.page.wait_for_timeout(400)
    painted_at(watched.page, 1080)
    assert np.abs(canvas_pixels(watched.page) - np.rot90(upright, -1)).mean() < 0.5


def test_two_fingers_pinch_and_twist(watched: Watched, demo: Running, photo: Path) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    before = canvas_pixels(page)
    page.evaluate(
        """() => {
          const canvas = document.getElementById('square');
          canvas.setPointerCapture = () => {};
          const box = canvas.getBoundingClientRect();
          const send = (type, pointerId, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
            pointerId, pointerType: 'touch', clientX: box.x + x, clientY: box.y + y, bubbles: true }));
          send('pointerdown', 1, 100, 150);
          send('pointerdown', 2, 200, 150);
          send('pointermove', 2, 260, 210);
          send('pointerup', 1, 100, 150);
          send('pointerup', 2, 260, 210);
        }"""
    )
    page.wait_for_timeout(400)
    painted_at(page, 1080)
    assert int(page.input_value("#zoom")) > 10
    assert (canvas_pixels(page) != before).any()


def test_a_dropped_photo_is_taken(watched: Watched, demo: Running, photo: Path) -> None:
    give(watched, demo, photo, "drop", "dataTransfer")


def test_a_pasted_photo_is_taken(watched: Watched, demo: Running, photo: Path) -> None:
    give(watched, demo, photo, "paste", "clipboardData")


def give(watched: Watched, demo: Running, photo: Path, event: str, carrier: str) -> None:
    """Give the page a photo by a drop or a paste."""
    page = watched.page
    open_studio(page, demo)
    page.evaluate(
        """([bytes, name, carrier]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], 'x.jpg', { type: 'image/jpeg' }));
          const event = new Event(name, { bubbles: true, cancelable: true });
          Object.defineProperty(event, carrier, { value: transfer });
          document.body.dispatchEvent(event);
        }""",
        [list(photo.read_bytes()), event, carrier],
    )
    painted_at(page, 1080)
    expect(page.locator("#pick")).to_contain_text("Another")


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
    assert np.abs(pixels(save(watched.page)) - paint(jpeg(image), RED).pixels).mean() < 2.0


def test_a_big_phone_photo_of_twelve_megapixels_is_turned(
    watched: Watched, demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "big.jpg").write_bytes(jpeg(face(4032, 3024), quality=88))
    open_studio(watched.page, demo)
    choose(watched.page, tmp_path / "big.jpg")
    assert spoken_segments(save(watched.page)) == []


def test_a_turned_photo_of_fifty_megapixels_is_opened_small_and_upright(
    watched: Watched, demo: Running, tmp_path: Path
) -> None:
    image = face(6120, 8160)
    (tmp_path / "huge.jpg").write_bytes(jpeg(image.rotate(90, expand=True), orientation=6, quality=80))
    open_studio(watched.page, demo)
    choose(watched.page, tmp_path / "huge.jpg")
    assert np.abs(pixels(save(watched.page)) - paint(jpeg(image), RED).pixels).mean() < 4.0


def test_a_real_phone_photo_of_the_corpora_is_turned(watched: Watched, demo: Running, corpora: Path) -> None:
    phone = next(corpora.glob("exif-gps/**/*Apple_iPhone_6.jpg"))
    open_studio(watched.page, demo)
    choose(watched.page, phone)
    saved = save(watched.page)
    assert spoken_segments(saved) == []
    assert np.abs(pixels(saved) - paint(phone, RED).pixels).mean() < 4.0


def test_the_flag_of_the_second_demo_is_laid_on(watched: Watched, demo: Running, photo: Path) -> None:
    open_studio(watched.page, demo, "fr", "tricolore")
    choose(watched.page, photo)
    shoot(watched.page, "tricolore-fr-1280")
    ours = paint(photo, demo_campaign("tricolore")).pixels
    assert np.abs(pixels(save(watched.page)) - ours).mean() < 2.0


def test_each_networks_picture_has_its_size_and_keeps_its_cap(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_studio(page, demo)
    choose(page, photo)
    save(page)
    expect(page.locator(".guide[open] summary")).to_have_text("Facebook")
    buttons = page.locator("button[data-size]")
    assert buttons.count() >= 8
    for network, side in {"facebook": 720, "x": 400, "bluesky": 1000}.items():
        button = page.locator(f"[data-network={network}]")
        button.evaluate("(button) => { button.closest('details').open = true }")
        cut = save(page, f"[data-network={network}]")
        assert pixels(cut).shape == (side, side, 3)
        assert spoken_segments(cut) == []


def test_what_may_be_copied_has_no_hidden_marks_and_counts_the_next_generation(
    watched: Watched, demo: Running
) -> None:
    page = watched.page
    for language in RED.languages:
        page.goto(f"{demo.address}c/make-facebook-red/{language}/?g=3&p=somebody")
        page.wait_for_selector("html[data-ready]", state="attached")
        caption = page.input_value("#caption")
        assert "#MakeFacebookRed" in caption
        assert f"/{language}/?g=4&p=somebody" in caption
        assert page.input_value("#link") in caption
        hidden = set(caption + page.input_value("#alt-text")) & set(
            "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        )
        assert hidden == set()


def test_a_join_says_by_which_link_and_partner_it_came_and_nothing_of_the_person(
    watched: Watched, demo: Running, photo: Path
) -> None:
    page = watched.page
    open_page(page, f"{demo.address}c/make-facebook-red/en/?g=3&p=friends&fbclid=tracker")
    choose(page, photo)
    with page.expect_request("**/join") as joining:
        save(page)
    facts = json.loads(joining.value.post_data or "")
    assert set(facts) == {"token", "language", "variant", "generation", "partner"}
    assert (facts["generation"], facts["partner"]) == (3, "friends")
    assert "tracker" not in (joining.value.post_data or "")
    assert "cookie" not in joining.value.headers


def test_the_front_page_goes_to_the_language_of_the_browser(watched: Watched, demo: Running) -> None:
    watched.page.set_extra_http_headers({"Accept-Language": "fr-BE,en;q=0.5"})
    watched.page.goto(demo.address + "c/make-facebook-red/")
    assert watched.page.url.endswith("/fr/")
    watched.page.goto(demo.address)
    expect(watched.page.locator(".cards li")).to_have_count(2)
    shoot(watched.page, "home-fr-1280")
