"""The button on a foreign page: by script and by frame, with its count, and without a trace."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Frame, Page, expect

from hueandcry.bundle.kit.embed import frame_snippet, script_snippet
from hueandcry.bundle.texts import text
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.conftest import Watched
from tests.browser.test_mirror import Quiet
from tests.conftest import Running

pytestmark = pytest.mark.browser

SLUG = "make-facebook-red"
PAGE = '<!doctype html><html lang="de"><title>Somebody else</title><body><h1>Hello</h1>{}<p>After</p></body>'


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[str]:
    """Serve a folder on an origin of its own: another port and another host name."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def snippets(demo: Running, tag: str) -> dict[str, str]:
    """Return the ways to embed a campaign, as the press page gives them, and the one from a server's root."""
    campaign = replace(demo_campaign(SLUG), address=f"{demo.address}c/{SLUG}/")
    return {
        "script": script_snippet(campaign, tag),
        "frame": frame_snippet(campaign, tag),
        "root": f'<script src="{demo.address}embed.js" data-campaign="{SLUG}" lang="{tag}"></script>',
    }


def open_page(watched: Watched, foreign: str, tmp_path: Path, body: str) -> Frame:
    """Open a page that embeds something and return the frame in it."""
    (tmp_path / "index.html").write_text(PAGE.format(body), encoding="utf-8")
    (tmp_path / "favicon.ico").write_bytes(b"")
    watched.page.goto(foreign)
    handle = watched.page.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    return frame


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("way", ["script", "frame", "root"])
def test_the_button_shows_and_opens_the_campaign(
    watched: Watched, demo: Running, foreign: str, tmp_path: Path, way: str, tag: str
) -> None:
    frame = open_page(watched, foreign, tmp_path, snippets(demo, tag)[way])
    title = demo_campaign(SLUG).title[tag]
    expect(frame.locator("h1")).to_have_text(title)
    expect(frame.locator("#count")).to_be_visible()
    expect(frame.locator("#count")).not_to_be_empty()
    assert frame.locator("html").get_attribute("dir") == ("rtl" if tag == "ar" else "ltr")
    # The style sheets and both pictures have come into the frame, though it has no origin.
    assert frame.evaluate("getComputedStyle(document.body).borderTopStyle") == "solid"
    assert frame.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
    with watched.page.context.expect_page() as opened:
        frame.get_by_role("link", name=text(tag, "embed_button")).click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{demo.address}c/{SLUG}/{tag}/"
    assert opened.value.evaluate("window.opener") is None


def test_the_frame_is_named_as_high_as_its_page_and_between_what_stood_around_it(
    watched: Watched, demo: Running, foreign: str, tmp_path: Path
) -> None:
    frame = open_page(watched, foreign, tmp_path, snippets(demo, "ar")["script"])
    expect(watched.page.locator("iframe")).to_have_attribute("title", demo_campaign(SLUG).title["ar"])
    expect(frame.locator("#count")).to_be_visible()
    watched.page.wait_for_timeout(200)
    inside = frame.evaluate("document.documentElement.getBoundingClientRect().height")
    box = watched.page.locator("iframe").bounding_box()
    assert box is not None
    assert abs(box["height"] - inside) <= 1
    order = watched.page.evaluate("[...document.body.children].map((each) => each.localName).join(' ')")
    assert order == "h1 iframe p"
    watched.page.set_viewport_size({"width": 320, "height": 700})
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("way", ["script", "frame"])
def test_nothing_is_stored_and_nothing_but_files_and_the_count_is_asked_for(
    watched: Watched, demo: Running, foreign: str, tmp_path: Path, way: str
) -> None:
    frame = open_page(watched, foreign, tmp_path, snippets(demo, "en")[way])
    expect(frame.locator("#count")).to_be_visible()
    watched.page.wait_for_load_state("networkidle")
    assert watched.page.context.cookies() == []
    assert watched.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert is_locked_out(watched.page, frame)
    assert {request.method for request in watched.requests} == {"GET"}
    ours = [request for request in watched.requests if request.url.startswith(demo.address)]
    assert len(ours) > 4
    assert [request.url for request in ours if "cookie" in request.all_headers()] == []
    assert [request.url for request in ours if request.headers.get("referer")] == []


def is_locked_out(page: Page, frame: Frame) -> bool:
    """Whether the frame's page could not store anything if it wanted to."""
    try:
        frame.evaluate("localStorage.setItem('a', 'b')")
    except Exception as error:  # noqa: BLE001 - whatever the browser says, it must be about the origin
        return "sandboxed" in str(error)
    return page.is_closed()


def test_a_counter_out_of_reach_leaves_the_button_working(
    watched: Watched, demo: Running, foreign: str, tmp_path: Path
) -> None:
    watched.page.route("**/count.json", lambda route: route.abort())
    frame = open_page(watched, foreign, tmp_path, snippets(demo, "en")["script"])
    expect(frame.get_by_role("link")).to_be_visible()
    expect(frame.locator("#count")).to_be_hidden()
    watched.page.wait_for_load_state("networkidle")
    watched.complaints.clear()  # the console names the counter that was cut off: that is what was wanted


def test_a_script_in_the_head_puts_the_button_at_the_end(
    watched: Watched, demo: Running, foreign: str, tmp_path: Path
) -> None:
    script = snippets(demo, "en")["script"].replace(" async", "")
    (tmp_path / "index.html").write_text(f"<!doctype html><title>T</title>{script}<body><p>Text</p></body>")
    (tmp_path / "favicon.ico").write_bytes(b"")
    watched.page.goto(foreign)
    expect(watched.page.locator("body > iframe")).to_have_count(1)
