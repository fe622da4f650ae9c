"""Take the README's picture: the demo campaign in Chromium, with the drawn face as its photo."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import start_server, stop_server  # noqa: E402
from tests.making import face, jpeg  # noqa: E402
from tools.need_system import find_chromium  # noqa: E402


def shoot(address: str) -> bytes:
    """Return a screenshot of the demo with a photo chosen."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        photo.write_bytes(jpeg(face(1400, 1200)))
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = chromium.new_page(viewport={"width": 1200, "height": 1010}, device_scale_factor=1)
        page.goto(f"{address}c/make-facebook-red/en/")
        page.set_input_files("#file", photo)
        page.wait_for_timeout(1500)
        page.evaluate("document.activeElement.blur()")
        picture = page.screenshot()
        chromium.close()
    return picture


def main() -> None:
    """Serve the demo, take the picture, and save it small."""
    with tempfile.TemporaryDirectory() as data:
        running = start_server(Path(data), "--demo")
        try:
            picture = Image.open(io.BytesIO(shoot(running.address)))
        finally:
            stop_server(running)
    picture.convert("RGB").quantize(192).save(ROOT / "docs" / "studio.png", optimize=True)
    print("wrote docs/studio.png")


if __name__ == "__main__":
    main()
