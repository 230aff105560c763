"""How unusual a count is beside a mean (pure; without scipy, so that entering a count does not load it)."""

import math
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.whole import LARGEST_COUNT, check_count

# A term so much smaller than the sum changes no digit of it.
_NEGLIGIBLE: Final = 1e-17


def poisson_tail(x: int, mean: float) -> float:
    """The smaller of P(X ≤ x) and P(X ≥ x) for a Poisson X with this mean; from 0 to 1.

    Its terms are summed outwards from x, in some 10·√mean steps; to a mean of a million eight digits are
    right. Raises BadValue for a count that is none, or a mean that is negative or no number.
    """
    check_count(x)
    if not 0 <= mean <= LARGEST_COUNT:
        raise BadValue(f"{mean!r} is not a mean of counts; give a number from 0 to {LARGEST_COUNT:,}")
    if not mean:
        return 0.0 if x else 1.0
    at = math.exp(x * math.log(mean) - mean - math.lgamma(x + 1))
    near = _down(x, mean, at) if x <= mean else _up(x, mean, at)
    return min(near, 1 - near + at)


def _down(x: int, mean: float, term: float) -> float:
    total = 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        term *= x / mean
        x -= 1
    return total


def _up(x: int, mean: float, term: float) -> float:
    total = 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        x += 1
        term *= mean / x
    return total
