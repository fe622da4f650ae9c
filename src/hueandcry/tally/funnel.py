"""The way to joining: how often the campaign was opened before, and the funnel from visit to join."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from hueandcry.tally.classes import fill_classes
from hueandcry.tally.join import MAX_OPENS

FUNNEL_RULE = (
    "visits, saves and shares are approximate counters of events: one browser raises them again and again, "
    "and some are lost; only joins are supporters, each browser once; the one is never added to the other"
)


@dataclass(frozen=True)
class OpensClass:
    """Supporters who had opened the campaign this often before they joined.

    Args:
        name: ``0`` to ``5``, or ``6+``.
        joins: how many.
        share: of all joins that sent it, 0 to 1; None without any.
    """

    name: str
    joins: int
    share: float | None


@dataclass(frozen=True)
class Opens:
    """How often browsers had opened the campaign before they joined.

    Args:
        classes: all seven, ``0`` to ``6+``.
        joins: how many joins sent it.
        median: the name of the median's class, the lower one of two; None without joins. No mean is given:
            ``6+`` has no number.
    """

    classes: tuple[OpensClass, ...]
    joins: int
    median: str | None


def read_opens(joins: Mapping[int, int]) -> Opens:
    """Read the histogram of opens before joining.

    A browser's memory of its visits is as short as its history: cleared, private or on another device, a
    returning person counts as new. State & Adamic (CSCW 2015) found that most had seen several friends change
    their picture before they did; opens are a trace of that at best, for a picture seen opens nothing.

    Args:
        joins: opens to joins; `MAX_OPENS` holds that many opens and more.

    Raises:
        ValueError: if a number of opens lies outside 0 to `MAX_OPENS`, or a count is negative.
    """
    counts = fill_classes(joins, MAX_OPENS)
    total = sum(counts)
    names = [*map(str, range(MAX_OPENS)), f"{MAX_OPENS}+"]
    classes = tuple(
        OpensClass(name, count, count / total if total else None)
        for name, count in zip(names, counts, strict=True)
    )
    below = zip(names, accumulate(counts), strict=True)
    median = next(name for name, reached in below if 2 * reached >= total) if total else None
    return Opens(classes, total, median)


@dataclass(frozen=True)
class Step:
    """One step of the funnel.

    Args:
        name: ``visit``, ``save``, ``share`` or ``join``.
        count: how often.
        is_approximate: whether it is a counter of events, and no number of supporters.
        per_previous: count / the step before, None for the first or after an empty step. May exceed 1: one
            browser saves often, and who only shares skips the save. A ratio, never a share of people.
        per_visit: count / visits, None without visits.
    """

    name: str
    count: int
    is_approximate: bool
    per_previous: float | None
    per_visit: float | None


def read_funnel(*, visits: int, saves: int, shares: int, joins: int) -> tuple[Step, ...]:
    """Return the steps visit → save → share → join with their ratios; publish `FUNNEL_RULE` beside them.

    Args:
        visits: page opens.
        saves: pictures saved.
        shares: pictures or links shared.
        joins: supporters, the only exact one of the four.

    Raises:
        ValueError: if one is negative.
    """
    counts = {"visit": visits, "save": saves, "share": shares, "join": joins}
    if min(counts.values()) < 0:
        raise ValueError(f"Counts are whole numbers from 0, and these are {counts}.")
    before = (0, visits, saves, shares)
    return tuple(
        Step(name, count, name != "join", ratio(count, previous), ratio(count, visits))
        for (name, count), previous in zip(counts.items(), before, strict=True)
    )


def ratio(count: int, of: int) -> float | None:
    """Return how many there are for each one of the others, or None if there are no others."""
    return count / of if of else None
