"""A person's word on a single reminder: again, not now, now. Each is a fact in the journal."""

from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.db import load, look_up
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, ReminderRequeued
from seasonal_ops.journal import record, snapshot
from seasonal_ops.models import Contact, Reminder, key
from seasonal_ops.words import ReminderState

_RESENDABLE: Final = (ReminderState.DEAD, ReminderState.FAILED)
_HOLDABLE: Final = (ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED)


def requeue(session: Session, *, reminder_id: int, actor: Actor, now: datetime) -> Reminder:
    """Send it again at the next tick, its tries counted anew.

    Raises NotFound, or Refused for one that was sent, waits already or would come too late.
    """
    row = load(session, Reminder, reminder_id, "reminder")
    if row.state not in _RESENDABLE:
        raise Refused(f"reminder {reminder_id} is {row.state}; only a dead or failed one can be retried")
    _require_reader(session, row)
    return _release(session, row, actor, now)


def dead(session: Session, *, contact_id: int | None, now: datetime) -> list[int]:
    """Those that were given up and do not come too late yet, the longest due first; of one contact, or all.

    Not those of contacts that have left. Raises NotFound.
    """
    if contact_id is not None:
        look_up(session, Contact, contact_id, "contact")
    query = (
        select(Reminder)
        .join(Contact, col(Contact.id) == col(Reminder.contact_id))
        .where(
            Reminder.state == ReminderState.DEAD, Reminder.expires_utc > now, col(Contact.left_on).is_(None)
        )
        .order_by(col(Reminder.due_utc), col(Reminder.id))
    )
    if contact_id is not None:
        query = query.where(Reminder.contact_id == contact_id)
    return [key(row) for row in session.exec(query)]


def _require_reader(session: Session, row: Reminder) -> None:
    contact = session.get_one(Contact, row.contact_id)
    if contact.left_on is not None:
        raise Refused(
            f"reminder {row.id} is for contact {contact.id}, which left on {contact.left_on};"
            " nothing is sent to it any more"
        )


def hold(session: Session, *, reminder_id: int, actor: Actor, now: datetime) -> Reminder:
    """Keep it back until it is released. Raises NotFound, or Refused for what is on its way or settled."""
    row = load(session, Reminder, reminder_id, "reminder")
    if row.state not in _HOLDABLE:
        raise Refused(f"reminder {reminder_id} is {row.state}; only one that waits to be sent can be held")
    row.held_for = f"held by {actor.name}"
    return _to(session, row, ReminderState.HELD, actor, now)


def release(session: Session, *, reminder_id: int, actor: Actor, now: datetime) -> Reminder:
    """Let a held one go. Raises NotFound, or Refused for one that is not held or comes too late."""
    row = load(session, Reminder, reminder_id, "reminder")
    if row.state is not ReminderState.HELD:
        raise Refused(f"reminder {reminder_id} is {row.state}; only a held one can be released")
    return _release(session, row, actor, now)


def _release(session: Session, row: Reminder, actor: Actor, now: datetime) -> Reminder:
    if row.expires_utc <= now:
        raise Refused(
            f"reminder {row.id} would come too late: it made sense until {row.expires_utc:%Y-%m-%d %H:%M} UTC"
        )
    row.held_for = ""
    return _to(session, row, ReminderState.PLANNED, actor, now)


def _to(session: Session, row: Reminder, state: ReminderState, actor: Actor, now: datetime) -> Reminder:
    before = snapshot(row)
    row.state, row.attempts, row.copies, row.next_try = state, 0, 0, None
    row.worker = row.lease_until = None
    session.add(row)
    session.flush()
    activities = () if row.activity_id is None else (row.activity_id,)
    fact = ReminderRequeued(
        subject=f"reminder:{row.id}", before=before, after=snapshot(row), activities=activities
    )
    record(session, [fact], actor=actor, now=now)
    return row
