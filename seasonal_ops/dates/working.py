"""Working days: Monday to Friday and no bank holiday, as far as bank holidays are known."""

from datetime import date, timedelta

from seasonal_ops.dates.season import Calendar
from seasonal_ops.dates.wording import plain


def is_working_day(on: date, calendar: Calendar) -> bool:
    """Monday to Friday, and no bank holiday."""
    return on.weekday() < 5 and on not in calendar.holidays.names


def working_days_from(start: date, count: int, calendar: Calendar) -> date:
    """The working day so many working days after the start, or before it when the count is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        start += step
        while not is_working_day(start, calendar):
            start += step
    return start


def horizon_warnings(calendar: Calendar, *days: date) -> tuple[str, ...]:
    """A warning when one of the dates lies where bank holidays are not known."""
    holidays = calendar.holidays
    if max(days) > holidays.horizon:
        return (f"bank holidays are known to {plain(holidays.horizon)} only; check this date",)
    if min(days) < holidays.since:
        return (f"bank holidays are known from {plain(holidays.since)} only; check this date",)
    return ()
