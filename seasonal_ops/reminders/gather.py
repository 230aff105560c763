"""Reads from the database what the rules look at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import select as columns
from sqlmodel import Session, col, or_, select

from seasonal_ops.facts import ActivityCancelled, ActivityEdited, ActivityMoved, PartnerUnassigned
from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    FactRow,
    Plan,
    PlanActivity,
    Reminder,
    ReminderRule,
    key,
)
from seasonal_ops.reminders.shapes import Edit, Ended, Move, Occasion, Recipient, Rule, Said, Schedule, Told
from seasonal_ops.words import ReminderKind, ReminderState

_KINDS: Final = tuple(
    kind.__name__ for kind in (ActivityMoved, ActivityEdited, ActivityCancelled, PartnerUnassigned)
)


@dataclass(frozen=True, slots=True)
class Case:
    """An activity with the rules of its home plan and the contacts that these may concern."""

    occasion: Occasion
    rules: tuple[Rule, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class _History:
    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    cancelled: Ended | None = None
    unassigned: Mapping[int, Ended] | None = None


def cases(session: Session, activity_ids: Sequence[int]) -> list[Case]:
    """The activities as the rules see them; the plan that an activity is at home in governs."""
    history = _histories(session, activity_ids)
    occasions = _occasions(session, activity_ids, history)
    rules = _rules(session, {occasion.plan_id for occasion in occasions})
    recipients = _recipients(session, activity_ids, history)
    return [Case(one, tuple(rules[one.plan_id]), tuple(recipients[one.id].values())) for one in occasions]


def schedule_of(activity: Activity) -> Schedule:
    """When an activity is."""
    return Schedule(
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        start_time=activity.start_time,
        end_time=activity.end_time,
        time_zone=activity.time_zone,
    )


def _occasions(
    session: Session, activity_ids: Sequence[int], history: Mapping[int, _History]
) -> list[Occasion]:
    query = (
        select(Activity, PlanActivity.phase, Plan.id, Plan.live_at)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(Activity.id).in_(activity_ids), col(PlanActivity.home))
        .order_by(col(Activity.id))
    )
    return [
        Occasion(
            id=key(activity),
            plan_id=plan_id or 0,
            schedule=schedule_of(activity),
            said=Said(activity.title, activity.location, activity.meet, activity.description),
            status=activity.status,
            revision=activity.schedule_revision,
            revised_at=activity.revised_at,
            live_at=live_at,
            theme=activity.theme,
            phase=phase,
            counted=bool(activity.measures),
            moves=history[key(activity)].moves,
            edits=history[key(activity)].edits,
            cancelled=history[key(activity)].cancelled,
        )
        for activity, phase, plan_id, live_at in session.exec(query)
    ]


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
        at=row.at,
        audience=row.audience,
        catch_up=row.catch_up,
        channel=row.channel,
        themes=tuple(row.themes),
        phases=tuple(row.phases),
    )


def _recipients(
    session: Session, activity_ids: Sequence[int], history: Mapping[int, _History]
) -> dict[int, dict[int, Recipient]]:
    """By activity and contact. Deputies stand in for nobody yet, and get nothing."""
    told = _told(session, activity_ids)
    query = (
        select(Assignment, Contact)
        .join(Contact, col(Contact.partner_id) == col(Assignment.partner_id))
        .where(
            col(Assignment.activity_id).in_(activity_ids),
            col(Contact.left_on).is_(None),
            col(Contact.opted_out_at).is_(None),
            col(Contact.deputy).is_(False),
        )
        .order_by(col(Assignment.id), col(Contact.id))
    )
    found: dict[int, dict[int, Recipient]] = defaultdict(dict)
    for assignment, contact in session.exec(query):
        contact_id = key(contact)
        ended = _ended(assignment, history[assignment.activity_id])
        if assignment.ended_at is not None and ended is None:
            continue
        # In order of their ids: a partner asked again stands as it was asked last.
        found[assignment.activity_id][contact_id] = Recipient(
            contact_id=contact_id,
            role=assignment.role,
            answer=assignment.answer,
            asked_at=assignment.asked_at,
            known_since=contact.created_at,
            ended=ended,
            told=told.get((assignment.activity_id, contact_id)),
        )
    return found


def _ended(assignment: Assignment, history: _History) -> Ended | None:
    if assignment.ended_at is None:
        return None
    return (history.unassigned or {}).get(key(assignment))


def _told(session: Session, activity_ids: Sequence[int]) -> dict[tuple[int, int], Told]:
    """What each contact was last sent about each activity; what may have arrived counts as sent."""
    out = (ReminderState.SENT, ReminderState.SENDING)
    query = (
        columns(
            *(col(Reminder.activity_id), col(Reminder.contact_id), col(Reminder.kind)),
            *(col(Reminder.revision), col(Reminder.note), col(Reminder.due_utc)),
        )
        .where(
            col(Reminder.activity_id).in_(activity_ids),
            or_(col(Reminder.state).in_(out), col(Reminder.ambiguous)),
        )
        .order_by(col(Reminder.revision), col(Reminder.sent_at), col(Reminder.id))
    )
    found: dict[tuple[int, int], Told] = {}
    noticed: dict[tuple[int, int], datetime] = {}
    for activity_id, contact_id, kind, revision, note, due in session.execute(query):
        place = (activity_id, contact_id)
        if kind is ReminderKind.CHANGED:
            noticed[place] = max(due, noticed.get(place, due))
        found[place] = Told(kind=kind, revision=revision, note=note, notices_until=noticed.get(place))
    return found


def _histories(session: Session, activity_ids: Sequence[int]) -> dict[int, _History]:
    """What the journal says of moves, cancellations and ended assignments, by activity."""
    subjects = {f"activity:{activity_id}": activity_id for activity_id in activity_ids}
    query = select(FactRow).where(col(FactRow.subject).in_(subjects), col(FactRow.kind).in_(_KINDS))
    found: dict[int, _History] = defaultdict(_History)
    for fact in session.exec(query.order_by(col(FactRow.id))):
        activity_id = subjects[fact.subject]
        found[activity_id] = _with(found[activity_id], fact)
    return found


def _with(history: _History, fact: FactRow) -> _History:
    before, after = fact.before or {}, fact.after or {}
    revision = int(after.get("schedule_revision", 0))
    if fact.kind == ActivityMoved.__name__:
        return replace(history, moves=(*history.moves, Move(fact.at, revision, _schedule(before))))
    if fact.kind == ActivityEdited.__name__:
        edited = _said(before) != _said(after)
        edits = (*history.edits, Edit(fact.at, revision, _said(before))) if edited else history.edits
        return replace(history, edits=edits)
    ended = Ended(fact.at, revision)
    if fact.kind == ActivityCancelled.__name__:
        return replace(history, cancelled=ended)
    gone = {row["id"] for row in before["assignments"]} - {row["id"] for row in after["assignments"]}
    return replace(history, unassigned={**(history.unassigned or {}), **dict.fromkeys(gone, ended)})


def _said(state: Mapping[str, Any]) -> Said:
    return Said(state["title"], state["location"], state["meet"], state["description"])


def _schedule(state: Mapping[str, Any]) -> Schedule:
    start, end = state["start_time"], state["end_time"]
    return Schedule(
        starts_on=date.fromisoformat(state["starts_on"]),
        ends_on=date.fromisoformat(state["ends_on"]),
        start_time=time.fromisoformat(start) if start else None,
        end_time=time.fromisoformat(end) if end else None,
        time_zone=state["time_zone"],
    )
