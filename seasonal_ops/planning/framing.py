"""What a new plan hangs on, counts, aims at and depends on: a draft's frame as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, SQLModel

from seasonal_ops.models import (
    Activity,
    Anchor,
    Dependency,
    Gate,
    GateActivity,
    Measure,
    Period,
    Phase,
    Plan,
    ReminderRule,
    Target,
    TargetActivity,
    Theme,
    key,
)
from seasonal_ops.templates import Draft
from seasonal_ops.templates.shape import TargetSpec


def frame(session: Session, plan: Plan, draft: Draft) -> None:
    """What the plan hangs on and is sorted by: anchors, periods, phases, themes, reminder rules."""
    template, plan_id = draft.template, key(plan)
    rows: list[SQLModel] = [
        Anchor(
            plan_id=plan_id,
            name=spec.name,
            position=position,
            on=draft.anchors[spec.name].on,
            rule=spec.when,
            given=spec.name in draft.given,
            reason=draft.anchors[spec.name].reason,
            note=spec.note,
        )
        for position, spec in enumerate(template.anchors)
    ]
    rows += [
        Period(
            plan_id=plan_id,
            name=spec.name,
            year=plan.year,
            first_day=period.first,
            last_day=period.last,
            first_rule=spec.first,
            last_rule=spec.last,
        )
        for spec, period in zip(template.periods, draft.periods, strict=True)
    ]
    rows += [
        Phase(plan_id=plan_id, slug=spec.slug, name=spec.name, position=position)
        for position, spec in enumerate(template.phases)
    ]
    rows += [Theme(plan_id=plan_id, slug=spec.slug, name=spec.name) for spec in template.themes]
    rows += [
        ReminderRule(
            plan_id=plan_id,
            key=spec.key,
            kind=spec.kind,
            days=spec.days,
            working_days=spec.working_days,
            at=spec.at,
            audience=spec.audience,
            catch_up=spec.catch_up,
            themes=list(spec.themes),
            phases=list(spec.phases),
        )
        for spec in template.reminders
    ]
    session.add_all(rows)


def measures(session: Session, plan: Plan, draft: Draft, partners: Mapping[str, int]) -> dict[str, Measure]:
    rows = {
        measure.spec.key: Measure(
            plan_id=key(plan),
            slug=measure.spec.key,
            name=measure.spec.name,
            definition=measure.spec.definition,
            unit=measure.spec.unit,
            kind=measure.spec.kind,
            direction=measure.spec.direction,
            source_partner_id=partners[measure.spec.source] if measure.spec.source else None,
            window_from=measure.first,
            window_to=measure.last,
            window_from_rule=measure.spec.window_from,
            window_to_rule=measure.spec.window_to,
            night_from=measure.spec.night_from,
            person_related=measure.spec.person_related,
            duplicate_group=measure.spec.duplicate_group,
            headline=measure.spec.headline,
            purpose=measure.spec.purpose,
            part_of=measure.spec.part_of,
            due_days=measure.spec.due_days,
            position=position,
        )
        for position, measure in enumerate(draft.measures)
    }
    session.add_all(rows.values())
    session.flush()
    return rows


def targets(
    session: Session, plan: Plan, draft: Draft, measures: Mapping[str, Measure], now: datetime
) -> list[Target]:
    """What the season aims at, in the draft's order."""
    rows = []
    for target in draft.targets:
        spec = target.spec
        value, percent = _target_value(spec)
        rows.append(
            Target(
                plan_id=key(plan),
                measure_id=key(measures[spec.measure]) if spec.measure else None,
                text=spec.text,
                value=value,
                percent=percent,
                by=target.by,
                by_rule=spec.by,
                objective=spec.objective,
                delivery_group=spec.group or "",
                set_at=now,
            )
        )
    session.add_all(rows)
    session.flush()
    return rows


def _target_value(spec: TargetSpec) -> tuple[Decimal | None, bool]:
    """The number aimed at, and whether it is a change in per cent ("-20%")."""
    if spec.value is None:
        return None, False
    text = str(spec.value)
    return Decimal(text.rstrip("%")), text.endswith("%")


def serving(
    session: Session, draft: Draft, activities: Sequence[Activity], targets: Sequence[Target]
) -> None:
    """Which activities serve which target."""
    for target, row in zip(draft.targets, targets, strict=True):
        session.add_all(
            TargetActivity(target_id=key(row), activity_id=key(activity))
            for one, activity in zip(draft.activities, activities, strict=True)
            if one.spec.key in target.spec.activities
        )
    session.flush()


def conditions(session: Session, plan: Plan, draft: Draft, activities: Sequence[Activity]) -> None:
    """Gates, and what waits for what: the first date of what waits needs the last of what it needs."""
    gates = {
        gate.spec.key: Gate(
            plan_id=key(plan),
            key=gate.spec.key,
            kind=gate.spec.kind,
            title=gate.spec.title,
            amount_pence=None if gate.spec.amount is None else round(gate.spec.amount * 100),
            funder=gate.spec.funder or "",
            decide_by=gate.decide_by.on,
            decide_by_rule=gate.spec.decide_by,
        )
        for gate in draft.gates
    }
    session.add_all(gates.values())
    session.flush()
    by_key: dict[str, list[Activity]] = {}
    for one, row in zip(draft.activities, activities, strict=True):
        by_key.setdefault(one.spec.key, []).append(row)
        session.add_all(
            GateActivity(gate_id=key(gates[gate]), activity_id=key(row)) for gate in one.spec.gates
        )
    for spec in draft.template.activities:
        for needed in spec.needs:
            if spec.key in by_key and needed in by_key:
                first, last = by_key[spec.key][0], by_key[needed][-1]
                session.add(Dependency(activity_id=key(first), needs_id=key(last)))
    session.flush()
