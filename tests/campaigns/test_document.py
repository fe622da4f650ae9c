"""campaign.toml in and out: what is written and read again is the same campaign."""

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hueandcry import Campaign, InputError
from hueandcry.campaigns import Variant, dump_campaign, load_campaign, parse_campaign
from hueandcry.effects import parse_effect
from tests import strategies
from tests.stories import full_campaign, put_down, red_campaign

# The pinned example of the contract, its dots filled in, without the ledger, which is later work.
PINNED = """
version = 1
slug = "make-facebook-red"
languages = ["en", "ar", "fr"]
starts = 2016-04-29
# ends, unlisted, mirrors = [], tally = "https://…" (default: the host's own; "none": no counting)
[hashtags]
en = ["#MakeFacebookRed", "#AleppoIsBurning"]
[title]
en = "Make Facebook red"
ar = "لوّنوا فيسبوك بالأحمر"
fr = "Rendez Facebook rouge"
[story]            # Markdown without HTML, per language
en = "Why [this](https://reading.example/) is **red**."
[contact]
name = "The callers"
[[action]]         # what else a supporter can do: read, donate, write
url = "https://action.example/"
[[variant]]
name = "red"
[[variant.layer]]
kind = "tint"
colour = "#c8102e"
strength = 0.65
[[variant]]
name = "square"
[[variant.layer]]
kind = "solid"
colour = "#c8102e"
[[partner]]
slug = "example-partner"
name = "A partner"
"""


def read(text: str) -> Campaign:
    return parse_campaign(text.encode(), lambda name: strategies.ASSETS[name])


def written_and_read(campaign: Campaign) -> Campaign:
    return parse_campaign(dump_campaign(campaign).encode(), lambda name: campaign.assets[name])


@settings(max_examples=40, deadline=None)
@given(strategies.campaigns())
@example(full_campaign())
def test_a_campaign_written_and_read_again_is_the_same(campaign: Campaign) -> None:
    assert written_and_read(campaign) == campaign


@settings(max_examples=15, deadline=None)
@given(strategies.campaigns())
def test_writing_what_was_read_gives_the_same_text(campaign: Campaign) -> None:
    assert dump_campaign(written_and_read(campaign)) == dump_campaign(campaign)


def test_bands_of_equal_weight_keep_the_weights_they_were_given() -> None:
    bands = [{"kind": "flag", "bands": ["#000000", "#ffffff"], "weights": [2, 2], "vertical": True}]
    campaign = replace(red_campaign(), variants=(Variant("flag", parse_effect(bands)),))
    assert written_and_read(campaign) == campaign


def test_equal_campaigns_are_equal_texts_however_their_texts_were_ordered() -> None:
    title = full_campaign().title
    turned = replace(full_campaign(), title={tag: title[tag] for tag in reversed(list(title))})
    assert turned == full_campaign()
    assert dump_campaign(turned) == dump_campaign(full_campaign())


def test_line_ends_of_a_web_form_survive_the_file() -> None:
    campaign = replace(red_campaign(), story={"en": "First.\r\n\r\nSecond."})
    once = written_and_read(campaign)
    assert once.story["en"].splitlines() == ["First.", "", "Second."]
    assert written_and_read(once) == once


def test_a_campaign_from_a_file_with_written_out_line_ends_is_the_same_when_written_again() -> None:
    campaign = read(PINNED.replace('"Why ', '"""First.\\r\\n\\r\\nWhy ').replace('**."', '**."""'))
    assert written_and_read(campaign) == campaign


def test_the_pinned_example_is_read_key_by_key() -> None:
    campaign = read(PINNED)
    assert campaign.slug == "make-facebook-red"
    assert campaign.languages == ("en", "ar", "fr")
    assert (campaign.starts, campaign.ends) == (date(2016, 4, 29), None)
    assert (campaign.unlisted, campaign.mirrors, campaign.tally) == (False, (), "")
    assert campaign.hashtags == {"en": ("#MakeFacebookRed", "#AleppoIsBurning")}
    assert campaign.title["ar"] == "لوّنوا فيسبوك بالأحمر"
    assert campaign.contact_name == "The callers"
    assert [action.url for action in campaign.actions] == ["https://action.example/"]
    assert [(each.slug, each.name) for each in campaign.partners] == [("example-partner", "A partner")]


def test_the_pinned_examples_variants_are_a_tint_and_a_square() -> None:
    layers = {each.name: each.effect.layers[0].as_table() for each in read(PINNED).variants}
    assert layers == {
        "red": {"kind": "tint", "colour": "#c8102e", "strength": 0.65},
        "square": {"kind": "solid", "colour": "#c8102e"},
    }


def test_the_ledger_is_refused_by_its_key() -> None:
    with pytest.raises(InputError, match=r"^evidence is no key I know here; .*\.$"):
        read(PINNED + '[evidence]\nfile = "evidence.toml"\n')


def test_a_link_to_a_claim_is_refused_by_its_story_and_its_address() -> None:
    with pytest.raises(InputError, match=r"^The story in en links to 'claim:C05'\. "):
        read(PINNED.replace("https://reading.example/", "claim:C05"))


def test_a_language_without_hashtags_uses_those_of_the_first() -> None:
    campaign = read(PINNED)
    assert campaign.hashtags_in("ar") == campaign.hashtags_in("en") == campaign.hashtags["en"]


def test_a_variant_is_found_by_its_name_and_a_missing_one_names_those_there_are() -> None:
    campaign = read(PINNED)
    assert campaign.variant("square") is campaign.variants[1]
    with pytest.raises(InputError, match=r"'green'.*It has: red, square\."):
        campaign.variant("green")


def test_a_folder_and_its_file_load_as_the_same_campaign(tmp_path: Path) -> None:
    file = put_down(full_campaign(), tmp_path / "all")
    assert load_campaign(file) == load_campaign(file.parent) == Campaign.load(str(file)) == full_campaign()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere/campaign.toml cannot be read"):
        load_campaign(tmp_path / "nowhere" / "campaign.toml")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(PINNED)), st.integers(0, 30))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(noise: bytes, at: int, lost: int) -> None:
    raw = PINNED.encode()
    with contextlib.suppress(InputError):
        parse_campaign(raw[:at] + noise + raw[at + lost :], lambda name: strategies.ASSETS[name])
