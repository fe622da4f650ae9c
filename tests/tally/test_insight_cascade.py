"""Cascades: known reproduction numbers are found again, the cap is no generation, chance has an interval."""

from math import isclose, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.tally.cascade import LAST_EXACT, Reproduction, reproduction
from hueandcry.tally.insight import Cascade, Depth, read_cascade
from hueandcry.tally.join import MAX_GENERATION
from tests.tally.spreading import Offspring, geometric, poisson, spread, spread_among, spread_until

counts = st.integers(0, 10**9)
cascades = st.dictionaries(st.integers(0, MAX_GENERATION), counts)


def rates(cascade: Cascade) -> list[float | None]:
    """Return the rate of every generation."""
    return [each.reproduction.rate if each.reproduction else None for each in cascade.generations]


def known(found: Reproduction | None) -> Reproduction:
    """Return what must have been found."""
    assert found is not None
    return found


@pytest.mark.parametrize("offspring", [poisson, geometric])
@pytest.mark.parametrize("rate", [0.3, 0.5, 0.8, 0.95, 1.0, 1.1, 1.4, 1.8, 2.5])
def test_the_reproduction_number_is_found_within_5_percent(rate: float, offspring: Offspring) -> None:
    roots = 100_000 if rate < 1 else 30_000
    cascade = read_cascade(spread(rate, roots, seed=20, offspring=offspring))
    assert known(cascade.overall).rate == pytest.approx(rate, rel=0.05)
    large = [each for each in cascade.generations if each.reproduction and each.joins > 20_000]
    assert large
    for each in large[:-1]:
        assert known(each.reproduction).rate == pytest.approx(rate, rel=0.05), each.number
    if rate > 1.2:
        assert known(cascade.rising).rate == pytest.approx(rate, rel=0.05)


@pytest.mark.parametrize(("offspring", "least", "most"), [(geometric, 0.93, 0.97), (poisson, 0.97, 1)])
@pytest.mark.parametrize("rate", [0.7, 1.8])
def test_the_interval_holds_the_truth_as_often_as_it_says(
    rate: float, offspring: Offspring, least: float, most: float
) -> None:
    cascades = [
        read_cascade(spread(rate, 80, seed=seed, offspring=offspring, most=2_000)) for seed in range(1_000)
    ]
    for found in (
        [each.overall for each in cascades],
        [each.generations[0].reproduction for each in cascades],
    ):
        held = sum(known(each).low <= rate <= known(each).high for each in found) / len(found)
        assert least <= held <= most


@given(parents=st.integers(1, 10**9), children=counts)
def test_an_interval_holds_its_rate_and_solves_its_equation(parents: int, children: int) -> None:
    found = known(reproduction(parents, children))
    assert found.rate == children / parents
    assert 0 <= found.low <= nextafter(found.rate, 2 * found.rate) <= found.high * (1 + 1e-9)
    assert isclose(found.low * found.high, found.rate**2, rel_tol=1e-9)
    away = children - found.high * parents
    assert away**2 == pytest.approx(1.959964**2 * found.high * (children + parents), rel=1e-3)


@given(parents=st.integers(1, 10**6), children=st.integers(1, 10**6), times=st.integers(2, 100))
def test_more_of_the_same_narrows_the_interval(parents: int, children: int, times: int) -> None:
    few, many = known(reproduction(parents, children)), known(reproduction(parents * times, children * times))
    assert few.low < many.low <= many.high < few.high


def test_nobody_followed_out_of_100_is_an_interval_from_0() -> None:
    found = known(reproduction(100, 0))
    assert (found.rate, found.low) == (0, 0)
    assert found.high == pytest.approx(0.0384, abs=1e-4)


@pytest.mark.parametrize("joins", [{}, {0: 0}, {4: 0, 30: 0}])
def test_without_joins_nothing_is_said(joins: dict[int, int]) -> None:
    assert read_cascade(joins) == Cascade((), None, None, Depth(None, None, is_at_least=False))


def test_generation_0_alone_says_that_nobody_has_followed() -> None:
    cascade = read_cascade({0: 1_000})
    assert cascade.overall == reproduction(1_000, 0)
    assert cascade.rising is None
    assert cascade.depth == Depth(0, 0, is_at_least=False)


def test_generations_are_read_one_by_one_and_together() -> None:
    cascade = read_cascade({0: 100, 1: 150, 2: 300, 3: 60, 4: 3})
    assert rates(cascade) == [1.5, 2.0, 0.2, 0.05, 0.0]
    assert cascade.overall == reproduction(100 + 150 + 300 + 60, 150 + 300 + 60 + 3)
    assert cascade.rising == reproduction(100 + 150, 150 + 300)
    assert cascade.depth.deepest == 4
    assert cascade.depth.mean_generation == pytest.approx((150 + 600 + 180 + 12) / 613)


def test_a_gap_has_no_rate_of_its_own_and_counts_in_the_whole() -> None:
    cascade = read_cascade({0: 100, 2: 5})
    assert rates(cascade) == [0.0, None, 0.0]
    assert cascade.overall == reproduction(100, 5)


def test_joins_without_any_before_them_have_no_rate() -> None:
    cascade = read_cascade({3: 5})
    assert rates(cascade) == [None, None, None, 0.0]
    assert (cascade.overall, cascade.rising) == (None, None)
    assert cascade.depth == Depth(3, 3, is_at_least=False)


def test_the_cap_is_no_generation() -> None:
    joins = dict.fromkeys(range(30), 100) | {29: 90, MAX_GENERATION: 5_000}
    cascade = read_cascade(joins)
    assert rates(cascade)[27:] == [1.0, 0.9, None, None]
    assert cascade.overall == reproduction(29 * 100, 28 * 100 + 90)
    assert cascade.rising is None
    assert cascade.depth.is_at_least
    assert cascade.depth.deepest == MAX_GENERATION


@given(cascades, counts)
def test_how_many_are_in_the_cap_changes_no_rate(joins: dict[int, int], capped: int) -> None:
    joins[MAX_GENERATION] = 1
    one, many = read_cascade(joins), read_cascade(joins | {MAX_GENERATION: 1 + capped})
    assert rates(one) == rates(many)
    assert (one.overall, one.rising) == (many.overall, many.rising)


@given(cascades)
def test_a_cascade_keeps_every_join_and_stops_at_the_deepest(joins: dict[int, int]) -> None:
    cascade = read_cascade(joins)
    assert sum(each.joins for each in cascade.generations) == sum(joins.values())
    assert [each.number for each in cascade.generations] == list(range(len(cascade.generations)))
    if cascade.generations:
        assert cascade.generations[-1].joins > 0
        assert cascade.depth.deepest == cascade.generations[-1].number
        assert 0 <= (cascade.depth.mean_generation or 0) <= cascade.depth.deepest


@given(st.dictionaries(st.integers(0, LAST_EXACT), st.integers(1, 10**6), min_size=2))
def test_overall_is_all_but_the_first_over_all_but_the_deepest(joins: dict[int, int]) -> None:
    # Why a spread that is over, or still runs, is drawn towards 1: the docstring says so.
    overall, total = read_cascade(joins).overall, sum(joins.values())
    if overall:
        assert overall.children == total - joins.get(0, 0)
        assert overall.parents == total - joins[max(joins)]


@pytest.mark.parametrize(
    "joins", [spread_until(6, 1.8, 500, seed=7), spread_among(100_000, 1.8, 500, seed=7)]
)
def test_a_spread_that_runs_or_has_met_everybody_shows_in_its_first_generations(
    joins: dict[int, int],
) -> None:
    cascade = read_cascade(joins)
    assert known(cascade.overall).rate == pytest.approx(1, abs=0.03)
    assert 1.15 < known(cascade.rising).rate < 1.5
    assert known(cascade.generations[0].reproduction).rate == pytest.approx(1.8, rel=0.05)


@pytest.mark.parametrize("joins", [{-1: 1}, {31: 1}, {0: -1}])
def test_what_the_tally_cannot_have_counted_is_refused(joins: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="not a count of a class from 0 to 30"):
        read_cascade(joins)
