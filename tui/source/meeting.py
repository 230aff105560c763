"""The meeting of the task-and-time group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from seasonal_ops.words import Attendance

if TYPE_CHECKING:
    from seasonal_ops.paper.blocks import Paper
    from seasonal_ops.views import ActivityView, MeetingView, WalkView
    from seasonal_ops.words import Answer
    from tui.source.activities import Seen

# By a partner's slug, what is said of it; None takes back what was said.
Who = Mapping[str, Attendance | None]


class Minutes(NamedTuple):
    """A meeting, and its minutes as they would be printed now."""

    meeting: MeetingView
    paper: Paper


class MeetingSource(Protocol):
    """There is one meeting a plan a day; what it decides of activities is changed as ever."""

    def walk(self, plan: str) -> WalkView:
        """The plan (its slug) as its group walks it, with today's meeting if it was begun."""

    def begin_meeting(self, plan: str, who: Who) -> None:
        """Begin today's meeting, or go on with it, and say who is there."""

    def set_attendance(self, meeting: int, who: Who) -> None:
        """Say who is there, and who sent apologies."""

    def note_in_meeting(self, meeting: int, activity_id: int | None, text: str, seen: str) -> None:
        """Note what is said of an activity, or of none, in the place of what was noted before."""

    def agree_action(self, meeting: int, title: str, owner: str, by: date, about: int | None) -> None:
        """Agree on something to do: an activity led by its owner (a slug), on the day by which it is done."""

    def everybody_answers(
        self, meeting: int, seen: tuple[Seen, ...], answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        """One answer for all who have not answered and did not send apologies."""

    def close_meeting(self, meeting: int, next_on: date | None) -> None:
        """End it, and say when the group meets again."""

    def minutes(self, meeting: int) -> Minutes:
        """The minutes as they would be printed now."""

    def write_minutes(self, meeting: int, file: str, replace: bool) -> str | None:
        """Write the minutes to a file; where they went, None where there is one already."""
