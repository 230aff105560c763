"""Kendall's exact test: against every order of the values, against scipy, and over several series."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from seasonal_ops.evaluation.statistics.ranks import kendall


def _series(values: list[int]) -> list[Fraction]:
    return [Fraction(value) for value in values]


def _score(values: tuple[int, ...]) -> int:
    return sum((b > a) - (b < a) for a, b in combinations(values, 2))


def _by_counting(*series: list[int]) -> float:
    """The p value by going through every order of every series."""
    seen = abs(sum(_score(tuple(values)) for values in series))
    scores = Counter(
        abs(sum(map(_score, orders))) for orders in product(*(permutations(values) for values in series))
    )
    return sum(many for score, many in scores.items() if score >= seen) / sum(scores.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_it_is_exact_also_where_values_are_equal(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    found = kendall([_series(values)])
    assert found is not None
    assert found.p == pytest.approx(_by_counting(values))
    assert found.tau == pytest.approx(kendalltau(range(len(values)), values).statistic)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(12)))
def test_without_equal_values_it_is_scipys(values: list[int]) -> None:
    found = kendall([_series(values)])
    oracle = kendalltau(range(12), values, method="exact")
    assert found is not None
    assert (found.tau, found.p) == pytest.approx((oracle.statistic, oracle.pvalue))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=4), min_size=2, max_size=2))
def test_several_series_add_their_pairs(series: list[list[int]]) -> None:
    found = kendall([_series(values) for values in series])
    if all(len(set(values)) == 1 for values in series):
        assert found is None
    else:
        assert found is not None
        assert found.p == pytest.approx(_by_counting(*series))


def test_of_a_long_series_the_sum_is_still_exact() -> None:
    found = kendall([_series(list(range(100)))])
    assert found is not None
    # Two orders of 100! rise or fall throughout: 2/9.3e157.
    assert (found.tau, found.p) == pytest.approx((1, 2.143e-158), rel=1e-3)
