"""What a meeting wrote down, as a fact says that it was: a note, who takes part."""

from sqlmodel import Session, col, select

from seasonal_ops.models import MeetingNote, MeetingPartner
from seasonal_ops.planning.meetings import put_attendance, put_note
from seasonal_ops.undoing.turning import Stale, State, Turn
from seasonal_ops.words import Attendance


def restore_attendance(turn: Turn) -> None:
    """Partners take part, or sent apologies, as it was said before. Raises Stale."""
    was, to = _attendance(turn.was), _attendance(turn.to)
    query = select(MeetingPartner).where(MeetingPartner.meeting_id == turn.subject_id)
    here = {one.partner_id: one.attendance for one in turn.session.exec(query)}
    others = [one for one in {*was, *to} if was.get(one) != to.get(one)]
    if any(here.get(one) != was.get(one) for one in others):
        raise Stale(turn.row.subject, ["attendance"])
    given = {one: to.get(one) for one in others}
    put_attendance(turn.session, meeting_id=turn.subject_id, given=given, actor=turn.actor, now=turn.now)


def restore_note(turn: Turn) -> None:
    """What was noted of an activity, or of none, is what was noted before. Raises Stale."""
    about = (turn.was or turn.to).get("activity_id")
    if _noted(turn.session, turn.subject_id, about) != (turn.was.get("text") or ""):
        raise Stale(turn.row.subject, ["text"], of={"activity_id": about})
    put_note(
        turn.session,
        meeting_id=turn.subject_id,
        activity_id=about,
        text=turn.to.get("text") or "",
        actor=turn.actor,
        now=turn.now,
    )


def _attendance(state: State) -> dict[int, Attendance]:
    return {one["partner_id"]: Attendance(one["attendance"]) for one in state.get("attendance", ())}


def _noted(session: Session, meeting_id: int, about: int | None) -> str:
    column = col(MeetingNote.activity_id)
    query = select(MeetingNote.text).where(
        MeetingNote.meeting_id == meeting_id, column.is_(None) if about is None else column == about
    )
    return session.exec(query).first() or ""
