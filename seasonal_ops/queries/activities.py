"""Activities with their assignments and answers, in three queries however many there are."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from seasonal_ops.errors import NotFound
from seasonal_ops.models import Activity, Assignment, Partner, Plan, PlanActivity, Response, key
from seasonal_ops.views import ActivityView, AssignmentView


def activity(session: Session, activity_id: int) -> ActivityView:
    """One activity. Raises NotFound."""
    found = activities(session, ids=[activity_id])
    if not found:
        raise NotFound("activity", activity_id, hint="see: seasonal-ops activity list")
    return found[0]


def activities(
    session: Session, *, ids: Collection[int] | None = None, plan_id: int | None = None
) -> list[ActivityView]:
    """Activities by date and time: all, those with the ids, or those that stand in a plan (once each)."""
    chosen = _chosen(ids, plan_id)
    rows = session.exec(
        select(Activity, Plan.slug, Plan.name, PlanActivity.phase)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(PlanActivity.home), col(Activity.id).in_(chosen))
        .order_by(col(Activity.starts_on), col(Activity.start_time), col(Activity.id))
    ).all()
    asked = _assignments(session, chosen)
    return [_view(row, slug, name, phase, asked.get(key(row), ())) for row, slug, name, phase in rows]


def _chosen(ids: Collection[int] | None, plan_id: int | None) -> SelectOfScalar[Any]:
    query: SelectOfScalar[Any] = select(Activity.id)
    if ids is not None:
        query = query.where(col(Activity.id).in_(ids))
    if plan_id is not None:
        query = query.join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        query = query.where(PlanActivity.plan_id == plan_id)
    return query


def _assignments(session: Session, chosen: SelectOfScalar[Any]) -> dict[int, tuple[AssignmentView, ...]]:
    answers = {
        response.assignment_id: response
        for response in session.exec(
            select(Response)
            .join(Assignment, col(Assignment.id) == col(Response.assignment_id))
            .where(col(Assignment.activity_id).in_(chosen))
            .order_by(col(Response.id))
        )
    }
    rows = session.exec(
        select(Assignment, Partner.slug, Partner.name)
        .join(Partner, col(Partner.id) == col(Assignment.partner_id))
        .where(col(Assignment.activity_id).in_(chosen), col(Assignment.ended_at).is_(None))
        .order_by(col(Assignment.role), col(Partner.slug))
    )
    found: dict[int, list[AssignmentView]] = {}
    for row, slug, name in rows:
        answer = answers.get(key(row))
        found.setdefault(row.activity_id, []).append(
            AssignmentView(
                partner=slug,
                partner_name=name,
                role=row.role,
                response=row.answer,
                asked=row.asked_at,
                answered=row.answered_at,
                proposed_on=answer.proposed_on if answer else None,
                note=answer.note if answer else "",
            )
        )
    return {activity_id: tuple(views) for activity_id, views in found.items()}


def _view(
    row: Activity, plan: str, plan_name: str, phase: str | None, assignments: tuple[AssignmentView, ...]
) -> ActivityView:
    return ActivityView(
        id=key(row),
        plan=plan,
        plan_name=plan_name,
        title=row.title,
        theme=row.theme,
        phase=phase,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        start_time=row.start_time,
        end_time=row.end_time,
        time_zone=row.time_zone,
        location=row.location,
        meet=row.meet,
        description=row.description,
        status=row.status,
        status_note=row.status_note,
        sensitivity=row.sensitivity,
        version=row.version,
        sequence=row.sequence,
        date_rule=row.date_rule,
        date_reason=row.date_reason,
        measures=tuple(row.measures),
        assignments=assignments,
    )
