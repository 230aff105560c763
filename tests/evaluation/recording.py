"""Counts put in place for an evaluation, as an import leaves them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session, select

from seasonal_ops.models import Activity, Count, Measure, Plan, PlanActivity, key

LATER: Final = datetime(2027, 12, 1, tzinfo=UTC)


def measure_of(session: Session, plan: Plan, slug: str) -> Measure:
    """The row of a measure."""
    return session.exec(select(Measure).where(Measure.plan_id == plan.id, Measure.slug == slug)).one()


def put(session: Session, plan: Plan, slug: str, value: str, on: date, **more: Any) -> Count:
    """One value, of a day unless `until` is given."""
    fields = {"until": on, "as_at": on, "entered_by": "lead", "entered_at": LATER, **more}
    row = Count(measure_id=key(measure_of(session, plan, slug)), on=on, value=Decimal(value), **fields)
    session.add(row)
    session.flush()
    return row


def promising(session: Session, plan: Plan, slug: str) -> list[Activity]:
    """The activities of a plan that promise a measure, guests among them, by date."""
    query = (
        select(Activity)
        .join(PlanActivity, PlanActivity.activity_id == Activity.id)  # type: ignore[arg-type]
        .where(PlanActivity.plan_id == plan.id)
        .order_by(Activity.starts_on, Activity.id)  # type: ignore[arg-type]
    )
    return [row for row in session.exec(query) if slug in row.measures]
