"""Take the README's picture: the demo campaign on three phones, with the drawn face as its photo."""

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

GAP_PX, GROUND = 28, "#cfc9c0"


def shoot(address: str) -> Image.Image:
    """Return three phones: the page as it opens, in English and in Arabic, and a turned photo."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        photo.write_bytes(jpeg(face(1400, 1200)))
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        phones = []
        for language, is_turned in (("en", False), ("en", True), ("ar", False)):
            page = chromium.new_page(
                viewport={"width": 360, "height": 640},
                device_scale_factor=1.25,
                has_touch=True,
                is_mobile=True,
            )
            page.goto(f"{address}c/make-facebook-red/{language}/")
            if is_turned:
                page.set_input_files("#file", photo)
            page.wait_for_timeout(1500)
            page.evaluate("document.activeElement.blur()")
            phones.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        chromium.close()
    return side_by_side(phones)


def side_by_side(phones: list[Image.Image]) -> Image.Image:
    """Return the screens beside each other on a quiet ground."""
    width, height = phones[0].size
    ground = Image.new("RGB", (len(phones) * (width + GAP_PX) + GAP_PX, height + 2 * GAP_PX), GROUND)
    for number, phone in enumerate(phones):
        ground.paste(phone, (GAP_PX + number * (width + GAP_PX), GAP_PX))
    return ground


def main() -> None:
    """Serve the demo, take the picture, and save it small."""
    with tempfile.TemporaryDirectory() as data:
        running = start_server(Path(data), "--demo")
        try:
            picture = shoot(running.address)
        finally:
            stop_server(running)
    picture.quantize(192).save(ROOT / "docs" / "studio.png", optimize=True)
    print("wrote docs/studio.png")


if __name__ == "__main__":
    main()
