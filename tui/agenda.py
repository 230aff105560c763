"""Today as numbered lines: headings and activities, found by arithmetic so 100,000 cost nothing. Pure."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from seasonal_ops.views import ActivityView, TodayRow, TodayView


class Kind(Enum):
    """Which part of Today an activity stands in, with its heading."""

    OVERDUE = "▲ OVERDUE"
    TODAY = "● TODAY"
    COMING = "NEXT 7 DAYS"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the activities under it."""

    kind: Kind
    rows: tuple[TodayRow, ...]


class Agenda:
    """The lines of Today, from 0. Line numbers of headings hold a Section, the others a TodayRow."""

    def __init__(self, sections: tuple[Section, ...] = (), today: date = date.min) -> None:
        self.sections = tuple(section for section in sections if section.rows)
        self.today = today
        self._starts: list[int] = []
        self._length = 0
        for section in self.sections:
            self._starts.append(self._length)
            self._length += 1 + len(section.rows)

    @classmethod
    def of(cls, view: TodayView) -> "Agenda":
        """The lines of a view."""
        sections = (
            Section(Kind.OVERDUE, view.overdue),
            Section(Kind.TODAY, view.due),
            Section(Kind.COMING, view.coming),
        )
        return cls(sections, view.today)

    def __len__(self) -> int:
        return self._length

    @property
    def activities(self) -> int:
        """How many activities there are, headings not counted."""
        return self._length - len(self.sections)

    def at(self, line: int) -> tuple[Section, TodayRow | None]:
        """The section of a line, and its activity; None for the heading. Raises IndexError."""
        if not 0 <= line < self._length:
            raise IndexError(line)
        number = bisect_right(self._starts, line) - 1
        section, within = self.sections[number], line - self._starts[number]
        return section, section.rows[within - 1] if within else None

    def row(self, line: int) -> TodayRow | None:
        """The activity on a line; None for a heading or outside."""
        return self.at(line)[1] if 0 <= line < self._length else None

    def nearest(self, line: int) -> int:
        """The line of an activity at `line`, else below, else above; -1 when there is none."""
        line = max(0, min(line, self._length - 1))
        if self.row(line) is not None:
            return line
        return line + 1 if self.row(line + 1) is not None else -1

    def next(self, line: int, wanted: Callable[[TodayRow], bool]) -> int | None:
        """The first line after `line`, going round, with an activity that is wanted."""
        for step in range(1, self._length + 1):
            candidate = (line + step) % self._length
            row = self.row(candidate)
            if row is not None and wanted(row):
                return candidate
        return None

    def line_of(self, activity_id: int) -> int | None:
        """Where an activity stands."""
        return self.next(-1, lambda row: row.activity.id == activity_id)

    def having(self, words: str) -> "Agenda":
        """Only the activities that hold every one of the words, in any case."""
        wanted = words.casefold().split()
        if not wanted:
            return self
        narrowed = tuple(
            Section(section.kind, tuple(row for row in section.rows if _has(row.activity, wanted)))
            for section in self.sections
        )
        return Agenda(narrowed, self.today)

    def with_activity(self, activity: ActivityView) -> "Agenda":
        """The same lines with one activity as it is now."""
        return Agenda(
            tuple(Section(section.kind, _replaced(section.rows, activity)) for section in self.sections),
            self.today,
        )


def empty_notice(view: TodayView, filtered: str) -> tuple[str, ...]:
    """What an empty list says: what to press or run."""
    if filtered:
        return ("", "  Nothing matches the filter.", "  Esc shows everything again.")
    if not view.plans:
        command = f"  seasonal-ops plan new bright-sparx --year {view.today.year}"
        return ("", "  There is no plan yet. Leave with q and make one:", "", command)
    return (
        "",
        "  Nothing is overdue, due today or coming in the next 7 days.",
        "  p picks another plan; the whole season: seasonal-ops activity list",
    )


def _has(activity: ActivityView, wanted: list[str]) -> bool:
    people = " ".join(assignment.partner_name for assignment in activity.assignments)
    texts = (activity.title, activity.plan_name, activity.location, activity.status, activity.theme, people)
    text = " ".join(text for text in texts if text).casefold()
    return all(word in text for word in wanted)


def _replaced(rows: tuple[TodayRow, ...], activity: ActivityView) -> tuple[TodayRow, ...]:
    for index, row in enumerate(rows):
        if row.activity.id == activity.id:
            late = row.late_days if activity.status.open else 0
            changed = TodayRow(activity=activity, late_days=late, clash=row.clash)
            return (*rows[:index], changed, *rows[index + 1 :])
    return rows
