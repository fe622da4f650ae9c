"""Campaigns with a story: factories whose names say who calls for what, and a folder to keep them in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hueandcry.campaigns import FILE_NAME, Action, Campaign, Partner, Variant, dump_campaign
from hueandcry.effects import Effect, named_effect, parse_effect
from tests.making import frame_png

TODAY = date(2016, 5, 1)
TALLY = "https://tally.example"


def red_campaign() -> Campaign:
    """Return a small campaign that lacks nothing: English, one red tint."""
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
        story={
            "ar": "لماذا؟ [اقرأ](https://reading.example/ar)",
            "en": "Because.\n\n* one\n* [two](https://reading.example/en?a=1&b=2)",
        },
        starts=date(2016, 4, 29),
        ends=date(2036, 4, 29),
        unlisted=True,
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
