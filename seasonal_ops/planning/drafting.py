"""A template on its dates becomes a plan: every row of it, in one transaction."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, SQLModel, col, select

from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, PartnerAdded, PlanDrafted
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Activity,
    Anchor,
    Assignment,
    Dependency,
    Gate,
    GateActivity,
    Measure,
    Partner,
    Period,
    Phase,
    Plan,
    PlanActivity,
    ReminderRule,
    Series,
    Target,
    Theme,
    key,
)
from seasonal_ops.planning.adding import added
from seasonal_ops.reactions import happened
from seasonal_ops.templates import Draft, DraftActivity, Template
from seasonal_ops.templates.shape import ActivitySpec, TargetSpec
from seasonal_ops.words import Role


def draft_plan(session: Session, *, draft: Draft, year: int, actor: Actor, now: datetime) -> Plan:
    """Make the plan that a draft describes; partners not yet known become so.

    Raises Refused when the plan exists already.
    """
    template = draft.template
    slug = f"{template.slug}-{year}"
    if session.exec(select(Plan).where(Plan.slug == slug)).first():
        raise Refused(f"the plan {slug} exists already; see: seasonal-ops plan show {slug}")
    plan = _plan(draft, slug, year, now)
    session.add(plan)
    session.flush()
    partners = _partners(session, template, actor, now)
    _frame(session, plan, draft)
    _measures(session, plan, draft, partners, now)
    guests = _guests(session, draft)
    guest_ids = tuple(key(row) for row in guests.values())
    activities = _activities(session, plan, draft, partners=partners, guests=guests, now=now)
    _conditions(session, plan, draft, activities)
    drafted = PlanDrafted(
        subject=f"plan:{plan.id}",
        after=_plan_state(plan, draft),
        activities=guest_ids,
    )
    new = [row for rows in activities.values() for row in rows if key(row) not in guest_ids]
    happened(session, drafted, *added(session, new), actor=actor, now=now)
    return plan


def _plan(draft: Draft, slug: str, year: int, now: datetime) -> Plan:
    return Plan(
        slug=slug,
        name=f"{draft.template.name} {year}",
        template=draft.template.slug,
        year=year,
        begins=draft.begins,
        time_zone=draft.template.time_zone,
        objective=draft.template.objective,
        created_at=now,
    )


def _plan_state(plan: Plan, draft: Draft) -> dict[str, object]:
    anchors = {name: dated.on.isoformat() for name, dated in draft.anchors.items()}
    return {**snapshot(plan), "anchors": anchors}


def _partners(session: Session, template: Template, actor: Actor, now: datetime) -> dict[str, int]:
    known = {partner.slug: partner for partner in session.exec(select(Partner))}
    new = [
        Partner(slug=spec.slug, name=spec.name, kind=spec.kind, capacity=spec.capacity, created_at=now)
        for spec in template.partners
        if spec.slug not in known
    ]
    session.add_all(new)
    session.flush()
    facts = [PartnerAdded(subject=f"partner:{partner.id}", after=snapshot(partner)) for partner in new]
    happened(session, *facts, actor=actor, now=now)
    return {partner.slug: key(partner) for partner in (*known.values(), *new)}


def _frame(session: Session, plan: Plan, draft: Draft) -> None:
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
            at=spec.at,
            audience=spec.audience,
            catch_up=spec.catch_up,
            themes=list(spec.themes),
            phases=list(spec.phases),
        )
        for spec in template.reminders
    ]
    session.add_all(rows)


def _measures(session: Session, plan: Plan, draft: Draft, partners: Mapping[str, int], now: datetime) -> None:
    rows = {
        measure.spec.key: Measure(
            plan_id=key(plan),
            slug=measure.spec.key,
            name=measure.spec.name,
            definition=measure.spec.definition,
            unit=measure.spec.unit,
            kind=measure.spec.kind,
            direction=measure.spec.direction,
            source_partner_id=partners[measure.spec.source],
            window_from=measure.first,
            window_to=measure.last,
            window_from_rule=measure.spec.window_from,
            window_to_rule=measure.spec.window_to,
            night_from=measure.spec.night_from,
            person_related=measure.spec.person_related,
            duplicate_group=measure.spec.duplicate_group,
            headline=measure.spec.headline,
            position=position,
        )
        for position, measure in enumerate(draft.measures)
    }
    session.add_all(rows.values())
    session.flush()
    for target in draft.targets:
        value, percent = _target_value(target.spec)
        session.add(
            Target(
                plan_id=key(plan),
                measure_id=key(rows[target.spec.measure]),
                text=target.spec.text,
                value=value,
                percent=percent,
                by=target.by,
                by_rule=target.spec.by,
                set_at=now,
            )
        )


def _target_value(spec: TargetSpec) -> tuple[Decimal | None, bool]:
    """The number aimed at, and whether it is a change in per cent ("-20%")."""
    if spec.value is None:
        return None, False
    text = str(spec.value)
    return Decimal(text.rstrip("%")), text.endswith("%")


def _guests(session: Session, draft: Draft) -> dict[tuple[str, date], Activity]:
    """Activities of other templates' plans that this season shares, by key and date: they count once."""
    shared = [spec.key for spec in draft.template.activities if spec.shared]
    found = session.exec(
        select(Activity)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(
            col(Activity.template_key).in_(shared),
            col(PlanActivity.home),
            Plan.template != draft.template.slug,
        )
    )
    return {(row.template_key or "", row.original_on or row.starts_on): row for row in found}


def _activities(
    session: Session,
    plan: Plan,
    draft: Draft,
    *,
    partners: Mapping[str, int],
    guests: Mapping[tuple[str, date], Activity],
    now: datetime,
) -> dict[str, list[Activity]]:
    """The rows by the template's key; a rule that gives several dates is a series."""
    series = _series(session, plan, draft)
    guest_ids = {key(row) for row in guests.values()}
    rows: dict[str, list[Activity]] = {}
    for one in draft.activities:
        guest = guests.get((one.spec.key, one.on))
        row = guest or _activity(one, draft.template.time_zone, now)
        if guest is None:
            row.series_id = key(series[one.spec.key]) if one.series else None
            session.add(row)
        rows.setdefault(one.spec.key, []).append(row)
    session.flush()
    for spec in draft.template.activities:
        for row in rows[spec.key]:
            home = key(row) not in guest_ids
            session.add(PlanActivity(plan_id=key(plan), activity_id=key(row), phase=spec.phase, home=home))
            if home:
                session.add_all(_assignments(spec, key(row), partners, now))
    session.flush()
    return rows


def _series(session: Session, plan: Plan, draft: Draft) -> dict[str, Series]:
    rules = {one.spec.key: one.spec for one in draft.activities if one.series}
    made = {name: Series(plan_id=key(plan), title=spec.title, rule=spec.when) for name, spec in rules.items()}
    session.add_all(made.values())
    session.flush()
    return made


def _activity(one: DraftActivity, time_zone: str, now: datetime) -> Activity:
    spec = one.spec
    return Activity(
        uid=str(uuid.uuid4()),
        title=spec.title,
        description=spec.description,
        theme=spec.theme,
        starts_on=one.on,
        ends_on=one.ends_on,
        start_time=one.start,
        end_time=one.end,
        time_zone=time_zone,
        location=spec.location or "",
        meet=spec.meet or "",
        sensitivity=spec.sensitivity,
        date_rule=spec.when,
        date_reason=one.reason,
        avoid=list(spec.avoid),
        if_avoided=spec.if_avoided,
        original_on=one.on,
        template_key=spec.key,
        measures=list(spec.count),
        provenance=spec.provenance,
        created_at=now,
        revised_at=now,
    )


def _assignments(
    spec: ActivitySpec, activity_id: int, partners: Mapping[str, int], now: datetime
) -> list[Assignment]:
    asked = [(slug, Role.LEAD) for slug in spec.lead] + [(slug, Role.SUPPORT) for slug in spec.support]
    return [
        Assignment(activity_id=activity_id, partner_id=partners[slug], role=role, asked_at=now)
        for slug, role in asked
    ]


def _conditions(
    session: Session, plan: Plan, draft: Draft, activities: Mapping[str, Sequence[Activity]]
) -> None:
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
    for spec in draft.template.activities:
        for row in activities[spec.key]:
            for gate in spec.gates:
                session.add(GateActivity(gate_id=key(gates[gate]), activity_id=key(row)))
        for needed in spec.needs:
            first, last = activities[spec.key][0], activities[needed][-1]
            session.add(Dependency(activity_id=key(first), needs_id=key(last)))
    session.flush()
