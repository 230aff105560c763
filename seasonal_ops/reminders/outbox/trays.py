"""The outbox: what is to be sent and what was, in trays, each cut to what a person can look through."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from seasonal_ops.models import Reminder
from seasonal_ops.queries.outgoing import is_due, is_given_up, scheduler_runs
from seasonal_ops.reminders.outbox.history import deliveries
from seasonal_ops.views import OutboxView, Tray
from seasonal_ops.words import ReminderState

_WEEK: Final = timedelta(days=7)
_MOST: Final = 200
_TO_COME: Final = (
    *(ReminderState.PLANNED, ReminderState.FAILED),
    *(ReminderState.LEASED, ReminderState.SENDING),
)


def outbox(session: Session, now: datetime, *, most: int = _MOST) -> OutboxView:
    """Every tray with at most `most` reminders, the most pressing first."""
    due, expires = col(Reminder.due_utc), col(Reminder.expires_utc)
    state, twice = col(Reminder.state), col(Reminder.ambiguous)
    to_come = state.in_(_TO_COME)
    lately = and_(state == ReminderState.SENT, col(Reminder.sent_at) > now - _WEEK)

    def tray(which: ColumnElement[bool], order: ColumnElement[Any]) -> Tray:
        rows, total = deliveries(session, which, order=order, limit=most)
        return Tray(rows=tuple(rows), total=total)

    ready, people = _ready(session, now)
    return OutboxView(
        given_up=tray(is_given_up(now), due.desc()),
        twice=tray(and_(lately, twice), col(Reminder.sent_at).desc()),
        held=tray(and_(state == ReminderState.HELD, expires > now), due.asc()),
        waiting=tray(and_(to_come, due <= now, expires > now), due.asc()),
        coming=tray(and_(to_come, due > now, due <= now + _WEEK), due.asc()),
        sent=tray(and_(lately, ~twice), col(Reminder.sent_at).desc()),
        ready=ready,
        people=people,
        running=scheduler_runs(session, now),
    )


def _ready(session: Session, now: datetime) -> tuple[int, int]:
    """How many reminders could go now, and to how many contacts."""
    counted = select(func.count(), func.count(col(Reminder.contact_id).distinct()))
    put_off = col(Reminder.next_try) > now
    return session.exec(counted.select_from(Reminder).where(is_due(now), put_off.is_not(True))).one()
