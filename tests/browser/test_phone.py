"""The whole way on an emulated cheap phone: 360 × 740, processor four times slower, slow 3G, in Arabic too.

A trace and screenshots are kept in test-results/. An emulated phone is a desktop's engine slowed down; what
was never tried on a real one stands in docs/phones.md. Times are in `make bench`.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hueandcry import paint
from hueandcry.campaigns.demo import demo_campaign
from tests.browser.steps import SHOTS, pixels, until
from tests.conftest import Running

pytestmark = pytest.mark.browser

RESULTS = Path("test-results")
# Kilobytes and milliseconds as browsers' own "slow 3G" has them.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CPU_SLOWER = 4
MOST_ACTIONS = 4
LEAST_TARGET_PX = 24


@pytest.fixture
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Open a phone, and keep a trace of what happened on it."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True, is_mobile=True
    )
    context.tracing.start(screenshots=True, snapshots=True)
    yield context
    RESULTS.mkdir(exist_ok=True)
    context.tracing.stop(path=RESULTS / f"trace-{request.node.callspec.id}.zip")
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_the_link_to_the_saved_picture_on_a_slow_phone(
    phone: BrowserContext, demo: Running, photo: Path, language: str
) -> None:
    page = phone.new_page()
    slow_down(page)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.goto(f"{demo.address}c/make-facebook-red/{language}/", wait_until="commit")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.screenshot(path=SHOTS / f"phone-{language}-1-opened.png")

    actions = 0
    with page.expect_file_chooser() as chooser:
        page.tap("#pick")
        actions += 1
    chooser.value.set_files(photo)
    actions += 1
    until(page, "document.getElementById('square').dataset.painted === 'red 1080'")
    page.screenshot(path=SHOTS / f"phone-{language}-2-turned.png")
    box = page.locator("#save").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740, "the save button lies below the first screen"
    with page.expect_download() as waiting:
        page.tap("#save")
        actions += 1
    assert actions <= MOST_ACTIONS
    saved = pixels(Path(waiting.value.path()).read_bytes())
    ours = paint(photo, demo_campaign("make-facebook-red")).pixels
    assert np.abs(saved - ours).mean() < 2.5
    expect(page.locator("#next")).to_be_visible()
    page.tap("#next a")
    page.wait_for_timeout(300)
    page.screenshot(path=SHOTS / f"phone-{language}-3-guides.png")
    assert too_small(page) == []


def slow_down(page: Page) -> None:
    """Make the processor and the network those of a cheap phone in a bad place."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", SLOW_3G)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})


def too_small(page: Page) -> list[str]:
    """Return the buttons, fields and lists that are too small for a finger (WCAG 2.2, 2.5.8: 24 px)."""
    found: list[str] = page.evaluate(
        """(least) => [...document.querySelectorAll('button, .button, summary, input[type=range], textarea')]
          .map((each) => [each, each.getBoundingClientRect()])
          .filter(([, { width, height }]) => width > 0 && (width < least || height < least))
          .map(([each]) => each.outerHTML.slice(0, 80))""",
        LEAST_TARGET_PX,
    )
    return found
