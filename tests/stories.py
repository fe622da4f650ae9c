"""Campaigns with a story: factories whose names say who calls for what, and a folder to keep them in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hueandcry.bundle import SigningKey
from hueandcry.campaigns import (
    FILE_NAME,
    Action,
    Campaign,
    Correction,
    Partner,
    Variant,
    Why,
    dump_campaign,
)
from hueandcry.effects import Effect, named_effect, parse_effect
from tests.making import frame_png

TODAY = date(2016, 5, 1)
TALLY = "https://tally.example"
KEY = SigningKey(bytes(range(32)))


def red_campaign() -> Campaign:
    """Return a small campaign that can be published: English, one red tint; no address, no sentence."""
    return Campaign(
        slug="red",
        languages=("en",),
        title={"en": "Red"},
        hashtags={"en": ("#Red",)},
        story={"en": "Why this is **red**."},
        starts=TODAY,
        contact_name="The callers",
        variants=(Variant("red", named_effect("red")),),
    )


def complete(campaign: Campaign) -> Campaign:
    """Return the campaign with a sourced sentence and an address: then it lacks nothing."""
    text = dict.fromkeys(campaign.languages, "It happened.")
    why = Why(text, "https://news.example/1", "A newspaper", TODAY)
    return replace(campaign, why=why, address="https://official.example/red/")


def square_campaign() -> Campaign:
    """Return a campaign for a plain red square beside the tint."""
    square = Variant("square", named_effect("red-square"))
    return replace(red_campaign(), slug="square", variants=(*red_campaign().variants, square))


def framed_campaign(frame: bytes | None = None) -> Campaign:
    """Return a campaign whose only layer is an organiser's own frame."""
    assets = {"frame.png": frame_png() if frame is None else frame}
    effect = parse_effect([{"kind": "frame", "image": "frame.png"}], assets)
    return replace(red_campaign(), slug="framed", variants=(Variant("frame", effect),), assets=assets)


def full_campaign() -> Campaign:
    """Return a campaign that uses every key: three languages, two partners, every kind of layer."""
    assets = {"frame.png": frame_png(400)}
    return Campaign(
        slug="all-together",
        languages=("ar", "en", "fr"),
        title={"ar": "معاً", "en": 'Together, "all" <of> us & you', "fr": "Tous ensemble"},
        hashtags={"ar": ("#حلب_تحترق", "#Together"), "en": ("#Together",)},
        why=Why(
            {
                "ar": "أُصيب <المستشفى> (في حلب).",
                "en": 'A "hospital" & more.',
                "fr": "L’hôpital a été touché.",
            },
            "https://news.example/2016/1?a=1&b=2",
            "A <news> & agency",
            date(2016, 4, 28),
        ),
        corrections=(
            Correction(
                date(2016, 5, 20), {"ar": "كان الخميس.", "en": "It was Thursday.", "fr": "C’était jeudi."}
            ),
            Correction(date(2016, 5, 3), {"ar": "حلب.", "en": "<Aleppo> & not Idlib.", "fr": "Alep."}),
        ),
        story={
            "ar": "لماذا؟ [اقرأ](https://reading.example/ar)",
            "en": "Because.\n\n* one\n* [two](https://reading.example/en?a=1&b=2)",
        },
        starts=date(2016, 4, 29),
        ends=date(2036, 4, 29),
        unlisted=True,
        address="https://official.example/red/",
        mirrors=("https://mirror.example/red/",),
        tally=TALLY,
        contact_name="Friends & more",
        contact_url="https://contact.example/",
        actions=(
            Action("https://action.example/read", {"ar": "اقرأ", "en": "Read"}),
            Action("https://action.example/write"),
        ),
        partners=(Partner("friends", "The friends"), Partner("more", "And more")),
        variants=(
            Variant("everything", every_layer(assets), {"ar": "كل شيء", "en": "Everything"}),
            Variant("square", named_effect("red-square")),
        ),
        assets=assets,
    )


def every_layer(assets: dict[str, bytes]) -> Effect:
    """Return an effect with every kind of layer that can stand together, custom bands included."""
    bands = ["#007a3d", "#ffffff", "#ce1126"]
    return parse_effect(
        [
            {"kind": "tint", "colour": "#0a6", "strength": 0.5},
            {"kind": "duotone", "dark": "#001018", "light": "#ffd9de", "strength": 0.25},
            {"kind": "greyscale", "strength": 0.125},
            {"kind": "flag", "bands": bands, "weights": [1, 2, 1], "vertical": True, "opacity": 0.3},
            {"kind": "flag", "code": "FR", "opacity": 0.2, "angle": 30},
            {"kind": "frame", "image": "frame.png", "opacity": 0.9},
        ],
        assets,
    )


def put_down(campaign: Campaign, folder: Path) -> Path:
    """Write a campaign's folder and return the path of its campaign.toml."""
    folder.mkdir(parents=True)
    for name, content in campaign.assets.items():
        (folder / name).write_bytes(content)
    file = folder / FILE_NAME
    file.write_text(dump_campaign(campaign), encoding="utf-8")
    return file
