"""A plan as a whole: what stands in it, who leads it, and going live."""

from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.db import load, look_up
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, PlanLeadSet, PlanWentLive
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Assignment, Baseline, Contact, Partner, Plan, PlanActivity, key
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


def name_lead(session: Session, *, plan_id: int, contact_id: int | None, actor: Actor, now: datetime) -> Plan:
    """Say who leads the plan's task-and-time group: gets its digests, and is told when nobody answers.

    None for nobody. Raises NotFound, or Refused for a contact that has left or wants no messages.
    """
    plan = load(session, Plan, plan_id, "plan")
    if contact_id is not None:
        _require_reachable(look_up(session, Contact, contact_id, "contact"))
    if plan.lead_contact_id == contact_id:
        return plan
    before = snapshot(plan)
    plan.lead_contact_id = contact_id
    plan.version += 1
    session.add(plan)
    named = PlanLeadSet(
        subject=f"plan:{plan_id}",
        before=before,
        after=snapshot(plan),
        activities=_at_home_in(session, plan_id),
    )
    happened(session, named, actor=actor, now=now)
    return plan


def _require_reachable(contact: Contact) -> None:
    if contact.left_on is not None:
        raise Refused(f"contact {contact.id} left on {contact.left_on}; name another")
    if contact.opted_out_at is not None:
        way = f"name another, or: seasonal-ops contact edit {contact.id} --opt-in"
        raise Refused(f"contact {contact.id} wants no messages; {way}")


def _at_home_in(session: Session, plan_id: int) -> tuple[int, ...]:
    query = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan_id, col(PlanActivity.home))
    return tuple(session.exec(query.order_by(col(PlanActivity.activity_id))))


def activities_of(session: Session, plan_id: int) -> list[Activity]:
    """The activities that stand in a plan, in order of their dates."""
    query = (
        select(Activity)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(PlanActivity.plan_id == plan_id)
        .order_by(col(Activity.starts_on), col(Activity.start_time).nulls_first(), col(Activity.id))
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
