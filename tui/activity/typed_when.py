"""The date box: `30/10 18:00-23:00`, `friday 18:00`, `+2d`, or `6 days before Bonfire Night`. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.dates import Calendar, Dated, IfAvoided, date_of, dates_of, parse, plain
from seasonal_ops.dates.rules import FixedDay, Rule
from seasonal_ops.dates.wording import MONTHS, WEEKDAYS, weekday_name
from seasonal_ops.errors import BadValue
from seasonal_ops.nights import end_date
from seasonal_ops.views import ActivityView
from tui.activity.typed_times import Times, is_time, read_time, split_times
from tui.frame.typed_date import day_by_name
from tui.source.editing import Placed

EXAMPLES: Final = "30/10 18:00, friday 18:00-23:00, or 6 days before an anchor"
_ISO: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NUMBERS: Final = r"[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?"
_WORDS: Final = r"[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?(?: [0-9]{4})?"
_DAY: Final = rf"(?:(?:[a-z]{{3,9}},? )?(?:{_NUMBERS}|{_ISO}|{_WORDS}))"
_ONE_DAY: Final = re.compile(_DAY, re.IGNORECASE)
_TWO_DAYS: Final = re.compile(
    rf"(?P<first>{_DAY})\s*(?:–|—|-|\bto\b|\buntil\b)\s*(?P<last>{_DAY})", re.IGNORECASE
)
_FURTHER: Final = re.compile(r"(?P<by>[+-] ?[0-9]{1,3}) ?(?P<unit>d|days?|w|weeks?)?", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"(?P<name>[a-z]{3,9}),? (?=[0-9])", re.IGNORECASE)
_CENTURY: Final = 2000


@dataclass(frozen=True, slots=True)
class Typed:
    """What the boxes say: one date, or the many of a rule; `warnings` are worth a look."""

    dates: tuple[Placed, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Days:
    """The dates that were typed, with the rule that gives them, and the last day of several."""

    dates: tuple[Dated, ...]
    rule: str | None = None
    last: date | None = None


def when_text(activity: ActivityView, calendar: Calendar) -> str:
    """The date box as it is opened: `30/10 18:00`, with the year where it would be read as another one."""
    start = f" {activity.start_time:%H:%M}" if activity.start_time else ""
    return day_text(activity.starts_on, calendar) + start


def end_text(activity: ActivityView, calendar: Calendar) -> str:
    """The end box: the time; the last day as well, where that does not follow from the times."""
    end = f"{activity.end_time:%H:%M}" if activity.end_time else ""
    if activity.ends_on == end_date(activity.starts_on, activity.start_time, activity.end_time):
        return end
    return f"{day_text(activity.ends_on, calendar)} {end}".strip()


def exact_texts(placed: Placed, calendar: Calendar) -> tuple[str, str]:
    """The two boxes that say exactly this, whatever the activity is otherwise."""
    day = placed.rule or day_text(placed.on, calendar)
    start = f"{placed.start:%H:%M}" if placed.start else "all day"
    end = f"{placed.end:%H:%M}" if placed.end else ""
    if placed.last_day != end_date(placed.on, placed.start, placed.end):
        end = f"{day_text(placed.last_day, calendar)} {end}".strip()
    return f"{day} {start}", end


def day_text(on: date, calendar: Calendar) -> str:
    """`30/10`, or `30/10/2027` where that is not the season's."""
    short = f"{on.day}/{on.month}"
    return short if _resolved(on.day, on.month, calendar) == on else f"{short}/{on.year:04d}"


def read_when(
    when: str, end: str, calendar: Calendar, was: ActivityView, *, today: date, many: bool = False
) -> Typed:
    """What the two boxes say of an activity that was something else before; a new one has the id 0.

    What is not said stays: a date alone keeps the times, a time alone the date. A rule gives many dates
    only with `many`; `tomorrow` and `friday` are counted from `today`. Raises BadValue with one
    sentence that says what to write.
    """
    text, times = split_times(" ".join(when.split()))
    named = day_by_name(text, today)
    days = _Days((Dated(named, ""),)) if named else _days(text, calendar, was, many=many)
    keeps = was.id != 0 and not times.said
    start = was.start_time if keeps else times.start
    until, last = _end(end, times, calendar)
    last = days.last or last
    if len(days.dates) > 1 and last is not None:
        raise BadValue("a rule of several dates gives single days; take the last day out of the end")
    if start is None and until is not None:
        raise BadValue(f"an end at {until:%H:%M} needs a start; write it behind the date, as in 30/10 18:00")
    return Typed(
        tuple(
            Placed(
                on=one.on,
                last_day=end_date(one.on, start, until, last),
                start=start,
                end=until,
                rule=days.rule,
                reason=one.reason if days.rule else "",
            )
            for one in days.dates
        ),
        tuple(warning for one in days.dates for warning in one.warnings),
    )


def settled(
    when: str, end: str, calendar: Calendar, was: ActivityView, *, today: date, touched: bool
) -> tuple[str, str]:
    """The two boxes once the date is typed, so that they show what will be.

    An end that was typed behind the start goes into its own box. The last day of several moves along,
    unless the end box was `touched`. What cannot be read stays as it is.
    """
    try:
        day, times = split_times(" ".join(when.split()))
        if times.end is not None:
            return f"{day} {times.start:%H:%M}".strip(), f"{times.end:%H:%M}"
        if times.all_day and is_time(end):
            return when, ""
        if touched or was.id == 0 or end != end_text(was, calendar) or is_time(end) or not end:
            return when, end
        on = read_when(when, "", calendar, replace(was, end_time=None), today=today).dates[0].on
        moved = replace(was, starts_on=on, ends_on=on + (was.ends_on - was.starts_on))
        return when, end_text(moved, calendar)
    except BadValue:
        return when, end


def _end(text: str, times: Times, calendar: Calendar) -> tuple[time | None, date | None]:
    """The time and the last day that the end box says; an end behind the start goes before it."""
    text = " ".join(text.split())
    if not text or times.end is not None:
        return times.end, None
    if is_time(text):
        return (None if times.all_day else read_time(text)), None
    day, until = split_times(text)
    if until.end is not None or not _ONE_DAY.fullmatch(day):
        raise BadValue(f"the end {text!r} is not understood; write a time such as 23:00, or a last day")
    return until.start, _one_day(day, calendar)


def _days(text: str, calendar: Calendar, was: ActivityView, *, many: bool) -> _Days:
    if not text:
        if was.id == 0:
            raise BadValue(f"there is no date yet; write {EXAMPLES}")
        return _Days((Dated(was.starts_on, ""),))
    if found := _FURTHER.fullmatch(text):
        return _Days((Dated(_further(found, was), ""),))
    if _ONE_DAY.fullmatch(text):
        return _Days((Dated(_one_day(text, calendar), ""),))
    if found := _TWO_DAYS.fullmatch(text):
        first, last = (_one_day(found[name], calendar) for name in ("first", "last"))
        return _Days((Dated(first, ""),), last=last)
    return _by_rule(text, calendar, was, many=many)


def _by_rule(text: str, calendar: Calendar, was: ActivityView, *, many: bool) -> _Days:
    rule = parse(text, calendar.anchors)
    if_avoided = IfAvoided(was.if_avoided)
    found = dates_of(rule, calendar, avoid=was.avoid, if_avoided=if_avoided)
    if len(found) > 1 and not many:
        raise BadValue(f"the rule gives {len(found)} dates, and this is one; n makes a series of new ones")
    return _Days(found, rule=str(rule))


def _further(found: re.Match[str], was: ActivityView) -> date:
    if was.id == 0:
        raise BadValue(f"there is no date yet to count from; write {EXAMPLES}")
    weeks = (found["unit"] or "d").casefold().startswith("w")
    try:
        return was.starts_on + timedelta(days=int(found["by"].replace(" ", "")) * (7 if weeks else 1))
    except OverflowError:
        raise BadValue("that is too far away; write the date") from None


def _one_day(text: str, calendar: Calendar) -> date:
    """A date without a rule; a weekday before it has to be its own."""
    named = _WEEKDAY.match(text)
    day = text[named.end() :] if named else text
    if "/" in day:
        day = _in_words(day)
    on = date_of(parse(day.replace(".", ""), ()), calendar).on
    if named and not weekday_name(on).casefold().startswith(_weekday(named["name"])):
        raise BadValue(f"{plain(on)} is a {weekday_name(on)}, not a {named['name']}")
    return on


def _in_words(day: str) -> str:
    """`30/10` as a rule says it; two digits are a year of this century."""
    number, month, *year = map(int, day.split("/"))
    if not 1 <= month <= len(MONTHS):
        raise BadValue(f"there is no month {month}; the day stands first, as in 30/10")
    of_year = f" {year[0] + (_CENTURY if year[0] < 100 else 0):04d}" if year else ""
    return f"{number} {MONTHS[month - 1]}{of_year}"


def _weekday(name: str) -> str:
    known = [weekday for weekday in WEEKDAYS if weekday.casefold().startswith(name.casefold())]
    if not known:
        raise BadValue(f"{name} is no weekday; leave it out, or write {EXAMPLES}")
    return known[0].casefold()


def _resolved(day: int, month: int, calendar: Calendar) -> date | None:
    try:
        return date_of(Rule((FixedDay(day, month),)), calendar).on
    except BadValue:
        return None
