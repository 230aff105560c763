"""What rounded averages and stated changes can stand for."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.averages import percent_change_range, totals_of_average, verdicts_of_averages


@pytest.mark.parametrize(
    ("average", "totals"),
    [
        ("39.6", [475]),  # the source's vehicle crime
        ("34.8", [417, 418]),  # 417/12 is 34.75, a half that goes up or to the even digit
        ("31.8", [381, 382]),
        ("31.2", [374, 375]),  # 375/12 is 31.25, which only the even rule rounds down to 31.2
        ("31.3", [375, 376]),
        ("0.1", [1]),
        ("0.0", [0]),
        ("5", [54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65]),  # 5.5 goes to 6 by either rule
        (" 39.60 ", []),
    ],
)
def test_the_totals_behind_an_average(average: str, totals: list[int]) -> None:
    if not totals:
        with pytest.raises(BadValue, match="no whole total"):
            totals_of_average(average)
    else:
        assert list(totals_of_average(average)) == totals


@given(st.integers(0, 5000), st.integers(1, 60), st.integers(0, 3))
def test_every_total_is_among_those_of_its_own_average(total: int, months: int, digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        average = (Decimal(total) / months).quantize(step, rounding)
        assert total in totals_of_average(str(average), months)


@given(st.integers(0, 9999), st.integers(1, 60))
def test_every_total_given_rounds_to_the_average(tenths: int, months: int) -> None:
    average = Decimal(tenths).scaleb(-1)
    try:
        totals = totals_of_average(f"{average:.1f}", months)
    except BadValue:
        return
    for total in (totals[0], totals[-1]):
        mean = Decimal(total) / months
        rounded = {mean.quantize(Decimal("0.1"), r) for r in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
        assert average in rounded


@pytest.mark.parametrize("text", ["", "abc", "-1", "1,5", "nan", "1e9", "1_0", "٣", "39.", "1" * 10])
def test_what_is_no_average_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="is not an average"):
        totals_of_average(text)


@pytest.mark.parametrize("months", [0, -1, 1201, True])
def test_what_is_no_number_of_months_is_refused(months: int) -> None:
    with pytest.raises(BadValue, match="number of months"):
        totals_of_average("39.6", months)


def test_the_change_that_two_averages_allow() -> None:
    # One whole total each: 4925 and 4709.
    found = percent_change_range("410.4", "392.4")
    assert (f"{found.low:.2f}", f"{found.high:.2f}") == ("-4.39", "-4.39")
    # 1, and 2 or 3: no rounding makes more or less of them.
    small = percent_change_range("0.1", "0.2")
    assert (small.low, small.high) == (100, 200)
    # 5 of 12 months, 1 of 3: other months have other totals.
    assert percent_change_range("0.3", "0.3", 3).low == 0
    assert percent_change_range("0.3", "0.3", 12).low == -25


@pytest.mark.parametrize(
    ("stated", "contradicts"),
    [
        ("-4.2%", True),  # the source's claim about all crime
        ("−4.2", True),  # with a real minus sign
        ("-4.4%", False),  # its own table
        ("-4%", False),  # rounded to a whole number it may be -4.41
        ("-4.3%", True),
        ("-4.5%", True),
        ("+4.4%", True),
    ],
)
def test_a_stated_change_is_held_against_the_averages(stated: str, contradicts: bool) -> None:
    assert percent_change_range("410.4", "392.4").contradicts(stated) is contradicts


@pytest.mark.parametrize("text", ["", "a third", "4,2%", "nan", "--4"])
def test_what_is_no_change_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="not a change in percent"):
        percent_change_range("410.4", "392.4").contradicts(text)


def test_a_baseline_of_nothing_has_no_percentage() -> None:
    with pytest.raises(BadValue, match="no percentage"):
        percent_change_range("0.0", "3.1")


def test_a_fall_to_nothing_is_a_hundred_percent_at_most() -> None:
    assert percent_change_range("3.1", "0.0").low == -100


@pytest.mark.parametrize(
    ("before", "after", "verdicts"),
    [
        ("39.6", "34.8", {"unclear"}),  # 475 → 417 or 418
        ("6", "4", {"unclear", "unclear (suggestive)", "probably real"}),  # 66 to 78 → 42 to 54
    ],
)
def test_whether_the_verdict_depends_on_the_rounding(before: str, after: str, verdicts: set[str]) -> None:
    assert verdicts_of_averages(before, after) == verdicts
