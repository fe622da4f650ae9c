"""`make bench`, the studio's part: an emulated cheap phone's first load, first preview and memory.

The photo's preview and the browser's own decoding of the same photo are timed in turns in the same run;
what is quoted is their ratio. An emulated phone is a desktop's engine slowed down: it says which of two
ways is faster, not how long a real phone takes.
"""

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.peers import HOME
from bench.photos import draw_large, draw_photos
from tests.browser.weighing import weigh
from tests.conftest import start_server, stop_server
from tools.need_system import find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
CPU_SLOWER = 4
SLUGS = ("make-facebook-red", "tricolore")

# How long the browser takes to decode the photo, and nothing else.
DECODE = """async () => {
  const [file] = document.getElementById('file').files;
  const start = performance.now();
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const took = performance.now() - start;
  bitmap.close();
  return took;
}"""

# From the moment the photo is chosen to the first frame that shows it turned.
WATCH = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const square = document.getElementById('square');
  document.addEventListener('change', () => { window.chosen = performance.now(); }, { capture: true });
  new MutationObserver(() => {
    if (!window.shown && square.width > 1) {
      requestAnimationFrame(() => { window.shown = performance.now(); });
    }
  }).observe(square, { attributes: true });
}"""


@dataclass(frozen=True)
class Turn:
    """One photo turned.

    Args:
        preview_ms: from choosing to the first turned frame.
        longest_task_ms: the longest stretch in which the main thread did not listen; 0 if none passed 50 ms.
        renderer_mb: the most memory that the page's process ever had.
    """

    preview_ms: float
    longest_task_ms: float
    renderer_mb: float


def main() -> int:
    """Run the bench and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        (folder / "data").mkdir()
        server = start_server(folder / "data", "--demo")
        photos = draw_both()
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            for slug in SLUGS:
                print_load(chromium, f"{server.address}c/{slug}/en/", slug, rounds)
            print_turns(chromium, f"{server.address}c/{SLUGS[0]}/en/", photos, rounds)
        finally:
            chromium.close()
            stop_server(server)
    return 0


def draw_both() -> dict[int, Path]:
    """Return a photo of 12 megapixels and one of 50, by their megapixels."""
    folder = HOME / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    plain = draw_photos(folder)[0]
    return {12: plain, 50: draw_large(plain, folder)}


def print_load(chromium: Browser, address: str, slug: str, rounds: int) -> None:
    """Print how the first load goes on a slow link."""
    times, weights = [], {}
    for _ in range(rounds):
        with phone(chromium) as page:
            weights = weigh(page)
            protocol = page.context.new_cdp_session(page)
            protocol.send("Network.emulateNetworkConditions", SLOW_3G)
            page.goto(address, wait_until="commit")
            page.wait_for_selector("html[data-ready]", state="attached")
            times.append(page.evaluate("performance.now()"))
            page.wait_for_load_state("networkidle")
    print(
        f"{slug}: {len(weights)} requests, {sum(weights.values()) / 1000:.1f} KB, usable after "
        f"{statistics.median(times) / 1000:.1f} s (slow 3G, CPU ×{CPU_SLOWER}, median of {rounds})"
    )


def print_turns(chromium: Browser, address: str, photos: dict[int, Path], rounds: int) -> None:
    """Print how fast a photo is turned, beside the browser's own decoding of it."""
    for megapixels, photo in photos.items():
        decodes, turns = [], []
        for _ in range(rounds):
            with phone(chromium) as page:
                decodes.append(decode_ms(page, address, photo))
            with phone(chromium) as page:
                turns.append(turn(chromium, page, address, photo))
        preview = statistics.median(each.preview_ms for each in turns)
        decode = statistics.median(decodes)
        print(
            f"{megapixels} MP: preview {preview:.0f} ms, the browser's own decoding {decode:.0f} ms, ratio "
            f"{preview / decode:.2f}; longest main-thread task "
            f"{max(each.longest_task_ms for each in turns):.0f} ms; renderer at most "
            f"{max(each.renderer_mb for each in turns):.0f} MB"
        )


@contextmanager
def phone(chromium: Browser) -> Iterator[Page]:
    """Open a page on an emulated phone, in a process of its own."""
    context: BrowserContext = chromium.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    yield page
    context.close()


def decode_ms(page: Page, address: str, photo: Path) -> float:
    """Time the browser's own decoding, on a page of the same origin that does nothing else."""
    page.goto(address.rsplit("/en/", 1)[0] + "/edition.json")
    page.evaluate("document.body.innerHTML = '<input type=file id=file>'")
    page.set_input_files("#file", photo)
    return float(page.evaluate(DECODE))


def turn(chromium: Browser, page: Page, address: str, photo: Path) -> Turn:
    """Turn a photo."""
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCH)
    page.set_input_files("#file", photo)
    for _ in range(600):
        if page.evaluate("document.getElementById('square').width === 1080 && window.shown > 0"):
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(500)
    took = page.evaluate("[window.shown - window.chosen, window.longest]")
    return Turn(took[0], took[1], renderer_mb(chromium))


def renderer_mb(chromium: Browser) -> float:
    """Return the most memory that a page's process of this browser ever had, from /proc, in megabytes."""
    listed = chromium.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [each["id"] for each in listed if each["type"] == "renderer"]
    peaks = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{each}/status").read_text()) for each in renderers]
    return max(int(peak[1]) / 1000 for peak in peaks if peak)


if __name__ == "__main__":
    sys.exit(main())
