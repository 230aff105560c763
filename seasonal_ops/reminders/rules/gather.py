"""Reads from the database what the rules look at."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, literal
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from seasonal_ops.models import Activity, Contact, Plan, PlanActivity, ReminderRule, key
from seasonal_ops.models.base import UtcDateTime
from seasonal_ops.reminders.rules.past import Past, pasts
from seasonal_ops.reminders.rules.recipients import REACHABLE, assigned_to, recipients_of
from seasonal_ops.reminders.rules.regular import REGULAR, Season
from seasonal_ops.reminders.shapes import GroupLead, Occasion, Recipient, Rule, Said, Schedule
from seasonal_ops.templates import Audience, CatchUp
from seasonal_ops.words import Answer

# Columns and not rows: an object each costs more than all the rest.
_SEEN: Final = (
    *(col(Activity.id), col(Activity.title), col(Activity.location), col(Activity.meet)),
    *(col(Activity.description), col(Activity.starts_on), col(Activity.ends_on)),
    *(col(Activity.start_time), col(Activity.end_time), col(Activity.time_zone), col(Activity.status)),
    *(col(Activity.schedule_revision), col(Activity.revised_at), col(Activity.theme), col(Activity.measures)),
)


@dataclass(frozen=True, slots=True)
class Case:
    """An activity with the rules of its home plan and the contacts that these may concern."""

    occasion: Occasion
    rules: tuple[Rule, ...]
    recipients: tuple[Recipient, ...]


def cases(session: Session, activity_ids: Sequence[int]) -> list[Case]:
    """The activities as the rules see them; the plan that an activity is at home in governs."""
    past = pasts(session, activity_ids)
    assigned = assigned_to(session, activity_ids)
    occasions = _occasions(session, activity_ids, past, assigned)
    rules = _rules(session, {occasion.plan_id for occasion in occasions})
    recipients = recipients_of(session, activity_ids, past, assigned)
    return [Case(one, tuple(rules[one.plan_id]), tuple(recipients[one.id].values())) for one in occasions]


def schedule_of(activity: Activity | Row[Any]) -> Schedule:
    """When an activity is."""
    return Schedule(
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        start_time=activity.start_time,
        end_time=activity.end_time,
        time_zone=activity.time_zone,
    )


def leads(session: Session, plan_ids: Collection[int]) -> dict[int, GroupLead]:
    """By plan who leads its group; none where nobody does who can be written to."""
    query = (
        columns(col(Plan.id), col(Contact.id), col(Contact.channel))
        .join(Contact, col(Contact.id) == col(Plan.lead_contact_id))
        .where(col(Plan.id).in_(plan_ids), *REACHABLE)
    )
    return {
        plan_id: GroupLead(contact_id, channel) for plan_id, contact_id, channel in session.execute(query)
    }


def _occasions(
    session: Session,
    activity_ids: Sequence[int],
    past: Mapping[int, Past],
    assigned: Mapping[int, Sequence[Row[Any]]],
) -> list[Occasion]:
    query = (
        columns(*_SEEN, col(PlanActivity.phase), col(PlanActivity.plan_id), col(Plan.live_at))
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(Activity.id).in_(activity_ids), col(PlanActivity.home))
        .order_by(col(Activity.id))
    )
    rows = session.execute(query).all()
    leading = leads(session, {row.plan_id for row in rows})
    return [
        Occasion(
            id=row.id,
            plan_id=row.plan_id,
            schedule=schedule_of(row),
            said=Said(row.title, row.location, row.meet, row.description),
            status=row.status,
            revision=row.schedule_revision,
            revised_at=row.revised_at,
            live_at=row.live_at,
            theme=row.theme,
            phase=row.phase,
            counted=bool(row.measures),
            moves=past[row.id].moves,
            edits=past[row.id].edits,
            cancelled=past[row.id].cancelled,
            lead=leading.get(row.plan_id),
            silent=tuple(one.asked_at for one in assigned[row.id] if _silent(one)),
        )
        for row in rows
    ]


def _silent(assignment: Row[Any]) -> bool:
    return assignment.ended_at is None and assignment.answer is Answer.ASKED


def _rules(session: Session, plan_ids: set[int]) -> dict[int, list[Rule]]:
    query = select(ReminderRule).where(col(ReminderRule.plan_id).in_(plan_ids), col(ReminderRule.enabled))
    found: dict[int, list[Rule]] = defaultdict(list)
    for row in session.exec(query.order_by(col(ReminderRule.id))):
        found[row.plan_id].append(rule_of(row))
    return found


def rule_of(row: ReminderRule) -> Rule:
    """A rule without its row."""
    return Rule(
        id=key(row),
        kind=row.kind,
        days=row.days,
        working_days=row.working_days,
        at=row.at,
        audience=Audience(row.audience),
        catch_up=CatchUp(row.catch_up),
        themes=tuple(row.themes),
        phases=tuple(row.phases),
    )


def seasons(
    session: Session, *, plan_id: int | None = None, as_if_live: datetime | None = None
) -> list[Season]:
    """The rules that speak of plans as a whole, of live plans with a lead and an activity.

    Of one plan alone with `plan_id`; a plan that is not live counts as live since `as_if_live`, if given.
    """
    last_day = (
        columns(col(PlanActivity.plan_id), func.max(Activity.ends_on).label("on"))
        .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .group_by(col(PlanActivity.plan_id))
        .subquery()
    )
    live_at = func.coalesce(col(Plan.live_at), literal(as_if_live, UtcDateTime())).label("live_at")
    query = (
        columns(col(Plan.id), col(Plan.time_zone), live_at, last_day.c.on)
        .join(last_day, last_day.c.plan_id == col(Plan.id))
        .where(live_at.is_not(None))
    )
    if plan_id is not None:
        query = query.where(col(Plan.id) == plan_id)
    rows = session.execute(query.order_by(col(Plan.id))).all()
    ids = {row.id for row in rows}
    leading, rules = leads(session, ids), _rules(session, ids)
    return [
        Season(
            plan_id=row.id,
            rule=rule,
            lead=leading[row.id],
            time_zone=row.time_zone,
            live_at=row.live_at,
            last_day=row.on,
        )
        for row in rows
        for rule in rules[row.id]
        if rule.kind in REGULAR and row.id in leading
    ]
