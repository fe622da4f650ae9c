"""The steps of a supporter, which many tests take."""

import io
import json
import os
import urllib.request
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Watched
from tests.conftest import Running

SHOTS = Path(os.environ.get("HUE_SCREENSHOTS", "test-results/screenshots"))
RED = "make-facebook-red"


def supporters(demo: Running, slug: str = RED) -> int:
    """Ask the counter."""
    with urllib.request.urlopen(f"{demo.address}c/{slug}/count.json") as answer:  # noqa: S310
        return int(json.load(answer)["supporters"])


def open_page(page: Page, address: str) -> None:
    """Open a campaign's page and wait until its scripts have run."""
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")


def open_studio(page: Page, demo: Running, language: str = "en", slug: str = RED) -> None:
    """Open the page of a campaign that the demo server serves."""
    open_page(page, f"{demo.address}c/{slug}/{language}/")


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


def save(page: Page, button: str = "#save") -> bytes:
    """Press a button that saves and return the file."""
    with page.expect_download() as waiting:
        page.click(button)
    download: Download = waiting.value
    assert download.suggested_filename == "photo.jpg"
    return Path(download.path()).read_bytes()


def pixels(jpeg: bytes) -> npt.NDArray[np.int64]:
    """Return a saved picture's pixels."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert picture.format == "JPEG"
        return np.asarray(picture.convert("RGB")).astype(np.int64)


def canvas_pixels(page: Page) -> npt.NDArray[np.int64]:
    """Return what stands on the picture's canvas, exactly."""
    encoded = page.evaluate(
        """() => {
          const canvas = document.getElementById('square');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          return Array.from(new Uint32Array(data.buffer));
        }"""
    )
    rgba = np.array(encoded, dtype=np.uint32).view(np.uint8).reshape(-1, 4)
    side = round(len(rgba) ** 0.5)
    return rgba[:, :3].reshape(side, side, 3).astype(np.int64)


def shoot(page: Page, name: str, *, full_page: bool = True) -> None:
    """Keep a screenshot to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=full_page)


def carried_the_photo(watched: Watched) -> list[str]:
    """Return every request that could have carried the photo: a body of weight, an upload, a long address."""
    return [
        f"{request.method} {request.url}"
        for request in watched.requests
        if len(request.post_data_buffer or b"") > 400
        or "multipart" in request.headers.get("content-type", "")
        or (len(request.url) > 300 and not request.url.startswith("data:"))
    ]
