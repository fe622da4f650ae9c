"""Checking the count: traces of tokens counted anew, and held against every sum that the joins raised."""

from bisect import bisect_right
from collections import Counter as Sums
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from hueandcry.tally.join import EVENTS, Counter
from hueandcry.tally.token import MAX_AGE

SUPPORTERS = "supporters"
RAISED_BY_EVERY_JOIN = ("hour",)
RAISED_IF_SENT = ("language", "network", "variant", "partner", "generation", "opens")
KNOWN = frozenset((SUPPORTERS, *RAISED_BY_EVERY_JOIN, *RAISED_IF_SENT, *EVENTS))

SENTENCES = {
    "total": "{what}: counted {found}, traces {against}",
    "before_token": "{what}: {found} counted up to that day, though only {against} traces are as old",
    "after_token": "{what}: {found} counted within 60 days, though {against} traces are as old or older",
    "every_join": "{what}: {found}, where {against} joined",
    "if_sent": "{what}: {found}, more than the {against} who joined",
    "negative": "{what}: {found}, less than {against}",
    "unknown": "{what}: {found}, a dimension that no join or event raises: {against} expected",
}

ByDay = Mapping[date, int]


@dataclass(frozen=True)
class Difference:
    """Two numbers of a campaign that do not agree.

    Args:
        rule: which rule they break, one of `SENTENCES`.
        dimension: of the sum or counter.
        value: the counter's, or None for a sum.
        day: the day, or None for all days.
        found: what the counter or sum says.
        against: what it was held against.
    """

    rule: str
    dimension: str
    value: str | None
    day: date | None
    found: int
    against: int

    @property
    def sentence(self) -> str:
        """The difference with both numbers."""
        what = f"{self.dimension}={self.value}" if self.value else self.dimension
        if self.day:
            what += f" on {self.day}"
        return SENTENCES[self.rule].format(what=what, found=self.found, against=self.against)

    def as_json(self) -> dict[str, object]:
        """Return it as programs read it."""
        day = self.day.isoformat() if self.day else None
        return {**vars(self), "day": day, "sentence": self.sentence}


@dataclass(frozen=True)
class Audit:
    """What the check of one campaign found.

    Args:
        slug: the campaign's.
        supporters: what its counter says.
        traces: how many tokens left a trace.
        differences: what does not agree.
    """

    slug: str
    supporters: int
    traces: int
    differences: tuple[Difference, ...]

    def as_json(self) -> dict[str, object]:
        """Return it as programs read it."""
        return {**vars(self), "differences": [each.as_json() for each in self.differences]}


@dataclass(frozen=True)
class Orphan:
    """Counters and traces of a campaign that is not in the store.

    Args:
        number: what they name as their campaign.
        counters: how many counters there are.
        traces: how many traces there are.
    """

    number: int
    counters: int
    traces: int

    @property
    def sentence(self) -> str:
        """What is left over."""
        return f"no campaign has the number {self.number}: counters {self.counters}, traces {self.traces}"


@dataclass(frozen=True)
class Findings:
    """What the check of a whole database found.

    Args:
        audits: one per campaign.
        orphans: what belongs to no campaign.
        faults: what the database says is wrong with its own file.
    """

    audits: tuple[Audit, ...]
    orphans: tuple[Orphan, ...]
    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether all agree."""
        return not (self.orphans or self.faults or any(audit.differences for audit in self.audits))

    def as_json(self) -> dict[str, object]:
        """Return them as programs read them."""
        return {
            "ok": self.is_good,
            "campaigns": [audit.as_json() for audit in self.audits],
            "orphans": [{**vars(orphan), "sentence": orphan.sentence} for orphan in self.orphans],
            "faults": list(self.faults),
        }


def audit_campaign(slug: str, traces: ByDay, counts: Iterable[tuple[Counter, int]]) -> Audit:
    """Hold a campaign's counters against the traces and against each other.

    Args:
        slug: the campaign's.
        traces: how many traces there are of each token day.
        counts: every counter with its number, read at the same moment.
    """
    differences: list[Difference] = []
    sums: dict[str, Sums[date]] = {}
    for counter, n in counts:
        sums.setdefault(counter.dimension, Sums())[counter.day] += n
        if n < 0:
            differences.append(
                Difference("negative", counter.dimension, counter.value, counter.day, n, against=0)
            )
    joins = sums.get(SUPPORTERS, Sums())
    differences += supporter_differences(traces, joins)
    for dimension in RAISED_BY_EVERY_JOIN:
        differences += unequal_days(dimension, sums.get(dimension, Sums()), joins)
    for dimension in RAISED_IF_SENT:
        differences += exceeding_days(dimension, sums.get(dimension, Sums()), joins)
    for dimension in sorted(sums.keys() - KNOWN):
        differences.append(Difference("unknown", dimension, None, None, sums[dimension].total(), against=0))
    return Audit(slug, joins.total(), sum(traces.values()), tuple(differences))


def supporter_differences(traces: ByDay, joins: ByDay) -> Iterator[Difference]:
    """Compare supporters and traces: as many of both, and each trace can belong to a join.

    A trace bears the day on which its token was made, a counter the day of the join, which is the same day
    or one of the `MAX_AGE` days after. So days are not compared one by one, but up to each day.
    """
    total = (sum(joins.values()), sum(traces.values()))
    if total[0] != total[1]:
        yield Difference("total", SUPPORTERS, None, None, *total)
    counted, made = sum_up_to(joins), sum_up_to(traces)
    for rule, days, lag in (("before_token", joins, 0), ("after_token", traces, MAX_AGE.days)):
        for day in sorted(days):
            found, against = counted(day.toordinal() + lag), made(day.toordinal())
            if found > against if rule == "before_token" else found < against:
                if (found, against) != total:  # else it is said already
                    yield Difference(rule, SUPPORTERS, None, day, found, against)
                break


def sum_up_to(by_day: ByDay) -> Callable[[int], int]:
    """Return what gives the sum of all days up to one, that named by its ordinal."""
    days = sorted(by_day)
    ordinals = [day.toordinal() for day in days]
    sums = list(accumulate((by_day[day] for day in days), initial=0))
    return lambda ordinal: sums[bisect_right(ordinals, ordinal)]


def unequal_days(dimension: str, sums: ByDay, joins: ByDay) -> Iterator[Difference]:
    """Yield the days on which a dimension that every join raises differs from the joins."""
    for day in sorted(sums.keys() | joins.keys()):
        found, joined = sums.get(day, 0), joins.get(day, 0)
        if found != joined:
            yield Difference("every_join", dimension, None, day, found, joined)


def exceeding_days(dimension: str, sums: ByDay, joins: ByDay) -> Iterator[Difference]:
    """Yield the days on which a dimension that some joins raise exceeds the joins."""
    for day, found in sorted(sums.items()):
        joined = joins.get(day, 0)
        if found > joined:
            yield Difference("if_sent", dimension, None, day, found, joined)
