"""What may be published of a count by language, partner, variant, network or day: no small class at all.

The campaign's total stands in `count.json`, and the names of its classes in `campaign.toml`. So it is assumed
that whoever reads a breakdown knows both, and this rule. Classes are hidden from the smallest up, equal ones
together, until

1. every class below `least` is hidden,
2. the hidden ones have `least` joins together, for subtraction gives their sum,
3. and they are not all equal, so there are two at least.

If that is never reached, all are hidden. What is hidden depends on the counts alone, never on names: exchange
the counts of two hidden classes and the same is published, beside the same total. As not all are equal, each
hidden class could hold another number. Where all classes are hidden and equal, one could hold nearly all.

Not promised: that a class is empty may be told, for it hides nobody; a campaign with one possible class
hides nothing that its total does not say; two publications at different times may be compared, so publish
breakdowns seldom; and the curve by hour adds up to its day, so it must not stand beside a breakdown by day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

LEAST = 10


@dataclass(frozen=True)
class Breakdown:
    """A count by class, as it may be published. It names no hidden class, number of them, sum or total.

    Args:
        shown: classes and their counts, largest first, equal ones by name.
        hidden: the words that stand for the rest, as ``fewer than 10``; None if nothing is hidden. A class
            hidden along with small ones may be larger than that.
    """

    shown: tuple[tuple[str, int], ...]
    hidden: str | None


def public_breakdown(counts: Mapping[str, int], least: int = LEAST) -> Breakdown:
    """Return what of a count by class may be published.

    Args:
        counts: class to joins, of one dimension; classes with 0 joins are as good as absent.
        least: the smallest count that is shown, from 3; with 2, two classes of one each would be told apart.

    Raises:
        ValueError: if a count is negative, or `least` below 3.
    """
    if least < 3 or any(count < 0 for count in counts.values()):
        raise ValueError("Counts are whole numbers from 0, and the least that is shown is 3 or more.")
    bound = hidden_up_to(filter(None, counts.values()), least)
    shown = [(name, count) for name, count in counts.items() if count > bound]
    shown.sort(key=lambda each: (-each[1], each[0]))
    return Breakdown(tuple(shown), f"fewer than {least}" if bound else None)


def hidden_up_to(counts: Iterable[int], least: int) -> int:
    """Return the largest count that is hidden, 0 if none is; the module's text has the rule."""
    ordered = sorted(counts)
    if not ordered or ordered[0] >= least:
        return 0
    together = 0
    for count, larger in pairwise(ordered):
        together += count
        if larger >= least <= together and count > ordered[0]:
            return count
    return ordered[-1]
