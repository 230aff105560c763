"""Today as numbered lines. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from tui.lines import Lines, Section, has_words

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, TodayRow, TodayView


class Kind(Enum):
    """Which part of Today an activity stands in, with its heading."""

    OVERDUE = "▲ OVERDUE"
    TODAY = "● TODAY"
    COMING = "NEXT 7 DAYS"


AgendaSection = Section[Kind, "TodayRow"]


class Agenda(Lines[Kind, "TodayRow"]):
    """The lines of Today; each row is an activity."""

    def __init__(self, sections: tuple[AgendaSection, ...] = (), today: date = date.min) -> None:
        super().__init__(sections)
        self.today = today

    @classmethod
    def of(cls, view: TodayView) -> Agenda:
        """The lines of a view."""
        sections = (
            Section(Kind.OVERDUE, view.overdue),
            Section(Kind.TODAY, view.due),
            Section(Kind.COMING, view.coming),
        )
        return cls(sections, view.today)

    @staticmethod
    def identity(row: TodayRow) -> int:
        """The activity's id."""
        return row.activity.id

    @property
    def activities(self) -> int:
        """How many activities there are, headings not counted."""
        return len(self) - len(self.sections)

    def having(self, words: str) -> Agenda:
        """Only the activities that hold every one of the words, in any case."""
        if not words.strip():
            return self
        narrowed = tuple(
            Section(section.kind, tuple(row for row in section.rows if _has(row.activity, words)))
            for section in self.sections
        )
        return Agenda(narrowed, self.today)

    def with_activities(self, activities: Collection[ActivityView]) -> Agenda:
        """The same lines with these activities in place of older versions."""
        changed = {activity.id: activity for activity in activities}
        return Agenda(
            tuple(
                Section(section.kind, tuple(_as_it_is_now(row, changed) for row in section.rows))
                for section in self.sections
            ),
            self.today,
        )


def empty_notice(filtered: str) -> tuple[str, ...]:
    """What an empty list says: what to press or run."""
    if filtered:
        return ("", "  Nothing matches the filter.", "  Esc shows everything again.")
    return (
        "",
        "  Nothing is overdue, due today or coming in the next 7 days.",
        "  2 shows the whole season; p picks another plan.",
    )


def _has(activity: ActivityView, words: str) -> bool:
    people = " ".join(assignment.names for assignment in activity.assignments)
    texts = (activity.title, activity.plan_name, activity.location, activity.status, activity.theme, people)
    return has_words(words, *texts)


def _as_it_is_now(row: TodayRow, changed: Mapping[int, ActivityView]) -> TodayRow:
    activity = changed.get(row.activity.id)
    if activity is None or activity.version <= row.activity.version:
        return row
    return replace(row, activity=activity, late_days=row.late_days if activity.status.open else 0)
