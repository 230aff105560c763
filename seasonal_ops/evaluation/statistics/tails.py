"""How unusual a count is among others (pure; without scipy, so that entering a count does not load it)."""

import math
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.whole import check_count

# A term so much smaller than the sum changes no digit of it.
_NEGLIGIBLE: Final = 1e-17


def binomial_tail(x: int, n: int, p: float) -> float:
    """The smaller of P(X ≤ x) and P(X ≥ x) for a binomial X of n with this p; from 0 to 1.

    Its terms are summed outwards from x, in some 10·√(n·p) steps. Raises BadValue for counts that are none,
    x above n, or a p that is not between 0 and 1.
    """
    check_count(x)
    check_count(n)
    if x > n or not 0 < p < 1:
        raise BadValue(f"{x} of {n} at {p!r} is no binomial count; give x up to n, and p between 0 and 1")
    odds = p / (1 - p)
    ways = math.lgamma(n + 1) - math.lgamma(x + 1) - math.lgamma(n - x + 1)
    at = math.exp(ways + x * math.log(p) + (n - x) * math.log1p(-p))
    near = _down(x, n, odds, at) if x <= n * p else _up(x, n, odds, at)
    return min(near, 1 - near + at)


def _down(x: int, n: int, odds: float, term: float) -> float:
    total = 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        term *= x / ((n - x + 1) * odds)
        x -= 1
    return total


def _up(x: int, n: int, odds: float, term: float) -> float:
    total = 0.0
    while term > total * _NEGLIGIBLE:
        total += term
        term *= (n - x) * odds / (x + 1)
        x += 1
    return total
