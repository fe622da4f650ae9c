"""The kit's pictures: sizes, weights, the effect in them, mirrored for right to left, always the same."""

import io
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from hueandcry.bundle.kit import Kit, draw_kit
from hueandcry.campaigns import Campaign, Variant
from hueandcry.effects import named_effect
from tests.bundle.kit.stories import bare_campaign, sourced_campaign
from tests.conftest import ROOT
from tests.jpeg_markers import spoken_segments

SIZES = {"card": (1200, 630), "square": (1080, 1080), "story": (1080, 1920)}
INK = np.array([0x1B, 0x1A, 0x19])
LONG = "A title that goes on " * 40

Pixels = npt.NDArray[np.int16]


def pixels(content: bytes) -> Pixels:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGB"), np.int16)


def inked(picture: Pixels) -> npt.NDArray[np.bool_]:
    """Return where the letters of the title are: nothing else is so dark and so grey."""
    found: npt.NDArray[np.bool_] = (np.abs(picture - INK) < 14).all(axis=-1)
    return found


def pictures(kit: Kit) -> dict[str, bytes]:
    return {name: getattr(kit, name).content for name in SIZES}


@pytest.fixture(scope="module")
def kits() -> dict[str, Kit]:
    """Draw the kit of a campaign in its three languages."""
    return {tag: draw_kit(sourced_campaign(), tag) for tag in sourced_campaign().languages}


@pytest.mark.parametrize("tag", ["en", "ar", "fr"])
def test_every_picture_has_its_size_and_a_card_its_weight(kits: dict[str, Kit], tag: str) -> None:
    for name, size in SIZES.items():
        file = getattr(kits[tag], name)
        with Image.open(io.BytesIO(file.content)) as image:
            assert (image.format, image.size, (file.width_px, file.height_px)) == ("JPEG", size, size)
    assert len(kits[tag].card.content) < 120_000
    assert len(kits[tag].story.content) < 250_000


def test_files_are_named_by_their_content(kits: dict[str, Kit]) -> None:
    for tag, kit in kits.items():
        for path, content in kit.files.items():
            folder, language, name = path.split("/")
            assert (folder, language) == ("share", tag)
            assert name.split(".")[1] == sha256(content).hexdigest()[:12]


def test_pictures_say_nothing_but_pixels(kits: dict[str, Kit]) -> None:
    for content in pictures(kits["en"]).values():
        assert spoken_segments(content) == []


def test_another_process_draws_the_same_bytes(kits: dict[str, Kit]) -> None:
    code = (
        "from hashlib import sha256\n"
        "from hueandcry.bundle.kit import draw_kit\n"
        "from tests.bundle.kit.stories import sourced_campaign\n"
        "for path, content in draw_kit(sourced_campaign(), 'ar').files.items():\n"
        "    print(path, sha256(content).hexdigest())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    expected = {path: sha256(content).hexdigest() for path, content in kits["ar"].files.items()}
    assert dict(line.split() for line in done.stdout.splitlines()) == expected


def with_effect(name: str) -> Campaign:
    return replace(sourced_campaign(), variants=(Variant("one", named_effect(name)),))


@pytest.mark.parametrize(("name", "box"), [("card", (775, 105, 400)), ("square", (330, 475, 560))])
def test_the_effect_is_in_the_large_face_and_not_in_the_small_one(name: str, box: tuple[int, ...]) -> None:
    red, grey = (pixels(pictures(draw_kit(with_effect(each), "en"))[name]) for each in ("red", "grey"))
    left, top, side = box
    face = (slice(top + side // 4, top + side * 3 // 4), slice(left + side // 4, left + side * 3 // 4))
    redness = [(each[face][..., 0] - each[face][..., 1]).mean() for each in (red, grey)]
    assert redness[0] > 80
    assert abs(redness[1]) < 3


def test_right_to_left_is_the_same_design_mirrored(kits: dict[str, Kit]) -> None:
    left, right = (inked(pixels(kits[tag].card.content)) for tag in ("en", "ar"))
    columns = [np.flatnonzero(each[60:360].any(axis=0)) for each in (left, right)]
    assert 70 <= columns[0].min() <= 90
    assert 1110 <= columns[1].max() <= 1130


def test_a_storys_ends_hold_nothing_of_weight(kits: dict[str, Kit]) -> None:
    for kit in kits.values():
        story = pixels(kit.story.content)
        for end in (story[:250], story[1580:]):
            assert np.abs(end - end[0, 0]).max() <= 3


@pytest.mark.parametrize(
    "title", [LONG, "Donaudampfschifffahrtsgesellschaft" * 9, "🜏" * 90, "\u202e\n\t", "a"]
)
def test_a_title_of_any_kind_keeps_to_its_place(title: str) -> None:
    kit = draw_kit(replace(sourced_campaign(), title={"en": title}, languages=("en",)), "en")
    card, story = inked(pixels(kit.card.content)), inked(pixels(kit.story.content))
    assert not card[:, :60].any()
    assert not card[:, 700:].any() or card[:380, 700:].sum() == 0
    assert not story[:, :60].any()
    assert not story[:, 1020:].any()


def test_a_campaign_that_says_little_has_its_pictures() -> None:
    kit = draw_kit(bare_campaign(), "en")
    assert inked(pixels(kit.card.content)).any()
    assert kit.poster is not None


def test_pictures_differ_by_language(kits: dict[str, Kit]) -> None:
    assert len({kit.card.content for kit in kits.values()}) == 3
