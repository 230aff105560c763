"""What a calendar may be told of activities, read in a handful of queries however many they are."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session, col, select

from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import Activity, Assignment, Partner, Plan, PlanActivity, Theme, key
from seasonal_ops.words import Role


def load_activities(session: Session, ids: Sequence[int]) -> dict[int, Activity]:
    """The activities by id, as this transaction sees them now."""
    query = select(Activity).where(col(Activity.id).in_(ids)).order_by(col(Activity.id))
    return {key(activity): activity for activity in session.exec(query)}


def events(session: Session, activities: Sequence[Activity]) -> dict[int, CalendarEvent]:
    """The activities as calendar events, by id."""
    ids = [key(activity) for activity in activities]
    people = _people(session, ids)
    homes = _homes(session, ids)
    themes = _themes(session, {plan_id for plan_id, _name in homes.values()})
    made = {}
    for activity in activities:
        plan_id, plan = homes.get(key(activity), (0, ""))
        theme = themes.get((plan_id, activity.theme or ""), activity.theme or "")
        made[key(activity)] = _event(activity, tuple(people.get(key(activity), ())), plan, theme)
    return made


def _event(
    activity: Activity, partners: tuple[tuple[str, Role], ...], plan: str, theme: str
) -> CalendarEvent:
    return CalendarEvent(
        uid=activity.uid,
        title=activity.title,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        start_time=activity.start_time,
        end_time=activity.end_time,
        time_zone=activity.time_zone,
        sequence=activity.sequence,
        revised_at=activity.revised_at,
        sensitivity=activity.sensitivity,
        description=activity.description,
        partners=partners,
        location=activity.location,
        meet=activity.meet,
        plan=plan,
        theme=theme,
        reason=activity.date_reason,
        url=activity.url,
        latitude=activity.latitude,
        longitude=activity.longitude,
    )


def _people(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, Role]]]:
    query = (
        select(Assignment.activity_id, Partner.name, Assignment.role)
        .join(Partner, col(Partner.id) == col(Assignment.partner_id))
        .where(col(Assignment.activity_id).in_(ids), col(Assignment.ended_at).is_(None))
        .order_by(col(Partner.name), col(Partner.id))
    )
    found: dict[int, list[tuple[str, Role]]] = defaultdict(list)
    for activity_id, name, role in session.exec(query):
        found[activity_id].append((name, Role(role)))
    return found


def _homes(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """Id and name of the plan that each activity is at home in."""
    query = (
        select(PlanActivity.activity_id, PlanActivity.plan_id, Plan.name)
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(PlanActivity.activity_id).in_(ids), col(PlanActivity.home))
    )
    return {activity_id: (plan_id, name) for activity_id, plan_id, name in session.exec(query)}


def _themes(session: Session, plan_ids: set[int]) -> dict[tuple[int, str], str]:
    query = select(Theme.plan_id, Theme.slug, Theme.name).where(col(Theme.plan_id).in_(plan_ids))
    return {(plan_id, slug): name for plan_id, slug, name in session.exec(query)}
