"""Flags: the table of facts, what it refuses, and how a flag fills a square."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry import InputError
from hueandcry.effects.colours import Colour, parse_colour, rgb
from hueandcry.effects.flags import Flag, draw_flag, find_flag, flag_table, parse_flag_bands
from hueandcry.effects.flags.draw import flag_svg
from hueandcry.effects.flags.field import Bands
from hueandcry.effects.flags.installed import EMBLEMS
from hueandcry.effects.flags.table import COLOURS, SHAPES, flag_facts
from hueandcry.effects.rasterise import rasterise

FACTS = flag_facts()
KEYS = {"name", "proportion", "grid", "field", "bands", "colours", "weights", "shapes", "source", "note"}
PLAIN = sorted(code for code, facts in FACTS.items() if "colours" in facts and "shapes" not in facts)


def pixel(picture: npt.NDArray[np.float64], x: float, y: float) -> list[int]:
    """Return the 8-bit colour at a place given as shares of the square."""
    size_px = len(picture)
    row: list[int] = np.round(picture[int(y * size_px), int(x * size_px)] * 255).astype(int).tolist()
    return row


def difference(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return the mean difference of two pictures, 0…1: edges may be smoothed differently."""
    return float(np.abs(one - other).mean())


def parts(colour: str) -> list[int]:
    return [int(part) for part in rgb(parse_colour(colour))]


@pytest.mark.parametrize("code", sorted(FACTS))
def test_every_entry_states_its_facts_and_their_source(code: str) -> None:
    entry = FACTS[code]
    assert len(code) == 2
    assert code.isupper()
    assert len(entry["source"]) > 10
    if "same_as" in entry:
        assert "same_as" not in FACTS[entry["same_as"]]
        return
    assert entry.keys() <= KEYS
    assert ("field" in entry) != ("colours" in entry)
    assert entry.get("bands", "vertical") in ("vertical", "horizontal")
    height, width = entry["proportion"]
    assert 1 <= height <= width
    assert len(entry.get("weights", entry.get("colours", []))) == len(entry.get("colours", []))


@pytest.mark.parametrize("code", sorted(code for code, facts in FACTS.items() if "grid" in facts))
def test_a_grid_has_the_flags_proportion(code: str) -> None:
    height, width = FACTS[code]["grid"]
    proportion = FACTS[code]["proportion"]
    assert height / width == pytest.approx(proportion[0] / proportion[1])


def test_every_country_is_in_the_table_or_known_to_need_a_drawing() -> None:
    assert flag_table().keys().isdisjoint(EMBLEMS)
    # ISO 3166-1 has 249 codes; XK and EU are not among them.
    assert len(flag_table().keys() - {"EU"} | EMBLEMS - {"XK"}) == 249


def test_the_table_uses_every_shape_it_knows() -> None:
    used = {entry["shape"] for facts in FACTS.values() for entry in facts.get("shapes", [])}
    assert used == SHAPES.keys()


def test_a_code_is_found_in_either_case() -> None:
    assert find_flag("fr") is find_flag("FR")


@pytest.mark.parametrize("code", ["ZZ", "", "F", "FRA", "../FR", None, 33])
def test_an_unknown_code_is_refused_with_a_short_hint(code: object) -> None:
    with pytest.raises(InputError) as caught:
        find_flag(code)
    assert repr(code) in caught.value.message
    assert len(caught.value.hint) < 120


def test_an_organisers_bands_come_back_as_they_were_written() -> None:
    table: dict[str, object] = {"bands": ["#ff0000", "#ffffff"], "vertical": True, "weights": [1, 2]}
    assert parse_flag_bands(dict(table), "Layer 1").as_table() == table
    assert parse_flag_bands({"code": "no"}, "Layer 1").as_table() == {"code": "NO"}


@pytest.mark.parametrize("code", PLAIN)
def test_each_band_has_its_share_of_the_square(code: str) -> None:
    [bands] = flag_table()[code].shapes
    assert isinstance(bands, Bands)
    picture = draw_flag(flag_table()[code], 240)
    line = picture[120] if bands.is_vertical else picture[:, 120]
    edges = np.cumsum((0, *bands.weights)) / sum(bands.weights) * 240
    for colour, start, end in zip(bands.colours, edges, edges[1:], strict=False):
        assert line[int((start + end) / 2)] * 255 == pytest.approx(rgb(colour), abs=0.01)


def test_upright_bands_meet_on_a_sharp_line() -> None:
    picture = draw_flag(find_flag("FR"), 1080)
    colours = {tuple(row) for row in np.round(picture[0] * 255).astype(int).tolist()}
    assert len(colours) == 3


def test_the_hoist_is_on_the_left_and_the_first_horizontal_band_on_top() -> None:
    assert pixel(draw_flag(find_flag("FR"), 60), 0.0, 0.5) == parts("#000091")
    assert pixel(draw_flag(find_flag("DE"), 60), 0.5, 0.0) == parts("#000000")


def test_half_a_turn_swaps_the_ends() -> None:
    turned = draw_flag(find_flag("CL"), 90, 180)
    assert difference(turned, draw_flag(find_flag("CL"), 90)[::-1, ::-1]) < 0.001


def test_a_quarter_turn_clockwise_lets_the_hoist_come_on_top() -> None:
    assert pixel(draw_flag(find_flag("FR"), 90, 90), 0.5, 0.0) == parts("#000091")


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("DK", {(0.38, 0.1): "#ffffff", (0.1, 0.5): "#ffffff", (0.1, 0.1): "#c8102e", (0.6, 0.9): "#c8102e"}),
        ("CZ", {(0.1, 0.5): "#11457e", (0.9, 0.1): "#ffffff", (0.9, 0.9): "#d7141a", (0.6, 0.45): "#ffffff"}),
        (
            "JP",
            {(0.5, 0.5): "#bc002d", (0.5, 0.21): "#bc002d", (0.5, 0.19): "#ffffff", (0.1, 0.1): "#ffffff"},
        ),
        ("GL", {(0.4, 0.4): "#d00c33", (0.4, 0.6): "#ffffff", (0.9, 0.4): "#ffffff", (0.9, 0.6): "#d00c33"}),
        (
            "GB",
            {(0.5, 0.5): "#c8102e", (0.5, 0.03): "#c8102e", (0.38, 0.03): "#ffffff", (0.3, 0.03): "#012169"},
        ),
        ("TR", {(0.2, 0.5): "#ffffff", (0.38, 0.5): "#e30a17", (0.9, 0.5): "#e30a17"}),
        (
            "US",
            {(0.2, 0.02): "#0a3161", (0.9, 0.01): "#b31942", (0.9, 0.99): "#b31942", (0.9, 0.11): "#ffffff"},
        ),
        ("QA", {(0.1, 0.5): "#ffffff", (0.35, 1 / 18): "#ffffff", (0.35, 2 / 18): "#8a1538"}),
        (
            "ZA",
            {(0.02, 0.5): "#000000", (0.95, 0.5): "#007749", (0.6, 0.1): "#e03c31", (0.95, 0.38): "#ffffff"},
        ),
    ],
)
def test_parts_are_where_they_belong(code: str, places: dict[tuple[float, float], str]) -> None:
    picture = draw_flag(find_flag(code), 360)
    assert {place: pixel(picture, *place) for place in places} == {
        place: parts(colour) for place, colour in places.items()
    }


def test_the_red_of_the_union_turns_with_the_sun_backwards() -> None:
    # Half a turn leaves the Union Flag as it is; a mirror does not.
    picture = draw_flag(find_flag("GB"), 360)
    assert difference(picture, picture[::-1, ::-1]) < 0.002
    assert difference(picture, picture[:, ::-1]) > 0.02
    # In the upper hoist the broad white lies above the red.
    assert pixel(picture, 0.24, 0.17) == parts("#ffffff")
    assert pixel(picture, 0.22, 0.235) == parts("#c8102e")


def test_one_who_flies_anothers_flag_has_its_own_code() -> None:
    assert find_flag("SJ").shapes == find_flag("NO").shapes
    assert find_flag("SJ").as_table() == {"code": "SJ"}


@given(st.sampled_from(sorted(flag_table())), st.floats(-360, 360), st.integers(16, 512))
def test_any_flag_at_any_angle_and_size_fills_the_square(code: str, angle: float, size_px: int) -> None:
    drawn = rasterise(flag_svg(flag_table()[code], angle=angle), size_px)
    assert drawn.shape == (size_px, size_px, 4)
    assert (drawn[..., 3] == 1).all()
    assert drawn.min() >= 0
    assert drawn.max() <= 1


@given(
    st.lists(st.integers(0, 0xFFFFFF).map("#{:06x}".format).map(Colour), min_size=1, max_size=12),
    st.sampled_from(["upright", "level"]),
    st.floats(-360, 360),
)
def test_an_organisers_bands_fill_the_square_at_any_angle(
    colours: list[Colour], stands: str, angle: float
) -> None:
    flag = Flag((Bands(tuple(colours), tuple(range(1, len(colours) + 1)), stands == "upright"),))
    drawn = rasterise(flag_svg(flag, angle=angle), 64)
    assert (drawn[..., 3] == 1).all()
    if len(set(colours)) == 1:
        assert pixel(drawn[..., :3], 0.5, 0.5) == parts(colours[0])


@pytest.mark.parametrize("code", sorted(flag_table()))
def test_every_colour_of_the_table_is_seen(code: str) -> None:
    facts = FACTS[FACTS[code].get("same_as", code)]
    entries = facts.get("shapes", [])
    wanted = {entry[key] for entry in entries for key in COLOURS if key in entry}
    wanted |= set(facts.get("colours", []))
    picture = draw_flag(flag_table()[code], 256)
    seen = {
        tuple(each) for each in np.unique(np.round(picture.reshape(-1, 3) * 255), axis=0).astype(int).tolist()
    }
    assert {colour for colour in wanted if tuple(parts(colour)) not in seen} == set()
