"""One measure against its baseline, from plain counts."""

from datetime import date, timedelta

import pytest

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.comparing.comparison import (
    Completeness,
    Counts,
    PeakNight,
    compare,
    peak_night,
)
from seasonal_ops.evaluation.comparing.windows import Matching, Window, match_calendar, match_weekdays
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.words import Verdict

FIRST = date(2015, 10, 27)
MATCHING = match_calendar(Window(FIRST, date(2015, 11, 7)))
MIX = "27 October to 7 November held 2 weekend days in 2014, 3 in 2015."
CLOSING = f"Design: before and after in one area, one baseline. {NOT_THE_CAUSE}"


def _counts(first: date, *values: int | None) -> dict[date, int | None]:
    return {first + timedelta(days=n): value for n, value in enumerate(values)}


def _this(*values: int | None) -> dict[date, int | None]:
    return _counts(FIRST, *values)


def _last(*values: int | None) -> dict[date, int | None]:
    return _counts(date(2014, 10, 27), *values)


def test_twelve_nights_against_twelve() -> None:
    found = compare(this=_this(*[4] * 12), last=_last(*[8] * 12), matching=MATCHING)
    assert (found.this, found.last, found.days) == (48, 96, 12)
    assert (
        found.sentence == "Fell by 50% (96 → 48; rate ratio 0.50, 95% CI 0.34–0.74): unlikely to be chance."
    )
    assert found.verdict is Verdict.LIKELY
    assert found.completeness_this.share == 1
    assert found.caveats == (MIX, CLOSING)
    assert found.ratio is not None
    assert (found.ratio.t1, found.ratio.t0, found.ratio.phi, found.ratio.df) == (12, 12, 1, 11)


def test_a_date_missing_in_one_year_is_dropped_from_both() -> None:
    # 28 October has no value this year, 29 October none last year, 7 November is absent this year
    this, last = _this(5, None, 5, *[5] * 8), _last(6, 100, None, *[6] * 9)
    found = compare(this=this, last=last, matching=MATCHING)
    assert (found.this, found.last, found.days) == (45, 54, 9)
    assert found.completeness_this == Completeness(10, 12)
    assert found.completeness_last == Completeness(11, 12)
    assert found.caveats == (
        MIX,
        "3 of 12 dates lack a return in one of the years and are left out of both.",
        CLOSING,
    )


def test_a_nil_return_is_a_zero_and_stays() -> None:
    found = compare(this=_this(*[0] * 12), last=_last(*[6] * 12), matching=MATCHING)
    assert (found.this, found.last, found.days) == (0, 72, 12)
    assert found.completeness_this.share == 1


def test_a_nil_return_of_the_baseline_stays_too() -> None:
    found = compare(this=_this(*[6] * 12), last=_last(*[0] * 11, 3), matching=MATCHING)
    assert (found.this, found.last, found.days) == (72, 3, 12)
    assert found.completeness_last.share == 1


def test_dates_outside_the_window_do_not_count() -> None:
    this = _this(*[4] * 12) | {FIRST - timedelta(days=1): 1000}
    assert compare(this=this, last=_last(*[8] * 12), matching=MATCHING).this == 48


def test_no_date_in_common_compares_nothing() -> None:
    found = compare(this=_this(3, None), last=_last(None, 4), matching=MATCHING)
    assert (found.ratio, found.days, found.verdict) == (None, 0, Verdict.TOO_FEW)
    assert found.sentence == "No date has a return in both years: nothing to compare."


def test_one_missing_date_is_singular() -> None:
    found = compare(this=_this(*[4] * 11), last=_last(*[8] * 12), matching=MATCHING)
    assert found.caveats[1] == "1 of 12 dates lacks a return in one of the years and is left out of both."


def test_a_29_february_is_said_to_be_left_out() -> None:
    matching = match_calendar(Window(date(2024, 2, 28), date(2024, 3, 1)))
    found = compare(this={}, last={}, matching=matching)
    assert found.caveats[2] == "29 February 2024 is left out: the other year has no such date."


def _peak(this: Counts, last: Counts) -> PeakNight | None:
    same_nights = {pair.this: pair.last for pair in MATCHING.pairs}
    return peak_night(this, [pair.this for pair in MATCHING.pairs], same_nights, last)


def test_no_night_is_the_largest_of_none() -> None:
    assert _peak(_this(*[0] * 12), _last(*[6] * 12)) is None


def test_a_night_without_a_counterpart_may_be_the_largest() -> None:
    days = [FIRST + timedelta(days=n) for n in range(3)]
    peak = peak_night(_this(7, 8, 9), days, {days[0]: date(2014, 10, 27)}, _last(20))
    assert peak is not None
    assert (peak.on, peak.count, peak.share, peak.same_night) == (days[2], 9, 0.375, None)


def test_the_peak_night_is_described() -> None:
    # the source's peak: 30 ASB calls on Mischief Night
    this, last = _this(2, 3, 5, 30, *[2] * 4, *[3] * 4), _last(2, 3, 5, 20, *[5] * 8)
    peak = _peak(this, last)
    assert peak is not None
    assert (peak.on, peak.count, peak.share, peak.also) == (date(2015, 10, 30), 30, 0.5, ())
    assert (peak.same_night, peak.same_night_count, peak.ratio) == (date(2014, 10, 30), 20, 1.5)


def test_the_share_of_a_peak_needs_every_night_and_ten_incidents() -> None:
    partial = _peak(_this(2, 30), _last(2, 20))
    few = _peak(_this(1, 2, *[0] * 10), _last(*[1] * 12))
    assert partial is not None
    assert few is not None
    assert (partial.share, partial.ratio) == (None, 1.5)
    assert (few.count, few.share, few.ratio) == (2, None, None)


def test_counts_of_some_nights_say_of_which() -> None:
    found = compare(this=_this(9, 10, 6), last=_last(*[6] * 12), matching=MATCHING)
    assert "(18 → 25 on the 3 nights both years have)" in found.sentence
    one = compare(this=_this(2), last=_last(*[1] * 12), matching=MATCHING)
    assert one.sentence == "Recorded 1 → 2 on the one night both years have: too few to tell."


@pytest.mark.parametrize("before", [None, 0])
def test_a_peak_without_a_night_to_compare_has_no_ratio(before: int | None) -> None:
    peak = _peak(_this(9, 9, 1), _last(before, 4, 4))
    assert peak is not None
    assert (peak.on, peak.also, peak.same_night_count, peak.ratio) == (
        FIRST,
        (FIRST + timedelta(days=1),),
        before,
        None,
    )


def test_a_verdict_that_turns_with_the_weekdays_is_said() -> None:
    # a busier Saturday stands just outside the calendar window, and inside the shifted one
    last = _counts(date(2014, 10, 27), *[6] * 12, 10)
    weekdays = match_weekdays(Window(FIRST, date(2015, 11, 7)))
    found = compare(this=_this(*[4] * 12), last=last, matching=MATCHING, sensitivity=weekdays)
    assert found.wording.plain == "unclear"
    assert found.caveats[1] == (
        "Matched by the same weekdays, 364 days apart (27 October 2015 beside 28 October 2014 and so on), the"
        " verdict turns from “unclear” to “probably real”:"
        " Fell by 37% (76 → 48; rate ratio 0.63, 95% CI 0.42–0.95): probably not chance; one year's evidence."
        " Those dates hold other incidents: the totals differ."
    )


def test_a_verdict_that_turns_because_the_occasions_part_says_so() -> None:
    # The same hundreds of incidents, and one night that holds most of them.
    this, last = _this(*[2] * 3, 30, *[2] * 8), _last(*[4] * 3, 60, *[4] * 9)
    weekdays = match_weekdays(Window(FIRST, date(2015, 11, 7)))
    found = compare(this=this, last=last, matching=MATCHING, sensitivity=weekdays)
    assert found.wording.plain == "likely real"
    assert "the verdict turns from “likely real” to “unclear”" in found.caveats[1]
    assert found.caveats[1].endswith(
        "The totals are nearly the same; only the occasions no longer face each other:"
        " 30 October 2015 stands beside 31 October 2014 instead of 30 October 2014."
    )


def test_a_sensitivity_check_that_agrees_is_silent() -> None:
    last = _counts(date(2014, 10, 27), *[8] * 13)
    weekdays = match_weekdays(Window(FIRST, date(2015, 11, 7)))
    found = compare(this=_this(*[4] * 12), last=last, matching=MATCHING, sensitivity=weekdays)
    assert found.caveats == (MIX, CLOSING)


def test_a_verdict_that_keeps_its_strength_and_changes_direction_is_said() -> None:
    last = _counts(date(2013, 10, 27), *[1] * 12) | _last(*[8] * 12)
    other = match_calendar(Window(FIRST, date(2015, 11, 7)), years_back=2)
    found = compare(this=_this(*[4] * 12), last=last, matching=MATCHING, sensitivity=other)
    assert found.caveats[1].startswith(
        "Matched by the same calendar dates (27 October 2015 beside 27 October 2013 and so on), the direction"
        " turns: Rose by 300% "
    )


def test_a_sensitivity_check_without_counts_is_silent() -> None:
    empty = Matching(how="nothing", pairs=())
    found = compare(this=_this(*[4] * 12), last=_last(*[8] * 12), matching=MATCHING, sensitivity=empty)
    assert found.caveats == (MIX, CLOSING)


def test_a_wrong_count_is_refused_with_its_date() -> None:
    with pytest.raises(BadValue, match=r"^2015-10-28: a count cannot be negative"):
        compare(this=_this(3, -1), last=_last(3, 1), matching=MATCHING)
    with pytest.raises(BadValue, match=r"^2014-10-28: a count cannot be negative"):
        compare(this=_this(3, 1), last=_last(3, -1), matching=MATCHING)


def test_completeness_of_nothing_expected_is_unknown() -> None:
    assert Completeness(0, 0).share is None
