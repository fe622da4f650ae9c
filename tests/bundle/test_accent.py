"""The accent colour: always strong enough to carry white text, and the campaign's own where it can be."""

import re
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given, settings

from hueandcry.bundle.accent import accent_of
from hueandcry.effects import Effect, named_effect, parse_effect
from tests import strategies
from tests.bundle.published import Published
from tests.stories import framed_campaign


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio, 1 to 21.

    Source: WCAG 2.2, definitions of relative luminance and contrast ratio.
    """
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def tint(colour: str) -> Effect:
    return parse_effect([{"kind": "tint", "colour": colour}])


@settings(max_examples=40, deadline=None)
@given(strategies.colours)
@example("#dca9fa")
@example("#bbf7a7")
@example("#ffff00")
@example("#ffffff")
@example("#000000")
def test_white_text_can_be_read_on_it_whatever_the_tint(colour: str) -> None:
    accent = accent_of(tint(colour))
    assert re.fullmatch("#[0-9a-f]{6}", accent)
    assert contrast_with_white(accent) >= 4.5


@settings(max_examples=30, deadline=None)
@given(strategies.effects())
def test_white_text_can_be_read_on_it_whatever_the_effect(effect: Effect) -> None:
    assert contrast_with_white(accent_of(effect)) >= 4.5


@pytest.mark.parametrize("colour", ["#c8102e", "#0055a4", "#007a3d"])
def test_a_strong_colour_is_taken_as_it_is(colour: str) -> None:
    assert accent_of(tint(colour)) == colour


def test_a_pale_colour_is_darkened_and_keeps_its_kind() -> None:
    red, green, blue = bytes.fromhex(accent_of(tint("#80e080"))[1:])
    assert green > red == blue


@pytest.mark.parametrize(
    "effect", [named_effect("grey"), framed_campaign().variants[0].effect, tint("#777777")]
)
def test_an_effect_without_a_colour_has_the_houses_red(effect: Effect) -> None:
    assert accent_of(effect) == "#c8102e"


def test_a_flags_most_vivid_band_is_taken() -> None:
    bands = ["#002060", "#ffffff", "#c00000"]
    assert accent_of(parse_effect([{"kind": "flag", "bands": bands}])) == "#c00000"


def test_a_band_that_carries_white_text_goes_before_a_more_vivid_one_that_does_not() -> None:
    assert accent_of(named_effect("flag:UA")) == "#0057b7"


def test_the_style_sheet_and_the_icon_carry_it(published: Published) -> None:
    accent = accent_of(published.campaign.variants[0].effect).encode()
    style, icon = (published.bundle[f"{published.studio}/{name}"] for name in ("style.css", "icon.svg"))
    assert style.startswith(b":root { --accent: " + accent + b"; }\n")
    assert icon.count(b"fill=") == icon.count(b'fill="' + accent + b'"') == 1


def test_every_page_has_that_icon_as_a_file_or_in_itself(published: Published) -> None:
    file = published.bundle[f"{published.studio}/icon.svg"]
    for path, page in published.pages.items():
        [icon] = [link["href"] for link in page.all("link") if link["rel"] == "icon"]
        if path.endswith("/embed/index.html"):
            assert icon == "data:,", "a frame shows none, and asks nobody for one"
        else:
            assert icon_bytes(published, path, icon) == file


def icon_bytes(published: Published, page: str, address: str) -> bytes:
    """Return an icon from its address."""
    kind, _, drawn = address.partition(",")
    if kind == "data:image/svg+xml":
        return unquote_to_bytes(drawn)
    return published.bundle[published.file_at(page, address) or ""]
