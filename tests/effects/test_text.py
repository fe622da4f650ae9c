"""Text: order, joining, places on the circle and on a band, and what is refused."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects import parse_effect
from hueandcry.effects.fills import UNITS
from hueandcry.effects.text.direction import in_visual_order, levels_of
from hueandcry.effects.text.outline import Points, trace
from hueandcry.effects.text.path import Arc, Band, Ink, find_way, largest_size
from hueandcry.effects.text.shaping import Glyph, shape_line, split_into_runs
from hueandcry.effects.text.wording import MAX_CHARACTERS, read_wording
from tests.effects.fonts import dejavu
from tests.effects.overlays import colour_at, distances, drawn

FONT: dict[str, object] = {"kind": "text", "font": "DejaVu Sans"}
MIXED = "حلب تحترق #AleppoIsBurning"


def shaped(text: str) -> list[Glyph]:
    return shape_line(text, dejavu())


def names(text: str) -> list[str]:
    """Return the names of the glyphs from left to right; DejaVu names Arabic forms by their code points."""
    return [glyph.typeface.font.glyph_to_string(glyph.number) for glyph in shaped(text)]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Red #Red", "Red #Red"),
        ("حلب", "بلح"),
        ("حلب تحترق #AleppoIsBurning", "#AleppoIsBurning قرتحت بلح"),
        ("#حلب", "بلح#"),
        ("Save #حلب now", "Save بلح# now"),
        ("Save #حلب_تحترق #now", "Save قرتحت_بلح# #now"),
        ("#حلب2016 red", "red 2016بلح#"),
        ("חלב 2016 #Red", "#Red 2016 בלח"),
        ("חלב 2016, 3.5%!", "!3.5% ,2016 בלח"),
        ("حلب 12-34", "34-12 بلح"),
        ("عدد ٢٠١٦", "٢٠١٦ ددع"),
        ("سلام (ok) دنیا", "ایند )ok( مالس"),
        ("#1 # حلب", "بلح # #1"),
        ("می\u200cخواهم", "مهاوخ\u200cیم"),
        ("a \u0628\u064e", "a \u064e\u0628"),
    ],
)
def test_mixed_text_is_seen_in_its_readers_order(written: str, seen: str) -> None:
    assert "".join(in_visual_order(written, levels_of(written))) == seen


def test_brackets_turn_with_their_direction() -> None:
    assert names("(حلب)")[0] == "parenleft"
    assert names("(حلب)")[-1] == "parenright"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("حلب", ["uniFE90", "uniFEE0", "uniFEA3"]),  # final, medial, initial
        ("گچپژ", ["uniFB8B", "uniFB59", "uniFB7D", "uniFB94"]),
        ("ٹڈ", ["uniFB89", "uniFB68"]),
        ("لا", ["uniFEFB"]),
        ("سلام", ["uni0645", "uniFEFC", "uniFEB3"]),
        ("שלום", ["uni05DD", "uni05D5", "uni05DC", "uni05E9"]),
        ("e\u0301", ["eacute"]),
        ("fi", ["fi"]),
    ],
)
def test_letters_take_the_forms_that_their_neighbours_ask_for(text: str, forms: list[str]) -> None:
    assert names(text) == forms


def test_joined_letters_are_not_the_isolated_ones() -> None:
    alone = {name for letter in "حلب" for name in names(letter)}
    assert not alone & set(names("حلب"))
    assert names("ح ل ب")[::2] == [names(letter)[0] for letter in "بلح"]


def test_a_non_joiner_keeps_letters_apart_and_shows_nothing() -> None:
    assert names("ب\u200cب") == ["uni0628", "space", "uni0628"]
    assert names("بب") == ["uniFE90", "uniFE91"]
    first, gap, second = shaped("ب\u200cب")
    assert second.x - first.x == pytest.approx(shaped("بx")[1].x - shaped("بx")[0].x, abs=1)
    assert gap.x == second.x


def test_a_mark_stands_over_its_letter() -> None:
    mark, letter = sorted(shaped("\u0628\u064e"), key=lambda glyph: glyph.x, reverse=True)
    ink_of_mark, ink_of_letter = (Ink.around(trace([each])) for each in (mark, letter))
    assert ink_of_letter.left < ink_of_mark.middle[0] < ink_of_letter.right
    assert ink_of_mark.bottom > ink_of_letter.bottom


def test_a_word_is_one_run_whatever_it_holds() -> None:
    runs = list(split_into_runs(MIXED, dejavu()))
    assert [(MIXED[run.start : run.end], run.level, run.script) for run in runs] == [
        ("حلب تحترق ", 1, "Arab"),
        ("#AleppoIsBurning", 2, "Latn"),
    ]


def area(outlines: list[Points]) -> float:
    """Return the area within outlines; holes count negative."""
    total = 0.0
    for outline in outlines:
        x, y = outline.T
        total += float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
    return abs(total)


@pytest.mark.parametrize("text", ["#MakeFacebookRed", MIXED, "חלב", "گچپژ"])
@pytest.mark.parametrize("is_top", [True, False])
def test_bending_keeps_the_area_of_the_letters(text: str, is_top: bool) -> None:  # noqa: FBT001
    outlines = trace(shaped(text))
    ink, size = Ink.around(outlines), 0.08
    bent = [Arc(is_top, 0.0).put(outline, ink, size) for outline in outlines]
    assert area(bent) == pytest.approx(area(outlines) * (size * UNITS) ** 2, rel=0.03)


def test_joined_letters_still_overlap_when_they_are_bent() -> None:
    [final, medial, initial] = ([each] for each in shaped("حلب"))
    ink = Ink.around(trace(final + medial + initial))
    angles = []
    for glyph in (final, medial, initial):
        points = np.concatenate([Arc(True, 0.0).put(each, ink, 0.2) for each in trace(glyph)])
        around = np.arctan2(points[:, 0] - UNITS / 2, UNITS / 2 - points[:, 1])
        angles.append((around.min(), around.max()))
    assert angles[0][1] >= angles[1][0] - 1e-6
    assert angles[1][1] >= angles[2][0] - 1e-6


@pytest.mark.parametrize(("is_top", "outwards"), [(True, 1), (False, -1)])
def test_an_arc_reads_from_left_to_right_with_letters_upright(is_top: bool, outwards: int) -> None:  # noqa: FBT001
    ink = Ink(left=0, right=4, bottom=0, top=1)
    first, last, above, below = Arc(is_top, 0.0).put(np.array([[0, 0.5], [4, 0.5], [2, 1], [2, 0]]), ink, 0.1)
    middle = UNITS / 2
    assert first[0] < middle < last[0]
    assert above[1] < below[1]
    assert (math.dist(above, (middle, middle)) - math.dist(below, (middle, middle))) * outwards > 0
    assert bool(below[1] < middle) is is_top


EVERYWHERE = [
    ("arc", "top"),
    ("arc", "bottom"),
    ("band", "top"),
    ("band", "middle"),
    ("band", "bottom"),
]


@pytest.mark.parametrize(("shape", "place"), EVERYWHERE)
@pytest.mark.parametrize("text", ["#MakeFacebookRed", MIXED, "گچپژ", "ÅÇgjpq", "I"])
def test_text_at_its_largest_stays_within_the_circle(text: str, shape: str, place: str) -> None:
    ink = Ink.around(trace(shaped(text)))
    size = min(largest_size(find_way(shape, place, has_background=False), ink), 0.3)
    alpha = drawn({**FONT, "text": text, "shape": shape, "place": place, "size": size})[..., 3]
    assert alpha.max() == 1
    assert alpha[distances(400) >= 0.5].max() == 0


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_an_arcs_background_holds_the_letters_and_stays_within_the_circle(place: str) -> None:
    letters = drawn({**FONT, "text": MIXED, "place": place, "background": "#000000"})
    assert letters[..., 3][distances(400) >= 0.5].max() == 0
    white = letters[..., 0] > 0.5
    assert white.sum() > 500
    assert letters[..., 3][white].min() == pytest.approx(1)


def test_a_band_goes_from_side_to_side_behind_its_letters() -> None:
    band = drawn({**FONT, "text": "Red", "shape": "band", "background": "#0b3d91", "colour": "#ffff00"})
    row = round(400 * 0.77)
    assert colour_at(band, -0.499, 0.27) == [11, 61, 145, 255]
    assert band[row, :, 3].min() == 1
    assert (band[row, :, 0] > 0.9).any()
    assert colour_at(band, 0, 0)[3] == 0


def test_light_letters_have_a_dark_shadow_and_dark_letters_a_light_one() -> None:
    for colour, shade in (("#ffffff", 0), ("#101010", 1)):
        text = drawn({**FONT, "text": "Red", "shape": "band", "size": 0.2, "colour": colour})
        faint = (text[..., 3] > 0.05) & (text[..., 3] < 0.2)
        shown = text[..., 0][faint] / text[..., 3][faint]
        assert np.median(shown) == pytest.approx(shade, abs=0.05)


@pytest.mark.parametrize(("shape", "place"), EVERYWHERE)
def test_a_text_that_does_not_fit_is_told_the_size_that_does(shape: str, place: str) -> None:
    table = {**FONT, "text": MIXED, "shape": shape, "place": place}
    with pytest.raises(InputError, match=r"does not fit .* at size 0\.3\.") as refusal:
        drawn({**table, "size": 0.3})
    largest = float(refusal.value.hint.removesuffix(".").split()[-1])
    drawn({**table, "size": largest})
    with pytest.raises(InputError, match="does not fit"):
        drawn({**table, "size": largest + 0.001})


def test_a_text_that_fits_at_no_size_is_to_be_shortened() -> None:
    with pytest.raises(InputError, match="Shorten it"):
        drawn({**FONT, "text": "W" * MAX_CHARACTERS})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (" \u200c ", "empty"),
        ("a\nb", "line break"),
        ("a\u2028b", "line break"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
        ("a\u2067b", "RIGHT-TO-LEFT ISOLATE"),
        ("a\u200fb", "RIGHT-TO-LEFT MARK"),
        ("a\u061cb", "ARABIC LETTER MARK"),
        ("a\u00adb", "SOFT HYPHEN"),
        ("a\x00b", r"U\+0000"),
        ("a\ud800b", r"U\+D800"),
        ("a" * 121, "121 characters"),
        (7, "7 is not a text"),
    ],
)
def test_what_is_no_line_of_text_is_refused_with_the_reason(text: object, says: str) -> None:
    with pytest.raises(InputError, match=says) as refusal:
        parse_effect([{**FONT, "text": text}])
    assert "Layer 1 (text), text" in refusal.value.message
    refusal.value.message.encode()


def test_spaces_are_single_and_letters_composed() -> None:
    assert read_wording("  e\u0301 \u00a0 x ") == "é x"


@given(st.text(max_size=20))
def test_whatever_is_written_is_drawn_or_refused_in_words(text: str) -> None:
    try:
        drawn({**FONT, "text": text, "size": 0.04}, 64)
    except InputError as error:
        assert "\n" not in error.message  # noqa: PT017 - some texts are drawn


@given(st.text("حلبאב1#_ aB(.\u064e\u200c", max_size=12))
def test_reordering_loses_and_adds_no_letter(text: str) -> None:
    levels = levels_of(text)
    assert len(levels) == len(text)
    seen = in_visual_order(range(len(text)), levels)
    assert sorted(seen) == list(range(len(text)))
    for level, places in itertools.groupby(seen, levels.__getitem__):
        run = list(places)
        assert run == sorted(run, reverse=bool(level % 2)) or len(set(np.diff(run))) > 1


def test_a_band_and_an_arc_are_two_ways() -> None:
    assert isinstance(find_way("band", "top", has_background=True), Band)
    assert isinstance(find_way("arc", "top", has_background=True), Arc)
