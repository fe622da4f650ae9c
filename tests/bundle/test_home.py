"""The list of live campaigns: a card for each that is listed, in the reader's language where it has it."""

from dataclasses import replace

import pytest

from hueandcry.bundle import render_home
from hueandcry.bundle.texts import catalogue
from hueandcry.campaigns import LANGUAGES, Campaign
from hueandcry.campaigns.demo import demo_campaigns
from tests.bundle.page_reader import Page
from tests.stories import red_campaign


def home(campaigns: list[Campaign], language: str = "en") -> Page:
    previews = {campaign.slug: f"/c/{campaign.slug}/previews/x.webp" for campaign in campaigns}
    return Page(render_home(campaigns, previews, language, "/studio"))


def card_links(page: Page) -> list[str]:
    return [link["href"] for link in page.all("a") if link["href"].startswith("/c/")]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_it_speaks_the_language_it_is_asked_for(language: str) -> None:
    page = home(demo_campaigns(), language)
    assert page.all("html") == [{"lang": language, "dir": LANGUAGES[language].direction}]
    assert page.text("h1") == catalogue(language)["campaigns"]


def test_every_listed_campaign_has_a_card_in_order() -> None:
    assert card_links(home(demo_campaigns())) == ["/c/tricolore/", "/c/make-facebook-red/"]


def test_a_card_shows_title_picture_and_hashtags() -> None:
    page = home(demo_campaigns()[1:], "ar")
    assert page.text("strong") == "لوّنوا فيسبوك بالأحمر"
    assert [image["src"] for image in page.all("img")] == ["/c/make-facebook-red/previews/x.webp"]
    assert page.text("bdi") == "#MakeFacebookRed#AleppoIsBurning#حلب_تحترق"


def test_a_campaign_without_the_language_is_shown_in_its_first() -> None:
    assert home([red_campaign()], "fr").text("strong") == "Red"


def test_an_unlisted_campaign_is_left_out() -> None:
    hidden = replace(red_campaign(), slug="hidden", unlisted=True)
    assert card_links(home([hidden, red_campaign()])) == ["/c/red/"]


def test_an_empty_list_says_so() -> None:
    page = home([])
    assert card_links(page) == []
    assert page.text("p").startswith(str(catalogue("en")["no_campaigns"]))


def test_a_title_is_text_and_never_a_tag() -> None:
    title = '<script>alert("x")</script>'
    page = home([replace(red_campaign(), title={"en": title})])
    assert page.text("strong") == title
    assert page.all("script") == []
