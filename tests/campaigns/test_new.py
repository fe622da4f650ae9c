"""New campaigns: a folder from a few words, exactly what was asked, or nothing at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hueandcry import HueError, UsageError
from hueandcry.campaigns import Campaign, Idea, Variant, load_campaign, new_campaign, preflight
from hueandcry.effects import named_effect
from tests.making import frame_png, save
from tests.stories import TODAY

IDEA = Idea("red-for-aleppo", "Red for Aleppo", ("#AleppoIsBurning", "حلب_تحترق"), contact_name="Friends")


@pytest.fixture
def frame(tmp_path: Path) -> Path:
    """Keep a good frame outside the folder that campaigns are made in."""
    file = tmp_path / "My artwork.png"
    file.write_bytes(frame_png())
    return file


def test_the_folder_holds_exactly_what_was_asked(tmp_path: Path) -> None:
    file = new_campaign(IDEA, tmp_path / "new" / "folder", TODAY)
    assert file == tmp_path / "new" / "folder" / "red-for-aleppo" / "campaign.toml"
    assert list(file.parent.iterdir()) == [file]
    assert load_campaign(file) == Campaign(
        slug="red-for-aleppo",
        languages=("en",),
        title={"en": "Red for Aleppo"},
        hashtags={"en": ("#AleppoIsBurning", "#حلب_تحترق")},
        starts=TODAY,
        contact_name="Friends",
        variants=(Variant("red", named_effect("red")),),
    )


@pytest.mark.parametrize("effect", ["red", "red-duotone", "red-square", "grey", "flag:FR", "flag:de"])
def test_every_named_effect_can_be_asked_for(tmp_path: Path, effect: str) -> None:
    campaign = load_campaign(new_campaign(replace(IDEA, effect=effect), tmp_path, TODAY))
    assert campaign.variants == (Variant(effect.replace(":", "-").lower(), named_effect(effect)),)


def test_a_frame_lies_beside_the_text_byte_for_byte(tmp_path: Path, frame: Path) -> None:
    file = new_campaign(replace(IDEA, frame=frame), tmp_path / "made", TODAY)
    assert {each.name for each in file.parent.iterdir()} == {"campaign.toml", "frame.png"}
    assert (file.parent / "frame.png").read_bytes() == frame.read_bytes()
    [layer] = load_campaign(file).variants[0].effect.layers
    assert layer.as_table() == {"kind": "frame", "image": "frame.png", "opacity": 1.0}


def test_the_first_language_is_the_one_asked_for(tmp_path: Path) -> None:
    campaign = load_campaign(new_campaign(replace(IDEA, language="ar", title="أحمر"), tmp_path, TODAY))
    assert (campaign.languages, campaign.title) == (("ar",), {"ar": "أحمر"})


def test_a_new_campaign_lacks_only_what_no_option_can_say(tmp_path: Path) -> None:
    campaign = load_campaign(new_campaign(IDEA, tmp_path, TODAY))
    worth_knowing = [each for each in preflight(campaign, TODAY) if each.level != "figure"]
    assert [each.sentence.split(";")[0] for each in worth_knowing] == [
        "There is no sentence with a source for the first screen",
        "There is no story in en",
        "There is no address",
    ]


def test_an_existing_folder_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / IDEA.slug).mkdir()
    (tmp_path / IDEA.slug / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists"):
        new_campaign(IDEA, tmp_path, TODAY)
    assert [each.name for each in (tmp_path / IDEA.slug).iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"slug": "Red for Aleppo"}, "slug"),
        ({"slug": "../elsewhere"}, "slug"),
        ({"title": " "}, "title"),
        ({"hashtags": ("two words",)}, "hashtags"),
        ({"hashtags": ("",)}, "hashtags"),
        ({"language": "tlh"}, "languages"),
        ({"effect": "green"}, "green"),
        ({"effect": "flag:ZZ"}, "ZZ"),
        ({"frame": Path("nowhere.png")}, "nowhere.png"),
    ],
)
def test_a_bad_word_is_named_and_nothing_is_written(
    tmp_path: Path, change: dict[str, Any], word: str
) -> None:
    into = tmp_path / "made"
    with pytest.raises(HueError, match=word):
        new_campaign(replace(IDEA, **change), into, TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"no picture",
        frame_png()[:500],
        save(Image.new("RGBA", (1080, 900)), "PNG"),
        save(Image.new("RGB", (1080, 1080)), "PNG"),
    ],
    ids=["no picture", "cut off", "no square", "opaque"],
)
def test_a_frame_that_cannot_be_used_is_refused_and_nothing_is_written(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "bad.png").write_bytes(content)
    with pytest.raises(HueError, match=r"\.png"):
        new_campaign(replace(IDEA, frame=tmp_path / "bad.png"), tmp_path / "made", TODAY)
    assert [each.name for each in tmp_path.iterdir()] == ["bad.png"]


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(HueError, match="file"):
        new_campaign(IDEA, tmp_path / "file", TODAY)
    assert (tmp_path / "file").read_text() == "mine"
