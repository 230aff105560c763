"""Activities with their assignments and answers, in a few queries however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from seasonal_ops.db import look_up
from seasonal_ops.errors import NotFound
from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    ContactDetail,
    Dependency,
    Gate,
    GateActivity,
    Partner,
    Plan,
    PlanActivity,
    Response,
    Series,
    key,
)
from seasonal_ops.queries.people import contact_view
from seasonal_ops.views import ActivityView, AssignmentView, ContactView, SeriesView

_ACTIVITIES: Final[Table] = SQLModel.metadata.tables["activity"]
_ASSIGNMENTS: Final[Table] = SQLModel.metadata.tables["assignment"]


def activity(session: Session, activity_id: int) -> ActivityView:
    """One activity. Raises NotFound."""
    found = activities(session, ids=[activity_id])
    if not found:
        raise NotFound("activity", activity_id, hint="see: seasonal-ops activity list")
    return found[0]


def activities(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    plan_id: int | None = None,
    plan_ids: Collection[int] | None = None,
    only: ColumnElement[bool] | None = None,
) -> list[ActivityView]:
    """Activities by date and time: all, those with the ids, or those that stand in plans (once each).

    `only` is a further condition on their own columns.
    """
    chosen = _chosen(ids, plan_ids if plan_id is None else [plan_id], only)
    # Columns and not rows of classes: an overview of all plans reads ten thousands of them.
    rows = session.execute(
        columns(
            *_ACTIVITIES.c,
            col(Plan.slug).label("plan"),
            col(Plan.name).label("plan_name"),
            col(PlanActivity.phase),
        )
        .join(PlanActivity, col(PlanActivity.activity_id) == _ACTIVITIES.c.id)
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(PlanActivity.home), _ACTIVITIES.c.id.in_(chosen))
        .order_by(_ACTIVITIES.c.starts_on, _ACTIVITIES.c.start_time.nulls_first(), _ACTIVITIES.c.id)
    )
    beside = _Beside(
        assignments=_assignments(session, chosen),
        needs=_grouped(session, col(Dependency.activity_id), col(Dependency.needs_id), chosen),
        gates=_gates(session, chosen),
        rings=_rings(session, chosen),
    )
    return [_view(row, beside) for row in rows]


def plan_of_series(session: Session, series_id: int) -> Plan:
    """The plan in which a series stands. Raises NotFound."""
    row = session.get(Series, series_id)
    if row is None:
        raise NotFound("series", series_id, hint="see: seasonal-ops series list PLAN")
    return look_up(session, Plan, row.plan_id, "plan")


def series(session: Session, plan_id: int) -> list[SeriesView]:
    """The series of a plan with their dates, by their first one."""
    slug = look_up(session, Plan, plan_id, "plan").slug
    rows = session.exec(select(Series).where(Series.plan_id == plan_id)).all()
    dated: dict[int, list[ActivityView]] = {}
    for view in activities(session, plan_id=plan_id):
        if view.series is not None:
            dated.setdefault(view.series, []).append(view)
    found = [
        SeriesView(id=key(row), plan=slug, title=row.title, rule=row.rule, activities=tuple(dated[key(row)]))
        for row in rows
        if key(row) in dated
    ]
    return sorted(found, key=lambda one: (one.activities[0].starts_on, one.id))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What other tables say of activities, by their ids."""

    assignments: Mapping[int, tuple[AssignmentView, ...]]
    needs: Mapping[int, tuple[int, ...]]
    gates: Mapping[int, tuple[str, ...]]
    rings: Mapping[int, ContactView]


def _chosen(
    ids: Collection[int] | None, plan_ids: Collection[int] | None, only: ColumnElement[bool] | None
) -> SelectOfScalar[Any]:
    query: SelectOfScalar[Any] = select(Activity.id)
    if ids is not None:
        query = query.where(col(Activity.id).in_(ids))
    if plan_ids is not None:
        standing = select(PlanActivity.activity_id).where(col(PlanActivity.plan_id).in_(plan_ids))
        query = query.where(col(Activity.id).in_(standing))
    return query if only is None else query.where(only)


def _assignments(session: Session, chosen: SelectOfScalar[Any]) -> dict[int, tuple[AssignmentView, ...]]:
    said = {
        row.assignment_id: row
        for row in session.execute(
            columns(col(Response.assignment_id), col(Response.proposed_on), col(Response.note))
            .join(Assignment, col(Assignment.id) == col(Response.assignment_id))
            .where(col(Assignment.activity_id).in_(chosen))
            .order_by(col(Response.id))
        )
    }
    rows = session.execute(
        columns(*_ASSIGNMENTS.c, col(Partner.slug), col(Partner.name))
        .join(Partner, col(Partner.id) == _ASSIGNMENTS.c.partner_id)
        .where(_ASSIGNMENTS.c.activity_id.in_(chosen), _ASSIGNMENTS.c.ended_at.is_(None))
        .order_by(_ASSIGNMENTS.c.role, col(Partner.slug))
    )
    found: dict[int, list[AssignmentView]] = {}
    for row in rows:
        answer = said.get(row.id)
        found.setdefault(row.activity_id, []).append(
            AssignmentView(
                partner=row.slug,
                partner_name=row.name,
                role=row.role,
                response=row.answer,
                asked=row.asked_at,
                answered=row.answered_at,
                proposed_on=answer.proposed_on if answer else None,
                note=answer.note if answer else "",
            )
        )
    return {activity_id: tuple(views) for activity_id, views in found.items()}


def _grouped(session: Session, owner: Any, value: Any, chosen: SelectOfScalar[Any]) -> dict[int, Any]:
    found: dict[int, list[Any]] = {}
    for owner_id, one in session.exec(select(owner, value).where(owner.in_(chosen)).order_by(owner, value)):
        found.setdefault(owner_id, []).append(one)
    return {owner_id: tuple(values) for owner_id, values in found.items()}


def _gates(session: Session, chosen: SelectOfScalar[Any]) -> dict[int, tuple[str, ...]]:
    """Keys of gates; the gates of two plans in which an activity stands may have one name."""
    rows = session.exec(
        select(GateActivity.activity_id, Gate.key)
        .join(Gate, col(Gate.id) == col(GateActivity.gate_id))
        .where(col(GateActivity.activity_id).in_(chosen))
        .order_by(col(Gate.key))
    )
    found: dict[int, dict[str, None]] = {}
    for activity_id, gate in rows:
        found.setdefault(activity_id, {})[gate] = None
    return {activity_id: tuple(gates) for activity_id, gates in found.items()}


def _rings(session: Session, chosen: SelectOfScalar[Any]) -> dict[int, ContactView]:
    rows = session.exec(
        select(Activity.id, Contact, ContactDetail, Partner.slug)
        .join(Contact, col(Contact.id) == col(Activity.night_contact_id))
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .join(Partner, col(Partner.id) == col(Contact.partner_id))
        .where(col(Activity.id).in_(chosen), col(Contact.left_on).is_(None))
    )
    return {
        activity_id: contact_view(row, detail, slug)
        for activity_id, row, detail, slug in rows
        if activity_id is not None
    }


def _view(row: Row[Any], beside: _Beside) -> ActivityView:
    activity_id = row.id
    return ActivityView(
        id=activity_id,
        plan=row.plan,
        plan_name=row.plan_name,
        title=row.title,
        theme=row.theme,
        phase=row.phase,
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
        assignments=beside.assignments.get(activity_id, ()),
        uid=row.uid,
        series=row.series_id,
        original_on=row.original_on,
        avoid=tuple(row.avoid),
        if_avoided=row.if_avoided,
        needs=beside.needs.get(activity_id, ()),
        gates=beside.gates.get(activity_id, ()),
        ring=beside.rings.get(activity_id),
        key=row.template_key,
    )
