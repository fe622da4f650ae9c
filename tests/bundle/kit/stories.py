"""Campaigns whose kits are looked at: one that says everything, and one that says hardly anything."""

from dataclasses import replace
from datetime import date

from hueandcry.campaigns import Campaign, Partner
from hueandcry.campaigns.model import Why
from tests.stories import red_campaign

ADDRESS = "https://hue.example/c/red-for-aleppo/"
TITLES = {"en": "Red for Aleppo", "ar": "الأحمر لحلب", "fr": "Du rouge pour Alep"}


def sourced_campaign() -> Campaign:
    """Return a campaign in English, Arabic and French with an address, a sourced sentence and a partner."""
    why = {
        "en": "The hospital was hit.",
        "ar": "أُصيب المستشفى (في حلب).",
        "fr": "L’hôpital a été touché.",
    }
    return replace(
        red_campaign(),
        slug="red-for-aleppo",
        languages=("en", "ar", "fr"),
        title=TITLES,
        hashtags={"en": ("#MakeFacebookRed", "#AleppoIsBurning"), "ar": ("#MakeFacebookRed", "#حلب_تحترق")},
        why=Why(why, "https://news.example/1", "A newspaper", date(2016, 4, 28)),
        address=ADDRESS,
        contact_url="https://callers.example/",
        partners=(Partner("friends", "The friends"),),
    )


def bare_campaign() -> Campaign:
    """Return a campaign without address, sentence, hashtags, contact or dates."""
    return replace(red_campaign(), hashtags={}, starts=None, contact_name="")
