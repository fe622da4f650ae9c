"""The studio's settings: JSON inside the page that no title, name or sign can break."""

import re
from dataclasses import replace

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.bundle.texts import STUDIO_KEYS, catalogue
from hueandcry.campaigns import Campaign, Variant, dump_campaign, parse_campaign
from hueandcry.effects import named_effect
from tests.bundle.published import Published
from tests.stories import red_campaign

HOSTILE = [
    '</script><script>alert("x")</script>',
    "<!-- <script>",
    "\"'`\\",
    "]]>&lt;&amp;",
    "\u2028\u2029",
    "{{ 7 * 7 }}{% x %}",
]


def publish(campaign: Campaign) -> Published:
    return Published(campaign, build_bundle(campaign))


def test_they_say_what_the_campaign_is(full: Published) -> None:
    settings = full.page("ar").settings
    assert (settings["slug"], settings["language"]) == ("all-together", "ar")
    assert settings["tally"] == "https://tally.example/c/all-together/"
    variants = [(each["name"], each["needs_photo"]) for each in settings["variants"]]
    assert variants == [("everything", True), ("square", False)]


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
