"""The Poisson tail against scipy, and at its ends."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.tails import poisson_tail


def _expected(x: int, mean: float) -> float:
    return float(min(poisson.cdf(x, mean), poisson.sf(x - 1, mean)))


@given(st.integers(0, 200), st.floats(0.01, 100))
def test_it_is_the_smaller_tail(x: int, mean: float) -> None:
    assert poisson_tail(x, mean) == pytest.approx(_expected(x, mean), rel=1e-9, abs=1e-300)


@settings(max_examples=30, deadline=None)
@given(st.floats(1e3, 1e6), st.floats(-8, 8))
def test_it_holds_for_large_means(mean: float, sigmas: float) -> None:
    x = max(0, round(mean + sigmas * math.sqrt(mean)))
    # scipy itself is off by some millionths there; the next test has the digits.
    assert poisson_tail(x, mean) == pytest.approx(_expected(x, mean), rel=1e-5)


def test_eight_digits_of_a_large_one() -> None:
    # Summed with 40 digits (decimal, Stirling's series); scipy 1.17 says 2.9337433e-07.
    assert poisson_tail(964078, 959181.0) == pytest.approx(2.9337533264453e-07, rel=1e-8)


@pytest.mark.parametrize(
    ("x", "mean", "tail"),
    [
        (0, 0, 1),  # what was certain
        (1, 0, 0),  # what could not be
        (0, 3, math.exp(-3)),
        (0, 1e6, 0),  # below the smallest float
        (10**12, 1e6, 0),
    ],
)
def test_the_ends(x: int, mean: float, tail: float) -> None:
    assert poisson_tail(x, mean) == pytest.approx(tail, rel=1e-12)


@pytest.mark.parametrize("mean", [-1, math.nan, math.inf])
def test_what_is_no_mean_is_refused(mean: float) -> None:
    with pytest.raises(BadValue, match="mean of counts"):
        poisson_tail(3, mean)


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(BadValue, match="negative"):
        poisson_tail(-1, 3)
