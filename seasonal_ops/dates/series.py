"""The many dates of a `Series`, from its first day to its last, both included."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from seasonal_ops.dates.reckoning import dated, nth_weekday_of_month, phrase
from seasonal_ops.dates.rules import DayKind, EachDay, EveryWeekday, MonthlyWeekday, Series
from seasonal_ops.dates.season import Calendar, Dated, merged
from seasonal_ops.dates.wording import weekday_name
from seasonal_ops.dates.working import horizon_warnings, is_working_day
from seasonal_ops.errors import BadValue

# Two seasons and the months between them; a longer stretch is a slip in a year.
_LONGEST_STRETCH: Final = timedelta(days=800)


def each_dated(series: Series, calendar: Calendar) -> tuple[Dated, ...]:
    """Every date, ascending. Raises BadValue when the stretch ends before it starts or is too long."""
    first, last = dated(series.first, calendar), dated(series.last, calendar)
    stretch = f"from {phrase(series.first, first.on)} to {phrase(series.last, last.on)}"
    _check_stretch(first.on, last.on, stretch)
    warnings = merged(first.warnings, last.warnings)
    if isinstance(series, EachDay) and series.kind is DayKind.WORKING_DAY:
        warnings = merged(warnings, horizon_warnings(calendar, first.on, last.on))
    fits = _test(series, first.on, calendar)
    return tuple(
        Dated(on, f"{weekday_name(on)}, {series.head} {stretch}", warnings)
        for on in _days(first.on, last.on)
        if fits(on)
    )


def _check_stretch(first: date, last: date, stretch: str) -> None:
    if last < first:
        raise BadValue(f"a series {stretch} ends before it starts; change one of its days or give the year")
    if last - first > _LONGEST_STRETCH:
        raise BadValue(
            f"a series {stretch} takes {(last - first).days} days; {_LONGEST_STRETCH.days} at most"
        )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _test(series: Series, first: date, calendar: Calendar) -> Callable[[date], bool]:
    match series:
        case EachDay(kind=DayKind.WEEKDAY):
            return lambda on: on.weekday() < 5
        case EachDay(kind=DayKind.WORKING_DAY):
            return lambda on: is_working_day(on, calendar)
        case EachDay():
            return lambda _: True
        case EveryWeekday(weekdays=weekdays, step=step):
            # With one weekday, whole weeks since the first day count its occurrences from zero.
            return lambda on: on.weekday() in weekdays and (on - first).days // 7 % step == 0
        case MonthlyWeekday(position=position, weekday=weekday):
            return lambda on: on == nth_weekday_of_month(position, weekday, on.year, on.month)
