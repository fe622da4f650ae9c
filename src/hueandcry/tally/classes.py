"""Counts by a small whole number whose last class takes all that is larger: generations, opens."""

from collections.abc import Mapping


def fill_classes(joins: Mapping[int, int], most: int) -> tuple[int, ...]:
    """Return the joins of the classes 0 to `most`, zero where there were none.

    Args:
        joins: class to joins, both whole numbers from 0.
        most: the last class; the tally has counted larger numbers in it already.

    Raises:
        ValueError: if a class lies outside 0 to `most`, or its joins are negative.
    """
    for number, count in joins.items():
        if not 0 <= number <= most or count < 0:
            raise ValueError(f"{count} joins in class {number}: not a count of a class from 0 to {most}.")
    return tuple(joins.get(number, 0) for number in range(most + 1))
