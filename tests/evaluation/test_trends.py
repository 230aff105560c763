"""A trend over years: the published case, what no trend fits, what is refused, and what may be said."""

import json
import math
import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.trends import Trend, trend
from seasonal_ops.evaluation.wording.trends import as_json, figures_line, in_words, strength
from seasonal_ops.words import Verdict

# O4: the Belgian AIDS series, years 1 to 13
O4 = [12, 14, 33, 50, 67, 74, 123, 141, 165, 204, 253, 246, 240]


def _years(counts: list[int], first: int = 2011) -> list[int]:
    return list(range(first, first + len(counts)))


def _of(counts: list[int]) -> Trend:
    return trend(_years(counts), counts)


def _said(counts: list[int], **asked: list[int]) -> str:
    years = _years(counts)
    return in_words(trend(years, counts, **asked), years, counts, **asked).statement


def test_the_published_series_to_the_digits_shown() -> None:
    found = trend(range(1, 14), O4)
    shown = (f"{found.beta:.7f}", f"{found.alpha:.7f}", f"{found.phi:.2f}")
    assert shown == ("0.2021212", "3.1405895", "6.75")
    assert found.annual_change is not None
    assert f"{100 * found.annual_change:+.1f}%" == "+22.4%"
    # Student's t on 11 degrees of freedom; the normal one would give 1.177–1.273.
    assert (f"{found.low:.3f}", f"{found.high:.3f}") == ("1.171", "1.280")


@pytest.mark.parametrize(
    ("counts", "tau"),
    [
        ([0, 0, 0, 0, 0], None),  # nothing at all
        ([0, 0, 0, 0, 7], 4 / math.sqrt(10 * 4)),  # all of it in the last year: β would be without end
        ([7, 0, 0, 0, 0], -4 / math.sqrt(10 * 4)),
    ],
)
def test_no_finite_trend_fits(counts: list[int], tau: float | None) -> None:
    found = _of(counts)
    assert (found.beta, found.alpha, found.phi, found.annual_change) == (None, None, None, None)
    assert (found.low, found.high, found.p) == (None, None, None)
    assert found.tau == (None if tau is None else pytest.approx(tau))


def test_no_finite_trend_fits_whatever_the_days_and_the_other_terms() -> None:
    assert trend([2011, 2012], [692_687, 0], [1, 30]).beta is None
    # The last year has a step of its own, and nothing in it.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert trend([1, 2, 3, 4], [6, 13, 8774, 0], [1, 365, 0.01, 365], steps=[4]).beta is None
    assert trend([1, 2, 3, 4], [0, 3, 0, 21], [1, 365, 1, 1]).beta is not None


def test_a_count_that_dwarfs_the_others_is_no_trouble() -> None:
    found = _of([1, 2, 0, 0, 5_628_052])
    assert found.annual_change is not None
    assert found.annual_change > 1e5


def test_zeros_beside_a_count_in_the_middle_fit_a_level_line() -> None:
    found = _of([0, 0, 7, 0, 0])
    assert (found.beta, found.p, found.tau) == (0, 1, 0)


def test_below_five_years_nothing_is_said_of_chance() -> None:
    four, five = _of([40, 30, 20, 10]), _of([50, 40, 30, 20, 10])
    assert (four.low, four.high, four.p, four.tau_p) == (None, None, None, None)
    assert (four.annual_change, four.tau) == (pytest.approx(-0.3427, abs=0.0001), -1)
    assert five.p is not None
    assert five.tau_p == pytest.approx(2 / 120)


def test_two_years_leave_nothing_to_show_a_dispersion() -> None:
    found = _of([10, 20])
    assert (found.annual_change, found.phi) == (pytest.approx(1), None)


def test_the_order_of_the_rows_is_no_matter() -> None:
    years = _years(O4)
    turned, straight = trend(years[::-1], O4[::-1]), trend(years, O4)
    assert (turned.tau, turned.tau_p) == (straight.tau, straight.tau_p)
    assert turned.beta == pytest.approx(straight.beta)


def test_twice_the_days_are_half_the_rate() -> None:
    counts = [10, 20, 10, 20, 10, 20]
    found = trend(_years(counts), counts, [12, 24, 12, 24, 12, 24])
    assert (found.beta, found.tau) == (0, None)


def test_a_declared_step_is_no_trend() -> None:
    counts = [100, 101, 99, 20, 21, 19]
    plain, stepped = _of(counts), trend(_years(counts), counts, steps=[2014])
    assert plain.annual_change is not None
    assert stepped.annual_change is not None
    assert plain.annual_change < -0.2
    assert abs(stepped.annual_change) < 0.02
    # No years are compared across it: of six pairs that are left as many rise as fall, but for two.
    assert stepped.tau == pytest.approx(-2 / 6)


def test_months_have_levels_of_their_own() -> None:
    years = [year for year in range(2011, 2017) for _ in range(2)]
    months = [10, 11] * 6
    counts = [count for at in range(6) for count in (10 + at, 100 + 10 * at)]
    found = trend(years, counts, months=months)
    assert found.years == 6
    # Both months rise each year: the exact chance is (2/720)²/2 for all pairs to go one way.
    assert (found.tau, found.tau_p) == (1, pytest.approx(2 / 720**2))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (([2011], [5]), "2 to 100 years; there are 1"),
        ((list(range(1900, 2001)), [5] * 101), "2 to 100 years; there are 101"),
        (([2011, 2011, 2012], [5, 6, 7]), "a year has two counts"),
        (([2011, 2012], [5, 6, 7]), "as many of each"),
        (([2011, 2012], [5, -6]), "negative"),
        (([2011, 2012], [5, 6.5]), "not a count"),
        (([2011, 2012], [5, 6], [1, 0]), "more than 0"),
    ],
    ids=["one", "too-many", "twice", "unequal", "negative", "no-count", "no-days"],
)
def test_what_is_no_series_is_refused(asked: tuple[list[int], ...], sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        trend(*asked)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"steps": [2011]}, "the step at 2011 is not within the years; give one after 2011"),
        ({"steps": [2014]}, "the step at 2014 is not within"),
        ({"steps": [2012, 2013]}, "the trend and the steps at 2012 and 2013 cannot be told apart"),
        ({"months": [1, 2, 3]}, "the trend and the months cannot be told apart by so few counts; add years"),
        ({"months": [1, 1, 13]}, "give 1 to 12"),
    ],
    ids=["step-first", "step-after", "steps-many", "months-few", "month-none"],
)
def test_terms_that_mean_nothing_are_refused(asked: dict[str, list[int]], sentence: str) -> None:
    with pytest.raises(BadValue, match=re.escape(sentence)):
        trend([2011, 2012, 2013], [5, 6, 7], **asked)


def test_a_month_of_a_year_has_one_count() -> None:
    with pytest.raises(BadValue, match="two counts; give one"):
        trend([2011, 2011, 2012], [5, 6, 7], months=[1, 1, 1])


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            O4,
            (
                "Likely real. Rose by 22% a year over 13 years (12 in 2011 → 240 in 2023; factor a year 1.22,"
                " 95% CI 1.17–1.28): unlikely to be chance."
            ),
        ),
        # five years in order: Kendall's p cannot fall below 0.017, and the weaker test speaks
        (
            [500, 400, 300, 200, 100],
            (
                "Probably real. Fell by 30% a year over 5 years (500 in 2011 → 100 in 2015;"
                " factor a year 0.70, 95% CI 0.61–0.82): probably not chance."
            ),
        ),
        (
            [50, 44, 61, 52, 66, 49],
            (
                "Unclear. Recorded a rise of 2.8% a year over 6 years (50 in 2011 → 49 in 2016);"
                " not distinguishable from chance (plausible range −7.6% to +14% a year)."
            ),
        ),
        # the tests differ, and it is said
        (
            [30, 28, 24, 22, 21],
            (
                "Unclear. Recorded a fall of 9.2% a year over 5 years (30 in 2011 → 21 in 2015);"
                " not distinguishable from chance (plausible range −26% to +11% a year);"
                " the two tests disagree (regression p 0.227, Kendall's ranks p 0.017)."
            ),
        ),
        # four years: every count, and nothing of chance
        (
            [30, 20, 22, 10],
            ("Unclear. 4 years: no statement of chance (30 in 2011, 20 in 2012, 22 in 2013, 10 in 2014)."),
        ),
        ([0] * 6, "Too few to tell. None recorded in 6 years."),
        (
            [1, 2, 1, 0, 5],
            "Recorded 1 in 2011, 2 in 2012, 1 in 2013, 0 in 2014, 5 in 2015: too few to tell.",
        ),
        (
            [0, 0, 0, 0, 12],
            (
                "Unclear. No yearly change can be worked out over 5 years (0 in 2011 → 12 in 2015):"
                " one end has all there is, or nearly."
            ),
        ),
        (
            [7, 7, 7, 7, 7],
            (
                "Unclear. Recorded no yearly change over 5 years (7 in 2011 → 7 in 2015);"
                " not distinguishable from chance (plausible range −32% to +46% a year)."
            ),
        ),
    ],
    ids=["likely", "probable", "unclear", "differ", "four-years", "none", "few", "last-year", "level"],
)
def test_what_may_be_said(counts: list[int], sentence: str) -> None:
    assert _said(counts) == sentence


def test_a_step_is_named() -> None:
    said = _said([100, 101, 99, 20, 21, 19], steps=[2014])
    assert "over 6 years, apart from the step declared at 2014 (100 in 2011 → 19 in 2016)" in said


def test_terms_that_use_up_every_count_leave_no_statement_of_chance() -> None:
    assert _said([10, 11, 12, 13, 14], steps=[2012, 2013, 2014]) == (
        "Unclear. No statement of chance over 5 years, apart from the steps declared at 2012, 2013 and 2014"
        " (10 in 2011 → 14 in 2015): as many terms as counts."
    )


def test_unequal_days_are_shown_and_months_are_summed() -> None:
    years, counts, days = [1, 2, 3, 4, 5], [10, 12, 14, 16, 30], [10.0, 10.0, 10.0, 10.0, 12.5]
    found = in_words(trend(years, counts, days), years, counts, days)
    assert "10 in 10 days of year 1 → 30 in 12.5 days of year 5" in found.sentence
    years, months = [2011, 2011, 2012, 2012, 2013], [1, 2, 1, 2, 1]
    found = in_words(trend(years, counts, months=months), years, counts)
    assert found.sentence.endswith("(22 in 2 months of 2011, 30 in 2 months of 2012, 30 in 1 month of 2013).")


def test_the_figures_behind_it_have_the_convention() -> None:
    assert figures_line(_of(O4)) == (
        "factor a year 1.22, 95% CI 1.17–1.28, p < 0.001, φ 6.75, Kendall's τ +0.92, exact p < 0.001,"
        " strong (our convention: |τ| < 0.3 weak, 0.3–0.5 moderate, ≥ 0.5 strong)"
    )
    assert figures_line(_of([30, 20, 10])) == "factor a year 0.59, φ 1.00, Kendall's τ −1.00"


@pytest.mark.parametrize(
    ("tau", "band"),
    [(0.29, "weak"), (-0.3, "moderate"), (0.49, "moderate"), (-0.5, "strong"), (1, "strong")],
)
def test_the_bands(tau: float, band: str) -> None:
    assert strength(tau) == band


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 60) | st.integers(0, 10**12), min_size=2, max_size=9))
def test_whatever_the_counts_no_nan_and_no_percentage_without_them(counts: list[int]) -> None:
    found = _of(counts)
    said = in_words(found, _years(counts), counts)
    json.dumps(as_json(found, said), allow_nan=False)
    assert not re.search(r"\b(nan|inf|None(?! recorded))\b", said.statement + figures_line(found))
    if "%" in said.sentence:
        assert f"({counts[0]} in 2011 → {counts[-1]} in " in said.sentence
        assert found.years >= 5
    assert (said.verdict is Verdict.TOO_FEW) == (sum(counts) < 10)


def test_too_few_have_no_percentage_in_the_json_either() -> None:
    counts = [1, 2, 1, 0, 1]
    found = _of(counts)
    assert as_json(found, in_words(found, _years(counts), counts))["annual_change"] is None
