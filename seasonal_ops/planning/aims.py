"""What a plan depends on, aims at and has learnt: gates, targets, lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlmodel import Session, select

from seasonal_ops.db import load, look_up
from seasonal_ops.errors import BadValue, NotFound
from seasonal_ops.facts import Actor, GateSet, LessonAdded, TargetSet
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Gate,
    GateActivity,
    Lesson,
    Measure,
    Partner,
    Plan,
    PlanActivity,
    Target,
    TargetActivity,
    key,
)
from seasonal_ops.names import nearest
from seasonal_ops.nights import local_today
from seasonal_ops.planning.people import slug_of
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import GateKind, GateState

# What the column of ten-thousandths of a pound or per cent can hold, and no plan needs.
_LARGEST: Final = Decimal(10) ** 9


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChange:
    """What is to be said of a gate; None leaves it as it is. `amount` is in pounds."""

    kind: GateKind | None = None
    title: str | None = None
    amount: Decimal | None = None
    funder: str | None = None
    decide_by: date | None = None
    state: GateState | None = None


def set_gate(
    session: Session,
    *,
    plan_id: int,
    name: str,
    change: GateChange,
    activities: Sequence[int] = (),
    actor: Actor,
    now: datetime,
) -> Gate:
    """Change a gate of a plan, or add it when it has a title and a day; `activities` come behind it.

    Raises NotFound for a gate that is not there and not said enough of, BadValue for an unusable value.
    """
    plan = load(session, Plan, plan_id, "plan")
    name = slug_of(name)
    gate = session.exec(select(Gate).where(Gate.plan_id == plan_id, Gate.key == name)).first()
    before = _gate_state(session, gate) if gate else None
    if gate is None:
        gate = _new_gate(session, plan, name, change)
    _write_gate(gate, change, local_today(now, plan.time_zone))
    session.add(gate)
    session.flush()
    behind = set(_behind(session, key(gate)))
    wanted = [one for one in _standing_in(session, plan, activities) if one not in behind]
    session.add_all(GateActivity(gate_id=key(gate), activity_id=one) for one in wanted)
    session.flush()
    after = _gate_state(session, gate)
    if after != before:
        happened(
            session, GateSet(subject=f"gate:{gate.id}", before=before, after=after), actor=actor, now=now
        )
    return gate


def set_target(
    session: Session,
    *,
    plan_id: int,
    text: str,
    value: Decimal | None = None,
    percent: bool = False,
    by: date | None = None,
    measure_id: int | None = None,
    objective: str = "",
    delivery_group: str = "",
    activities: Sequence[int] = (),
    target_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Target:
    """Set what a plan aims at, or with `target_id` say it anew; `activities` (ids) serve it.

    With another number, measure or day it is set now, and no longer beforehand once its window began.

    Raises BadValue for an unusable text or value, NotFound for what the plan does not have.
    """
    plan = load(session, Plan, plan_id, "plan")
    target = Target(plan_id=plan_id, text="", set_at=now)
    before = None
    if target_id is not None:
        target = _of_plan(session, plan, target_id)
        before = _target_state(session, target)
    if measure_id is not None and look_up(session, Measure, measure_id, "measure").plan_id != plan_id:
        raise NotFound("measure", measure_id, hint=f"see: seasonal-ops measure list {plan.slug}")
    aim = (target.value, target.percent, target.measure_id, target.by)
    target.text = _accept_target(text)
    if by != target.by:
        target.by, target.by_rule = by, None
    target.value, target.percent = _accept_value(value), percent
    target.measure_id = measure_id
    if aim != (target.value, target.percent, measure_id, by):
        target.set_at = now
    target.objective = accept_text(objective, "the objective", longest=1000)
    target.delivery_group = _accept_short(delivery_group, "the delivery group", longest=200)
    session.add(target)
    session.flush()
    _serve(session, target, _standing_in(session, plan, activities))
    after = _target_state(session, target)
    if after != before:
        fact = TargetSet(subject=f"target:{target.id}", before=before, after=after)
        happened(session, fact, actor=actor, now=now)
    return target


def add_lesson(
    session: Session, *, plan_id: int, text: str, owner_id: int | None, actor: Actor, now: datetime
) -> Lesson:
    """Write down what to do differently, and which partner sees to it. Raises BadValue for an empty text."""
    load(session, Plan, plan_id, "plan")
    if owner_id is not None:
        look_up(session, Partner, owner_id, "partner")
    lesson = Lesson(
        plan_id=plan_id,
        text=accept_line(text, "the lesson", longest=1000),
        owner_partner_id=owner_id,
        created_at=now,
    )
    session.add(lesson)
    session.flush()
    added = LessonAdded(subject=f"lesson:{lesson.id}", after=snapshot(lesson))
    happened(session, added, actor=actor, now=now)
    return lesson


def _accept_target(text: str) -> str:
    if not text.strip():
        raise BadValue("the target is empty; say what is aimed at")
    return accept_text(text, "the target", longest=1000)


def _accept_short(text: str, what: str, *, longest: int) -> str:
    """A text of one line that may be empty."""
    return accept_line(text, what, longest=longest) if text.strip() else ""


def _accept_value(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    if not value.is_finite():
        raise BadValue(f"a target of {value} is no number; give one such as 12 or 2.5")
    if abs(value) >= _LARGEST:
        raise BadValue(f"a target of {value} is too large; check the number")
    scaled = value * 10_000
    if scaled != scaled.to_integral_value():
        raise BadValue(f"a target of {value} is too fine; give four decimal places at most")
    return Decimal(int(scaled)) / 10_000


def _new_gate(session: Session, plan: Plan, name: str, change: GateChange) -> Gate:
    if change.title is None or change.decide_by is None:
        known = session.exec(select(Gate.key).where(Gate.plan_id == plan.id)).all()
        raise NotFound("gate", name, nearest(name, known), hint="a new one needs --title and --decide-by")
    return Gate(
        plan_id=key(plan),
        key=accept_line(name, "the gate's name", longest=60),
        kind=change.kind or GateKind.FUNDING,
        title="",
        decide_by=change.decide_by,
    )


def _write_gate(gate: Gate, change: GateChange, today: date) -> None:
    if change.kind is not None:
        gate.kind = change.kind
    if change.title is not None:
        gate.title = accept_line(change.title, "the title")
    if change.amount is not None:
        gate.amount_pence = _pence(change.amount)
    if change.funder is not None:
        gate.funder = _accept_short(change.funder, "the funder", longest=120)
    if change.decide_by is not None and change.decide_by != gate.decide_by:
        gate.decide_by, gate.decide_by_rule = change.decide_by, None
    if change.state is not None and change.state is not gate.state:
        gate.state = change.state
        gate.decided_on = None if change.state is GateState.OPEN else today


def _pence(pounds: Decimal) -> int:
    pence = pounds * 100
    # The column is a 32-bit integer on PostgreSQL.
    if pence != pence.to_integral_value() or not 0 <= pence < 2**31:
        raise BadValue(f"{pounds} is no amount of money; give pounds, such as 1500 or 1500.50")
    return int(pence)


def _behind(session: Session, gate_id: int) -> list[int]:
    query = select(GateActivity.activity_id).where(GateActivity.gate_id == gate_id)
    return sorted(session.exec(query))


def _gate_state(session: Session, gate: Gate) -> dict[str, object]:
    return {**snapshot(gate), "activities": _behind(session, key(gate))}


def _of_plan(session: Session, plan: Plan, target_id: int) -> Target:
    target = session.get(Target, target_id)
    if target is None or target.plan_id != plan.id:
        raise NotFound("target", target_id, hint=f"see: seasonal-ops target list {plan.slug}")
    return target


def _standing_in(session: Session, plan: Plan, activities: Sequence[int]) -> list[int]:
    standing = set(session.exec(select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan.id)))
    for one in activities:
        if one not in standing:
            raise NotFound(f"activity of {plan.slug}", one, hint=f"see: activity list --plan {plan.slug}")
    return list(dict.fromkeys(activities))


def _serve(session: Session, target: Target, activities: Sequence[int]) -> None:
    links = session.exec(select(TargetActivity).where(TargetActivity.target_id == target.id)).all()
    for link in links:
        if link.activity_id not in activities:
            session.delete(link)
    known = {link.activity_id for link in links}
    session.add_all(
        TargetActivity(target_id=key(target), activity_id=one) for one in activities if one not in known
    )
    session.flush()


def _target_state(session: Session, target: Target) -> dict[str, object]:
    query = select(TargetActivity.activity_id).where(TargetActivity.target_id == target.id)
    return {**snapshot(target), "activities": sorted(session.exec(query))}
