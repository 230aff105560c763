"""Kendall's rank correlation of values with time, exact also where values are equal (pure).

Among all orders of the values the pairs that fall are distributed as the inversions of a multiset, whose
generating function is the Gaussian multinomial coefficient (MacMahon 1916); without equal values that is
the table of Kendall 1938. Several series (one a calendar month) add their pairs, as in the seasonal test
of Hirsch, Slack & Smith 1982, and the exact distribution of the sum is the convolution of theirs.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Kendall:
    """τ-b, from −1 to 1, and the exact two-sided p value."""

    tau: float
    p: float


def kendall(series: Sequence[Sequence[Fraction]]) -> Kendall | None:
    """Of one series or several, each in the order of time; None when no two values of a series differ."""
    all_pairs = unequal = score = 0
    for values in series:
        all_pairs += math.comb(len(values), 2)
        unequal += _unequal_pairs(values)
        score += sum((b > a) - (b < a) for a, b in combinations(values, 2))
    if not unequal:
        return None
    return Kendall(score / math.sqrt(all_pairs * unequal), _two_sided(series, unequal, abs(score)))


def _unequal_pairs(values: Sequence[Fraction]) -> int:
    return math.comb(len(values), 2) - sum(math.comb(size, 2) for size in Counter(values).values())


def _two_sided(series: Sequence[Sequence[Fraction]], unequal: int, score: int) -> float:
    """P(|S| ≥ score): S is what rises less what falls, and its distribution is symmetric."""
    import numpy as np

    chances = np.ones(1)
    for values in series:
        chances = np.convolve(chances, _falling(values))
    # S = unequal − 2·falls, so that S ≥ score when at most this many pairs fall.
    most = (unequal - score) // 2
    return min(1.0, 2 * float(chances[: most + 1].sum()))


def _falling(values: Sequence[Fraction]) -> list[float]:
    """The chance of 0, 1, 2 … falling pairs when every order of the values is equally likely."""
    ways = [1]
    placed = 0
    for size in Counter(values).values():
        for one in range(1, size + 1):
            placed += 1
            ways = _over(_times(ways, placed), one)
    total = sum(ways)
    return [way / total for way in ways]


def _times(ways: list[int], power: int) -> list[int]:
    """The polynomial by 1 − q^power."""
    longer = [*ways, *[0] * power]
    for at, way in enumerate(ways):
        longer[at + power] -= way
    return longer


def _over(ways: list[int], power: int) -> list[int]:
    """The polynomial by 1 / (1 − q^power), which divides it."""
    shorter = ways[: len(ways) - power]
    for at in range(power, len(shorter)):
        shorter[at] += shorter[at - power]
    return shorter
