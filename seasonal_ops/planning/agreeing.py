"""What a meeting agrees on: something to do, with owner and day, and the answers of all who sit there."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from seasonal_ops.dates import plain
from seasonal_ops.db import look_up
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import ActionAgreed, Actor
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Activity,
    Assignment,
    Meeting,
    MeetingAction,
    MeetingPartner,
    Partner,
    Plan,
    key,
)
from seasonal_ops.planning.adding import NewActivity, When, add_activities
from seasonal_ops.planning.meetings import load_going_on, require_in_plan
from seasonal_ops.planning.people import respond
from seasonal_ops.reactions import happened
from seasonal_ops.views import SAID
from seasonal_ops.words import Answer, Attendance, Role, Sensitivity


def agree_action(
    session: Session,
    *,
    meeting_id: int,
    title: str,
    owner_id: int,
    by: date,
    about_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Add what is to be done as an activity of the plan, led by its owner, on the day by which it is to be.

    An owner that takes part accepted it by taking it on; any other is asked. It is as sensitive as what
    it is `about`. Raises BadValue for a day before the meeting, Refused when it is closed.
    """
    row = load_going_on(session, meeting_id, now)
    if by < row.held_on:
        raise BadValue(f"{plain(by)} is before the meeting; give the day by which it is to be done")
    plan = look_up(session, Plan, row.plan_id, "plan")
    about = None if about_id is None else require_in_plan(session, row, about_id)
    new = NewActivity(
        title=title,
        sensitivity=Sensitivity.OPEN if about is None else about.sensitivity,
        partners=((key(look_up(session, Partner, owner_id, "partner")), Role.LEAD),),
        when=(When(on=by, reason=f"agreed at the meeting of {plain(row.held_on)}"),),
    )
    signed: dict[str, Any] = {"actor": actor, "now": now}
    (activity,) = add_activities(session, plan_id=row.plan_id, time_zone=plan.time_zone, new=new, **signed)
    link = MeetingAction(meeting_id=meeting_id, activity_id=key(activity), about_id=about_id)
    _keep(session, row, link, **signed)
    there = session.get(MeetingPartner, (meeting_id, owner_id))
    if there is not None and there.attendance is Attendance.PRESENT:
        accepted: dict[str, Any] = {"answer": Answer.ACCEPTED, "note": SAID}
        respond(session, activity_id=key(activity), partner_id=owner_id, **accepted, **signed)
    return activity


def _keep(session: Session, meeting: Meeting, link: MeetingAction, **signed: Any) -> None:
    """Keep where the activity comes from."""
    session.add(link)
    session.flush()
    state = {**snapshot(link), "plan_id": meeting.plan_id}
    happened(session, ActionAgreed(subject=f"meeting:{meeting.id}", after=state), **signed)


def answer_for_everybody(
    session: Session,
    *,
    meeting_id: int,
    activity_id: int,
    answer: Answer,
    on: date | None = None,
    note: str = SAID,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> list[int]:
    """Record one answer for every partner of an activity that has not answered; their ids.

    Who sent apologies said nothing. Raises Refused when nobody else is waited for, and when
    the meeting is closed.
    """
    row = load_going_on(session, meeting_id, now)
    require_in_plan(session, row, activity_id)
    waiting = _waited_for(session, meeting_id, activity_id)
    if not waiting:
        raise Refused(f"of those who take part everybody has answered for activity {activity_id}")
    for partner_id in waiting:
        respond(
            session,
            activity_id=activity_id,
            partner_id=partner_id,
            answer=answer,
            on=on,
            note=note,
            expected_version=expected_version,
            actor=actor,
            now=now,
        )
        expected_version = None  # the first answer raised it
    return waiting


def _waited_for(session: Session, meeting_id: int, activity_id: int) -> list[int]:
    """The partners of the activity that have not answered and sent no apologies, in the order asked."""
    away = select(MeetingPartner.partner_id).where(
        MeetingPartner.meeting_id == meeting_id, MeetingPartner.attendance == Attendance.APOLOGIES
    )
    waiting = (
        select(Assignment.partner_id)
        .where(
            Assignment.activity_id == activity_id,
            Assignment.answer == Answer.ASKED,
            col(Assignment.ended_at).is_(None),
            col(Assignment.partner_id).not_in(away),
        )
        .order_by(col(Assignment.id))
    )
    return list(session.exec(waiting).all())
