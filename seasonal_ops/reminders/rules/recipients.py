"""Whom the rules may concern: the contacts of partners that are or were asked, and what they were told."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from seasonal_ops.models import Assignment, Contact, Reminder
from seasonal_ops.reminders.rules.past import Past
from seasonal_ops.reminders.shapes import Ended, Recipient, Told
from seasonal_ops.words import Channel, ReminderKind, ReminderState

REACHABLE: Final = (col(Contact.left_on).is_(None), col(Contact.opted_out_at).is_(None))


@dataclass(frozen=True, slots=True)
class _Contact:
    id: int
    channel: Channel
    deputy: bool
    since: datetime


def assigned_to(session: Session, activity_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """By activity its assignments, ended ones included, in order of their ids."""
    query = select(
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
    query = select(
        *(col(Contact.id), col(Contact.partner_id), col(Contact.channel)),
        *(col(Contact.deputy), col(Contact.created_at)),
    ).where(col(Contact.partner_id).in_(partner_ids), *REACHABLE)
    found: dict[int, list[_Contact]] = defaultdict(list)
    for contact_id, partner_id, channel, deputy, since in session.execute(query.order_by(col(Contact.id))):
        found[partner_id].append(_Contact(contact_id, channel, deputy, since))
    for partner_id, contacts in found.items():
        if all(one.deputy for one in contacts):
            found[partner_id] = [replace(one, deputy=False) for one in contacts]
    return found


def recipients_of(
    session: Session,
    activity_ids: Sequence[int],
    past: Mapping[int, Past],
    assigned: Mapping[int, Sequence[Row[Any]]],
) -> dict[int, dict[int, Recipient]]:
    """By activity and contact."""
    told = _told(session, activity_ids)
    contacts = _contacts(session, {row.partner_id for rows in assigned.values() for row in rows})
    found: dict[int, dict[int, Recipient]] = defaultdict(dict)
    for activity_id, rows in assigned.items():
        for row in rows:
            ended = _ended(row, past[activity_id])
            if row.ended_at is not None and ended is None:
                continue
            # In order of their ids: a partner asked again stands as it was asked last.
            for contact in contacts.get(row.partner_id, ()):
                heard = told.get((activity_id, contact.id), (None, None))
                found[activity_id][contact.id] = _recipient(row, contact, ended, *heard)
    return found


def _recipient(
    assignment: Row[Any], contact: _Contact, ended: Ended | None, told: Told | None, perhaps: Told | None
) -> Recipient:
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
        perhaps=perhaps,
    )


def _ended(assignment: Row[Any], past: Past) -> Ended | None:
    if assignment.ended_at is None:
        return None
    return past.unassigned.get(assignment.id)


def _told(
    session: Session, activity_ids: Sequence[int]
) -> dict[tuple[int, int], tuple[Told | None, Told | None]]:
    """What each contact was last sent about each activity, and what later news may have arrived or not."""
    query = (
        select(
            *(col(Reminder.activity_id), col(Reminder.contact_id), col(Reminder.kind)),
            *(col(Reminder.revision), col(Reminder.note), col(Reminder.due_utc), col(Reminder.state)),
        )
        .where(
            col(Reminder.activity_id).in_(activity_ids),
            or_(
                col(Reminder.state).in_((ReminderState.SENT, ReminderState.SENDING)), col(Reminder.ambiguous)
            ),
        )
        .order_by(col(Reminder.revision), col(Reminder.sent_at), col(Reminder.id))
    )
    certain: dict[tuple[int, int], Told] = {}
    perhaps: dict[tuple[int, int], Told] = {}
    noticed: dict[tuple[int, int], datetime] = {}
    for activity_id, contact_id, kind, revision, note, due, state in session.execute(query):
        place = (activity_id, contact_id)
        if state != ReminderState.SENT:
            perhaps[place] = Told(kind=kind, revision=revision, note=note)
            continue
        if kind is ReminderKind.CHANGED:
            noticed[place] = max(due, noticed.get(place, due))
        certain[place] = Told(kind=kind, revision=revision, note=note, notices_until=noticed.get(place))
    return {place: _beliefs(certain.get(place), perhaps.get(place)) for place in {**certain, **perhaps}}


def _beliefs(told: Told | None, perhaps: Told | None) -> tuple[Told | None, Told | None]:
    """What may have arrived says something only if it is newer than what did."""
    newer = perhaps is not None and (told is None or perhaps.revision > told.revision)
    return told, perhaps if newer else None
