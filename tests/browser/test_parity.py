"""Python and the studio give the same picture from the same pixels."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Page

from hueandcry import paint
from hueandcry.campaigns import Campaign, Variant, dump_campaign
from hueandcry.effects import MASTER_PX, compile_effect, parse_effect
from hueandcry.pictures import apply_effect
from hueandcry.pictures.portrait import draw_portrait
from tests.browser.conftest import Watched
from tests.browser.steps import canvas_pixels, choose, open_page, until
from tests.conftest import Running, start_server, stop_server
from tests.making import GOLDEN_EFFECTS, frame_png

pytestmark = pytest.mark.browser

ASSETS = {"frame.png": frame_png(1080)}
EFFECTS = {name: parse_effect(tables, ASSETS) for name, tables in GOLDEN_EFFECTS.items()}
COLOUR_ONLY = [name for name, effect in EFFECTS.items() if compile_effect(effect, 16).overlay is None]
DIFFS = Path("test-results/parity")
MOST_MEAN = 2.0


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


def painted_in_the_studio(page: Page, address: str, name: str, photo: Path) -> npt.NDArray[np.int64]:
    """Open a photo in the studio, choose a variant, and return what stands on the canvas."""
    open_page(page, f"{address}c/every-kind/en/")
    choose(page, photo)
    until(
        page, "!document.getElementById('tools').hidden"
    )  # a plain square needs no photo and is there at once
    page.locator("label", has=page.locator(f"input[value={name}]")).click()
    until(page, f"document.getElementById('square').dataset.painted === '{name} {MASTER_PX}'")
    return canvas_pixels(page)


@pytest.mark.parametrize("name", EFFECTS)
def test_the_studio_paints_what_python_paints(
    watched: Watched, every_kind: Running, name: str, tmp_path: Path
) -> None:
    pixels = pixels_of_every_sort()
    Image.fromarray(pixels).save(tmp_path / "in.png")
    ours = apply_effect(pixels, compile_effect(EFFECTS[name]))
    theirs = painted_in_the_studio(watched.page, every_kind.address, name, tmp_path / "in.png")
    difference = np.abs(ours.astype(int) - theirs)
    most = 0 if name in COLOUR_ONLY else 2
    if difference.max() > most:
        keep_difference(name, ours, theirs, difference)
    assert difference.max() <= most, f"{name}: {difference.max()} of 255 at most, see {DIFFS}"


@pytest.mark.parametrize("name", EFFECTS)
def test_after_a_real_resize_they_still_agree(
    watched: Watched, every_kind: Running, name: str, large_photo: Path
) -> None:
    ours = paint(large_photo, EFFECTS[name]).pixels
    theirs = painted_in_the_studio(watched.page, every_kind.address, name, large_photo)
    difference = np.abs(ours.astype(int) - theirs)
    if difference.mean() > MOST_MEAN:
        keep_difference(f"resized-{name}", ours, theirs, difference)
    assert difference.mean() <= MOST_MEAN, f"{name}: {difference.mean():.2f} of 255, see {DIFFS}"


@pytest.fixture(scope="module")
def large_photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a photo of 9 megapixels: a drawn face, fine detail, grain. Square: both keep all of it."""
    random = np.random.default_rng(2016)
    coarse = random.normal(0, 24, (375, 375)).astype(np.float32)
    detail = np.asarray(Image.fromarray(coarse).resize((3000, 3000), Image.Resampling.BICUBIC))
    grain = random.normal(0, 5, (3000, 3000)).astype(np.float32)
    large = np.asarray(Image.fromarray(draw_portrait(1000)).resize((3000, 3000), Image.Resampling.BICUBIC))
    pixels = np.clip(large.astype(np.float32) + (detail + grain)[..., None], 0, 255).astype(np.uint8)
    path = tmp_path_factory.mktemp("large") / "photo.jpg"
    Image.fromarray(pixels).save(path, quality=92)
    return path


@pytest.mark.parametrize("which", range(6))
def test_real_photos_come_out_alike(
    watched: Watched, every_kind: Running, corpora: Path, tmp_path: Path, which: int
) -> None:
    photos = sorted(path for path in corpora.glob("exif-gps/**/*.jpg") if path.stat().st_size > 300_000)
    square = tmp_path / "square.png"
    with Image.open(photos[which * len(photos) // 6]) as image:
        side = min(image.size)
        image.convert("RGB").crop((0, 0, side, side)).save(square)
    ours = paint(square, EFFECTS["tint"]).pixels
    theirs = painted_in_the_studio(watched.page, every_kind.address, "tint", square)
    assert np.abs(ours.astype(int) - theirs).mean() <= MOST_MEAN, photos[which * len(photos) // 6].name


def keep_difference(
    name: str, ours: npt.NDArray[np.uint8], theirs: npt.NDArray[np.int64], difference: npt.NDArray[np.int64]
) -> None:
    """Keep both pictures and, amplified, what lies between them."""
    DIFFS.mkdir(parents=True, exist_ok=True)
    loud = np.clip(difference * 40, 0, 255).astype(np.uint8)
    Image.fromarray(np.hstack([ours, theirs.astype(np.uint8), loud])).save(DIFFS / f"{name}.png")


def test_colour_layers_are_among_those_held_to_exactness() -> None:
    assert {"solid", "tint", "duotone", "greyscale"} <= set(COLOUR_ONLY)
    assert set(EFFECTS) - set(COLOUR_ONLY) >= {"flag", "frame", "stack"}
