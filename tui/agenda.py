"""Today as numbered lines. Pure."""

from datetime import date
from enum import Enum

from seasonal_ops.views import ActivityView, TodayRow, TodayView
from tui.lines import Lines, Section, has_words


class Kind(Enum):
    """Which part of Today an activity stands in, with its heading."""

    OVERDUE = "▲ OVERDUE"
    TODAY = "● TODAY"
    COMING = "NEXT 7 DAYS"


AgendaSection = Section[Kind, TodayRow]


class Agenda(Lines[Kind, TodayRow]):
    """The lines of Today; each row is an activity."""

    def __init__(self, sections: tuple[AgendaSection, ...] = (), today: date = date.min) -> None:
        super().__init__(sections)
        self.today = today

    @classmethod
    def of(cls, view: TodayView) -> "Agenda":
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

    def having(self, words: str) -> "Agenda":
        """Only the activities that hold every one of the words, in any case."""
        if not words.strip():
            return self
        narrowed = tuple(
            Section(section.kind, tuple(row for row in section.rows if _has(row.activity, words)))
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


def _has(activity: ActivityView, words: str) -> bool:
    people = " ".join(assignment.partner_name for assignment in activity.assignments)
    texts = (activity.title, activity.plan_name, activity.location, activity.status, activity.theme, people)
    return has_words(words, *texts)


def _replaced(rows: tuple[TodayRow, ...], activity: ActivityView) -> tuple[TodayRow, ...]:
    for index, row in enumerate(rows):
        if row.activity.id == activity.id:
            late = row.late_days if activity.status.open else 0
            changed = TodayRow(activity=activity, late_days=late, clash=row.clash)
            return (*rows[:index], changed, *rows[index + 1 :])
    return rows
