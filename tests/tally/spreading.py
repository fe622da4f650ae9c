"""Cascades that tests make for themselves: branching processes whose reproduction number is known."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from hueandcry.tally.join import MAX_GENERATION

Numbers = npt.NDArray[np.int64]
Offspring = Callable[[np.random.Generator, float, int], int]


def poisson(random: np.random.Generator, rate: float, parents: int) -> int:
    """Return the children of so many parents, each with a Poisson number of them."""
    return int(random.poisson(rate * parents))


def geometric(random: np.random.Generator, rate: float, parents: int) -> int:
    """Return the children of so many parents, each with a geometric number: most few, some many."""
    return int(random.negative_binomial(parents, 1 / (1 + rate)))


def spread(
    rate: float, roots: int, *, seed: int, offspring: Offspring = poisson, most: int = 300_000
) -> dict[int, int]:
    """Return joins by generation, one whole generation after the other, until it dies out or is large."""
    random = np.random.default_rng(seed)
    joins: Counter[int] = Counter()
    generation, living = 0, roots
    while living:
        joins[min(generation, MAX_GENERATION)] += living
        if living > most:
            break
        generation, living = generation + 1, offspring(random, rate, living)
    return dict(joins)


def spread_until(days: float, rate: float, roots: int, *, seed: int) -> dict[int, int]:
    """Return joins by generation as they stand on a day; a child comes after a day on average."""
    random = np.random.default_rng(seed)
    joins: Counter[int] = Counter()
    generation, born = 0, np.zeros(roots)
    while born.size:
        joins[min(generation, MAX_GENERATION)] += born.size
        children = random.poisson(rate, born.size)
        born = np.repeat(born, children) + random.exponential(1, children.sum())
        generation, born = generation + 1, born[born <= days]
    return dict(joins)


def spread_among(people: int, rate: float, roots: int, *, seed: int) -> dict[int, int]:
    """Return joins by generation of a spread that ends because it meets only who has joined already."""
    random = np.random.default_rng(seed)
    joins: Counter[int] = Counter()
    generation, living, joined = 0, roots, 0
    while living:
        joins[min(generation, MAX_GENERATION)] += living
        joined += living
        met: Numbers = random.integers(0, people, random.poisson(rate * living))
        generation, living = generation + 1, np.unique(met[met >= joined]).size
    return dict(joins)
