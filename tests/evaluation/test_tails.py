"""The binomial tail against scipy, and at its ends."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.tails import binomial_tail


def _expected(x: int, n: int, p: float) -> float:
    return float(min(binom.cdf(x, n, p), binom.sf(x - 1, n, p)))


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 0.99))
def test_it_is_the_smaller_tail(x: int, more: int, p: float) -> None:
    expected = _expected(x, x + more, p)
    assert binomial_tail(x, x + more, p) == pytest.approx(expected, rel=1e-8, abs=1e-300)


@settings(max_examples=30, deadline=None)
@given(st.integers(10**3, 10**6), st.floats(-6, 6))
def test_it_holds_for_large_counts(n: int, sigmas: float) -> None:
    x = min(n, max(0, round(n / 4 + sigmas * math.sqrt(n * 3 / 16))))
    assert binomial_tail(x, n, 0.25) == pytest.approx(_expected(x, n, 0.25), rel=1e-5)


@pytest.mark.parametrize(
    ("x", "n", "p", "tail"),
    [
        (0, 0, 0.5, 1),  # what was certain
        (3, 3, 0.5, 0.125),
        (0, 3, 0.25, 0.75**3),
        (0, 10**6, 0.5, 0),  # below the smallest float
        (999_999_999, 10**9, 0.5, 0),
    ],
)
def test_the_ends(x: int, n: int, p: float, tail: float) -> None:
    assert binomial_tail(x, n, p) == pytest.approx(tail, rel=1e-12)


@pytest.mark.parametrize(
    ("x", "n", "p"), [(4, 3, 0.5), (1, 3, 0.0), (1, 3, 1.0), (-1, 3, 0.5), (1, 3, math.nan)]
)
def test_what_is_no_binomial_count_is_refused(x: int, n: int, p: float) -> None:
    with pytest.raises(BadValue):
        binomial_tail(x, n, p)
