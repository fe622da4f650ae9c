"""Checking the count: honest joins always agree, and whatever is taken away, added or moved is named."""

from collections import Counter as Sums
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.tally import Counter, Join, read_join
from hueandcry.tally.audit import (
    KNOWN,
    RAISED_BY_EVERY_JOIN,
    RAISED_IF_SENT,
    SENTENCES,
    SUPPORTERS,
    Audit,
    Difference,
    Findings,
    Orphan,
    audit_campaign,
)
from hueandcry.tally.join import EVENTS
from hueandcry.tally.token import MAX_AGE
from tests.tally.making import NOW, SECRET, TODAY, audience, body, new_join, new_token

ALL_FACTS: dict[str, object] = {
    "language": "en",
    "network": "mastodon",
    "variant": "red",
    "partner": "example-partner",
    "generation": 3,
    "opens": 0,
}


def join_on(day: date, age_days: int = 0, /, **facts: object) -> Join:
    """Return a join of a day whose token was made some days before."""
    token = new_token(day - timedelta(days=age_days))
    now = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
    return read_join(body(token=token, **facts), audience(), secret=SECRET, now=now)


joins = st.lists(
    st.builds(
        lambda day, age, names: join_on(
            TODAY + timedelta(days=day), age, **{name: ALL_FACTS[name] for name in names}
        ),
        st.integers(0, 90),
        st.integers(0, MAX_AGE.days),
        st.sets(st.sampled_from(sorted(ALL_FACTS))),
    ),
    max_size=12,
)


def books(joins: list[Join]) -> tuple[Sums[date], Sums[Counter]]:
    """Return the traces by day and the counters, as the store would hold them."""
    traces = Sums(join.trace.day for join in joins)
    return traces, Sums(counter for join in joins for counter in join.counters)


def check(traces: Sums[date], counts: Sums[Counter]) -> Audit:
    """Check a campaign."""
    return audit_campaign("alpha", traces, counts.items())


def rules(audit: Audit) -> list[str]:
    """Return which rules are broken."""
    return [difference.rule for difference in audit.differences]


def test_the_check_knows_every_dimension_that_a_join_can_raise_and_how_often() -> None:
    everything = [counter.dimension for counter in new_join(**ALL_FACTS).counters]
    nothing_sent = [counter.dimension for counter in new_join().counters]
    assert sorted(nothing_sent) == sorted((SUPPORTERS, *RAISED_BY_EVERY_JOIN))
    assert sorted(everything) == sorted((*nothing_sent, *RAISED_IF_SENT))
    assert {*everything, *EVENTS} == KNOWN


@given(joins)
def test_honest_joins_agree_however_old_their_tokens_are(joins: list[Join]) -> None:
    audit = check(*books(joins))
    assert audit == Audit("alpha", len(joins), len(joins), ())


@given(joins.filter(bool), st.data())
def test_a_trace_that_is_gone_is_always_found(joins: list[Join], data: st.DataObject) -> None:
    traces, counts = books(joins)
    traces[data.draw(st.sampled_from(sorted(traces)))] -= 1
    audit = check(traces, counts)
    assert (audit.supporters, audit.traces) == (len(joins), len(joins) - 1)
    assert "total" in rules(audit)


@given(joins.filter(bool), st.data(), st.sampled_from([-1, 1, 1000]))
def test_a_raised_or_lowered_number_of_supporters_or_hour_is_always_found(
    joins: list[Join], data: st.DataObject, change: int
) -> None:
    traces, counts = books(joins)
    sure = [counter for counter in counts if counter.dimension in (SUPPORTERS, *RAISED_BY_EVERY_JOIN)]
    counts[data.draw(st.sampled_from(sorted(sure, key=str)))] += change
    assert "every_join" in rules(check(traces, counts))


def test_an_audit_names_both_numbers() -> None:
    traces, counts = books([join_on(TODAY), join_on(TODAY)])
    counts[Counter(SUPPORTERS, "", TODAY)] = 5
    assert [difference.sentence for difference in check(traces, counts).differences] == [
        "supporters: counted 5, traces 2",
        "hour on 2026-03-05: 2, where 5 joined",
    ]


def test_more_of_an_optional_fact_than_joins_is_found_and_fewer_is_none() -> None:
    traces, counts = books([join_on(TODAY, language="en"), join_on(TODAY)])
    assert check(traces, counts).differences == ()
    counts[Counter("language", "ar", TODAY)] = 2
    audit = check(traces, counts)
    assert audit.differences == (Difference("if_sent", "language", None, TODAY, 3, 2),)
    assert audit.differences[0].sentence == "language on 2026-03-05: 3, more than the 2 who joined"


def test_a_fact_on_a_day_when_nobody_joined_is_found() -> None:
    audit = check(Sums(), Sums({Counter("partner", "x", TODAY): 1}))
    assert audit.differences == (Difference("if_sent", "partner", None, TODAY, 1, 0),)


def test_a_negative_counter_is_named_by_its_value() -> None:
    traces, counts = books([join_on(TODAY, language="en")])
    counts[Counter("language", "ar", TODAY)] = -3
    [difference] = check(traces, counts).differences
    assert difference.sentence == "language=ar on 2026-03-05: -3, less than 0"


def test_a_dimension_that_nothing_raises_is_named_once() -> None:
    traces, counts = books([join_on(TODAY)])
    counts[Counter("mood", "red", TODAY)] = counts[Counter("mood", "blue", TODAY)] = 2
    assert check(traces, counts).differences == (Difference("unknown", "mood", None, None, 4, 0),)


def test_events_are_held_against_nothing() -> None:
    traces, counts = books([join_on(TODAY)])
    counts.update({Counter(what, "", TODAY): 1_000 for what in EVENTS})
    assert check(traces, counts).differences == ()


def test_a_join_counted_before_its_token_was_made_is_found() -> None:
    traces, counts = books([join_on(TODAY - timedelta(days=1)), join_on(TODAY)])
    later = Sums({TODAY: 2})
    assert check(later, counts).differences == (
        Difference("before_token", SUPPORTERS, None, TODAY - timedelta(days=1), 1, 0),
    )
    assert check(traces, counts).differences == ()


def test_a_join_counted_when_its_token_was_too_old_is_found() -> None:
    _, counts = books([join_on(TODAY)])
    assert check(Sums({TODAY - MAX_AGE: 1}), counts).differences == ()
    too_old = TODAY - MAX_AGE - timedelta(days=1)
    assert check(Sums({too_old: 1}), counts).differences == (
        Difference("after_token", SUPPORTERS, None, too_old, 0, 1),
    )


def test_a_missing_trace_is_placed_on_the_day_from_which_it_misses() -> None:
    days = [TODAY + timedelta(days=each) for each in range(3)]
    traces, counts = books([join_on(day) for day in days])
    del traces[days[1]]
    assert check(traces, counts).differences == (
        Difference("total", SUPPORTERS, None, None, 3, 2),
        Difference("before_token", SUPPORTERS, None, days[1], 2, 1),
    )


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_break_nothing(day: date) -> None:
    assert rules(check(Sums({day: 1}), Sums())) == ["total"]
    assert "total" in rules(check(Sums(), Sums({Counter(SUPPORTERS, "", day): 1})))


def test_nobody_at_all_agrees() -> None:
    assert check(Sums(), Sums()) == Audit("alpha", 0, 0, ())


@pytest.mark.parametrize("rule", SENTENCES)
def test_every_rule_has_a_sentence_with_both_numbers(rule: str) -> None:
    sentence = Difference(rule, "hour", "07", NOW.date(), 4_711, 815).sentence
    assert sentence.startswith("hour=07 on 2026-03-05: ")
    assert "4711" in sentence
    assert "815" in sentence


def test_findings_are_good_only_if_nothing_is_wrong_anywhere() -> None:
    good = Findings((Audit("alpha", 1, 1, ()),), (), ())
    different = Audit("beta", 1, 0, (Difference("total", SUPPORTERS, None, None, 1, 0),))
    assert good.is_good
    assert not replace(good, audits=(*good.audits, different)).is_good
    assert not replace(good, orphans=(Orphan(7, 1, 0),)).is_good
    assert not replace(good, faults=("page 3 is never used",)).is_good
