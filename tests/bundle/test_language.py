"""Languages: every page says which it is in and which way it runs, and speaks it throughout."""

import re

import pytest

from hueandcry.bundle import build_bundle
from hueandcry.campaigns import LANGUAGES
from tests.bundle.published import Published
from tests.stories import red_campaign

DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
SINCE = {"en": "since 29 April 2016", "fr": "depuis le 29 avril 2016", "ar": "منذ 29 نيسان/أبريل 2016"}


def test_every_page_says_its_language_and_direction(published: Published) -> None:
    for tag in published.campaign.languages:
        [html] = published.page(tag).all("html")
        assert html == {"lang": tag, "dir": DIRECTIONS[tag]}


def test_the_front_page_is_in_the_first_language(published: Published) -> None:
    first = published.campaign.languages[0]
    [html] = published.pages["index.html"].all("html")
    assert html == {"lang": first, "dir": DIRECTIONS[first]}
    assert published.pages["index.html"].text("h1") == published.campaign.title[first]


def test_the_front_page_offers_every_language_by_its_own_name(published: Published) -> None:
    page = published.pages["index.html"]
    offered = [(link["href"], link["lang"], link["hreflang"], link["dir"]) for link in page.all("a")]
    assert offered == [(f"{tag}/", tag, tag, DIRECTIONS[tag]) for tag in published.campaign.languages]
    assert [LANGUAGES[tag].name for tag in published.campaign.languages] == page.text("a").split()


def test_a_page_marks_its_own_language_among_the_links(published: Published) -> None:
    for tag in published.campaign.languages:
        current = [link["lang"] for link in published.page(tag).all("a") if "aria-current" in link]
        assert current == [tag]


def test_title_and_heading_are_the_campaigns(published: Published) -> None:
    for tag, title in published.campaign.title.items():
        page = published.page(tag)
        assert (page.text("title"), page.text("h1")) == (title, title)


def test_a_page_shows_its_languages_hashtags(published: Published) -> None:
    for tag in published.campaign.languages:
        shown = [text for name, text in published.page(tag).texts if name == "bdi" and text.strip()]
        assert tuple(shown) == published.campaign.hashtags_in(tag)


def test_a_language_without_a_story_has_no_heading_for_it(full: Published) -> None:
    assert "fr" not in full.campaign.story
    assert full.page("en").text("h2").startswith("Why")
    assert "Pourquoi" not in full.page("fr").text("h2")


@pytest.mark.parametrize("tag", list(SINCE))
def test_a_page_says_who_calls_and_since_when(full: Published, tag: str) -> None:
    [line] = [text for _, text in full.page(tag).texts if SINCE[tag] in text]
    assert full.campaign.contact_name in line


def test_a_campaign_in_one_language_is_published_in_it_alone() -> None:
    published = Published(red_campaign(), build_bundle(red_campaign()))
    assert set(published.pages) == {"index.html", "en/index.html"}


def test_styles_never_say_left_or_right(published: Published) -> None:
    [style] = published.of_kind(".css").values()
    sides = r"(?:margin|padding|border|inset|float|text-align)[\w-]*\s*(?:-|:\s*)(?:left|right)\b"
    places = r"[;{\s](?:left|right)\s*:"
    assert re.findall(f"{sides}|{places}", style.decode()) == []
