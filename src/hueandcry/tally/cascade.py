"""The cascade: how many joins a join brought, and how far links travelled, from counts by generation alone.

A join's generation says how many shares lie between its link and the organiser: 0 is the organiser's own
link, and whoever passes a link of generation g on passes on one of generation g + 1. So the joins of
generation g + 1 are the children of those of generation g, and no person need be known to count them.

What the numbers do not mean:

- They see only links that were passed on with the studio's own link, and followed. Who saw a friend's picture
  and came by a search, a press link or an address copied by hand is of the generation that address says,
  mostly 0. So R is a floor of what people brought about, not an estimate of it.
- They are no causal estimate: a child might have joined without the link, and friends resemble each other.
- They are means over all supporters of a generation. A few people with large audiences are not seen.
- A link's generation stands in the address, where anybody can change it.
- Joins that sent no generation are in none of the counts.

Sources:
    B. State & L. Adamic, "The Diffusion of Support in an Online Social Movement: Evidence from the Adoption
    of Equal-Sign Profile Pictures", CSCW 2015: most had seen several friends change their picture before they
    did, so one link followed is rarely the whole cause.
    J. Cheng et al., "Do Diffusion Protocols Govern Cascade Growth?", ICWSM 2018: a reproduction number of
    about 1.8 in 98 of the largest cascades on Facebook, whatever the protocol. They saw the network and chose
    the largest; a campaign's links see no network, so 1.8 is no yardstick for what is measured here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from hueandcry.tally.classes import fill_classes
from hueandcry.tally.join import MAX_GENERATION

Z_95 = 1.959964
"""A normal variable lies within this many standard deviations in 95 of 100 cases."""

LAST_EXACT = MAX_GENERATION - 1
"""The deepest generation that is counted by itself; the next one takes all that are deeper."""


@dataclass(frozen=True)
class Reproduction:
    """How many joins one join brought, on average, with an interval of 95 %.

    Args:
        parents: joins whose links could be followed.
        children: joins by those links.
        rate: children / parents.
        low: the interval's lower end.
        high: its upper end.
    """

    parents: int
    children: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Generation:
    """One generation.

    Args:
        number: shares between the link and the organiser; `MAX_GENERATION` means that many or more.
        joins: how many joined by such links.
        reproduction: what they brought. None where nobody could: no joins; and None from `LAST_EXACT` on,
            where children cannot be told from grandchildren. Of the deepest generation it is 0 so far.
    """

    number: int
    joins: int
    reproduction: Reproduction | None


@dataclass(frozen=True)
class Depth:
    """How far links travelled.

    Args:
        deepest: the deepest generation with joins, None without joins.
        mean_generation: the mean over all joins, None without joins.
        is_at_least: whether both are lower bounds, because somebody joined in the class `MAX_GENERATION`.
    """

    deepest: int | None
    mean_generation: float | None
    is_at_least: bool


@dataclass(frozen=True)
class Cascade:
    """What counts by generation say.

    Args:
        generations: from 0 to the deepest with joins; gaps are there, with 0 joins.
        overall: all generations that have had children, together.
        rising: the generations before the widest, together; None if generation 0 is the widest.
        depth: how far links travelled.
    """

    generations: tuple[Generation, ...]
    overall: Reproduction | None
    rising: Reproduction | None
    depth: Depth


def read_cascade(joins: Mapping[int, int]) -> Cascade:
    """Read a cascade from its joins by generation.

    `overall` is Harris's estimator, all children over all parents, parents being every generation but the
    deepest. It is right for a spread that died out by itself, and for one whose generations came one after
    the other. In any other it is drawn towards 1 by arithmetic, because it is (all − generation 0) / (all −
    the deepest): while a spread runs, the latest have not had their children yet; when it has run out of
    people, they never do. `rising` stops before the widest generation and so falls less low; the first
    generations' own rates are the first to be complete. See docs/insight.md for figures.

    Args:
        joins: generation to joins; `MAX_GENERATION` holds that generation and all that are deeper.

    Raises:
        ValueError: if a generation lies outside 0 to `MAX_GENERATION`, or a count is negative.

    Source:
        T. E. Harris, "Branching Processes", The Annals of Mathematical Statistics 19 (1948): the estimator.
        State & Adamic 2015 and Cheng et al. 2018 (above): what others measured, and why ours is not theirs.
    """
    counts = fill_classes(joins, MAX_GENERATION)
    depth = measure_depth(counts)
    if depth.deepest is None:
        return Cascade((), None, None, depth)
    generations = tuple(
        Generation(number, counts[number], reproduction_before(counts, number, number + 1))
        for number in range(depth.deepest + 1)
    )
    overall = reproduction_before(counts, 0, max(1, min(depth.deepest, LAST_EXACT)))
    exact = counts[:MAX_GENERATION]
    widest = exact.index(max(exact))
    return Cascade(generations, overall, reproduction_before(counts, 0, widest) if widest else None, depth)


def reproduction_before(counts: Sequence[int], first: int, end: int) -> Reproduction | None:
    """Return what the generations from `first` to before `end` brought, or None where it cannot be known."""
    if end > LAST_EXACT:
        return None
    return reproduction(sum(counts[first:end]), sum(counts[first + 1 : end + 1]))


def reproduction(parents: int, children: int) -> Reproduction | None:
    """Return children / parents with its interval, or None without parents.

    The interval is that of a ratio of two Poisson counts: of all parents and children together, the children
    are a binomial share; Wilson's score interval for it, turned back into a ratio, solves
    ``(children − R · parents)² = z² · R · (children + parents)``. That is the interval of a branching process
    with geometric offspring (variance R + R²), wider than for Poisson offspring, whose variance is R. It
    knows chance only: where a few people bring very many, the truth is less sure than it says.

    Source:
        E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
    """
    if not parents:
        return None
    spread = Z_95**2 * (children + parents)
    # The two solutions' product is (children / parents)², which gives the lower without cancellation.
    upper_top = 2 * children * parents + spread + sqrt(spread * (4 * children * parents + spread))
    return Reproduction(
        parents, children, children / parents, 2 * children**2 / upper_top, upper_top / (2 * parents**2)
    )


def measure_depth(counts: Sequence[int]) -> Depth:
    """Return how far links travelled, from joins by generation in order."""
    total = sum(counts)
    if not total:
        return Depth(None, None, is_at_least=False)
    deepest = max(number for number, count in enumerate(counts) if count)
    mean = sum(number * count for number, count in enumerate(counts)) / total
    return Depth(deepest, mean, is_at_least=deepest == MAX_GENERATION)
