"""The demo campaigns: complete in every language, and without a number that would need its source."""

import re

import pytest

from hueandcry.campaigns import LANGUAGES, Campaign, preflight
from hueandcry.campaigns.demo import NAMES, demo_campaign, demo_campaigns
from tests.stories import TODAY

DEMOS = {name: demo_campaign(name) for name in NAMES}
MONTHS = ["April", "November", "avril", "novembre", "نيسان/أبريل", "تشرين الثاني/نوفمبر"]


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
    assert tags == {"en", "ar", "fr"} == set(demo.languages)
    assert set(demo.title) == set(demo.story) == tags
    assert [each.name for each in demo.variants if set(each.title) != tags] == []


def test_a_demo_passes_preflight_without_a_warning(demo: Campaign) -> None:
    assert [each for each in preflight(demo, TODAY) if each.level == "warning"] == []


def test_no_story_states_a_number_but_years(demo: Campaign) -> None:
    numbers = {int(each) for story in demo.story.values() for each in re.findall(r"\d+", story)}
    assert {number for number in numbers if number >= 10 and not 2000 <= number <= 2100} == set()


def test_every_year_in_a_story_stands_beside_its_month(demo: Campaign) -> None:
    for story in demo.story.values():
        before = [story[max(0, found.start() - 25) : found.start()] for found in re.finditer(r"\d{4}", story)]
        assert [text for text in before if not any(month in text for month in MONTHS)] == []


def test_no_story_has_a_tag(demo: Campaign) -> None:
    assert [tag for tag, story in demo.story.items() if "<" in story] == []
