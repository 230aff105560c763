"""Gates, targets and lessons of a plan, as the doors show them."""

from collections.abc import Iterable
from decimal import Decimal

from sqlmodel import Session, col, select

from seasonal_ops.db import look_up
from seasonal_ops.errors import NotFound
from seasonal_ops.models import (
    Gate,
    GateActivity,
    Lesson,
    Measure,
    Partner,
    Plan,
    Target,
    TargetActivity,
    key,
)
from seasonal_ops.views import GateView, LessonView, TargetView


def gates(session: Session, plan: Plan) -> list[GateView]:
    """The gates of a plan, by the day by which each must be decided."""
    rows = session.exec(
        select(Gate).where(Gate.plan_id == plan.id).order_by(col(Gate.decide_by), col(Gate.key))
    ).all()
    behind = _grouped(
        session.exec(
            select(GateActivity.gate_id, GateActivity.activity_id)
            .join(Gate, col(Gate.id) == col(GateActivity.gate_id))
            .where(Gate.plan_id == plan.id)
            .order_by(col(GateActivity.activity_id))
        )
    )
    return [
        GateView(
            id=key(row),
            plan=plan.slug,
            key=row.key,
            kind=row.kind,
            title=row.title,
            amount=None if row.amount_pence is None else Decimal(row.amount_pence) / 100,
            funder=row.funder,
            decide_by=row.decide_by,
            decide_by_rule=row.decide_by_rule,
            state=row.state,
            decided_on=row.decided_on,
            activities=behind.get(key(row), ()),
        )
        for row in rows
    ]


def targets(session: Session, plan: Plan) -> list[TargetView]:
    """The targets of a plan, in the order in which they were set."""
    rows = session.exec(
        select(Target, Measure.slug)
        .join(Measure, col(Measure.id) == col(Target.measure_id), isouter=True)
        .where(Target.plan_id == plan.id)
        .order_by(col(Target.id))
    ).all()
    serving = _grouped(
        session.exec(
            select(TargetActivity.target_id, TargetActivity.activity_id)
            .join(Target, col(Target.id) == col(TargetActivity.target_id))
            .where(Target.plan_id == plan.id)
            .order_by(col(TargetActivity.activity_id))
        )
    )
    return [
        TargetView(
            id=key(row),
            plan=plan.slug,
            measure=measure,
            text=row.text,
            value=row.value,
            percent=row.percent,
            by=row.by,
            by_rule=row.by_rule,
            objective=row.objective,
            delivery_group=row.delivery_group,
            set_at=row.set_at,
            activities=serving.get(key(row), ()),
        )
        for row, measure in rows
    ]


def plan_of_target(session: Session, target_id: int) -> Plan:
    """The plan that aims at it. Raises NotFound."""
    row = session.get(Target, target_id)
    if row is None:
        raise NotFound("target", target_id, hint="see: seasonal-ops target list PLAN")
    return look_up(session, Plan, row.plan_id, "plan")


def lessons(session: Session, plan: Plan) -> list[LessonView]:
    """The lessons of a plan, in the order in which they were written down."""
    rows = session.exec(
        select(Lesson, Partner.slug)
        .join(Partner, col(Partner.id) == col(Lesson.owner_partner_id), isouter=True)
        .where(Lesson.plan_id == plan.id)
        .order_by(col(Lesson.id))
    )
    return [
        LessonView(id=key(row), plan=plan.slug, text=row.text, owner=owner, activity=row.activity_id)
        for row, owner in rows
    ]


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for owner, value in pairs:
        found.setdefault(owner, []).append(value)
    return {owner: tuple(values) for owner, values in found.items()}
