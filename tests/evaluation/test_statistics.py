"""The rate ratio against published values, independent oracles and its own laws."""

import math
import subprocess
import sys
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ratios import RateRatio, daily_rate_ratio, overdispersed, rate_ratio

COUNTS = st.integers(0, 400)
EXPOSURES = st.integers(1, 400)
DAYS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("given_counts", "published"),
    [
        # O1: the vignette of R's rateratio.test
        ((2, 17877, 9, 16660), ("0.2070942", "0.0217741", "1.0005491", "0.05011")),
        # O2: the vignette of R's exactci, central
        ((2, 17877, 10, 20000), ("0.2237512", "0.0238374", "1.0499547", "0.06056")),
    ],
)
def test_published_rate_ratios_to_the_digits_shown(
    given_counts: tuple[int, int, int, int], published: tuple[str, str, str, str]
) -> None:
    found = rate_ratio(*given_counts)
    shown = (f"{found.ratio:.7f}", f"{found.low:.7f}", f"{found.high:.7f}", f"{found.p:.5f}")
    assert shown == published


@pytest.mark.parametrize(
    ("before", "after", "p"),
    # O6: the same third less, told apart from chance or not
    [(60, 40, "0.057"), (66, 44, "0.045"), (15, 10, "0.42")],
)
def test_a_third_less_depends_on_the_counts(before: int, after: int, p: str) -> None:
    assert f"{rate_ratio(after, 1, before, 1).p:.{len(p) - 2}f}" == p


@pytest.mark.parametrize(
    ("before", "after", "published", "p"),
    [
        (4925, 4709, ("-4.4", "0.919", "0.995"), "0.0285"),  # all crime
        (4028, 3893, ("-3.4", "0.925", "1.010"), "0.132"),  # ASB
        (475, 417, ("-12.2", "0.768", "1.003"), "0.056"),  # vehicle crime
        (293, 261, ("-10.9", "0.751", "1.056"), "0.188"),  # burglary dwelling
        (1071, 1221, ("+14.0", "1.049", "1.239"), "0.002"),  # violence against the person
        (381, 374, ("-1.8", "0.849", "1.135"), "0.83"),  # domestic abuse
        (199, 157, ("-21.1", "0.636", "0.977"), "0.030"),  # ASB fires
    ],
)
def test_the_performance_table(before: int, after: int, published: tuple[str, str, str], p: str) -> None:
    found = rate_ratio(after, 12, before, 12)
    shown = (f"{found.change_percent:+.1f}", f"{found.low:.3f}", f"{found.high:.3f}")
    assert shown == published
    assert f"{found.p:.{len(p) - 2}f}" == p


def test_the_dispersion_at_which_significance_would_vanish() -> None:
    found = rate_ratio(44, 12, 66, 12).phi_star
    # (ln 2/3)² / (3.84 · (1/44 + 1/66)), by hand
    assert found == pytest.approx(0.164402 / (3.84 * 0.0378788), rel=1e-5)


def test_phi_star_takes_the_exposures_into_account() -> None:
    # 40 in 2 and 20 in 1 are the same rate: no dispersion is needed
    assert rate_ratio(40, 2, 20, 1).phi_star == pytest.approx(0, abs=1e-20)


def _exact_p(x1: int, t1: int, x0: int, t0: int) -> float:
    """The central p value by adding up the binomial terms as fractions."""
    total, share = x1 + x0, Fraction(t1, t0 + t1)
    terms = [math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return float(min(Fraction(1), 2 * min(sum(terms[: x1 + 1]), sum(terms[x1:]))))


@given(st.integers(0, 25), st.integers(1, 40), st.integers(0, 25), st.integers(1, 40))
def test_p_is_the_sum_of_the_binomial_terms(x1: int, t1: int, x0: int, t0: int) -> None:
    assert rate_ratio(x1, t1, x0, t0).p == pytest.approx(_exact_p(x1, t1, x0, t0), rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(COUNTS, EXPOSURES, COUNTS, EXPOSURES)
def test_the_interval_is_clopper_and_pearsons(x1: int, t1: int, x0: int, t0: int) -> None:
    from scipy.stats import binomtest

    assume(x1 and x0)
    limits = binomtest(x1, x1 + x0).proportion_ci(confidence_level=0.95, method="exact")
    odds = [share / (1 - share) * t0 / t1 for share in (limits.low, limits.high)]
    found = rate_ratio(x1, t1, x0, t0)
    assert [found.low, found.high] == pytest.approx(odds, rel=1e-6)


@given(COUNTS, EXPOSURES, COUNTS, EXPOSURES)
def test_interval_and_p_never_contradict_each_other(x1: int, t1: int, x0: int, t0: int) -> None:
    assume(x1 + x0)
    found = rate_ratio(x1, t1, x0, t0)
    assume(abs(found.p - 0.05) > 1e-9)
    assert (found.p < 0.05) == _excludes_one(found)


@given(DAYS)
def test_the_wider_interval_and_the_larger_p_do_not_either(days: list[tuple[int, int]]) -> None:
    found = daily_rate_ratio(days)
    assume(found.total and abs(found.p - 0.05) > 1e-9)
    assert (found.p < 0.05) == _excludes_one(found)


def _excludes_one(found: RateRatio) -> bool:
    assert found.low is not None
    return found.low > 1 or (found.high is not None and found.high < 1)


@given(st.integers(1, 400), EXPOSURES, st.integers(1, 400), EXPOSURES)
def test_swapping_the_years_inverts_the_ratio_and_keeps_p(x1: int, t1: int, x0: int, t0: int) -> None:
    one, other = rate_ratio(x1, t1, x0, t0), rate_ratio(x0, t0, x1, t1)
    assert other.p == pytest.approx(one.p, rel=1e-9)
    inverted = [1 / _number(other.ratio), 1 / _number(other.high), 1 / _number(other.low)]
    assert [one.ratio, one.low, one.high] == pytest.approx(inverted, rel=1e-9)


@given(COUNTS, EXPOSURES, st.integers(1, 400), EXPOSURES)
def test_one_incident_more_raises_the_ratio_and_both_limits(x1: int, t1: int, x0: int, t0: int) -> None:
    less, more = rate_ratio(x1, t1, x0, t0), rate_ratio(x1 + 1, t1, x0, t0)
    assert _number(less.ratio) < _number(more.ratio)
    assert _number(less.low) < _number(more.low)
    assert _number(less.high) < _number(more.high)


@given(st.integers(1, 400), st.integers(0, 400))
def test_the_further_from_the_baseline_the_smaller_p(x0: int, further: int) -> None:
    assert rate_ratio(x0 + further + 1, 1, x0, 1).p <= rate_ratio(x0 + further, 1, x0, 1).p


@example([(1, 0)] * 19 + [(0, 1)])  # the exact upper limit is the wider one
@given(DAYS)
def test_daily_counts_never_narrow_the_interval(days: list[tuple[int, int]]) -> None:
    exact = rate_ratio(sum(a for a, _ in days), len(days), sum(b for _, b in days), len(days))
    found = daily_rate_ratio(days)
    assert found.p >= exact.p
    if exact.low is not None and found.low is not None:
        assert found.low <= exact.low
    if exact.high is not None and found.high is not None:
        assert found.high >= exact.high


@given(st.integers(0, 10**12), st.floats(1e-6, 1e12), st.integers(0, 10**12), st.floats(1e-6, 1e12))
def test_every_number_is_finite_or_none(x1: int, t1: float, x0: int, t0: float) -> None:
    assert _all_finite(rate_ratio(x1, t1, x0, t0))


@given(DAYS)
def test_every_number_of_daily_counts_is_finite_or_none(days: list[tuple[int, int]]) -> None:
    assert _all_finite(daily_rate_ratio(days))


def _all_finite(found: RateRatio) -> bool:
    return all(value is None or math.isfinite(value) for value in asdict(found).values())


def _number(value: float | None) -> float:
    assert value is not None
    return value


def test_without_a_baseline_incident_there_is_no_ratio_and_no_upper_limit() -> None:
    found = rate_ratio(15, 1, 0, 1)
    assert (found.ratio, found.high, found.change_percent) == (None, None, None)
    # P(X = 15 of 15) at the limit is 2.5%: π = 0.025^(1/15)
    share = 0.025 ** (1 / 15)
    assert found.low == pytest.approx(share / (1 - share))
    assert found.p == pytest.approx(2 * 0.5**15)


def test_without_an_incident_this_year_the_ratio_is_0_with_an_upper_limit() -> None:
    found = rate_ratio(0, 1, 15, 1)
    assert (found.ratio, found.low, found.change_percent) == (0, 0, -100)
    assert found.high == pytest.approx(1 / (0.025 ** (1 / 15)) - 1)


def test_a_zero_count_gets_half_an_incident_for_phi_star() -> None:
    half = math.log(0.5 / 30.5) ** 2 / (3.84 * (1 / 0.5 + 1 / 30.5))
    assert rate_ratio(0, 1, 30, 1).phi_star == pytest.approx(half)


def test_nothing_in_either_year() -> None:
    found = rate_ratio(0, 12, 0, 12)
    assert (found.ratio, found.low, found.high, found.p, found.phi_star) == (None, None, None, 1, None)


@pytest.mark.timeout(20)
def test_a_thousand_million_incidents_are_no_trouble() -> None:
    found = rate_ratio(10**9, 1, 10**9 + 200_000, 1)
    # z = 200,000 / √(2·10⁹) = 4.472: p 7.7e-6
    assert found.p == pytest.approx(7.75e-6, rel=0.01)


@pytest.mark.parametrize("count", [-1, 1.5, True, math.nan, "7", None, 10**12 + 1, -(10**400)])
def test_what_is_no_count_is_refused(count: object) -> None:
    with pytest.raises(BadValue, match="count"):
        rate_ratio(count, 1, 3, 1)  # type: ignore[arg-type]  # what a caller without types may pass
    with pytest.raises(BadValue, match="count"):
        rate_ratio(3, 1, count, 1)  # type: ignore[arg-type]  # the same for the baseline


@pytest.mark.parametrize("exposure", [0, -1, math.nan, math.inf, 1e-7, 10**400, True, "12"])
def test_what_is_no_exposure_is_refused(exposure: object) -> None:
    with pytest.raises(BadValue, match="exposure"):
        rate_ratio(3, exposure, 3, 1)  # type: ignore[arg-type]  # what a caller without types may pass
    with pytest.raises(BadValue, match="exposure"):
        rate_ratio(3, 1, 3, exposure)  # type: ignore[arg-type]  # the same for the baseline


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=20))
def test_dispersion_is_pearsons_chi_square_over_its_degrees(days: list[tuple[int, int]]) -> None:
    from scipy.stats import chi2_contingency, t

    found = overdispersed(days)
    assume(found is not None)
    assert found is not None
    counted = [day for day in days if any(day)]
    phi = max(1.0, chi2_contingency(counted, correction=False).statistic / (len(counted) - 1))
    x1, x0 = sum(a for a, _ in days), sum(b for _, b in days)
    error, log = math.sqrt(phi * (1 / x1 + 1 / x0)), math.log(x1 / x0)
    margin = t.ppf(0.975, len(counted) - 1) * error
    assert found.phi == pytest.approx(phi)
    assert found.df == len(counted) - 1
    assert found.low == pytest.approx(math.exp(log - margin))
    assert found.high is None or found.high == pytest.approx(math.exp(log + margin))
    assert found.p == pytest.approx(2 * t.sf(abs(log) / error, len(counted) - 1))


@pytest.mark.parametrize(
    "days",
    [
        [(44, 66)],  # one day has no spread
        [(4, 6), (0, 0)],  # a day without incidents carries no information
        [(0, 6), (0, 9)],  # a year without incidents has no odds
        [(6, 0), (9, 0)],
    ],
)
def test_dispersion_is_unknown(days: list[tuple[int, int]]) -> None:
    assert overdispersed(days) is None
    found = daily_rate_ratio(days)
    assert (found.phi, found.df) == (None, None)
    assert found.phi_star is not None


def test_with_daily_counts_phi_takes_the_place_of_phi_star() -> None:
    found = daily_rate_ratio([(4, 6)] * 15)
    assert (found.phi, found.df, found.phi_star) == (1, 14, None)


def test_clustered_days_lose_the_significance_that_the_totals_have() -> None:
    clustered = [(0, 30), (40, 2), (2, 30), (1, 2), (1, 2)]
    assert rate_ratio(44, 5, 66, 5).p < 0.05
    assert daily_rate_ratio(clustered).p > 0.5


def test_an_upper_limit_beyond_all_numbers_is_none() -> None:
    found = overdispersed([(1, 0), (0, 10**6)])
    assert found is not None
    assert (found.low, found.high) == (0, None)


def test_no_day_at_all_is_refused() -> None:
    with pytest.raises(BadValue, match="no day"):
        daily_rate_ratio([])


def test_importing_the_commands_and_their_formulas_does_not_load_scipy() -> None:
    rooms = "seasonal_ops.cli.evaluate, seasonal_ops.evaluation.seasons.evaluating"
    script = f"import sys, {rooms}; sys.exit(bool({{'numpy', 'scipy'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
