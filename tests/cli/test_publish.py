"""`hue publish`: the campaign's bundle on the disk, from the words an organiser begins with."""

from pathlib import Path

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.campaigns import load_campaign
from tests.cli.running import Hue, files_in, is_one_sentence
from tests.making import frame_png
from tests.stories import put_down, red_campaign


def test_from_a_few_words_to_a_site_in_two_commands_and_again(hue: Hue, tmp_path: Path) -> None:
    (tmp_path / "art.png").write_bytes(frame_png())
    assert hue("campaign", "new", "red", "--title", "Red", "--frame", "art.png", at=tmp_path).code == 0
    bundle = build_bundle(load_campaign(tmp_path / "red"))
    for _ in range(2):
        outcome = hue("publish", "red/campaign.toml", "-o", "site", at=tmp_path)
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.said.startswith(f"Published red to site: {len(bundle)} files, ")
        assert files_in(tmp_path / "site") == bundle
        (tmp_path / "site" / "stale.txt").write_text("stale")


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
