"""Shares before and after: published intervals, what is refused, and what may be said."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.proportions import (
    Answers,
    ProportionChange,
    paired,
    points,
    unpaired,
)
from seasonal_ops.evaluation.wording.surveys import as_json, in_words
from seasonal_ops.words import Verdict

CELLS = st.integers(0, 80)


def _of(before: tuple[int, int], after: tuple[int, int]) -> ProportionChange:
    return unpaired(Answers(yes=before[0], answered=before[1]), Answers(yes=after[0], answered=after[1]))


def _interval(found: ProportionChange) -> tuple[str, str]:
    return f"{(found.low or 0) / 100:.4f}", f"{(found.high or 0) / 100:.4f}"


def test_newcombes_first_example() -> None:
    # Newcombe 1998a, table II, method 10: 56/70 − 48/80
    assert _interval(_of((48, 80), (56, 70))) == ("0.0524", "0.3339")


def test_two_points_on_the_border_have_an_interval() -> None:
    # Newcombe 1998a, table II, method 10: 10/10 − 0/10
    assert _interval(_of((0, 10), (10, 10))) == ("0.6075", "1.0000")


@pytest.mark.parametrize(
    ("cells", "interval", "p"),
    [
        # Altman and others 2000, table 6.2: 0.011 to 0.226
        ((14, 0, 5, 22), ("0.0115", "0.2265"), 2 / 2**5),
        # Bentur and others 2009, in Fagerland and others 2017, chapter 8: 0.026 to 0.507
        ((1, 1, 7, 12), ("0.0256", "0.5069"), 2 * 9 / 2**8),
    ],
)
def test_published_paired_intervals(
    cells: tuple[int, int, int, int], interval: tuple[str, str], p: float
) -> None:
    yes_yes, yes_no, no_yes, no_no = cells
    found = paired(yes_yes=yes_yes, yes_no=yes_no, no_yes=no_yes, no_no=no_no)
    assert (_interval(found), found.paired) == (interval, True)
    assert found.p == pytest.approx(p)


def test_paired_answers_that_contradict_each_other_have_a_wider_interval() -> None:
    opposed = paired(yes_yes=0, yes_no=20, no_yes=30, no_no=0)
    apart = _of((20, 50), (30, 50))
    assert opposed.low is not None
    assert apart.low is not None
    assert opposed.low < apart.low


def test_shares_are_percentages() -> None:
    found = _of((39, 100), (61, 100))
    assert (found.before, found.after, found.change) == pytest.approx((39, 61, 22))


def test_percentages_alone_cannot_be_tested() -> None:
    found = points(26, 71)
    assert (found.before, found.after, found.change) == (26, 71, 45)
    assert (found.low, found.high, found.p, found.answers) == (None, None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ((3, 2), (1, 2), "3 said yes of 2 who answered"),
        ((1, 2), (3, 2), "3 said yes of 2 who answered"),
        ((0, 0), (1, 2), "nobody answered"),
        ((-1, 2), (1, 2), "negative"),
    ],
)
def test_what_is_no_count_of_answers_is_refused(
    before: tuple[int, int], after: tuple[int, int], sentence: str
) -> None:
    with pytest.raises(BadValue, match=sentence):
        _of(before, after)


def test_nobody_in_pairs_is_refused() -> None:
    with pytest.raises(BadValue, match="nobody answered"):
        paired(yes_yes=0, yes_no=0, no_yes=0, no_no=0)
    with pytest.raises(BadValue, match="negative"):
        paired(yes_yes=5, yes_no=-1, no_yes=5, no_no=0)


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan")])
def test_what_is_no_percentage_is_refused(percent: float) -> None:
    with pytest.raises(BadValue, match="a number from 0 to 100"):
        points(50, percent)


@pytest.mark.parametrize(
    ("found", "statement"),
    [
        (
            _of((30, 75), (60, 85)),
            (
                "Probably real. Rose by 31 percentage points (30 of 75, 40% → 60 of 85, 71%; 95% CI +15"
                " to +44; other respondents before than after): probably not chance."
            ),
        ),
        (
            _of((30, 75), (36, 85)),
            (
                "Unclear. Recorded +2.4 percentage points (30 of 75, 40% → 36 of 85, 42%; 95% CI −13 to"
                " +17; other respondents before than after); not distinguishable from chance."
            ),
        ),
        (
            points(26.5, 25),
            (
                "Unclear. −1.5 percentage points (26.5% → 25%; nobody said of how many answers); cannot"
                " be tested."
            ),
        ),
        (_of((3, 9), (36, 85)), "Recorded 3 of 9 → 36 of 85: too few to tell."),
        (
            paired(yes_yes=14, yes_no=2, no_yes=25, no_no=22),
            (
                "Likely real. Rose by 37 percentage points (16 of 63, 25% → 39 of 63, 62%; 95% CI +22 to"
                " +49, McNemar p < 0.001; the same respondents): unlikely to be chance."
            ),
        ),
        (
            paired(yes_yes=14, yes_no=13, no_yes=2, no_no=22),
            (
                "Likely real. Fell by 22 percentage points (27 of 51, 53% → 16 of 51, 31%; 95% CI −35 to"
                " −7.1, McNemar p 0.007; the same respondents): unlikely to be chance."
            ),
        ),
        (
            paired(yes_yes=14, yes_no=3, no_yes=13, no_no=22),
            (
                "Probably real. Rose by 19 percentage points (17 of 52, 33% → 27 of 52, 52%; 95% CI +4.4"
                " to +33, McNemar p 0.021; the same respondents): probably not chance."
            ),
        ),
        # the interval leaves 0 out and the exact test does not: the weaker speaks
        (
            paired(yes_yes=14, yes_no=0, no_yes=5, no_no=22),
            (
                "Unclear. Recorded +12 percentage points (14 of 41, 34% → 19 of 41, 46%; 95% CI +1.1 to"
                " +23, McNemar p 0.062; the same respondents); not distinguishable from chance."
            ),
        ),
    ],
    ids=["probable", "unclear", "untested", "few", "likely", "fell", "paired-probable", "weaker"],
)
def test_what_may_be_said(found: ProportionChange, statement: str) -> None:
    assert in_words(found).statement == statement


@given(CELLS, CELLS, CELLS, CELLS)
def test_whatever_the_answers_the_interval_holds_the_change(a: int, b: int, c: int, d: int) -> None:
    if not a + b + c + d:
        return
    found = paired(yes_yes=a, yes_no=b, no_yes=c, no_no=d)
    assert found.low is not None
    assert found.high is not None
    assert -100 <= found.low <= found.change + 1e-9
    assert found.change - 1e-9 <= found.high <= 100
    said = in_words(found)
    json.dumps(as_json(found, said), allow_nan=False)
    assert not re.search(r"\b(nan|inf|None)\b", said.statement)
    if "%" in said.sentence:
        assert f"{a + b} of {a + b + c + d}" in said.sentence
    assert (said.verdict is Verdict.TOO_FEW) == (a + b + c + d < 10)


def test_too_few_have_no_percentages_in_the_json_either() -> None:
    found = _of((3, 9), (36, 85))
    shown = as_json(found, in_words(found))
    assert [shown[key] for key in ("percent_before", "percent_after", "change", "low", "high")] == [None] * 5
    assert (shown["yes_before"], shown["answered_before"]) == (3, 9)
