"""`hue publish`: the campaign's bundle on the disk, from the words an organiser begins with."""

import json
import stat
from pathlib import Path

import pytest

from hueandcry.bundle import build_bundle, fingerprint, load_or_make_key, with_compressed
from hueandcry.campaigns import load_campaign
from tests.cli.running import Hue, files_in, is_one_sentence
from tests.making import frame_png
from tests.stories import put_down, red_campaign


def test_from_a_few_words_to_a_site_in_two_commands_and_again(hue: Hue, tmp_path: Path) -> None:
    (tmp_path / "art.png").write_bytes(frame_png())
    assert hue("campaign", "new", "red", "--title", "Red", "--frame", "art.png", at=tmp_path).code == 0
    key = load_or_make_key(usual_key(hue))
    bundle = build_bundle(load_campaign(tmp_path / "red"), key=key)
    for _ in range(2):
        outcome = hue("publish", "red/campaign.toml", "-o", "site", at=tmp_path)
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.said.startswith(f"Published red to site: {len(bundle)} files, ")
        assert outcome.said.endswith(f"Signed with the key {fingerprint(key.public)}.\n")
        assert files_in(tmp_path / "site") == with_compressed(bundle)
        (tmp_path / "site" / "stale.txt").write_text("stale")


def usual_key(hue: Hue) -> Path:
    """Return the file with the key that is taken if none is named."""
    return Path(hue.environment["XDG_DATA_HOME"]) / "hueandcry" / "signing-key"


def test_publishing_twice_gives_the_same_folder_byte_by_byte(hue: Hue, tmp_path: Path) -> None:
    put_down(red_campaign(), tmp_path / "red")
    for site in ("one", "two"):
        assert hue("publish", "red", "-o", site, at=tmp_path).code == 0
    one = files_in(tmp_path / "one")
    assert one == files_in(tmp_path / "two")
    assert {"manifest.json", "manifest.json.br", "en/index.html.gz"} <= one.keys()


def test_a_key_that_was_not_there_is_made_and_spoken_of_once(hue: Hue, tmp_path: Path) -> None:
    put_down(red_campaign(), tmp_path / "red")
    environment = hue.environment | {"HUE_DATA_DIR": str(tmp_path / "data")}
    fresh = Hue(environment)
    first, second = (fresh("publish", "red", "-o", "site", at=tmp_path) for _ in range(2))
    file = tmp_path / "data" / "signing-key"
    assert (first.code, second.code, second.err) == (0, 0, "")
    assert is_one_sentence(first.err)
    assert str(file) in first.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert fingerprint(load_or_make_key(file).public) in first.said
    assert first.said == second.said


def test_a_damaged_key_signs_nothing(hue: Hue, tmp_path: Path) -> None:
    put_down(red_campaign(), tmp_path / "red")
    (tmp_path / "key").write_text("damaged")
    outcome = hue("publish", "red", "-o", "site", "--key", "key", at=tmp_path)
    assert (outcome.code, outcome.out) == (2, b"")
    assert is_one_sentence(outcome.err)
    assert not (tmp_path / "site").exists()


def test_the_official_address_can_be_named_when_publishing(hue: Hue, tmp_path: Path) -> None:
    file = put_down(red_campaign(), tmp_path / "red")
    official = "https://official.example/red"
    assert hue("publish", file, "--address", official, "-o", tmp_path / "site").code == 0
    assert load_campaign(tmp_path / "site").address == f"{official}/"
    assert json.loads((tmp_path / "site" / "manifest.json").read_bytes())["address"] == f"{official}/"


def test_the_tally_can_be_named_when_publishing(hue: Hue, tmp_path: Path) -> None:
    file = put_down(red_campaign(), tmp_path / "red")
    assert hue("publish", file, "--tally", "https://tally.example/", "-o", tmp_path / "site").code == 0
    assert load_campaign(tmp_path / "site").tally == "https://tally.example"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("red", "-o", "mine"), 2, "not a bundle"),
        (("red", "-o", "red"), 2, "not a bundle"),
        (("red", "-o", "site", "--tally", "tally.example"), 2, "'tally.example'"),
        (("red", "-o", "site", "--address", "here.example"), 2, "--address 'here.example'"),
        (("red", "-o", "site", "--address", "https://here.example/?a=b"), 2, "without ? or #"),
    ],
)
def test_what_cannot_be_published_is_one_sentence_and_writes_nothing(
    hue: Hue, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    put_down(red_campaign(), tmp_path / "red")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "photo.txt").write_text("mine")
    before = files_in(tmp_path)
    outcome = hue("publish", *arguments, at=tmp_path)
    assert (outcome.code, outcome.out) == (code, b"")
    assert is_one_sentence(outcome.err)
    assert words in outcome.err
    assert files_in(tmp_path) == before
    assert not (tmp_path / "site").exists()
