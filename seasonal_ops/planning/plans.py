"""A plan as a whole: what stands in it, and going live."""

from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.db import load
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, PlanWentLive
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Assignment, Baseline, Partner, Plan, PlanActivity, key
from seasonal_ops.reactions import happened
from seasonal_ops.words import Status


def go_live(session: Session, *, plan_id: int, actor: Actor, now: datetime) -> Plan:
    """From now on messages are really sent; what is promised at this moment is kept as the baseline."""
    plan = load(session, Plan, plan_id, "plan")
    if plan.live_at is not None:
        raise Refused(f"{plan.slug} is live already, since {plan.live_at:%Y-%m-%d %H:%M} UTC")
    before = snapshot(plan)
    plan.live_at = now
    plan.version += 1
    session.add(plan)
    activities = [row for row in activities_of(session, plan_id) if row.status is not Status.CANCELLED]
    session.add_all(_promise(session, plan_id, activity, now) for activity in activities)
    live = PlanWentLive(
        subject=f"plan:{plan_id}",
        before=before,
        after=snapshot(plan),
        activities=tuple(key(activity) for activity in activities),
    )
    happened(session, live, actor=actor, now=now)
    return plan


def activities_of(session: Session, plan_id: int) -> list[Activity]:
    """The activities that stand in a plan, in order of their dates."""
    query = (
        select(Activity)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(PlanActivity.plan_id == plan_id)
        .order_by(col(Activity.starts_on), col(Activity.start_time), col(Activity.id))
    )
    return list(session.exec(query))


def _promise(session: Session, plan_id: int, activity: Activity, now: datetime) -> Baseline:
    asked = session.exec(
        select(Partner.slug, Assignment.role)
        .join(Assignment, col(Assignment.partner_id) == col(Partner.id))
        .where(Assignment.activity_id == activity.id, col(Assignment.ended_at).is_(None))
    )
    return Baseline(
        plan_id=plan_id,
        activity_id=key(activity),
        taken_at=now,
        title=activity.title,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        start_time=activity.start_time,
        end_time=activity.end_time,
        partners={slug: str(role) for slug, role in asked},
    )
