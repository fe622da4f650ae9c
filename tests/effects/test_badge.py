"""Badges: wholly inside the circle, an image as it is, anything else as a disc with a white edge."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from hueandcry import InputError
from hueandcry.effects.badge import MARGIN
from hueandcry.effects.ribbon import CORNERS, Corner
from tests.effects.overlays import colour_at, distances, drawn
from tests.making import frame_png, save

HAIR = 1.5 / 400
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
<path d="M5 0L10 10H0Z" fill="#00ff00"/></svg>"""


def round_logo() -> bytes:
    """Return a disc that fills a square PNG from side to side."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, 399, 399), fill=(10, 120, 60, 255))
    return save(image, "PNG")


ASSETS = {
    "round.png": round_logo(),
    "square.png": frame_png(400),
    "opaque.png": save(Image.new("RGB", (400, 400), (10, 120, 60)), "PNG"),
    "drawing.svg": DRAWING,
}
FACES: list[dict[str, object]] = [{"colour": "#c8102e"}, {"code": "FR"}]
FACES += [{"image": name} for name in ASSETS]


@pytest.mark.parametrize("face", FACES, ids=lambda face: str(*face.values()))
@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("size", [0.1, 0.3, 0.5])
def test_a_badge_is_inside_the_circle_and_as_far_out_as_its_margin(
    face: dict[str, object], corner: Corner, size: float
) -> None:
    alpha = drawn({"kind": "badge", "corner": corner, "size": size, **face}, assets=ASSETS)[..., 3]
    reach = distances(400)[alpha > 0.1].max()
    across, down = CORNERS[corner]
    rows, columns = np.nonzero(alpha > 0.1)
    assert 0.5 - MARGIN - 3 * HAIR < reach < 0.5 - MARGIN + HAIR or "drawing.svg" in face.values()
    assert reach < 0.5
    assert (columns.mean() - 199.5) * across > 0
    assert (rows.mean() - 199.5) * down > 0


def test_a_disc_has_its_size_its_colour_and_a_white_edge() -> None:
    badge = drawn({"kind": "badge", "colour": "#c8102e", "size": 0.3})
    assert badge[..., 3].sum() == pytest.approx(np.pi * 60**2, rel=0.01)
    white = (badge[..., :3].min(axis=-1) > 0.9).sum()
    assert white / badge[..., 3].sum() == pytest.approx(1 - 0.92**2, abs=0.03)
    rows, columns = np.nonzero(badge[..., 3] > 0.5)
    middle = badge[round(rows.mean()), round(columns.mean())]
    assert [round(float(each) * 255) for each in middle] == [200, 16, 46, 255]


def test_an_image_keeps_its_own_outline_and_an_opaque_one_is_cut_round() -> None:
    outline = drawn({"kind": "badge", "image": "round.png"}, assets=ASSETS)
    assert (outline[..., :3].min(axis=-1) > 0.9).sum() == 0
    cut = drawn({"kind": "badge", "image": "opaque.png"}, assets=ASSETS)
    assert cut[..., 3].sum() == pytest.approx(np.pi * 60**2, rel=0.01)
    assert (cut[..., :3].min(axis=-1) > 0.9).sum() > 500


def test_a_drawing_is_drawn() -> None:
    badge = drawn({"kind": "badge", "image": "drawing.svg", "size": 0.5}, assets=ASSETS)
    assert badge[..., 3].sum() == pytest.approx(200 * 200 / 2, rel=0.01)
    assert badge[..., 1].sum() == pytest.approx(badge[..., 3].sum())
    assert colour_at(badge, -0.3, -0.3) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({}, ["Layer 1 (badge)", "colour"]),
        ({"colour": "#fff", "code": "FR"}, ["code", "not both"]),
        ({"colour": "#fff", "image": "round.png"}, ["colour", "image"]),
        ({"image": "none.png"}, ["image", "none.png"]),
        ({"colour": "#fff", "corner": "middle"}, ["corner", "'middle'", "top-left"]),
        ({"colour": "#fff", "size": 0.6}, ["size", "0.6", "0.5"]),
        ({"colour": "#fff", "width": 0.1}, ["'width'", "image", "colour", "corner"]),
    ],
)
def test_a_mistake_is_named(table: dict[str, object], words: list[str]) -> None:
    with pytest.raises(InputError) as refusal:
        drawn({"kind": "badge", **table}, assets=ASSETS)
    assert [word for word in words if word not in str(refusal.value)] == []
