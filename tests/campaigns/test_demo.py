"""The demo campaigns: complete in every language, and without a number that would need its source."""

import re

import pytest

from hueandcry.campaigns import LANGUAGES, Campaign, preflight
from hueandcry.campaigns.demo import NAMES, demo_campaign, demo_campaigns
from tests.stories import TODAY

DEMOS = {name: demo_campaign(name) for name in NAMES}
MONTHS = {
    "en": ("April", "November"),
    "fr": ("avril", "novembre"),
    "ar": ("نيسان/أبريل", "تشرين الثاني/نوفمبر"),
    "es": ("abril", "noviembre"),
    "tr": ("Nisan", "Kasım"),
    "uk": ("квітня", "листопада", "листопаді"),
}


@pytest.fixture(params=NAMES)
def demo(request: pytest.FixtureRequest) -> Campaign:
    """Give each demo campaign."""
    return DEMOS[request.param]


def test_each_demo_is_found_under_its_own_name() -> None:
    assert [campaign.slug for campaign in demo_campaigns()] == list(NAMES)


def test_they_stand_in_the_order_in_which_they_happened() -> None:
    starts = [campaign.starts for campaign in demo_campaigns()]
    assert None not in starts
    assert starts == sorted(day for day in starts if day)


def test_a_demo_speaks_every_language_in_title_story_and_variants(demo: Campaign) -> None:
    tags = set(LANGUAGES)
    assert tags == {"en", "ar", "fr", "es", "tr", "uk"} == set(demo.languages)
    assert set(demo.title) == set(demo.story) == tags
    assert [each.name for each in demo.variants if set(each.title) != tags] == []


def test_a_demo_passes_preflight_without_a_warning(demo: Campaign) -> None:
    assert [each for each in preflight(demo, TODAY) if each.level == "warning"] == []


def test_no_story_states_a_number_but_years(demo: Campaign) -> None:
    numbers = {int(each) for story in demo.story.values() for each in re.findall(r"\d+", story)}
    assert {number for number in numbers if number >= 10 and not 2000 <= number <= 2100} == set()


def test_the_first_screens_sentence_has_a_source_of_those_days(demo: Campaign) -> None:
    assert demo.why is not None
    assert demo.starts is not None
    assert set(demo.why.text) == set(LANGUAGES)
    assert demo.why.url.startswith("https://")
    assert abs((demo.why.published - demo.starts).days) <= 1


def test_the_first_screens_sentence_states_no_number_but_its_date(demo: Campaign) -> None:
    assert demo.why is not None
    for text in demo.why.text.values():
        numbers = [int(each) for each in re.findall(r"\d+", text)]
        assert numbers == [demo.why.published.day, demo.why.published.year]


def test_every_year_stands_beside_its_month(demo: Campaign) -> None:
    assert demo.why is not None
    for texts in (demo.story, demo.why.text):
        for tag, text in texts.items():
            years = list(re.finditer(r"\d{4}", text))
            before = [text[max(0, found.start() - 25) : found.start()] for found in years]
            assert years
            assert [each for each in before if not any(month in each for month in MONTHS[tag])] == []


def test_no_story_has_a_tag(demo: Campaign) -> None:
    assert [tag for tag, story in demo.story.items() if "<" in story] == []
