"""Meetings of a plan's task-and-time group, as the doors show them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from seasonal_ops.db import look_up
from seasonal_ops.errors import NotFound
from seasonal_ops.models import (
    Assignment,
    Meeting,
    MeetingAction,
    MeetingNote,
    MeetingPartner,
    Partner,
    Plan,
    PlanActivity,
    key,
)
from seasonal_ops.nights import local_today
from seasonal_ops.queries.find import find_plan
from seasonal_ops.views import AttendanceView, MeetingActionView, MeetingNoteView, MeetingView


def find_meeting(session: Session, name: str) -> Meeting:
    """A meeting by its id, or the newest one of a plan by the plan's name. Raises NotFound."""
    typed = name.strip()
    if typed.isascii() and typed.isdigit():
        row = session.get(Meeting, int(typed))
        if row is None:
            raise NotFound("meeting", name, hint="see: seasonal-ops meeting list PLAN")
        return row
    plan = find_plan(session, typed)
    row = session.exec(_of(plan)).first()
    if row is None:
        raise NotFound("meeting of", plan.slug, hint=f"begin one: seasonal-ops meeting open {plan.slug}")
    return row


def meeting_of_today(session: Session, plan: Plan, now: datetime) -> Meeting | None:
    """The plan's meeting of the day that its wall shows, open or closed."""
    today = local_today(now, plan.time_zone)
    return session.exec(_of(plan).where(Meeting.held_on == today)).first()


def meetings(session: Session, plan: Plan) -> list[MeetingView]:
    """The meetings of a plan, the newest first."""
    return [meeting(session, row) for row in session.exec(_of(plan)).all()]


def meeting(session: Session, row: Meeting) -> MeetingView:
    """One meeting."""
    plan = look_up(session, Plan, row.plan_id, "plan")
    zone = ZoneInfo(plan.time_zone)
    notes = select(MeetingNote).where(MeetingNote.meeting_id == row.id).order_by(col(MeetingNote.id))
    actions = select(MeetingAction).where(MeetingAction.meeting_id == row.id)
    return MeetingView(
        id=key(row),
        plan=plan.slug,
        plan_name=plan.name,
        held_on=row.held_on,
        opened=row.opened_at.astimezone(zone),
        opened_by=row.opened_by,
        closed=None if row.closed_at is None else row.closed_at.astimezone(zone),
        next_on=row.next_on,
        partners=attendance(session, plan, row),
        notes=tuple(
            MeetingNoteView(
                activity=one.activity_id, text=one.text, by=one.noted_by, at=one.noted_at.astimezone(zone)
            )
            for one in session.exec(notes)
        ),
        actions=tuple(
            MeetingActionView(activity=one.activity_id, about=one.about_id)
            for one in session.exec(actions.order_by(col(MeetingAction.activity_id)))
        ),
    )


def attendance(session: Session, plan: Plan, row: Meeting | None) -> tuple[AttendanceView, ...]:
    """The partners that the plan asks, those with most activities first, and whoever took part besides."""
    asked = dict(
        session.exec(
            select(Assignment.partner_id, func.count())
            .join(PlanActivity, col(PlanActivity.activity_id) == col(Assignment.activity_id))
            .where(PlanActivity.plan_id == plan.id, col(Assignment.ended_at).is_(None))
            .group_by(col(Assignment.partner_id))
        ).all()
    )
    found = (
        []
        if row is None
        else session.exec(select(MeetingPartner).where(MeetingPartner.meeting_id == row.id)).all()
    )
    said = {one.partner_id: one.attendance for one in found}
    query = select(Partner).where(col(Partner.id).in_({*asked, *said}))
    views = [
        AttendanceView(
            partner=partner.slug,
            name=partner.name,
            assigned=asked.get(key(partner), 0),
            attendance=said.get(key(partner)),
        )
        for partner in session.exec(query)
    ]
    return tuple(sorted(views, key=lambda view: (-view.assigned, view.partner)))


def _of(plan: Plan) -> SelectOfScalar[Meeting]:
    return select(Meeting).where(Meeting.plan_id == plan.id).order_by(col(Meeting.held_on).desc())
