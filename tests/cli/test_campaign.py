"""`hue campaign`: a folder from a few words, looked over before it is published."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from hueandcry.campaigns import Variant, load_campaign
from hueandcry.effects import named_effect
from tests.cli.running import Hue, Outcome, files_in, is_one_sentence
from tests.making import frame_png

WORDS = ("--title", "Red & free", "--hashtag", "#AleppoIsBurning", "--hashtag", "حلب", "--contact", "Friends")


@dataclass(frozen=True)
class Made:
    """A campaign that was made by the command.

    Args:
        folder: where it stands.
        outcome: what the command said.
    """

    folder: Path
    outcome: Outcome


@pytest.fixture(scope="module")
def flag(hue: Hue, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a campaign with a flag."""
    place = tmp_path_factory.mktemp("flag")
    options = ("--effect", "flag:FR", "--language", "fr", "--in", place)
    return Made(place / "tricolore", hue("campaign", "new", "tricolore", *WORDS, *options))


@pytest.fixture(scope="module")
def framed(hue: Hue, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make a campaign with a frame of six hundred pixels, in the present folder."""
    place = tmp_path_factory.mktemp("framed")
    (place / "art.png").write_bytes(frame_png(600))
    return Made(place / "frame", hue("campaign", "new", "frame", *WORDS, "--frame", "art.png", at=place))


def test_a_new_campaign_is_what_was_asked_for(flag: Made) -> None:
    campaign = load_campaign(flag.folder)
    assert (campaign.slug, campaign.languages, campaign.contact_name) == ("tricolore", ("fr",), "Friends")
    assert campaign.title == {"fr": "Red & free"}
    assert campaign.hashtags == {"fr": ("#AleppoIsBurning", "#حلب")}
    assert campaign.variants == (Variant("flag-fr", named_effect("flag:FR")),)


def test_it_says_what_it_made_and_what_to_do_next(flag: Made) -> None:
    assert (flag.outcome.code, flag.outcome.err) == (0, "")
    assert str(flag.folder / "campaign.toml") in flag.outcome.said
    assert "hue publish" in flag.outcome.said


def test_a_frame_comes_along(framed: Made) -> None:
    assert framed.outcome.code == 0
    assert {"campaign.toml", "frame.png"} == set(files_in(framed.folder))
    assert load_campaign(framed.folder).assets == {"frame.png": frame_png(600)}


def test_a_check_says_each_finding_and_that_it_can_be_published(hue: Hue, framed: Made) -> None:
    outcome = hue("campaign", "check", framed.folder)
    assert (outcome.code, outcome.err) == (0, "")
    *findings, last = outcome.said.splitlines()
    levels = [each.split(":")[0] for each in findings]
    assert levels == ["warning"] * 3 + ["note"] + ["figure"] * 4
    assert "of the face is covered." in findings[-1]
    assert any("600 px" in each for each in findings)
    assert last == "frame can be published."


def test_a_check_speaks_json_to_programs(hue: Hue, framed: Made) -> None:
    outcome = hue("campaign", "check", framed.folder / "campaign.toml", "--json")
    document = json.loads(outcome.out)
    assert (outcome.code, document["publishable"]) == (0, True)
    assert {each["level"] for each in document["findings"]} == {"warning", "note", "figure"}
    measured = {each["measure"]: each["figure"] for each in document["findings"] if each["measure"]}
    assert set(measured) == {"seen_at_32_px", "seen_by_colour_blind", "face_contrast_kept", "face_covered"}
    assert any("600 px" in each["sentence"] for each in document["findings"])


@pytest.fixture
def broken(framed: Made, tmp_path: Path) -> Path:
    """Give a campaign whose frame is lost."""
    (tmp_path / "campaign.toml").write_bytes((framed.folder / "campaign.toml").read_bytes())
    return tmp_path / "campaign.toml"


def test_a_check_of_what_cannot_be_published_is_one_sentence(hue: Hue, broken: Path) -> None:
    outcome = hue("campaign", "check", broken)
    assert (outcome.code, outcome.out) == (1, b"")
    assert is_one_sentence(outcome.err)
    assert "frame.png" in outcome.err


def test_a_check_of_what_cannot_be_published_is_json_too(hue: Hue, broken: Path) -> None:
    outcome = hue("campaign", "check", "--json", broken)
    document = json.loads(outcome.out)
    assert (outcome.code, document["publishable"]) == (1, False)
    [finding] = document["findings"]
    assert finding["level"] == "error"
    assert "frame.png" in finding["sentence"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("taken", *WORDS), 2, "taken exists"),
        (("both", *WORDS, "--effect", "red", "--frame", "art.png"), 2, "--effect and --frame"),
        (("Bad Slug", *WORDS), 1, "slug 'Bad Slug'"),
        (("into-a-file", *WORDS, "--in", "taken/mine.txt"), 2, "taken/mine.txt"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_writes_nothing(
    hue: Hue, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    outcome = hue("campaign", "new", *arguments, at=tmp_path)
    assert outcome.code == code
    assert is_one_sentence(outcome.err)
    assert words in outcome.err
    assert files_in(tmp_path) == {"taken/mine.txt": b"mine"}
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]


def test_a_campaign_without_a_title_is_a_wrong_call(hue: Hue, tmp_path: Path) -> None:
    outcome = hue("campaign", "new", "untitled", at=tmp_path)
    assert outcome.code == 2
    assert "--title" in outcome.err
    assert list(tmp_path.iterdir()) == []
