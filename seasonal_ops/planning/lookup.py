"""Rows by what a person calls them, and how they read in a fact."""

from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from seasonal_ops.db import load
from seasonal_ops.errors import Changed, NotFound
from seasonal_ops.models import Activity, Assignment, Partner

Row = TypeVar("Row", bound=SQLModel)


def activity_for_change(session: Session, activity_id: int, expected_version: int | None) -> Activity:
    """The activity, locked. Raises Changed when it is no longer of the version that was looked at."""
    activity = load(session, Activity, activity_id, "activity")
    if expected_version is not None and activity.version != expected_version:
        raise Changed(f"{activity.title!r} was changed by somebody else meanwhile; look again, then decide")
    return activity


def of_plan(session: Session, table: type[Row], plan_id: int, *order: Any) -> list[Row]:
    """The rows of a table that has a `plan_id`, of one plan."""
    query = select(table).where(col(table.plan_id) == plan_id)  # type: ignore[attr-defined] # not every table has it
    return list(session.exec(query.order_by(*order)))


def assignment_of(session: Session, activity_id: int, partner_id: int) -> Assignment | None:
    """The partner's current assignment on the activity."""
    return session.exec(
        select(Assignment).where(
            Assignment.activity_id == activity_id,
            Assignment.partner_id == partner_id,
            col(Assignment.ended_at).is_(None),
        )
    ).one_or_none()


def require_assignment(session: Session, activity: Activity, partner_id: int) -> Assignment:
    """The partner's current assignment. Raises NotFound when there is none."""
    assignment = assignment_of(session, activity.id or 0, partner_id)
    if assignment is None:
        partner = load(session, Partner, partner_id, "partner")
        raise NotFound(
            f"assignment of {partner.slug} on activity",
            activity.id,
            hint=f"assign it first: seasonal-ops assign {activity.id} {partner.slug}",
        )
    return assignment
