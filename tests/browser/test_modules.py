"""The studio's pure modules, each by itself in a real browser."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from hueandcry.pictures.subject import attention, score_attention
from tests.browser.conftest import Watched
from tests.conftest import ROOT
from tests.making import SECRET_WORDS, face, jpeg
from tests.plain_server import plain_server

pytestmark = pytest.mark.browser

STUDIO = ROOT / "src" / "hueandcry" / "bundle" / "studio"


@pytest.fixture(scope="module")
def modules() -> Iterator[str]:
    """Serve the modules as they are written."""
    with plain_server(STUDIO) as address:
        yield address


@pytest.fixture
def page(watched: Watched, modules: str) -> Page:
    """Open a page of the modules' origin that does nothing by itself."""
    watched.page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    watched.page.goto(f"{modules}plain.css")
    return watched.page


CROP = "const { Crop } = await import('/crop.js'); const crop = new Crop(4000, 3000);"


@pytest.mark.parametrize("seed", range(8))
def test_a_crop_never_leaves_the_photo_however_it_is_moved(page: Page, seed: int) -> None:
    random = np.random.default_rng(seed)
    moves = [[int(random.integers(4)), *map(float, random.normal(0, 1, 3))] for _ in range(300)]
    outside = page.evaluate(
        f"""async (moves) => {{ {CROP}
          let worst = 0;
          for (const [what, a, b, c] of moves) {{
            if (what === 0) crop.move(a, b);
            if (what === 1) crop.zoomBy(Math.exp(a), (b + 1) / 2, (c + 1) / 2);
            if (what === 2) crop.turnBy(a);
            if (what === 3) crop.zoom = Math.min(1, Math.abs(a));
            for (const [u, v] of [[-1, -1], [1, -1], [-1, 1], [1, 1]]) {{
              const [x, y] = [(u * crop.side) / 2, (v * crop.side) / 2];
              const [cos, sin] = [Math.cos(-crop.angle), Math.sin(-crop.angle)];
              const [px, py] = [crop.x + x * cos - y * sin, crop.y + x * sin + y * cos];
              worst = Math.max(worst, -px, -py, px - 4000, py - 3000);
            }}
          }}
          return worst;
        }}""",
        moves,
    )
    assert outside < 1e-6


def test_zooming_keeps_the_point_under_the_finger(page: Page) -> None:
    moved = page.evaluate(
        f"""async () => {{ {CROP}
          const point = () => [crop.x + (0.25 - 0.5) * crop.side, crop.y + (0.4 - 0.5) * crop.side];
          crop.zoomBy(2);
          const before = point();
          crop.zoomBy(1.7, 0.25, 0.4);
          const after = point();
          return Math.hypot(after[0] - before[0], after[1] - before[1]);
        }}"""
    )
    assert moved < 1e-6


def test_four_quarter_turns_come_back_exactly(page: Page) -> None:
    angles = page.evaluate(
        f"async () => {{ {CROP} const seen = []; "
        "for (let i = 0; i < 4; i += 1) { crop.turnBy(Math.PI / 2); seen.push(crop.angle); } return seen; }"
    )
    assert angles[-1] == 0
    assert (
        page.evaluate(f"async () => {{ {CROP} crop.turnBy(-Math.PI / 2); return crop.angle; }}") == angles[2]
    )


@pytest.mark.parametrize("shape", [(320, 180), (180, 260), (181, 400)])
def test_the_starting_crop_follows_the_same_rule_as_python(page: Page, shape: tuple[int, int]) -> None:
    pixels = np.asarray(face(600, 600).resize((180, 180)))
    width, height = shape
    wall = np.full((height, width, 3), 200, np.uint8)
    wall[-180:, -180:] = pixels
    lies = wall if width >= height else wall.transpose(1, 0, 2)
    scores = score_attention(attention(lies), lies.shape[0])
    ours = scores.argmax() / (len(scores) - 1)
    rgba = np.dstack([wall, np.full((height, width), 255, np.uint8)])
    theirs = page.evaluate(
        """async ([bytes, width, height]) => {
          const { startByAttention } = await import('/subject.js');
          return startByAttention(new ImageData(new Uint8ClampedArray(bytes), width, height));
        }""",
        [rgba.ravel().tolist(), width, height],
    )
    assert abs(ours - theirs) <= 2 / (len(scores) - 1)
    assert theirs >= 0.5


def test_faces_come_first_where_the_browser_finds_them(page: Page) -> None:
    start = page.evaluate(
        """async () => {
          globalThis.FaceDetector = class {
            async detect() { return [{ boundingBox: new DOMRect(0, 10, 40, 40) }]; }
          };
          const { bestStart } = await import('/subject.js');
          const canvas = new OffscreenCanvas(360, 180);
          canvas.getContext('2d').fillRect(300, 0, 60, 180);
          return bestStart(canvas.transferToImageBitmap());
        }"""
    )
    assert start == 0


def test_a_link_counts_generations_and_carries_a_partner_and_nothing_else(page: Page) -> None:
    links = page.evaluate(
        """async () => {
          const { nextLink, readLink } = await import('/link.js');
          return ['', '?g=2&p=friends&fbclid=abc', '?g=99', '?g=-4', '?g=x'].map(
            (search) => nextLink(`https://a.example/c/red/en/${search}`, readLink(search)));
        }"""
    )
    assert links == [
        "https://a.example/c/red/en/?g=1",
        "https://a.example/c/red/en/?g=3&p=friends",
        "https://a.example/c/red/en/?g=30",
        "https://a.example/c/red/en/?g=1",
        "https://a.example/c/red/en/?g=1",
    ]


def test_a_jpegs_size_is_read_from_its_head_and_heic_by_content(page: Page) -> None:
    files = {
        "jpeg": jpeg(face(321, 123)),
        "turned": jpeg(face(64, 48), orientation=6),
        "progressive": jpeg(face(99, 77), progressive=True),
        "cut": jpeg(face(321, 123))[:30],
        "png": png(face(20, 10)),
        "empty": b"",
        "heic": (ROOT / "tests" / "fixtures" / "face.heic").read_bytes(),
    }
    sizes = page.evaluate(
        """async (files) => {
          const { isHeic, jpegSize } = await import('/header.js');
          const found = {};
          for (const [name, bytes] of Object.entries(files)) {
            const blob = new Blob([new Uint8Array(bytes)]);
            const size = await jpegSize(blob);
            found[name] = [size && [size.width, size.height], await isHeic(blob)];
          }
          return found;
        }""",
        {name: list(content) for name, content in files.items()},
    )
    assert sizes == {
        "jpeg": [[321, 123], False],
        "turned": [[64, 48], False],
        "progressive": [[99, 77], False],
        "cut": [None, False],
        "png": [None, False],
        "empty": [None, False],
        "heic": [None, True],
    }


def png(image: Image.Image) -> bytes:
    """Return an image as PNG."""
    sink = io.BytesIO()
    image.save(sink, "PNG")
    return sink.getvalue()


def test_the_known_patch_reads_back_exactly_here(page: Page) -> None:
    assert page.evaluate("async () => (await import('/noise.js')).canvasNoise()") == 0


def test_what_browsers_add_to_a_jpeg_is_left_out(page: Page) -> None:
    spoken = jpeg(face(80, 60))
    assert SECRET_WORDS[1].encode() in spoken
    clean = bytes(
        page.evaluate(
            """async (bytes) => {
              const { withoutMetadata } = await import('/jpeg.js');
              const clean = new Blob(withoutMetadata(new Uint8Array(bytes)));
              return [...new Uint8Array(await clean.arrayBuffer())];
            }""",
            list(spoken),
        )
    )
    assert SECRET_WORDS[1].encode() not in clean
    assert b"Exif" not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert picture.size == (80, 60)
