"""Texts ready to post: within each network's limit, whole where they can be, and free of hidden marks."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.bundle.kit.limits import mastodon_length, x_length
from hueandcry.bundle.kit.ready import NETWORKS, ready_texts
from hueandcry.campaigns import Campaign
from tests.bundle.kit.stories import ADDRESS, bare_campaign, sourced_campaign
from tests.strategies import addresses, campaigns, characters

HIDDEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
LIMITS = {"x": 280, "mastodon": 500, "bluesky": 300, "instagram": 2200, "telegram": 1024}


def texts(campaign: Campaign, tag: str = "en") -> dict[str, str]:
    return {each.network: each.text for each in ready_texts(campaign, tag)}


def length(network: str, text: str) -> int:
    """Return a text's length, its links counted as the network does."""
    if network in ("x", "mastodon"):
        text = re.sub(r"https?://\S+", "x" * 23, text)
    return len(text)


@given(campaign=campaigns(), official=st.just("") | addresses.map("{}/".format))
def test_every_text_is_within_its_limit_and_hides_nothing(campaign: Campaign, official: str) -> None:
    campaign = replace(campaign, address=official)
    for tag in campaign.languages:
        for network, text in texts(campaign, tag).items():
            assert length(network, text) <= LIMITS.get(network, 10_000)
            assert HIDDEN.search(text) is None
            assert text == text.strip()


@given(
    title=st.text(characters, min_size=1, max_size=1500),
    why=st.text(characters, max_size=1500),
    tags=st.lists(st.just("#" + "t" * 50), max_size=40),
)
def test_very_long_texts_are_cut_until_they_fit(title: str, why: str, tags: list[str]) -> None:
    campaign = sourced_campaign()
    assert campaign.why is not None
    long = replace(
        campaign,
        title=dict.fromkeys(campaign.languages, title),
        why=replace(campaign.why, text=dict.fromkeys(campaign.languages, why)),
        hashtags={"en": tuple(tags)},
    )
    for network, text in texts(long).items():
        assert length(network, text) <= LIMITS.get(network, 10_000)
        assert f"{ADDRESS}en/" in text


@pytest.mark.parametrize("tag", ["en", "ar", "fr"])
def test_a_short_campaign_says_everything_everywhere(tag: str) -> None:
    campaign = sourced_campaign()
    assert campaign.why is not None
    found = texts(campaign, tag)
    assert list(found) == [network.slug for network in NETWORKS]
    for text in found.values():
        parts = (campaign.title[tag], campaign.why.text[tag], "A newspaper", "2016", f"{ADDRESS}{tag}/")
        assert [part for part in (*parts, *campaign.hashtags_in(tag)) if part not in text] == []


def test_the_sentence_never_stands_without_its_source() -> None:
    campaign = sourced_campaign()
    assert campaign.why is not None
    sentence = "It was hit. " * 30
    long = replace(campaign, why=replace(campaign.why, text={"en": sentence}))
    found = texts(long)
    assert sentence.strip() in found["facebook"]
    assert "It was hit" not in found["x"]
    assert all(("It was hit" in text) == ("A newspaper" in text) for text in found.values())


def test_without_an_address_no_text_waits_for_one() -> None:
    for text in texts(replace(sourced_campaign(), address="")).values():
        assert "http" not in text
        assert "Turn your profile picture too." in text


def test_a_campaign_that_says_little_has_its_texts() -> None:
    assert set(texts(bare_campaign()).values()) == {"Red\n\nTurn your profile picture too."}


def test_an_address_longer_than_a_text_may_be_is_left_out_where_it_counts_whole() -> None:
    found = texts(replace(sourced_campaign(), address="https://hue.example/" + "a" * 400 + "/"))
    assert "https://" in found["x"]
    assert "https://" not in found["bluesky"]
    assert found["bluesky"].startswith("Red for Aleppo")


def test_only_an_email_has_a_subject() -> None:
    subjects = {each.network: each.subject for each in ready_texts(sourced_campaign(), "en") if each.subject}
    assert subjects == {"email": "Red for Aleppo"}


@pytest.mark.parametrize(
    ("text", "weight"),
    [("abc", 3), ("حلب", 3), ("紅", 2), ("🟥", 2), ("see https://a.example/very/long/path/indeed now", 31)],
)
def test_x_weighs_as_it_says(text: str, weight: int) -> None:
    assert x_length(text) == weight


def test_what_x_would_take_for_a_link_counts_as_one() -> None:
    assert x_length("bit.ly") == 23


def test_mastodon_counts_a_link_as_23() -> None:
    assert mastodon_length(f"a {ADDRESS}\nb") == 1 + 1 + 23 + 1 + 1
