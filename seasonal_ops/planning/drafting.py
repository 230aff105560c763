"""A template on its dates becomes a plan: every row of it, in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, PartnerAdded, PlanDrafted
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Activity,
    Anchor,
    Gate,
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
    insert_all,
    key,
)
from seasonal_ops.planning import framing
from seasonal_ops.planning.adding import LISTED, Placed, added, place
from seasonal_ops.planning.lookup import of_plan
from seasonal_ops.reactions import happened
from seasonal_ops.templates import Draft, DraftActivity, Template
from seasonal_ops.templates.shape import ActivitySpec
from seasonal_ops.words import Role


def draft_plan(session: Session, *, draft: Draft, year: int, actor: Actor, now: datetime) -> Plan:
    """Make the plan that a draft describes; partners not yet known become so.

    Raises Refused when the plan exists already.
    """
    return store(session, draft=draft, year=year, actor=actor, now=now).plan


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as rows: `activities` stand in the draft's order, guests of other plans among them."""

    plan: Plan
    activities: tuple[Activity, ...]
    targets: tuple[Target, ...]


def store(
    session: Session,
    *,
    draft: Draft,
    year: int,
    more: Mapping[str, object] | None = None,
    actor: Actor,
    now: datetime,
) -> Stored:
    """The same, with the rows that came of it; `more` is kept in the fact beside the plan's state."""
    template = draft.template
    slug = f"{template.slug}-{year}"
    require_new(session, slug)
    plan = _plan(draft, slug, year, now)
    session.add(plan)
    try:
        session.flush()
    except IntegrityError as error:  # another process made it a moment ago
        raise _exists(slug) from error
    partners = _partners(session, template, actor, now)
    framing.frame(session, plan, draft)
    measures = framing.measures(session, plan, draft, partners)
    guests = _guests(session, draft)
    guest_ids = tuple(key(row) for row in guests.values())
    activities = _activities(session, plan, draft, partners=partners, guests=guests, now=now)
    targets = framing.targets(session, plan, draft, measures, now)
    framing.conditions(session, plan, draft, activities)
    framing.serving(session, draft, activities, targets)
    drafted = PlanDrafted(
        subject=f"plan:{plan.id}",
        after={**_plan_state(session, plan, draft), **(more or {})},
        activities=guest_ids,
    )
    new = [row for row in activities if key(row) not in guest_ids]
    happened(session, drafted, *added(session, new), actor=actor, now=now)
    return Stored(plan, tuple(activities), tuple(targets))


def require_new(session: Session, slug: str) -> None:
    """Raises Refused for a plan that exists already."""
    if session.exec(select(Plan).where(Plan.slug == slug)).first():
        raise _exists(slug)


def _exists(slug: str) -> Refused:
    return Refused(f"the plan {slug} exists already; see: seasonal-ops plan show {slug}")


def _plan(draft: Draft, slug: str, year: int, now: datetime) -> Plan:
    return Plan(
        slug=slug,
        name=f"{draft.template.name} {year}",
        template=draft.template.slug,
        year=year,
        begins=draft.begins,
        time_zone=draft.template.time_zone,
        objective=draft.template.objective,
        delivery_groups=list(draft.template.delivery_groups),
        created_at=now,
    )


def _plan_state(session: Session, plan: Plan, draft: Draft) -> dict[str, object]:
    """The plan with everything that came with it, but for its activities: these have facts of their own."""
    anchors = {name: dated.on.isoformat() for name, dated in draft.anchors.items()}
    tables = (Anchor, Period, Phase, Theme, ReminderRule, Gate, Measure, Target)
    rows = [row for table in tables for row in of_plan(session, table, key(plan))]
    frame = {f"{type(row).__name__.lower()}:{key(row)}": snapshot(row) for row in rows}
    return {**snapshot(plan), "anchors": anchors, "frame": frame}


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
) -> list[Activity]:
    """The rows in the draft's order; a rule that gives several dates is a series."""
    series = _series(session, plan, draft)
    new = [
        {
            **_activity(one, draft.template.time_zone, now),
            "series_id": key(series[one.spec.key]) if one.series else None,
        }
        for one in draft.activities
        if (one.spec.key, one.on) not in guests
    ]
    made = iter(insert_all(session, Activity, new))
    rows = [guests.get((one.spec.key, one.on)) or next(made) for one in draft.activities]
    guest_ids = {key(row) for row in guests.values()}
    placed = [
        Placed(
            activity_id=key(row),
            phase=one.spec.phase,
            home=key(row) not in guest_ids,
            # A guest's partners were asked where it is at home.
            partners=() if key(row) in guest_ids else _asked(one.spec, partners),
        )
        for one, row in zip(draft.activities, rows, strict=True)
    ]
    place(session, plan_id=key(plan), placed=placed, now=now)
    return rows


def _series(session: Session, plan: Plan, draft: Draft) -> dict[str, Series]:
    rules: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    for one in draft.activities:
        if one.series:
            rules.setdefault(one.spec.key, set()).add(one.spec.when)
            titles.setdefault(one.spec.key, one.spec.title)
    made = {
        name: Series(plan_id=key(plan), title=titles[name], rule=when.pop() if len(when) == 1 else LISTED)
        for name, when in rules.items()
    }
    session.add_all(made.values())
    session.flush()
    return made


def _activity(one: DraftActivity, time_zone: str, now: datetime) -> dict[str, Any]:
    spec = one.spec
    return {
        "uid": str(uuid.uuid4()),
        "title": spec.title,
        "description": spec.description,
        "theme": spec.theme,
        "starts_on": one.on,
        "ends_on": one.ends_on,
        "start_time": one.start,
        "end_time": one.end,
        "time_zone": time_zone,
        "location": spec.location or "",
        "meet": spec.meet or "",
        "sensitivity": spec.sensitivity,
        "date_rule": spec.when,
        "date_reason": one.reason,
        "avoid": list(spec.avoid),
        "if_avoided": spec.if_avoided,
        "original_on": one.on,
        "template_key": spec.key,
        "measures": list(spec.count),
        "provenance": spec.provenance,
        "created_at": now,
        "revised_at": now,
    }


def _asked(spec: ActivitySpec, partners: Mapping[str, int]) -> tuple[tuple[int, Role], ...]:
    leads = ((partners[slug], Role.LEAD) for slug in spec.lead)
    return (*leads, *((partners[slug], Role.SUPPORT) for slug in spec.support))
