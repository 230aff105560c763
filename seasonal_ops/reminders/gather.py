"""Reads from the database what the rules look at."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import Row
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
from seasonal_ops.reminders.shapes import (
    Edit,
    Ended,
    GroupLead,
    Move,
    Occasion,
    Recipient,
    Rule,
    Said,
    Schedule,
    Told,
)
from seasonal_ops.templates import Audience, CatchUp
from seasonal_ops.words import Answer, Channel, ReminderKind, ReminderState

_KINDS: Final = tuple(
    kind.__name__ for kind in (ActivityMoved, ActivityEdited, ActivityCancelled, PartnerUnassigned)
)
# Columns and not rows: an object each costs more than all the rest.
_SEEN: Final = (
    *(col(Activity.id), col(Activity.title), col(Activity.location), col(Activity.meet)),
    *(col(Activity.description), col(Activity.starts_on), col(Activity.ends_on)),
    *(col(Activity.start_time), col(Activity.end_time), col(Activity.time_zone), col(Activity.status)),
    *(col(Activity.schedule_revision), col(Activity.revised_at), col(Activity.theme), col(Activity.measures)),
)
_REACHABLE: Final = (col(Contact.left_on).is_(None), col(Contact.opted_out_at).is_(None))


@dataclass(frozen=True, slots=True)
class Case:
    """An activity with the rules of its home plan and the contacts that these may concern."""

    occasion: Occasion
    rules: tuple[Rule, ...]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class _Contact:
    id: int
    channel: Channel
    deputy: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class _History:
    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    cancelled: Ended | None = None
    unassigned: Mapping[int, Ended] | None = None


def cases(session: Session, activity_ids: Sequence[int]) -> list[Case]:
    """The activities as the rules see them; the plan that an activity is at home in governs."""
    history = _histories(session, activity_ids)
    assigned = _assigned(session, activity_ids)
    occasions = _occasions(session, activity_ids, history, assigned)
    rules = _rules(session, {occasion.plan_id for occasion in occasions})
    recipients = _recipients(session, activity_ids, history, assigned)
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
        .where(col(Plan.id).in_(plan_ids), *_REACHABLE)
    )
    return {
        plan_id: GroupLead(contact_id, channel) for plan_id, contact_id, channel in session.execute(query)
    }


def _occasions(
    session: Session,
    activity_ids: Sequence[int],
    history: Mapping[int, _History],
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
            moves=history[row.id].moves,
            edits=history[row.id].edits,
            cancelled=history[row.id].cancelled,
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


def _assigned(session: Session, activity_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """By activity its assignments, ended ones included, in order of their ids."""
    query = columns(
        *(col(Assignment.id), col(Assignment.activity_id), col(Assignment.partner_id)),
        *(col(Assignment.role), col(Assignment.answer)),
        *(col(Assignment.asked_at), col(Assignment.ended_at)),
    ).where(col(Assignment.activity_id).in_(activity_ids))
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query.order_by(col(Assignment.id))):
        found[row.activity_id].append(row)
    return found


def _contacts(session: Session, partner_ids: Collection[int]) -> dict[int, list[_Contact]]:
    """By partner whoever can be written to there. Deputies with nobody to stand in for are no deputies."""
    query = columns(
        *(col(Contact.id), col(Contact.partner_id), col(Contact.channel)),
        *(col(Contact.deputy), col(Contact.created_at)),
    ).where(col(Contact.partner_id).in_(partner_ids), *_REACHABLE)
    found: dict[int, list[_Contact]] = defaultdict(list)
    for contact_id, partner_id, channel, deputy, since in session.execute(query.order_by(col(Contact.id))):
        found[partner_id].append(_Contact(contact_id, channel, deputy, since))
    for partner_id, contacts in found.items():
        if all(one.deputy for one in contacts):
            found[partner_id] = [replace(one, deputy=False) for one in contacts]
    return found


def _recipients(
    session: Session,
    activity_ids: Sequence[int],
    history: Mapping[int, _History],
    assigned: Mapping[int, Sequence[Row[Any]]],
) -> dict[int, dict[int, Recipient]]:
    """By activity and contact."""
    told = _told(session, activity_ids)
    contacts = _contacts(session, {row.partner_id for rows in assigned.values() for row in rows})
    found: dict[int, dict[int, Recipient]] = defaultdict(dict)
    for activity_id, rows in assigned.items():
        for row in rows:
            ended = _ended(row, history[activity_id])
            if row.ended_at is not None and ended is None:
                continue
            # In order of their ids: a partner asked again stands as it was asked last.
            for contact in contacts.get(row.partner_id, ()):
                heard = told.get((activity_id, contact.id))
                found[activity_id][contact.id] = _recipient(row, contact, ended, heard)
    return found


def _recipient(assignment: Row[Any], contact: _Contact, ended: Ended | None, told: Told | None) -> Recipient:
    return Recipient(
        contact_id=contact.id,
        channel=contact.channel,
        deputy=contact.deputy,
        role=assignment.role,
        answer=assignment.answer,
        asked_at=assignment.asked_at,
        known_since=contact.since,
        ended=ended,
        told=told,
    )


def _ended(assignment: Row[Any], history: _History) -> Ended | None:
    if assignment.ended_at is None:
        return None
    return (history.unassigned or {}).get(assignment.id)


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
