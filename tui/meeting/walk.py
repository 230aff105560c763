"""The walk as numbered lines: what has to be talked about, reason by reason. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from seasonal_ops.views import ActivityView, WalkRow, WalkView, Why
from tui.lines import Lines, Section, has_words

HEADINGS: Final = {
    Why.OVERDUE: "▲ OVERDUE",
    Why.GATE: "◇ TO DECIDE FIRST",
    Why.CLASH: "× CLASH",
    Why.SOON: "● NEXT 14 DAYS",
    Why.ANSWERS: "◷ UNANSWERED, DECLINED, UNLED",
    Why.REST: "THE REST",
}
# Where each activity stood when the walk first came to it.
Places = Mapping[int, Why]


class Walk(Lines[Why, WalkRow]):
    """The lines of the walk; each row is an activity."""

    @classmethod
    def of(cls, view: WalkView, places: Places, *, everything: bool) -> "Walk":
        """The lines of a view.

        What was talked about stays where it stood, though what was recorded may have mended it: nobody
        loses the thread.
        """
        found: dict[Why, list[WalkRow]] = {why: [] for why in Why}
        for row in view.rows:
            found[places.get(row.activity.id, row.why[0])].append(row)
        if not everything:
            del found[Why.REST]
        # As the rest comes first in no section that it was moved into, dates are put in order again.
        return cls(tuple(Section(why, tuple(sorted(rows, key=_date))) for why, rows in found.items()))

    @staticmethod
    def identity(row: WalkRow) -> int:
        """The activity's id."""
        return row.activity.id

    @property
    def many(self) -> int:
        """How many activities there are."""
        return len(self) - len(self.sections)

    def number(self, line: int) -> int:
        """The how-manieth activity stands on a line, from 1; 0 for none."""
        return 0 if self.row(line) is None else line - bisect_right(self._starts, line) + 1

    def having(self, words: str) -> "Walk":
        """Only the activities that hold every one of the words, in any case."""
        if not words.strip():
            return self
        return Walk(
            tuple(
                Section(section.kind, tuple(row for row in section.rows if _has(row.activity, words)))
                for section in self.sections
            )
        )

    def with_activities(self, activities: Collection[ActivityView]) -> "Walk":
        """The same lines with these activities in place of older versions."""
        now = {one.id: one for one in activities}

        def as_it_is(row: WalkRow) -> WalkRow:
            activity = now.get(row.activity.id, row.activity)
            return replace(row, activity=activity) if activity.version > row.activity.version else row

        return Walk(
            tuple(Section(section.kind, tuple(map(as_it_is, section.rows))) for section in self.sections)
        )


def places_of(view: WalkView, before: Places) -> Places:
    """Where each activity stands that has to be talked about; where it stood before, it stays."""
    return {row.activity.id: row.why[0] for row in view.rows if row.why[0] is not Why.REST} | dict(before)


def empty_notice(view: WalkView, filtered: str, *, everything: bool) -> tuple[str, ...]:
    """What an empty walk says: what to press."""
    if filtered:
        return ("", " Nothing matches.", " Esc shows all again.")
    if everything or not view.rows:
        return ("", " Nothing is planned yet.", " n agrees on an action.")
    return ("", " Nothing needs a word.", " z shows every activity.")


def _date(row: WalkRow) -> tuple[object, ...]:
    one = row.activity
    return one.starts_on, one.start_time is not None, one.start_time, one.id


def _has(activity: ActivityView, words: str) -> bool:
    people = " ".join(one.names for one in activity.assignments)
    return has_words(words, activity.title, activity.location, activity.status, activity.theme, people)
