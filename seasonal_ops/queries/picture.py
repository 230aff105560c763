"""Plans with everything that the checks look at."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.checks import Picture
from seasonal_ops.dates import Calendar, Dated
from seasonal_ops.dates import Period as Days
from seasonal_ops.models import Anchor, Period, Plan, key
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.aims import gates, targets
from seasonal_ops.queries.counts import measures
from seasonal_ops.queries.people import partners
from seasonal_ops.queries.plans import plan as plan_view


def picture(session: Session, plans: Sequence[Plan], *, now: datetime) -> Picture:
    """The plans as they stand; `now` is aware. An activity of two of them is there once."""
    standing = activities(session, plan_ids=[key(plan) for plan in plans])
    return Picture(
        now=now,
        plans=tuple(plan_view(session, plan) for plan in plans),
        activities=tuple(standing),
        gates=tuple(gate for plan in plans for gate in gates(session, plan)),
        targets=tuple(target for plan in plans for target in targets(session, plan)),
        measures=tuple(measure for plan in plans for measure in measures(session, plan)),
        calendars={plan.slug: calendar_of(session, plan) for plan in plans},
        partners={partner.slug: partner for partner in partners(session)},
    )


def calendar_of(session: Session, plan: Plan) -> Calendar:
    """What the rules of a plan are read against, as the plan stands."""
    query = select(Anchor).where(Anchor.plan_id == plan.id).order_by(col(Anchor.position))
    anchors = {row.name: Dated(row.on, row.reason) for row in session.exec(query)}
    periods = session.exec(select(Period).where(Period.plan_id == plan.id))
    days = tuple(Days(name=row.name, first=row.first_day, last=row.last_day) for row in periods)
    return Calendar(begins=plan.begins, anchors=anchors, periods=days)
