"""Public breakdowns: no hidden count follows from what is published, the total, the names and the rule."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hueandcry.tally.insight import LEAST, Breakdown, public_breakdown

Counts = Mapping[str, int]

names = st.text("abcdefgh", min_size=1, max_size=3)
small_and_large = st.one_of(st.integers(0, LEAST + 2), st.integers(0, 500))
breakdowns = st.dictionaries(names, small_and_large, max_size=12)


def hidden_names(counts: Counts, published: Breakdown) -> set[str]:
    """Return the classes with joins that are not shown."""
    return {name for name, count in counts.items() if count} - {name for name, _ in published.shown}


def others(counts: Counts, name: str, hidden: set[str]) -> Iterator[dict[str, int]]:
    """Yield counts with the same total and names, in which one hidden class holds another number."""
    for other in sorted(hidden - {name}):
        yield {**counts, name: counts[other], other: counts[name]}
        together = counts[name] + counts[other]
        for given_away in (1, -1):
            yield {**counts, name: counts[name] - given_away, other: counts[other] + given_away}
        yield {**counts, name: together, other: 0}
        ones = dict.fromkeys(hidden, 1)
        yield {**counts, **ones, other: sum(counts[each] for each in hidden) - len(hidden) + 1}


@given(breakdowns)
@example({"a": 9, "b": 9, "c": 9})
@example({"a": 9, "b": 9, "c": 10, "d": 50})
@example({"a": 9, "b": 10, "c": 10, "d": 11})
@example({"a": 1, "b": 1, "c": 50, "d": 60})
@example({"a": 1, "b": 1})
def test_no_hidden_count_can_be_worked_out_even_beside_the_total(counts: dict[str, int]) -> None:
    published = public_breakdown(counts)
    hidden = hidden_names(counts, published)
    if len(hidden) < 2:
        return  # the next test: then it is the only class with joins
    for name in hidden:
        assert any(
            other[name] != counts[name] and min(other.values()) >= 0 and public_breakdown(other) == published
            for other in others(counts, name, hidden)
        ), name


@given(breakdowns)
def test_nothing_is_hidden_alone_and_the_hidden_are_enough_together(counts: dict[str, int]) -> None:
    published = public_breakdown(counts)
    hidden = hidden_names(counts, published)
    assert (published.hidden is not None) == bool(hidden)
    assert hidden >= {name for name, count in counts.items() if 0 < count < LEAST}
    if published.shown and hidden:
        assert len(hidden) >= 2
        assert sum(counts[name] for name in hidden) >= LEAST
        assert max(counts[name] for name in hidden) < min(count for _, count in published.shown)
    assert all(counts[name] == count >= LEAST for name, count in published.shown)


@pytest.mark.parametrize(("classes", "least", "most"), [(2, 10, 60), (3, 3, 18), (3, 5, 18), (4, 3, 9)])
def test_every_small_case_leaves_every_hidden_class_in_doubt(classes: int, least: int, most: int) -> None:
    # All there are, so that no cleverness is needed: what else would have looked the same, total included?
    held: dict[tuple[Breakdown, int, str], set[int]] = defaultdict(set)
    concerns: set[tuple[Breakdown, int, str]] = set()
    for numbers in product(range(most + 1), repeat=classes):
        counts = dict(zip("abcd", numbers, strict=False))
        published = public_breakdown(counts, least)
        for name, count in counts.items():
            held[published, sum(numbers), name].add(count)
        concerns |= {(published, sum(numbers), name) for name in hidden_names(counts, published)}
    # Only totals whose every case was made; beyond them, others may be missing.
    whole = [each for each in concerns if each[1] <= most]
    assert whole
    assert [each for each in whole if len(held[each]) < 2] == []


@given(breakdowns)
def test_what_is_hidden_depends_on_counts_and_not_on_names_or_order(counts: dict[str, int]) -> None:
    published = public_breakdown(counts)
    assert public_breakdown(dict(reversed(counts.items()))) == published
    renamed = public_breakdown({f"new {name}": count for name, count in counts.items()})
    assert renamed == Breakdown(
        tuple((f"new {name}", count) for name, count in published.shown), published.hidden
    )


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, []),
        ({"en": 0}, []),
        ({"en": 10, "ar": 10}, ["ar", "en"]),
        ({"en": 50, "ar": 12, "fr": 300}, ["fr", "en", "ar"]),
    ],
)
def test_where_nothing_is_small_all_is_shown(counts: dict[str, int], shown: list[str]) -> None:
    published = public_breakdown(counts)
    assert [name for name, _ in published.shown] == shown
    assert published.hidden is None


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"en": 500, "ar": 40, "fr": 3}, ["en"]),  # one alone takes the next with it
        ({"en": 500, "ar": 40, "fr": 3, "de": 8}, ["en", "ar"]),  # two that have 10 together
        ({"en": 500, "ar": 40, "fr": 3, "de": 4}, ["en"]),  # two that have not
        ({"en": 500, "ar": 40, "fr": 9, "de": 9}, ["en"]),  # equal ones: their sum would tell
        ({"en": 500, "ar": 40, "fr": 40, "de": 9}, ["en"]),  # equal ones go together
        ({"en": 500, "ar": 4}, []),  # nothing is left
        ({"ar": 4}, []),
    ],
)
def test_small_classes_are_hidden_with_company(counts: dict[str, int], shown: list[str]) -> None:
    published = public_breakdown(counts)
    assert [name for name, _ in published.shown] == shown
    assert published.hidden == "fewer than 10"


@pytest.mark.parametrize(("counts", "least"), [({"a": -1}, 10), ({"a": 1}, 2)])
def test_nonsense_is_refused(counts: dict[str, int], least: int) -> None:
    with pytest.raises(ValueError, match="whole numbers from 0"):
        public_breakdown(counts, least)
