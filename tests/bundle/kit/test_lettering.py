"""Lettering: mixed directions in the right order, paragraphs that fit, and what no font here can write."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.bundle.kit import draw_kit, lettering
from hueandcry.bundle.kit.block import Block, Box, fit
from hueandcry.bundle.kit.lettering import Hand, Hands, plain, set_line
from hueandcry.effects.text.direction import Direction
from tests.bundle.kit.stories import sourced_campaign
from tests.effects.fonts import dejavu
from tests.strategies import lines

HAND = Hand(tuple(dejavu()))
TAGS = "#MakeFacebookRed #حلب_تحترق"
directions = st.sampled_from(["ltr", "rtl"])


def seen(text: str, direction: Direction) -> str:
    """Return the characters that glyphs begin with, from left to right."""
    return "".join(text[glyph.cluster] for glyph in set_line(text, HAND, direction).glyphs)


def test_hashtags_in_an_arabic_line_begin_on_the_right() -> None:
    assert seen(TAGS, "rtl") == "قرتحت_بلح# #MakeFacebookRed"


def test_hashtags_in_an_english_line_begin_on_the_left() -> None:
    assert seen(TAGS, "ltr") == "#MakeFacebookRed قرتحت_بلح#"


def test_latin_hashtags_alone_follow_the_page() -> None:
    assert seen("#One #Two", "rtl") == "#Two #One"
    assert seen("#One #Two", "ltr") == "#One #Two"


def test_a_full_stop_of_an_arabic_line_stands_on_its_left() -> None:
    assert seen("Facebook.", "rtl") == ".Facebook"


@given(text=lines, direction=directions, width=st.floats(40, 900), height=st.floats(30, 400))
def test_a_paragraph_fits_its_box(text: str, direction: Direction, width: float, height: float) -> None:
    block = fit(text, HAND, direction, Box(width, height, 80, 12, 3))
    assert block.size <= 80
    assert len(block.lines) <= 3
    # A single letter may be wider, a single line higher than what was given.
    if len(block.lines) > 1 or block.size > 12:
        assert block.height <= height + 1e-6
        assert block.width <= width * 1.011


@given(text=st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=60))
def test_a_long_word_is_broken_and_loses_nothing(text: str) -> None:
    block = fit(text, HAND, "ltr", Box(150, 10_000, 40, 20, 100))
    assert "".join(line.text for line in block.lines) == plain(text)


def test_words_are_spread_evenly() -> None:
    block = fit("one two three four five six", HAND, "ltr", Box(300, 200, 40, 10, 3))
    widths = [line.width for line in block.lines]
    assert len(widths) > 1
    assert min(widths) > 0.5 * max(widths)


def test_what_is_not_seen_is_not_written() -> None:
    assert plain("  a\u200e\u202b\nb\x00\u2068 ") == "a b"


@pytest.mark.parametrize(("text", "written"), [("Red 🟥 now", "Red now"), ("Red 紅", ""), ("🟥", "")])
def test_a_sign_that_no_font_has_is_left_out_and_a_letter_silences_the_line(text: str, written: str) -> None:
    assert HAND.readable(text) == written


def test_a_machine_without_fonts_gives_pictures_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Hands(Hand(()), Hand(()))
    monkeypatch.setattr("hueandcry.bundle.kit.kit.hands_for", lambda _: nothing)
    kit = draw_kit(sourced_campaign(), "en")
    assert kit.card.content
    assert kit.poster is kit.thumbnail is None


def test_a_language_that_no_font_can_write_keeps_its_hashtags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hueandcry.bundle.kit.kit.hands_for", lambda _: Hands(HAND, HAND))
    campaign = replace(sourced_campaign(), title={"en": "紅", "ar": "紅", "fr": "紅"})
    with_tags = draw_kit(campaign, "en")
    without = draw_kit(replace(campaign, hashtags={}), "en")
    assert with_tags.poster is None
    assert with_tags.card.content != without.card.content


def test_a_font_that_the_campaign_brought_is_among_the_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "bold_typefaces", lambda: ())
    monkeypatch.setattr(lettering, "regular_typefaces", lambda: ())
    from tests.effects.fonts import as_bytes, box_font

    hands = lettering.hands_for([("Own Boxes.ttf", as_bytes(box_font("Own Boxes"))), ("broken.ttf", b"no")])
    assert [typeface.names[0] for typeface in hands.bold.typefaces] == ["Own Boxes"]


def test_an_empty_paragraph_takes_no_room() -> None:
    assert fit("", HAND, "ltr", Box(100, 100, 20, 10)) == Block((), 10, 1.16)
