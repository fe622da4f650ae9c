"""campaign.toml in and out: what is written and read again is the same campaign."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hueandcry import Campaign, InputError
from hueandcry.campaigns import Variant, Why, dump_campaign, load_campaign, parse_campaign
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


# What came after the contract was pinned; the first line belongs above its tables.
LATER = (
    """
address = "https://official.example/red"
""",
    """
[why]
text.fr = "Elle brûle."
text.ar = "تحترق."
text.en = "It burns."
url = "https://news.example/1?a=1"
publisher = "A newspaper"
published = 2016-04-28
[[correction]]
on = 2016-05-03
text = { en = "Not Idlib.", ar = "ليست إدلب.", fr = "Pas Idlib." }
[[correction]]
on = 2016-05-20
text = { en = "It was Thursday.", ar = "كان الخميس.", fr = "C’était jeudi." }
[[correction]]
on = 2016-05-04
text = { en = "Not four.", ar = "ليست أربعة.", fr = "Pas quatre." }
""",
)
LATEST = LATER[0] + PINNED + LATER[1]


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
    full = full_campaign()
    assert full.why is not None
    turned = replace(
        full,
        title=turned_round(full.title),
        why=replace(full.why, text=turned_round(full.why.text)),
        corrections=tuple(replace(each, text=turned_round(each.text)) for each in full.corrections),
    )
    assert turned == full
    assert dump_campaign(turned) == dump_campaign(full_campaign())


def turned_round(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: texts[tag] for tag in reversed(list(texts))}


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


def test_what_came_later_may_be_left_out() -> None:
    campaign = read(PINNED)
    assert (campaign.address, campaign.why, campaign.corrections) == ("", None, ())


def test_the_first_screens_sentence_is_read_with_its_source() -> None:
    assert read(LATEST).why == Why(
        text={"en": "It burns.", "ar": "تحترق.", "fr": "Elle brûle."},
        url="https://news.example/1?a=1",
        publisher="A newspaper",
        published=date(2016, 4, 28),
    )


def test_corrections_stand_in_order_the_latest_first_however_they_were_written() -> None:
    corrections = read(LATEST).corrections
    assert [(each.on.day, each.text["en"]) for each in corrections] == [
        (20, "It was Thursday."),
        (4, "Not four."),
        (3, "Not Idlib."),
    ]
    assert corrections[0].text == {"en": "It was Thursday.", "ar": "كان الخميس.", "fr": "C’était jeudi."}


def test_corrections_of_one_day_keep_the_order_in_which_they_were_written() -> None:
    same_day = LATEST.replace("2016-05-03", "2016-05-20")
    assert [each.text["en"] for each in read(same_day).corrections] == [
        "Not Idlib.",
        "It was Thursday.",
        "Not four.",
    ]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://official.example/red", "https://official.example/red/"),
        ("https://official.example/red/", "https://official.example/red/"),
        ("https://official.example/red//", "https://official.example/red/"),
        ("https://official.example", "https://official.example/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
    ],
)
def test_an_address_ends_in_one_slash(written: str, address: str) -> None:
    campaign = read(LATEST.replace("https://official.example/red", written))
    assert campaign.address == address
    assert f'address = "{address}"\n' in dump_campaign(campaign)


def test_what_came_later_is_written_and_read_again_as_the_same() -> None:
    assert written_and_read(read(LATEST)) == read(LATEST)


def test_the_full_campaign_uses_every_key() -> None:
    plain = Campaign(slug="", languages=(), title={}, variants=())
    unused = [name for name, value in vars(full_campaign()).items() if value == vars(plain)[name]]
    assert unused == []


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
@given(st.binary(max_size=60), st.integers(0, len(LATEST.encode())), st.integers(0, 30))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(noise: bytes, at: int, lost: int) -> None:
    raw = LATEST.encode()
    with contextlib.suppress(InputError):
        parse_campaign(raw[:at] + noise + raw[at + lost :], lambda name: strategies.ASSETS[name])
