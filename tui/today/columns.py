"""What stands where in a line of the list, in cells. Pure.

Below `_WIDE` cells there is one column for the moment: the time for today, date and days late for
what is overdue, the date for the days to come.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui.frame.part import Part
from tui.show import SAVING, day, days, fit, hours, lasts, long_day, one_line, short_day, status_words
from tui.today.agenda import Kind

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, TodayRow
    from tui.today.agenda import AgendaSection

_WIDE: Final = 90
_MARGIN: Final = 3  # cursor, glyph, space
_MOMENT: Final = 11
_GLYPHS: Final = {Kind.OVERDUE: "▲", Kind.TODAY: "●", Kind.COMING: " "}


_HEADINGS: Final = {Kind.OVERDUE: Part.OVERDUE, Kind.TODAY: Part.TODAY, Kind.COMING: Part.HEADING}


class Columns:
    """The columns of a list `width` cells wide."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.wide = width >= _WIDE
        self.status = 15 if self.wide else 11
        self.lead = 22 if self.wide else 13 if width >= 72 else 11
        self.moment = 2 * _MOMENT + 1 if self.wide else _MOMENT
        self.title = max(4, width - _MARGIN - self.moment - self.lead - self.status - 4)

    def heading(self, section: AgendaSection, today: date) -> list[tuple[str, Part]]:
        """A section's heading, with how many there are at the right."""
        count = f"{len(section.rows)} "
        name = f" {section.kind.value}"
        if section.kind is Kind.OVERDUE and not self.wide:
            name += ", days late"
        if section.kind is Kind.TODAY:
            name += f"  {long_day(today)}"
        return [(fit(name, max(0, self.width - len(count))) + count, _HEADINGS[section.kind])]

    def activity(
        self, kind: Kind, row: TodayRow, *, at_cursor: bool, is_anchor: bool, saving: bool = False
    ) -> list[tuple[str, Part]]:
        """An activity's line: cursor, glyph, when, title with its flags, lead, status."""
        activity = row.activity
        glyph, part = _mark(kind, row, is_anchor=is_anchor)
        flags = _flags(kind, row, late=self.wide)
        title = fit(one_line(activity.title), self.title - cell_len(flags))
        return [
            ("▌" if at_cursor else " ", part),
            (f"{glyph} ", part),
            (fit(self._moment(kind, row), self.moment) + " ", Part.MOMENT),
            (title, Part.ANCHOR if part is Part.ANCHOR else Part.TITLE),
            (flags + " ", Part.FLAG),
            (_leads(activity, self.lead) + " ", Part.LEAD),
            (fit(SAVING if saving else status_words(activity.status), self.status), Part.STATUS),
        ]

    def _moment(self, kind: Kind, row: TodayRow) -> str:
        activity = row.activity
        if self.wide and lasts(activity):
            return f"{day(activity.starts_on):<{_MOMENT}}→ {short_day(activity.ends_on)}"
        if self.wide:
            return f"{day(activity.starts_on):<{_MOMENT}} {hours(activity)}"
        if row.late_days:
            return f"{short_day(activity.starts_on)} {row.late_days:>3}d"
        if kind is Kind.OVERDUE and activity.end_time is not None:
            return f"ended {activity.end_time:%H:%M}"
        return hours(activity) if kind is Kind.TODAY else day(activity.starts_on)


def _mark(kind: Kind, row: TodayRow, *, is_anchor: bool) -> tuple[str, Part]:
    if kind is Kind.COMING and is_anchor:
        return "◆", Part.ANCHOR
    if kind is Kind.OVERDUE and not row.activity.status.open:
        return " ", Part.HEADING
    return _GLYPHS[kind], _HEADINGS[kind]


def _flags(kind: Kind, row: TodayRow, *, late: bool) -> str:
    # As the counter counts: for what is over, or was said how it went, nobody waits for an answer.
    asks = kind is not Kind.OVERDUE and row.activity.status.open
    waiting = len(row.activity.unanswered) if asks else 0
    flags = (
        f"late {days(row.late_days)}" if late and row.late_days else "",
        f"◷{waiting}" if waiting else "",
        "×" if row.clash else "",
    )
    shown = " ".join(flag for flag in flags if flag)
    return f" {shown}" if shown else ""


def _leads(activity: ActivityView, width: int) -> str:
    """The first lead, and how many more there are: none leads by standing first, so none may be cut off."""
    first, *others = activity.leads or ("no lead",)
    more = f" +{len(others)}" if others else ""
    return fit(one_line(first), width - len(more)) + more
