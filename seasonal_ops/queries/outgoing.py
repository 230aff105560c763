"""What reminders ask of a lead: what fell due while nothing ran, was given up, is held or came too late."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from seasonal_ops.models import ENDED, WEB, Heartbeat, Reminder
from seasonal_ops.views import Pause
from seasonal_ops.words import ReminderState

# A scheduler gives a sign of life every ten seconds.
_SILENT: Final = timedelta(minutes=2)
# How long a reminder that was given up, or never sent, is shown after the last moment at which it made sense.
_REMEMBERED: Final = timedelta(days=7)
_WAITING: Final = (ReminderState.PLANNED, ReminderState.FAILED)


def due_while_closed(session: Session, now: datetime, opened: datetime | None = None) -> Pause | None:
    """What fell due since anything sent last, is not sent and still makes sense; None while a scheduler runs.

    What waits for another try, for the end of quiet hours or for the next day falls due then. Where
    nothing ever ran, everything that is due counts. `since` is in UTC. A program that was `opened` a while
    ago is told apart what fell due under its eyes.
    """
    if scheduler_runs(session, now):
        return None
    last = last_ran(session)
    since = last or datetime.min.replace(tzinfo=UTC)
    due, put_off_to = col(Reminder.due_utc), col(Reminder.next_try)

    def fell_due_after(moment: datetime) -> int:
        later = (due > moment) | (put_off_to > moment).is_(True)
        return _count(session, and_(is_due(now), (put_off_to > now).is_not(True), later))

    every = fell_due_after(since)
    waiting = 0 if opened is None else fell_due_after(max(since, opened))
    return Pause(count=every - waiting, since=last, waiting=waiting) if every else None


def scheduler_runs(session: Session, now: datetime) -> bool:
    """Whether a scheduler, which sends what falls due, gave a sign of life lately."""
    ticked = last_ticked(session)
    return ticked is not None and now - ticked <= _SILENT


def last_ran(session: Session) -> datetime | None:
    """When a scheduler, or a run by hand, gave its last sign of life."""
    return session.exec(select(func.max(Heartbeat.at)).where(Heartbeat.worker != WEB)).one()


def last_ticked(session: Session) -> datetime | None:
    """The last sign of life of a scheduler that was not told to end."""
    living = col(Heartbeat.worker) != WEB, col(Heartbeat.detail) != ENDED
    return session.exec(select(func.max(Heartbeat.at)).where(*living)).one()


def given_up(session: Session, now: datetime) -> int:
    """How many reminders wait for a person's word because they were given up."""
    return _count(session, is_given_up(now))


def held(session: Session, now: datetime) -> dict[str, int]:
    """How many reminders that would still make sense are kept back, by why; the commonest first."""
    kept = and_(col(Reminder.state) == ReminderState.HELD, col(Reminder.expires_utc) > now)
    many = func.count()
    query = select(Reminder.held_for, many).where(kept).group_by(col(Reminder.held_for))
    return dict(session.exec(query.order_by(many.desc(), col(Reminder.held_for))).all())


def expired(session: Session, now: datetime) -> int:
    """How many reminders were not sent while they made sense, in the last seven days."""
    lately = col(Reminder.expires_utc) > now - _REMEMBERED
    return _count(session, and_(col(Reminder.state) == ReminderState.EXPIRED, lately))


def _count(session: Session, which: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Reminder).where(which)).one()


def is_given_up(now: datetime) -> ColumnElement[bool]:
    """Which reminders those are: not those that made no sense any more a week ago."""
    return and_(col(Reminder.state) == ReminderState.DEAD, col(Reminder.expires_utc) > now - _REMEMBERED)


def is_due(now: datetime) -> ColumnElement[bool]:
    """What waits to be sent and still makes sense, put off or not."""
    due, expires = col(Reminder.due_utc), col(Reminder.expires_utc)
    return and_(col(Reminder.state).in_(_WAITING), due <= now, expires > now)
