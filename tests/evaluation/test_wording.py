"""The wording table of evaluation.md, one row a cell, and what holds for every sentence."""

import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.evaluation.design import NOT_THE_CAUSE, Design
from seasonal_ops.evaluation.statistics.ratios import RateRatio, daily_rate_ratio, rate_ratio
from seasonal_ops.evaluation.wording.ratios import as_json, figures_line, in_words
from seasonal_ops.words import Verdict

COUNTS = st.integers(0, 300)


@pytest.mark.parametrize(
    ("ratio", "verdict", "plain", "sentence"),
    [
        # φ known, p < .01
        (
            daily_rate_ratio([(4, 6)] * 30),
            Verdict.LIKELY,
            "likely real",
            "Fell by 33% (180 → 120; rate ratio 0.67, 95% CI 0.52–0.85): unlikely to be chance.",
        ),
        # φ unknown, φ* ≥ 2, p < .01
        (
            rate_ratio(1221, 12, 1071, 12),
            Verdict.PROBABLE,
            "probably real",
            (
                "Rose by 14% (1,071 → 1,221; rate ratio 1.14, 95% CI 1.05–1.24):"
                " probably not chance; one year's evidence."
            ),
        ),
        # φ unknown, φ* < 2, p < .01
        (
            rate_ratio(100, 12, 143, 12),
            Verdict.UNCLEAR,
            "unclear (suggestive)",
            (
                "Recorded 30% fewer (143 → 100); suggestive,"
                " but a modest clustering of incidents would explain it."
            ),
        ),
        # φ known, .01 ≤ p < .05
        (
            daily_rate_ratio([(4, 6)] * 15),
            Verdict.PROBABLE,
            "probably real",
            (
                "Fell by 33% (90 → 60; rate ratio 0.67, 95% CI 0.47–0.95):"
                " probably not chance; one year's evidence."
            ),
        ),
        # φ unknown, φ* < 2, .01 ≤ p < .05
        (
            rate_ratio(44, 12, 66, 12),
            Verdict.UNCLEAR,
            "unclear (suggestive)",
            (
                "Recorded 33% fewer (66 → 44); suggestive,"
                " but a modest clustering of incidents would explain it."
            ),
        ),
        # φ known, p ≥ .05
        (
            daily_rate_ratio([(6, 4)] * 5),
            Verdict.UNCLEAR,
            "unclear",
            "Recorded 50% more (20 → 30); not distinguishable from chance (plausible range −33% to +234%).",
        ),
        # φ unknown, p ≥ .05
        (
            rate_ratio(40, 12, 60, 12),
            Verdict.UNCLEAR,
            "unclear",
            "Recorded 33% fewer (60 → 40); not distinguishable from chance (plausible range −56% to +1.1%).",
        ),
        # no change
        (
            rate_ratio(50, 12, 50, 12),
            Verdict.UNCLEAR,
            "unclear",
            (
                "Recorded the same in both (50 → 50); not distinguishable from chance"
                " (plausible range −34% to +51%)."
            ),
        ),
        # fewer than ten in all: the counts only
        (rate_ratio(5, 12, 4, 12), Verdict.TOO_FEW, "too few to tell", "Recorded 4 → 5: too few to tell."),
        (
            rate_ratio(0, 12, 0, 12),
            Verdict.TOO_FEW,
            "too few to tell",
            "None recorded in either year.",
        ),
        # exactly ten are enough
        (
            rate_ratio(5, 12, 5, 12),
            Verdict.UNCLEAR,
            "unclear",
            (
                "Recorded the same in both (5 → 5); not distinguishable from chance"
                " (plausible range −77% to +335%)."
            ),
        ),
        # nothing in the baseline: no percentage, at every strength
        (
            rate_ratio(60, 1, 0, 1),
            Verdict.PROBABLE,
            "probably real",
            "Rose from none (0 → 60): probably not chance; one year's evidence.",
        ),
        (
            rate_ratio(15, 1, 0, 1),
            Verdict.UNCLEAR,
            "unclear (suggestive)",
            (
                "Recorded 15 after none (0 → 15); suggestive,"
                " but a modest clustering of incidents would explain it."
            ),
        ),
        (
            rate_ratio(10, 12, 0, 1),
            Verdict.UNCLEAR,
            "unclear",
            "Recorded 10 after none (0 in 1 → 10 in 12); not distinguishable from chance.",
        ),
        # nothing this year
        (
            rate_ratio(0, 1, 60, 1),
            Verdict.PROBABLE,
            "probably real",
            "Fell by 100% (60 → 0; rate ratio 0, 95% CI 0–0.06): probably not chance; one year's evidence.",
        ),
        # unequal exposures: rates, and the exposures are printed
        (
            rate_ratio(2, 17877, 9, 16660),
            Verdict.UNCLEAR,
            "unclear",
            (
                "Recorded at a rate 79% lower (9 in 16660 → 2 in 17877);"
                " not distinguishable from chance (plausible range −98% to +0.1%)."
            ),
        ),
        (
            rate_ratio(80, 10, 80, 5),
            Verdict.PROBABLE,
            "probably real",
            (
                "The rate fell by 50% (80 in 5 → 80 in 10; rate ratio 0.50, 95% CI 0.36–0.69):"
                " probably not chance; one year's evidence."
            ),
        ),
        (
            rate_ratio(20, 10, 10, 5),
            Verdict.UNCLEAR,
            "unclear",
            (
                "Recorded at the same rate in both (10 in 5 → 20 in 10);"
                " not distinguishable from chance (plausible range −55% to +139%)."
            ),
        ),
        # an upper limit beyond all numbers
        (
            daily_rate_ratio([(1, 0), (0, 10**6)]),
            Verdict.UNCLEAR,
            "unclear",
            (
                "Recorded 99.9% fewer (1,000,000 → 1); not distinguishable from chance"
                " (plausible range −100% to no upper limit)."
            ),
        ),
    ],
)
def test_the_table(ratio: RateRatio, verdict: Verdict, plain: str, sentence: str) -> None:
    found = in_words(ratio)
    assert (found.verdict, found.plain, found.sentence) == (verdict, plain, sentence)


def _given_p(p: float, *, phi: float | None, phi_star: float | None) -> RateRatio:
    return RateRatio(
        x1=40, t1=1, x0=60, t0=1, ratio=2 / 3, low=0.5, high=0.9, p=p, phi=phi, phi_star=phi_star
    )


@pytest.mark.parametrize(
    ("p", "phi", "phi_star", "plain"),
    [
        (0.00999, 1.0, None, "likely real"),
        (0.01, 1.0, None, "probably real"),  # .01 belongs to the second row
        (0.04999, 1.0, None, "probably real"),
        (0.05, 1.0, None, "unclear"),  # .05 belongs to the third row
        (0.00999, None, 2.0, "probably real"),  # φ* of 2 is enough
        (0.04999, None, 2.0, "probably real"),  # and so in the second row
        (0.00999, None, 1.999, "unclear (suggestive)"),
        (0.05, None, 2.0, "unclear"),
    ],
)
def test_the_borders_of_the_table(p: float, phi: float | None, phi_star: float | None, plain: str) -> None:
    assert in_words(_given_p(p, phi=phi, phi_star=phi_star)).plain == plain


def test_plain_words_come_first() -> None:
    assert in_words(rate_ratio(0, 1, 0, 1)).statement == "Too few to tell. None recorded in either year."


def test_plain_words_are_said_once() -> None:
    assert in_words(rate_ratio(4, 1, 5, 1)).statement == "Recorded 5 → 4: too few to tell."


def test_the_figures_behind_the_sentence() -> None:
    totals = figures_line(rate_ratio(44, 12, 66, 12))
    daily = figures_line(daily_rate_ratio([(4, 6)] * 15))
    assert totals == "rate ratio 0.67, 95% CI 0.44–0.99, p 0.045, φ* 1.13"
    assert daily == "rate ratio 0.67, 95% CI 0.47–0.95, p 0.029, φ 1.00 (14 degrees of freedom)"


def test_the_figures_without_a_ratio() -> None:
    assert figures_line(rate_ratio(15, 1, 0, 1)) == "95% CI 3.59 upwards, p < 0.001, φ* 1.49"
    assert figures_line(rate_ratio(0, 1, 0, 1)) == "p > 0.999"


def test_one_degree_of_freedom_is_singular() -> None:
    assert figures_line(daily_rate_ratio([(20, 20), (20, 20)])).endswith("(1 degree of freedom)")


def test_the_design_closes_with_what_it_cannot_show() -> None:
    assert Design.BEFORE_AFTER.sentence.endswith(NOT_THE_CAUSE)


@given(COUNTS, st.integers(1, 40), COUNTS, st.integers(1, 40))
def test_never_a_percentage_without_both_counts(x1: int, t1: int, x0: int, t0: int) -> None:
    found = in_words(rate_ratio(x1, t1, x0, t0))
    counts = f"({x0} → {x1}" if t1 == t0 else f"({x0} in {t0} → {x1} in {t1}"
    if "%" in found.sentence:
        assert counts in found.sentence
        assert found.verdict is not Verdict.TOO_FEW
        assert x0
    assert (found.verdict is Verdict.TOO_FEW) == (x1 + x0 < 10)


@given(COUNTS, st.integers(1, 40), COUNTS, st.integers(1, 40))
def test_a_direction_is_the_direction_of_the_rates(x1: int, t1: int, x0: int, t0: int) -> None:
    sentence = in_words(rate_ratio(x1, t1, x0, t0)).sentence
    if any(word in sentence for word in ("Fell", "fell", "fewer", "lower")):
        assert x1 * t0 < x0 * t1
    if any(word in sentence for word in ("Rose", "rose", " more ", "higher", "after none")):
        assert x1 * t0 > x0 * t1
    if "the same" in sentence:
        assert x1 * t0 == x0 * t1


@given(COUNTS, st.integers(1, 40), COUNTS, st.integers(1, 40))
def test_json_and_sentences_hold_no_nan_and_no_infinity(x1: int, t1: int, x0: int, t0: int) -> None:
    ratio = rate_ratio(x1, t1, x0, t0)
    found = as_json(ratio, in_words(ratio))
    json.dumps(found, allow_nan=False)
    words = f"{found['sentence']} {figures_line(ratio)}"
    assert not re.search(r"\b(nan|inf|None(?! recorded))\b", words)


def test_json_has_the_contracts_keys_and_numbers() -> None:
    ratio = rate_ratio(44, 12, 66, 12)
    found = as_json(ratio, in_words(ratio))
    sample = {"ratio": 0.67, "low": 0.44, "high": 0.99, "p": 0.045, "phi_star": 1.13, "change_percent": -33.3}
    for key, value in sample.items():
        number = found[key]
        assert isinstance(number, float)
        assert math.isclose(number, value, abs_tol=0.04 if key == "change_percent" else 0.005)
    assert (found["phi"], found["verdict"]) == (None, "unclear")
    assert (found["x1"], found["t1"], found["x0"], found["t0"]) == (44, 12, 66, 12)
    assert found["sentence"] == in_words(ratio).sentence


def test_too_few_have_no_percentage_in_the_json_either() -> None:
    ratio = rate_ratio(3, 12, 5, 12)
    assert as_json(ratio, in_words(ratio))["change_percent"] is None


def test_a_large_rise_is_so_many_times() -> None:
    assert in_words(rate_ratio(101, 12, 5, 12)).sentence.startswith(
        "Rose to 20 times (5 → 101; rate ratio 20.2"
    )
    assert in_words(rate_ratio(11, 12, 1, 12)).sentence.startswith("Recorded 11 times as many (1 → 11); ")
