"""The studio's settings: JSON inside the page that no title, name or sign can break."""

import re
from dataclasses import replace

import pytest

from hueandcry.bundle import build_bundle, edition_of
from hueandcry.bundle.texts import STUDIO_KEYS, catalogue
from hueandcry.campaigns import LANGUAGES, Campaign, Variant, dump_campaign, parse_campaign
from hueandcry.effects import named_effect
from tests.bundle.published import Published
from tests.stories import KEY, red_campaign

HOSTILE = [
    '</script><script>alert("x")</script>',
    "<!-- <script>",
    "\"'`\\",
    "]]>&lt;&amp;",
    "\u2028\u2029",
    "{{ 7 * 7 }}{% x %}",
]


def publish(campaign: Campaign) -> Published:
    return Published(campaign, build_bundle(campaign, key=KEY))


def test_they_say_what_the_campaign_is(full: Published) -> None:
    settings = full.page("ar").settings
    assert (settings["slug"], settings["language"]) == ("all-together", "ar")
    assert settings["tally"] == "https://tally.example/c/all-together/"
    assert settings["address"] == "https://official.example/red/"
    assert (settings["edition"], settings["ends"]) == (edition_of(full.campaign), "2036-04-29")
    variants = [(each["name"], each["effect"]["needs_photo"]) for each in settings["variants"]]
    assert variants == [("everything", True), ("square", False)]
    assert [each["overlay"] is not None for each in settings["variants"]] == [True, False]


def test_they_say_nothing_else(full: Published) -> None:
    settings = full.page("en").settings
    told = {"slug", "language", "numbers", "edition", "ends", "address", "tally", "variants", "keep", "texts"}
    assert set(settings) == told
    assert {name for each in settings["variants"] for name in each} == {
        "name",
        "effect",
        "overlay",
        "preview",
    }


@pytest.mark.parametrize("tag", list(LANGUAGES))
def test_numbers_have_the_digits_of_the_pages_other_numbers(tag: str) -> None:
    campaign = replace(red_campaign(), languages=(tag,), title={tag: "1"}, story={}, hashtags={})
    assert publish(campaign).page(tag).settings["numbers"] == f"{tag}-u-nu-latn"


def test_what_a_campaign_does_not_say_is_empty_in_them() -> None:
    settings = publish(red_campaign()).page("en").settings
    assert (settings["address"], settings["ends"]) == ("", None)


def test_a_page_finds_the_hosts_own_counter_beside_its_folder() -> None:
    assert publish(red_campaign()).page("en").settings["tally"] == "../"


@pytest.mark.parametrize("words", HOSTILE)
def test_a_title_from_a_file_cannot_break_out_of_its_place(words: str) -> None:
    text = dump_campaign(replace(red_campaign(), title={"en": f"a{words}b"}, contact_name=f"a{words}b"))
    page = publish(parse_campaign(text.encode(), lambda _: b"")).page("en")
    assert (page.text("title"), page.text("h1")) == (f"a{words}b", f"a{words}b")
    assert len(page.all("script")) == 2
    assert page.settings["slug"] == "red"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_survive_as_json_even_unchecked(words: str) -> None:
    variants = (Variant(words.replace("/", ""), named_effect("grey")), Variant("two", named_effect("red")))
    page = publish(replace(red_campaign(), slug=words, variants=variants)).page("en")
    assert page.settings["slug"] == words
    assert page.settings["variants"][0]["name"] == words.replace("/", "")
    assert len(page.all("script")) == 2


def test_they_carry_every_text_that_a_module_says(full: Published) -> None:
    code = b"\n".join(full.of_kind(".js").values()).decode()
    said = set(re.findall(r"\btexts\.(\w+)", code)) | set(re.findall(r'PhotoError\("(\w+)"\)', code))
    assert len(said) > 8
    for tag in full.campaign.languages:
        texts = full.page(tag).settings["texts"]
        assert said <= set(texts) == set(STUDIO_KEYS)
        assert texts == {key: catalogue(tag)[key] for key in STUDIO_KEYS}
