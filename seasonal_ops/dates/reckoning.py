"""The one date of a `Day`, with its reason: everything here is plain calendar arithmetic.

A date beyond the years 1 to 9999 raises OverflowError, which `dating` turns into a sentence.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from seasonal_ops.dates.rules import (
    Day,
    FixedDay,
    Named,
    Shifted,
    Unit,
    WeekdayBeside,
    WeekdayOfMonth,
)
from seasonal_ops.dates.season import Calendar, Dated, merged
from seasonal_ops.dates.wording import LAST, numbered, short, weekday_name
from seasonal_ops.dates.working import horizon_warnings, working_days_from
from seasonal_ops.errors import BadValue
from seasonal_ops.names import unknown


def dated(day: Day, calendar: Calendar) -> Dated:
    """The date of a rule that gives one, and why. Raises BadValue, OverflowError."""
    match day:
        case FixedDay():
            return _fixed(day, calendar)
        case Named(name):
            return _anchor(name, calendar)
        case Shifted():
            return _shifted(day, calendar)
        case WeekdayBeside():
            return _beside(day, calendar)
        case WeekdayOfMonth():
            return _of_month(day, calendar)


def phrase(day: Day, on: date) -> str:
    """How a reason speaks of a day that the rule hangs on: `Mischief Night (Fri 30 October 2026)`."""
    return short(on) if isinstance(day, FixedDay) else f"{day} ({short(on)})"


def nth_weekday_of_month(position: int, weekday: int, year: int, month: int) -> date | None:
    """The date, or None when the month has no fifth one. Raises OverflowError beyond the year 9999."""
    first = _day_in(year, month, 1)
    length = monthrange(year, month)[1]
    of_weekday = range(1 + (weekday - first.weekday()) % 7, length + 1, 7)
    if position == LAST:
        return first.replace(day=of_weekday[-1])
    return first.replace(day=of_weekday[position - 1]) if position <= len(of_weekday) else None


def _fixed(day: FixedDay, calendar: Calendar) -> Dated:
    if day.year is not None:
        on = _day_in(day.year, day.month, day.day)
        return Dated(on, f"{day}; a {weekday_name(on)}")
    begins = calendar.begins
    later_in_the_year = (day.month, day.day) >= (begins.month, begins.day)
    on = _day_in(begins.year + (not later_in_the_year), day.month, day.day)
    return Dated(on, f"{day}; a {weekday_name(on)} in {on.year}")


def _day_in(year: int, month: int, day: int) -> date:
    if year > date.max.year:
        raise OverflowError
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(f"there is no {FixedDay(day, month, year)}; choose another date") from None


def _anchor(name: str, calendar: Calendar) -> Dated:
    if name not in calendar.anchors:
        raise unknown("anchor", name, calendar.anchors)
    return calendar.anchors[name]


def _shifted(day: Shifted, calendar: Calendar) -> Dated:
    base = dated(day.base, calendar)
    sign = -1 if day.relation.backwards else 1
    warnings = base.warnings
    if day.unit is Unit.WORKING_DAY:
        on = working_days_from(base.on, sign * day.count, calendar)
        warnings = merged(warnings, horizon_warnings(calendar, base.on, on))
    else:
        on = base.on + sign * day.count * timedelta(weeks=day.unit is Unit.WEEK, days=day.unit is Unit.DAY)
    return Dated(on, _hanging(day, base), warnings)


def _beside(day: WeekdayBeside, calendar: Calendar) -> Dated:
    base = dated(day.base, calendar)
    sign = -1 if day.relation.backwards else 1
    gap = sign * (day.weekday - base.on.weekday()) % 7
    if day.relation.strict and gap == 0:
        gap = 7
    on = base.on + sign * timedelta(days=gap, weeks=day.position - 1)
    reason = _hanging(day, base)
    if base.on.weekday() == day.weekday:
        reason += _coincidence(day, base.on, on)
    return Dated(on, reason, base.warnings)


def _coincidence(day: WeekdayBeside, base: date, on: date) -> str:
    """What a reader who looks at a wall calendar would wonder about."""
    if on == base:
        return "; that day itself"
    if not day.relation.strict:
        return ""
    name = day.base.name if isinstance(day.base, Named) else "that day"
    return f"; the {numbered(on.day)}, as {name} is itself a {weekday_name(base)}"


def _hanging(day: Shifted | WeekdayBeside, base: Dated) -> str:
    head = str(day).removesuffix(str(day.base))
    return head + phrase(day.base, base.on)


def _of_month(day: WeekdayOfMonth, calendar: Calendar) -> Dated:
    begins = calendar.begins
    year = begins.year if day.year is None else day.year
    on = nth_weekday_of_month(day.position, day.weekday, year, day.month)
    if day.year is None and (begins.month > day.month or (on is not None and on < begins)):
        year += 1
        on = nth_weekday_of_month(day.position, day.weekday, year, day.month)
    if on is None:
        raise BadValue(f"there is no {replace(day, year=year)}; choose another date")
    return Dated(on, str(replace(day, year=year)))
