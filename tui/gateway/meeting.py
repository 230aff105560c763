"""What the gateway knows of: the meeting of the task-and-time group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from seasonal_ops.nights import local_today
from tui.gateway.connection import Connection, partner_id, plan_id
from tui.gateway.files import write_paper
from tui.source.meeting import Minutes

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.views import ActivityView, WalkView
    from seasonal_ops.words import Answer, Attendance
    from tui.source import Seen
    from tui.source.meeting import Who


class MeetingGateway(Connection):
    """The meeting of the task-and-time group, a transaction each."""

    def walk(self, plan: str) -> WalkView:
        """The plan as its group walks it."""
        from seasonal_ops import queries

        with self._database.read() as session:
            return queries.walk(session, queries.find_plan(session, plan), now=self._clock())

    def begin_meeting(self, plan: str, who: Who) -> None:
        """Begin today's meeting, or go on with it."""
        from seasonal_ops import planning, queries

        with self._change() as session:
            row = planning.open_meeting(session, plan_id=plan_id(session, plan), **self._signed)
            given = _given(session, who)
            meeting = queries.meeting(session, row).id
            planning.set_attendance(session, meeting_id=meeting, given=given, **self._signed)

    def set_attendance(self, meeting: int, who: Who) -> None:
        """Say who is there, and who sent apologies."""
        from seasonal_ops import planning

        with self._change() as session:
            given = _given(session, who)
            planning.set_attendance(session, meeting_id=meeting, given=given, **self._signed)

    def note_in_meeting(self, meeting: int, activity_id: int | None, text: str, seen: str) -> None:
        """Note what is said in the place of what was seen."""
        from seasonal_ops import planning

        with self._change() as session:
            planning.note_in_meeting(
                session, meeting_id=meeting, activity_id=activity_id, text=text, seen=seen, **self._signed
            )

    def agree_action(self, meeting: int, title: str, owner: str, by: date, about: int | None) -> None:
        """Agree on something to do."""
        from seasonal_ops import planning

        with self._change() as session:
            planning.agree_action(
                session,
                meeting_id=meeting,
                title=title,
                owner_id=partner_id(session, owner),
                by=by,
                about_id=about,
                **self._signed,
            )

    def everybody_answers(
        self, meeting: int, seen: tuple[Seen, ...], answer: Answer, on: date | None, note: str
    ) -> tuple[ActivityView, ...]:
        """One answer for all who have not answered and did not send apologies."""
        from seasonal_ops import planning

        def verb(session: Session, one: Seen) -> None:
            planning.answer_for_everybody(
                session,
                meeting_id=meeting,
                activity_id=one.id,
                answer=answer,
                on=on,
                note=note,
                expected_version=one.version,
                **self._signed,
            )

        return self._each(seen, verb)

    def close_meeting(self, meeting: int, next_on: date | None) -> None:
        """End it."""
        from seasonal_ops import planning

        with self._change() as session:
            planning.close_meeting(session, meeting_id=meeting, next_on=next_on, **self._signed)

    def minutes(self, meeting: int) -> Minutes:
        """The minutes as they would be printed now."""
        from seasonal_ops import queries
        from seasonal_ops.paper.minutes import minutes_paper

        now = self._clock()
        with self._database.read() as session:
            view = queries.minutes(session, queries.find_meeting(session, str(meeting)), now=now)
        return Minutes(view.meeting, minutes_paper(view, on=local_today(now, self._time_zone)))

    def write_minutes(self, meeting: int, file: str, replace: bool) -> str | None:
        """Write the minutes to a file."""
        return write_paper(lambda: self.minutes(meeting).paper, file, replace=replace)


def _given(session: Session, who: Who) -> dict[int, Attendance | None]:
    return {partner_id(session, slug): said for slug, said in who.items()}
