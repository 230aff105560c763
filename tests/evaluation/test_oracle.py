"""Every formula against statsmodels, over random cases. It is an oracle in tests alone."""

import math
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from scipy.stats import t as student
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from seasonal_ops.evaluation.statistics.differences import BeforeAfter, difference
from seasonal_ops.evaluation.statistics.proportions import Answers, paired, unpaired
from seasonal_ops.evaluation.statistics.ratios import overdispersed, rate_ratio
from seasonal_ops.evaluation.statistics.trends import trend

COUNTS = st.integers(1, 300)
DAYS = st.integers(1, 60)


# Where the counts fit without a rest it says so, and divides by it; what is compared does not hang on that.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore:Perfect separation")


def _quasi(fitted: Any) -> tuple[float, Any]:
    """φ, at least 1, and the standard errors with it, of a model that was fitted with scale 1."""
    phi = max(1.0, fitted.pearson_chi2 / fitted.df_resid)
    return phi, fitted.bse * math.sqrt(phi)


def _poisson(counts: list[int], terms: Any, *, offset: Any = None) -> Any:
    family = sm.families.Poisson()
    return sm.GLM(np.array(counts), terms, family=family, offset=offset).fit(scale=1.0, tol=1e-13)


@given(COUNTS, DAYS, COUNTS, DAYS)
def test_b_is_the_exact_conditional_test_with_clopper_and_pearsons_interval(
    x1: int, t1: int, x0: int, t0: int
) -> None:
    found = rate_ratio(x1, t1, x0, t0)
    tails = [
        poisson_2indep(x1, t1, x0, t0, method="exact-cond", alternative=side).pvalue
        for side in ("larger", "smaller")
    ]
    assert found.p == pytest.approx(min(1, 2 * min(tails)))
    low, high = proportion_confint(x1, x1 + x0, method="beta")
    odds = [share / (1 - share) * t0 / t1 for share in (low, high)]
    assert (found.low, found.high) == pytest.approx(odds)


@settings(max_examples=60)
@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=3, max_size=15))
def test_c_is_a_quasi_binomial_regression_on_a_constant(days: list[tuple[int, int]]) -> None:
    found = overdispersed(days)
    assert found is not None
    family = sm.families.Binomial()
    fitted = sm.GLM(np.array(days), np.ones((len(days), 1)), family=family).fit(scale=1.0, tol=1e-13)
    phi, errors = _quasi(fitted)
    margin = student.ppf(0.975, len(days) - 1) * errors[0]
    ends = (fitted.params[0] - margin, fitted.params[0] + margin)
    assert found.phi == pytest.approx(phi)
    assert (math.log(found.low), math.log(found.high or 0)) == pytest.approx(ends)
    assert found.p == pytest.approx(2 * student.sf(abs(fitted.params[0]) / errors[0], len(days) - 1))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 300), DAYS), min_size=5, max_size=15))
def test_d_is_a_quasi_poisson_regression_on_the_year(rows: list[tuple[int, int]]) -> None:
    counts, days = [count for count, _ in rows], [day for _, day in rows]
    # Both halves hold something, so that a finite trend exists.
    assume(any(counts[: len(counts) // 2]) and any(counts[len(counts) // 2 :]))
    years = np.arange(len(rows))
    found = trend([int(year) for year in years], counts, days)
    fitted = _poisson(counts, sm.add_constant(years.astype(float)), offset=np.log(days))
    assert found.beta == pytest.approx(fitted.params[1], rel=1e-6, abs=1e-8)
    assert found.alpha == pytest.approx(fitted.params[0], rel=1e-6, abs=1e-8)
    phi, errors = _quasi(fitted)
    assert found.phi == pytest.approx(phi)
    margin = student.ppf(0.975, len(rows) - 2) * errors[1]
    ends = (fitted.params[1] - margin, fitted.params[1] + margin)
    assert (math.log(found.low or 0), math.log(found.high or 0)) == pytest.approx(ends, rel=1e-5, abs=1e-7)
    assert found.p == pytest.approx(
        2 * student.sf(abs(fitted.params[1]) / errors[1], len(rows) - 2), abs=1e-7
    )


@settings(max_examples=30)
@given(st.lists(st.lists(COUNTS, min_size=6, max_size=6), min_size=3, max_size=3))
def test_d_with_months_and_a_step_has_terms_for_them(table: list[list[int]]) -> None:
    rows = [
        (2011 + at, month, count)
        for month, counts in enumerate(table, start=1)
        for at, count in enumerate(counts)
    ]
    years, months, counts = (list(column) for column in zip(*rows, strict=True))
    found = trend(years, counts, steps=[2014], months=months)
    columns = [
        np.ones(len(rows)),
        np.array(years) - 2011.0,
        np.array(years) >= 2014,
        np.array(months) == 2,
        np.array(months) == 3,
    ]
    fitted = _poisson(counts, np.column_stack(columns).astype(float))
    assert found.beta == pytest.approx(fitted.params[1], rel=1e-6, abs=1e-8)
    phi, errors = _quasi(fitted)
    assert found.phi == pytest.approx(phi)
    expected = 2 * student.sf(abs(fitted.params[1]) / errors[1], len(rows) - 5)
    assert found.p == pytest.approx(expected, abs=1e-7)


@settings(max_examples=60)
@given(COUNTS, COUNTS, COUNTS, COUNTS, st.floats(1, 9))
def test_e_is_a_poisson_regression_with_an_interaction(a: int, b: int, c: int, d: int, phi: float) -> None:
    found = difference(event=BeforeAfter(a, b), comparison=BeforeAfter(c, d), phi=phi)
    event, after = np.array([1, 1, 0, 0]), np.array([0, 1, 0, 1])
    terms = np.column_stack([np.ones(4), event, after, event * after]).astype(float)
    fitted = _poisson([a, b, c, d], terms)
    log, margin = fitted.params[3], norm.ppf(0.975) * fitted.bse[3] * math.sqrt(phi)
    ends = (log - margin, log + margin)
    assert math.log(found.irr) == pytest.approx(log, abs=1e-7)
    assert (math.log(found.irr_low), math.log(found.irr_high)) == pytest.approx(ends, rel=1e-5, abs=1e-6)
    assert found.p == pytest.approx(2 * norm.sf(abs(log) / (fitted.bse[3] * math.sqrt(phi))), abs=1e-6)


@given(st.data())
def test_g_unpaired_is_newcombes_interval(data: st.DataObject) -> None:
    n0, n1 = data.draw(COUNTS), data.draw(COUNTS)
    y0, y1 = data.draw(st.integers(0, n0)), data.draw(st.integers(0, n1))
    found = unpaired(Answers(yes=y0, answered=n0), Answers(yes=y1, answered=n1))
    low, high = confint_proportions_2indep(y1, n1, y0, n0, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx((100 * max(-1, low), 100 * min(1, high)), abs=1e-9)


@given(COUNTS, st.integers(0, 60), st.integers(0, 60), COUNTS)
def test_g_paired_is_mcnemars_exact_test(yes_yes: int, yes_no: int, no_yes: int, no_no: int) -> None:
    found = paired(yes_yes=yes_yes, yes_no=yes_no, no_yes=no_yes, no_no=no_no)
    oracle = mcnemar([[yes_yes, yes_no], [no_yes, no_no]], exact=True)
    assert found.p == pytest.approx(min(1.0, oracle.pvalue))
