"""Python and the studio give the same picture from the same pixels."""

import base64
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Page

from hueandcry.campaigns import Campaign, Variant, dump_campaign
from hueandcry.effects import MASTER_PX, compile_effect, parse_effect
from hueandcry.pictures import apply_effect
from hueandcry.pictures.portrait import draw_portrait
from tests.browser.conftest import Watched
from tests.conftest import Running, start_server, stop_server
from tests.making import GOLDEN_EFFECTS, frame_png

pytestmark = pytest.mark.browser

ASSETS = {"frame.png": frame_png(1080)}
EFFECTS = {name: parse_effect(tables, ASSETS) for name, tables in GOLDEN_EFFECTS.items()}
COLOUR_ONLY = [name for name, effect in EFFECTS.items() if compile_effect(effect, 16).overlay is None]
DIFFS = Path("test-results/parity")

# The studio's own modules, on the page, from the opened file to the painted pixels.
PAINT = """async ([folder, effect, bytes]) => {
  const { openPhoto } = await import(`${folder}photo.js`);
  const { Easel } = await import(`${folder}easel.js`);
  const canvas = document.createElement('canvas');
  const easel = new Easel(canvas, []);
  easel.put(await openPhoto(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))])));
  await easel.paint({ name: 'x', effect, needs_photo: true }, 1);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let text = '';
  for (let i = 0; i < data.length; i += 30000) text += String.fromCharCode(...data.subarray(i, i + 30000));
  return btoa(text);
}"""


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve one campaign with a variant of every layer kind."""
    folder = tmp_path_factory.mktemp("every-kind")
    campaign = Campaign(
        slug="every-kind",
        languages=("en",),
        title={"en": "Every kind"},
        variants=tuple(Variant(name, effect) for name, effect in EFFECTS.items()),
        tally="none",
        assets=ASSETS,
    )
    (folder / "campaign.toml").write_text(dump_campaign(campaign), encoding="utf-8")
    (folder / "frame.png").write_bytes(ASSETS["frame.png"])
    running = start_server(tmp_path_factory.mktemp("data"), str(folder))
    yield running
    stop_server(running)


def pixels_of_every_sort() -> npt.NDArray[np.uint8]:
    """Return the drawn face with noise, ramps and pure colours laid into it."""
    pixels = draw_portrait(MASTER_PX).copy()
    noise = np.random.default_rng(2016).integers(0, 256, (540, 540, 3), dtype=np.uint8)
    pixels[:540, :540] = noise
    ramp = np.linspace(0, 255, MASTER_PX).astype(np.uint8)
    for channel in range(3):
        pixels[1000 + 20 * channel : 1020 + 20 * channel, :, channel] = ramp
    pixels[980:1000] = ramp[None, :, None]
    return pixels


def painted_in_the_studio(
    page: Page, address: str, name: str, pixels: npt.NDArray[np.uint8], folder: Path
) -> npt.NDArray[np.uint8]:
    """Open the pixels as a PNG in the studio, paint them there, and return what stands on the canvas."""
    (folder / "in.png").write_bytes(b"")
    Image.fromarray(pixels).save(folder / "in.png")
    page.goto(f"{address}c/every-kind/en/")
    script = page.locator("script[type=module]").evaluate("(script) => script.src")
    effect = page.evaluate(
        """(name) => JSON.parse(document.getElementById('settings').textContent)
          .variants.find((variant) => variant.name === name).effect""",
        name,
    )
    encoded = base64.b64encode((folder / "in.png").read_bytes()).decode()
    answer = page.evaluate(PAINT, [script.removesuffix("studio.js"), effect, encoded])
    rgba = np.frombuffer(base64.b64decode(answer), np.uint8).reshape(MASTER_PX, MASTER_PX, 4)
    assert rgba[..., 3].min() == 255
    return rgba[..., :3]


@pytest.mark.parametrize("name", EFFECTS)
def test_the_studio_paints_what_python_paints(
    watched: Watched, every_kind: Running, name: str, tmp_path: Path
) -> None:
    pixels = pixels_of_every_sort()
    effect = compile_effect(EFFECTS[name])
    ours = apply_effect(pixels, effect)
    theirs = painted_in_the_studio(watched.page, every_kind.address, name, pixels, tmp_path)
    difference = np.abs(ours.astype(int) - theirs)
    most = 0 if name in COLOUR_ONLY else 2
    if difference.max() > most:
        keep_difference(name, ours, theirs, difference)
    assert difference.max() <= most, f"{name}: {difference.max()} of 255 at most, see {DIFFS}"


def keep_difference(
    name: str, ours: npt.NDArray[np.uint8], theirs: npt.NDArray[np.uint8], difference: npt.NDArray[np.int64]
) -> None:
    """Keep both pictures and, amplified, what lies between them."""
    DIFFS.mkdir(parents=True, exist_ok=True)
    loud = np.clip(difference * 40, 0, 255).astype(np.uint8)
    Image.fromarray(np.hstack([ours, theirs, loud])).save(DIFFS / f"{name}.png")


def test_colour_layers_are_among_those_held_to_exactness() -> None:
    assert {"solid", "tint", "duotone", "greyscale"} <= set(COLOUR_ONLY)
    assert set(EFFECTS) - set(COLOUR_ONLY) >= {"flag", "frame", "stack"}
