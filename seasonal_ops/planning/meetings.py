"""A meeting of a plan's task-and-time group: begun, written down, closed.

What it decides of activities is done with the verbs of activities, and read later from their facts.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops.dates import plain
from seasonal_ops.db import load, look_up
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused
from seasonal_ops.facts import (
    Actor,
    AttendanceSet,
    Fact,
    MeetingClosed,
    MeetingNoted,
    MeetingOpened,
    MeetingReopened,
)
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Activity,
    Meeting,
    MeetingNote,
    MeetingPartner,
    Partner,
    Plan,
    PlanActivity,
    key,
)
from seasonal_ops.nights import instant, local_today
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_text
from seasonal_ops.words import Attendance

_DAY: Final = timedelta(days=1)


def open_meeting(session: Session, *, plan_id: int, actor: Actor, now: datetime) -> Meeting:
    """Begin the plan's meeting of today, or go on with it: there is one a plan a day.

    One of an earlier day that nobody closed ended with its day.
    """
    plan = load(session, Plan, plan_id, "plan")
    today = local_today(now, plan.time_zone)
    query = select(Meeting).where(Meeting.plan_id == plan_id)
    for old in session.exec(query.where(Meeting.held_on < today, col(Meeting.closed_at).is_(None))).all():
        close_meeting(session, meeting_id=key(old), actor=actor, now=now)
    row = session.exec(query.where(Meeting.held_on == today)).first()
    if row is not None and row.closed_at is None:
        return row
    before = None if row is None else _state(session, row)
    kind: type[Fact] = MeetingOpened if row is None else MeetingReopened
    row = row or Meeting(plan_id=plan_id, held_on=today, opened_by=actor.name, opened_at=now)
    row.closed_at = None
    session.add(row)
    _happened(session, row, kind, before, actor=actor, now=now)
    return row


def close_meeting(
    session: Session, *, meeting_id: int, next_on: date | None = None, actor: Actor, now: datetime
) -> Meeting:
    """End a meeting, with its own day at the latest, and say when the group meets again.

    Raises Refused when it is closed, BadValue for a next meeting that is not after it.
    """
    row = load(session, Meeting, meeting_id, "meeting")
    if row.closed_at is not None:
        raise Refused(f"the meeting of {plain(row.held_on)} is closed; print it: {_print(meeting_id)}")
    if next_on is not None and next_on <= row.held_on:
        raise BadValue(f"the next meeting, {plain(next_on)}, is not after this one; give a later date")
    before = _state(session, row)
    zone = look_up(session, Plan, row.plan_id, "plan").time_zone
    row.closed_at = max(row.opened_at, min(now, instant(row.held_on + _DAY, time(0), zone)))
    row.next_on = next_on
    session.add(row)
    _happened(session, row, MeetingClosed, before, actor=actor, now=now)
    return row


def set_attendance(
    session: Session,
    *,
    meeting_id: int,
    given: Mapping[int, Attendance | None],
    actor: Actor,
    now: datetime,
) -> None:
    """Say by partner id who takes part and who sent apologies; None takes back what was said.

    Raises Refused when the meeting is closed.
    """
    load_going_on(session, meeting_id, now)
    put_attendance(session, meeting_id=meeting_id, given=given, actor=actor, now=now)


def put_attendance(
    session: Session,
    *,
    meeting_id: int,
    given: Mapping[int, Attendance | None],
    actor: Actor,
    now: datetime,
) -> None:
    """The same of one that may be closed: so that what was said by mistake can be undone."""
    row = load(session, Meeting, meeting_id, "meeting")
    before = _state(session, row)
    for partner_id, attendance in given.items():
        look_up(session, Partner, partner_id, "partner")
        said = session.get(MeetingPartner, (meeting_id, partner_id))
        if attendance is None:
            if said is not None:
                session.delete(said)
            continue
        said = said or MeetingPartner(meeting_id=meeting_id, partner_id=partner_id, attendance=attendance)
        said.attendance = attendance
        session.add(said)
    session.flush()
    if _state(session, row) != before:
        _happened(session, row, AttendanceSet, before, actor=actor, now=now)


def note_in_meeting(
    session: Session, *, meeting_id: int, activity_id: int | None, text: str, seen: str | None = None,
    actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Write down what was said of an activity, or of none; it takes the place of what was noted before.

    An empty text takes the note away. Raises NotFound for an activity of another plan, Refused when the
    meeting is closed, Changed when another note stands there than the one that was `seen` ("" for none).
    """
    load_going_on(session, meeting_id, now)
    note = _note(session, meeting_id, activity_id)
    if seen is not None and seen != ("" if note is None else note.text):
        who = "somebody took the note away" if note is None else f"{note.noted_by} noted: {note.text!r}"
        raise Changed(f"{who}, while you wrote; what you wrote is not kept yet")
    put_note(session, meeting_id=meeting_id, activity_id=activity_id, text=text, actor=actor, now=now)


def put_note(
    session: Session, *, meeting_id: int, activity_id: int | None, text: str, actor: Actor, now: datetime
) -> None:
    """The same of one that may be closed: so that what was noted by mistake can be undone."""
    row = load(session, Meeting, meeting_id, "meeting")
    if activity_id is not None:
        require_in_plan(session, row, activity_id)
    text = accept_text(text, "the note").strip()
    note = _note(session, meeting_id, activity_id)
    before = None if note is None else {**snapshot(note), "plan_id": row.plan_id}
    if text == ("" if note is None else note.text):
        return
    if note is not None and not text:
        session.delete(note)
        after = None
    else:
        note = note or MeetingNote(
            meeting_id=meeting_id, activity_id=activity_id, text=text, noted_by=actor.name, noted_at=now
        )
        note.text, note.noted_by, note.noted_at = text, actor.name, now
        session.add(note)
        session.flush()
        after = {**snapshot(note), "plan_id": row.plan_id}
    fact = MeetingNoted(subject=f"meeting:{meeting_id}", before=before, after=after)
    happened(session, fact, actor=actor, now=now)


def _note(session: Session, meeting_id: int, activity_id: int | None) -> MeetingNote | None:
    query = select(MeetingNote).where(MeetingNote.meeting_id == meeting_id)
    about = col(MeetingNote.activity_id)
    return session.exec(query.where(about.is_(None) if activity_id is None else about == activity_id)).first()


def load_going_on(session: Session, meeting_id: int, now: datetime) -> Meeting:
    """The meeting, locked. Raises Refused when it is closed: its minutes may be handed round already."""
    row = load(session, Meeting, meeting_id, "meeting")
    if row.closed_at is None:
        return row
    plan = look_up(session, Plan, row.plan_id, "plan")
    over = row.held_on < local_today(now, plan.time_zone)
    next_step = "its day is over; begin today's" if over else "go on with it"
    raise Refused(
        f"the meeting of {plain(row.held_on)} is closed; {next_step}: o in the meeting, "
        f"or seasonal-ops meeting open {plan.slug}"
    )


def require_in_plan(session: Session, meeting: Meeting, activity_id: int) -> Activity:
    """The activity. Raises NotFound when it does not stand in the plan that met."""
    activity = look_up(session, Activity, activity_id, "activity")
    if session.get(PlanActivity, (meeting.plan_id, activity_id)) is None:
        plan = look_up(session, Plan, meeting.plan_id, "plan")
        hint = f"see: seasonal-ops activity list --plan {plan.slug}"
        raise NotFound(f"activity of {plan.slug}", activity_id, hint=hint)
    return activity


def _state(session: Session, meeting: Meeting) -> Mapping[str, Any]:
    """The full state of a meeting for a fact: its row, and what was said of each partner."""
    query = select(MeetingPartner).where(MeetingPartner.meeting_id == meeting.id)
    said = session.exec(query.order_by(col(MeetingPartner.partner_id)))
    attendance = [{"partner_id": one.partner_id, "attendance": one.attendance.value} for one in said]
    return {**snapshot(meeting), "attendance": attendance}


def _happened(
    session: Session,
    row: Meeting,
    kind: type[Fact],
    before: Mapping[str, Any] | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    session.flush()
    fact = kind(subject=f"meeting:{row.id}", before=before, after=_state(session, row))
    happened(session, fact, actor=actor, now=now)


def _print(meeting_id: int) -> str:
    return f"seasonal-ops meeting print {meeting_id}"
