"""Which dates are set against which."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.comparing.windows import (
    MatchedDate,
    Window,
    match_anchored,
    match_calendar,
    match_weekdays,
    weekday_mix,
    weekend_days,
)

BRIGHT_SPARX = Window(date(2015, 10, 27), date(2015, 11, 7))
WINDOWS = st.builds(
    lambda first, length: Window(first, first + timedelta(days=length)),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    st.integers(0, 400),
)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadValue, match="swap"):
        Window(date(2026, 11, 7), date(2026, 10, 27))


def test_a_window_holds_both_its_ends() -> None:
    assert Window(date(2026, 2, 28), date(2026, 3, 1)).days() == (date(2026, 2, 28), date(2026, 3, 1))


def test_fixed_dates_are_matched_by_the_calendar() -> None:
    found = match_calendar(BRIGHT_SPARX)
    assert len(found.pairs) == 12
    assert found.pairs[0] == MatchedDate(date(2015, 10, 27), date(2014, 10, 27))
    assert found.dropped == ()


def test_a_season_may_cross_the_year_end() -> None:
    found = match_calendar(Window(date(2026, 12, 31), date(2027, 1, 1)), years_back=2)
    assert [pair.last for pair in found.pairs] == [date(2024, 12, 31), date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("first", "last", "dropped", "pairs"),
    [
        (date(2024, 2, 28), date(2024, 3, 1), (date(2024, 2, 29),), 2),  # only this year has it
        (date(2025, 2, 28), date(2025, 3, 1), (date(2024, 2, 29),), 2),  # only the baseline has it
        (date(2024, 2, 29), date(2024, 2, 29), (date(2024, 2, 29),), 0),  # nothing else in the window
        (date(2023, 2, 28), date(2023, 3, 1), (), 2),
    ],
)
def test_29_february_is_dropped_from_both(
    first: date, last: date, dropped: tuple[date, ...], pairs: int
) -> None:
    found = match_calendar(Window(first, last))
    assert (found.dropped, len(found.pairs)) == (dropped, pairs)


def test_29_february_is_kept_where_both_years_have_it() -> None:
    found = match_calendar(Window(date(2024, 2, 28), date(2024, 3, 1)), years_back=4)
    assert (len(found.pairs), found.dropped) == (3, ())


@given(WINDOWS, st.integers(1, 20))
def test_every_date_is_matched_once_or_dropped(window: Window, years: int) -> None:
    found = match_calendar(window, years_back=years)
    assert {pair.this for pair in found.pairs} | set(found.dropped) >= set(window.days())
    assert all((p.this.month, p.this.day) == (p.last.month, p.last.day) for p in found.pairs)
    assert len({pair.last for pair in found.pairs}) == len(found.pairs)
    assert {(day.month, day.day) for day in found.dropped} <= {(2, 29)}


def test_term_anchored_dates_are_matched_by_their_offset() -> None:
    welcome = {2027: date(2027, 9, 19), 2026: date(2026, 9, 20)}
    window = Window(welcome[2027], welcome[2027] + timedelta(days=9))
    found = match_anchored(window, anchor=welcome[2027], baseline_anchor=welcome[2026])
    assert found.pairs[3] == MatchedDate(date(2027, 9, 22), date(2026, 9, 23))
    assert len(found.pairs) == 10


@given(WINDOWS, st.integers(1, 20))
def test_weekdays_are_matched_with_the_same_weekday_near_the_date(window: Window, years: int) -> None:
    found = match_weekdays(window, years_back=years)
    shifts = {(pair.this - pair.last).days for pair in found.pairs}
    assert all(pair.this.weekday() == pair.last.weekday() for pair in found.pairs)
    assert len(shifts) == 1
    assert abs(shifts.pop() - 365.2425 * years) <= 3.5


def test_one_year_of_weekdays_is_364_days() -> None:
    assert match_weekdays(BRIGHT_SPARX).pairs[0].last == date(2014, 10, 28)
    assert match_weekdays(BRIGHT_SPARX).how == "the same weekdays, 364 days apart"


@pytest.mark.parametrize("years", [0, -1, 101, True])
def test_a_baseline_must_lie_before(years: int) -> None:
    with pytest.raises(BadValue, match="years to look back"):
        match_calendar(BRIGHT_SPARX, years_back=years)
    with pytest.raises(BadValue, match="years to look back"):
        match_weekdays(BRIGHT_SPARX, years_back=years)


def test_weekend_days_are_saturdays_and_sundays() -> None:
    assert weekend_days(Window(date(2026, 10, 30), date(2026, 11, 2)).days()) == 2


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        # the source's own two seasons
        (BRIGHT_SPARX, "27 October to 7 November held 2 weekend days in 2014, 3 in 2015."),
        # one day, singular
        (
            Window(date(2026, 10, 31), date(2026, 10, 31)),
            "31 October held 0 weekend days in 2025, 1 in 2026.",
        ),
        (
            Window(date(2021, 10, 31), date(2021, 10, 31)),
            "31 October held 1 weekend day in both 2020 and 2021.",
        ),
        # across the year end
        (
            Window(date(2026, 12, 30), date(2027, 1, 2)),
            "30 December to 2 January held 0 weekend days in 2025/26, 1 in 2026/27.",
        ),
    ],
)
def test_the_weekday_mix_in_words(window: Window, sentence: str) -> None:
    assert weekday_mix(match_calendar(window, years_back=1)) == sentence


def test_the_weekday_mix_names_the_dates_that_differ() -> None:
    window = Window(date(2027, 9, 19), date(2027, 9, 26))
    found = weekday_mix(match_anchored(window, anchor=date(2027, 9, 19), baseline_anchor=date(2026, 9, 20)))
    assert found == (
        "The window held 3 weekend days in both 20 September to 27 September 2026"
        " and 19 September to 26 September 2027."
    )


def test_nothing_matched_has_no_weekday_mix() -> None:
    assert weekday_mix(match_calendar(Window(date(2024, 2, 29), date(2024, 2, 29)))) == ""
