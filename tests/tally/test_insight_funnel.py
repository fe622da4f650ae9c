"""Opens before joining, and the funnel: what is approximate says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.tally.insight import FUNNEL_RULE, Opens, read_funnel, read_opens
from hueandcry.tally.join import MAX_OPENS

counts = st.integers(0, 10**9)


def test_opens_are_seven_classes_with_shares() -> None:
    opens = read_opens({0: 50, 1: 20, 3: 10, 6: 20})
    assert [each.name for each in opens.classes] == ["0", "1", "2", "3", "4", "5", "6+"]
    assert [each.joins for each in opens.classes] == [50, 20, 0, 10, 0, 0, 20]
    assert [each.share for each in opens.classes] == [0.5, 0.2, 0, 0.1, 0, 0, 0.2]
    assert (opens.joins, opens.median) == (100, "0")


@pytest.mark.parametrize(
    ("joins", "median"),
    [({0: 1, 6: 2}, "6+"), ({0: 1, 6: 1}, "0"), ({2: 1}, "2"), ({0: 49, 1: 1, 2: 50}, "1"), ({}, None)],
)
def test_the_median_is_a_class(joins: dict[int, int], median: str | None) -> None:
    assert read_opens(joins).median == median


def test_without_joins_there_are_no_shares() -> None:
    opens = read_opens({})
    assert (opens.joins, [each.share for each in opens.classes]) == (0, [None] * 7)


@given(st.dictionaries(st.integers(0, MAX_OPENS), counts))
def test_shares_add_up_and_half_lies_on_each_side_of_the_median(joins: dict[int, int]) -> None:
    opens: Opens = read_opens(joins)
    assert opens.joins == sum(joins.values()) == sum(each.joins for each in opens.classes)
    if opens.joins:
        assert sum(each.share or 0 for each in opens.classes) == pytest.approx(1)
        at = [each.name for each in opens.classes].index(opens.median or "")
        assert opens.classes[at].joins
        assert 2 * sum(each.joins for each in opens.classes[: at + 1]) >= opens.joins
        assert 2 * sum(each.joins for each in opens.classes[at:]) >= opens.joins


@pytest.mark.parametrize("joins", [{7: 1}, {-1: 1}, {2: -3}])
def test_opens_that_the_tally_cannot_have_counted_are_refused(joins: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="not a count of a class from 0 to 6"):
        read_opens(joins)


def test_a_funnel_has_four_steps_and_one_exact_one() -> None:
    steps = read_funnel(visits=1_000, saves=300, shares=150, joins=240)
    assert [(step.name, step.count) for step in steps] == [
        ("visit", 1_000),
        ("save", 300),
        ("share", 150),
        ("join", 240),
    ]
    assert [step.per_previous for step in steps] == [None, 0.3, 0.5, 1.6]
    assert [step.per_visit for step in steps] == [1, 0.3, 0.15, 0.24]
    assert [step.is_approximate for step in steps] == [True, True, True, False]
    assert "approximate" in FUNNEL_RULE


@given(visits=counts, saves=counts, shares=counts, joins=counts)
def test_a_ratio_is_missing_exactly_where_there_is_nothing_to_divide_by(
    visits: int, saves: int, shares: int, joins: int
) -> None:
    steps = read_funnel(visits=visits, saves=saves, shares=shares, joins=joins)
    assert [step.per_previous is None for step in steps] == [True, not visits, not saves, not shares]
    assert all((step.per_visit is None) == (not visits) for step in steps)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="whole numbers from 0"):
        read_funnel(visits=1, saves=-1, shares=0, joins=0)
