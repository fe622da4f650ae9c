"""The files that layers bring: drawings and fonts beside pictures, found, kept and looked over."""

from dataclasses import replace
from pathlib import Path

import pytest

from hueandcry import InputError
from hueandcry.campaigns import Campaign, Variant, load_campaign, preflight
from hueandcry.effects import parse_effect
from tests.effects.fonts import font_bytes
from tests.making import frame_png
from tests.stories import TODAY, put_down, red_campaign

ASSETS = {
    "frame.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0H8V1H0Z"/></svg>',
    "badge.png": frame_png(400),
    "My font.ttf": font_bytes("DejaVuSans-Bold.ttf"),
}
LAYERS: list[dict[str, object]] = [
    {"kind": "frame", "image": "frame.svg"},
    {"kind": "badge", "image": "badge.png", "size": 0.3},
    {"kind": "text", "text": "#Red", "font": "My font.ttf"},
]


def campaign_with_files(**badge: object) -> Campaign:
    """Return a campaign with a drawing, a badge and a font of its own."""
    effect = parse_effect([LAYERS[0], LAYERS[1] | badge, LAYERS[2]], ASSETS)
    return replace(red_campaign(), variants=(Variant("all", effect),), assets=ASSETS)


def test_drawings_and_fonts_are_read_from_beside_the_campaign(tmp_path: Path) -> None:
    campaign = campaign_with_files()
    assert load_campaign(put_down(campaign, tmp_path / "red")) == campaign


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("frame.svg", "frame.gif", r"image 'frame\.gif' must be the plain name of a \.png or \.svg file"),
        ("frame.svg", "../frame.svg", "image .* must be the plain name"),
        ("My font.ttf", "../My font.ttf", r"font .* must be the plain name of a \.ttf or \.otf file"),
        ("My font.ttf", "Lost.otf", r"font: there is no file 'Lost\.otf'"),
        ("badge.png", "lost.png", r"image: there is no file 'lost\.png'"),
    ],
)
def test_a_file_that_is_not_beside_the_campaign_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    file = put_down(campaign_with_files(), tmp_path / "red")
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{old}"', f'"{new}"'), encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load_campaign(file)


def test_a_font_of_ones_own_is_a_note_on_its_licence_and_not_on_its_weight() -> None:
    sentences = [each.sentence for each in preflight(campaign_with_files(), TODAY) if "font" in each.sentence]
    assert sentences == ["My font.ttf is published with the campaign; its licence must allow that."]


def test_an_image_is_small_only_for_the_size_at_which_it_is_drawn() -> None:
    assert not [each for each in preflight(campaign_with_files(), TODAY) if "badge.png" in each.sentence]
    [finding] = [
        each for each in preflight(campaign_with_files(size=0.5), TODAY) if "badge.png" in each.sentence
    ]
    assert "400 px wide" in finding.sentence
    assert "540×540" in finding.sentence
