"""What a form's date, times and partners would mean: the date in words, who has too much, what it waits for.

Pure over the sheet. It reads rules and runs the checks, so that it is asked in a thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined
from seasonal_ops.words import Answer, Check, Severity
from tui.show import long_day, next_day, one_line

if TYPE_CHECKING:
    from seasonal_ops.checks import Picture
    from seasonal_ops.views import ActivityView, AssignmentView, Finding
    from tui.activity.typed_when import Typed
    from tui.source.editing import Placed, Sheet

_MATTERS: Final = frozenset({Check.CLASH, Check.LOAD, Check.ORDER, Check.AVOIDED, Check.GATE})
# What runs a night before or after may still overlap; what is farther away cannot clash.
_NEAR: Final = timedelta(days=2)
_SHOWN_DATES: Final = 4
_LONGEST: Final = 3  # findings
_NAMED: Final = 2  # of those who accepted the date before


class Kind(Enum):
    """What a line says, for its glyph, word and style."""

    WHEN = "When"
    WHY = "Why"
    CLASH = "× CLASH"
    NOTE = "▲ Note"
    WRONG = "▲ Not a date"


@dataclass(frozen=True, slots=True)
class Foresight:
    """What the boxes say (nothing when they cannot be read), and the lines to show under them."""

    dates: tuple[Placed, ...]
    lines: tuple[tuple[Kind, str], ...]

    @property
    def wrong(self) -> str:
        """Why the boxes cannot be read; empty when they can."""
        return "" if self.dates else self.lines[0][1]


def foresee(sheet: Sheet, when: str, end: str, partners: tuple[AssignmentView, ...]) -> Foresight:
    """Read the date boxes, and check the plan as it would be with these partners."""
    from tui.activity.typed_when import read_when

    try:
        typed = read_when(when, end, sheet.calendar, sheet.activity, today=sheet.today, many=sheet.new)
    except BadValue as error:
        return Foresight((), ((Kind.WRONG, one_line(str(error))),))
    # Titles, partners' names and reasons come from outside.
    lines = tuple((kind, one_line(text)) for kind, text in _lines(sheet, typed, partners))
    return Foresight(typed.dates, lines)


def _lines(sheet: Sheet, typed: Typed, partners: tuple[AssignmentView, ...]) -> Iterator[tuple[Kind, str]]:
    first = typed.dates[0]
    yield Kind.WHEN, in_words(first)
    if len(typed.dates) > 1:
        more = len(typed.dates) - _SHOWN_DATES
        shown = ", ".join(long_day(one.on) for one in typed.dates[:_SHOWN_DATES])
        rest = f" and {more} more" if more > 0 else ""
        yield Kind.NOTE, f"{len(typed.dates)} dates, one activity each, a series: {shown}{rest}"
    if first.rule:
        yield Kind.WHY, first.reason
    elif sheet.activity.date_rule and not sheet.new:
        yield Kind.WHY, _by_hand(sheet.activity, first)
    for one in _findings(sheet, first, partners):
        grave = one.severity is Severity.ERROR and one.rule is Check.CLASH
        yield Kind.CLASH if grave else Kind.NOTE, _sentence(one, sheet)
    yield from ((Kind.NOTE, one) for one in (*typed.warnings, *_days_off(sheet, first.on)))
    if first.on != sheet.activity.starts_on and (accepted := _accepted(sheet.activity)):
        was = long_day(sheet.activity.starts_on)
        yield Kind.NOTE, f"{accepted} accepted {was}; ask whether the new date suits"
    if first.last_day < sheet.picture.now.date():
        yield Kind.NOTE, "this is past"


def in_words(placed: Placed) -> str:
    """`Fri 30 Oct 2026 21:00 – 03:00 next morning`."""
    first, last = placed.on, placed.last_day
    until = "" if first == last else f"{long_day(last)} {last.year}"
    if placed.start is None:
        return f"{long_day(first)} {first.year}" + (f" – {until}" if until else "") + ", all day"
    start = f"{long_day(first)} {first.year} {placed.start:%H:%M}"
    if placed.end is None:
        return f"{start}, no end" if not until else f"{start} – {until}"
    if first == last:
        return f"{start}–{placed.end:%H:%M}"
    if (last - first).days == 1 and placed.end <= placed.start:
        return f"{start} – {placed.end:%H:%M} {next_day(placed.end)}"
    return f"{start} – {until} {placed.end:%H:%M}"


def _by_hand(activity: ActivityView, placed: Placed) -> str:
    """Whether it still hangs on its rule."""
    if placed.on == activity.starts_on == activity.original_on:
        return f"{activity.date_rule}; it moves when its anchor does"
    return f"by hand; write its rule to let it hang on that again: {activity.date_rule}"


def _accepted(activity: ActivityView) -> str:
    names = [one.partner_name for one in activity.assignments if one.response is Answer.ACCEPTED]
    more = len(names) - _NAMED
    return joined([*names[:_NAMED], f"{more} more"] if more > 0 else names)


def _days_off(sheet: Sheet, on: date) -> Iterator[str]:
    """What the day is besides: a bank holiday, half-term. A plan's checks speak only of what it avoids."""
    calendar = sheet.calendar
    if (name := calendar.holidays.names.get(on)) is not None:
        yield f"a bank holiday: {name}"
    yield from (f"in {period.name}" for period in calendar.periods if period.holds(on))


def _findings(sheet: Sheet, placed: Placed, partners: tuple[AssignmentView, ...]) -> list[Finding]:
    from seasonal_ops.checks import findings

    activity = replace(
        sheet.activity,
        title=sheet.activity.title or "this one",
        starts_on=placed.on,
        ends_on=placed.last_day,
        start_time=placed.start,
        end_time=placed.end,
        assignments=partners,
    )
    found = [
        one
        for one in findings(_near(sheet.picture, activity))
        if activity.id in one.activities and one.rule in _MATTERS and one.severity is not Severity.NOTE
    ]
    return found[:_LONGEST]


def _near(picture: Picture, activity: ActivityView) -> Picture:
    """Only what can have to do with it: a whole season is not looked over at every key."""
    first, last = activity.starts_on - _NEAR, activity.ends_on + _NEAR
    others = tuple(
        one
        for one in picture.activities
        if one.id != activity.id
        and (
            (one.ends_on >= first and one.starts_on <= last)
            or one.id in activity.needs
            or activity.id in one.needs
        )
    )
    return replace(picture, activities=(activity, *others), targets=(), measures=())


def _sentence(finding: Finding, sheet: Sheet) -> str:
    """Without the number of an activity that has none yet."""
    said = finding.sentence
    return said.replace(" (0, ", " (").replace(" (0)", "") if sheet.new else said
