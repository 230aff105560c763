"""What became of reminders: to whom, when, how often tried, and how each attempt ended."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from seasonal_ops.db import batched, look_up
from seasonal_ops.models import (
    Activity,
    Contact,
    ContactDetail,
    DeliveryAttempt,
    Partner,
    Plan,
    Reminder,
    key,
)
from seasonal_ops.views import AttemptView, DeliveryView
from seasonal_ops.words import Channel, ReminderState

_PUT_OFF: Final = (ReminderState.PLANNED, ReminderState.FAILED)
_ERASED: Final = "(erased)"


def history(session: Session, activity_id: int) -> list[DeliveryView]:
    """The reminders of an activity in order of time; not those that another took the place of untried.

    Raises NotFound.
    """
    look_up(session, Activity, activity_id, "activity")
    told = or_(col(Reminder.state) != ReminderState.SUPERSEDED, col(Reminder.attempts) > 0)
    of_it = col(Reminder.activity_id) == activity_id
    found, _ = deliveries(session, of_it, told, order=col(Reminder.due_utc).asc(), limit=None)
    return found


def deliveries(
    session: Session,
    *which: ColumnElement[bool],
    order: ColumnElement[Any],
    limit: int | None,
) -> tuple[list[DeliveryView], int]:
    """The first `limit` reminders for which all of `which` holds, and how many there are in all."""
    query = select(Reminder, func.count().over()).where(*which).order_by(order, col(Reminder.id))
    found = session.exec(query.limit(limit)).all()
    rows = [row for row, _ in found]
    around = _Around(session, rows)
    return [around.delivery(row) for row in rows], found[0][1] if found else 0


class _Around:
    """What many reminders are about, for whom they are and how often they were tried, read at once."""

    def __init__(self, session: Session, rows: Sequence[Reminder]) -> None:
        self._session = session
        self._titles: dict[int | None, str] = {}
        self._days: dict[int | None, date] = {}
        self._zones: dict[int | None, str] = {}
        self._people: dict[int, tuple[Partner, ContactDetail | None]] = {}
        self._tries: dict[int, list[DeliveryAttempt]] = defaultdict(list)
        for some in batched({row.activity_id for row in rows if row.activity_id is not None}):
            self._read_activities(some)
        for some in batched({row.contact_id for row in rows}):
            self._read_people(some)
        for some in batched(key(row) for row in rows):
            self._read_tries(some)
        plans = {row.plan_id for row in rows if row.activity_id is None}
        query = select(Plan.id, Plan.time_zone).where(col(Plan.id).in_(plans))
        self._plan_zones = dict(session.exec(query).all())

    def _read_activities(self, ids: Sequence[int]) -> None:
        query = select(Activity.id, Activity.title, Activity.time_zone, col(Activity.starts_on))
        for activity_id, title, zone, day in self._session.exec(query.where(col(Activity.id).in_(ids))):
            self._titles[activity_id], self._zones[activity_id] = title, zone
            self._days[activity_id] = day

    def _read_people(self, ids: Sequence[int]) -> None:
        query = (
            select(Contact.id, Partner, ContactDetail)
            .join(Partner, col(Partner.id) == col(Contact.partner_id))
            .outerjoin(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
            .where(col(Contact.id).in_(ids))
        )
        for contact_id, partner, detail in self._session.exec(query):
            self._people[contact_id or 0] = partner, detail

    def _read_tries(self, ids: Sequence[int]) -> None:
        query = select(DeliveryAttempt).where(col(DeliveryAttempt.reminder_id).in_(ids))
        for one in self._session.exec(query.order_by(col(DeliveryAttempt.id))):
            self._tries[one.reminder_id].append(one)

    def delivery(self, row: Reminder) -> DeliveryView:
        """A row as the doors show it."""
        clock = self._clock(row)
        partner, detail = self._people[row.contact_id]
        return DeliveryView(
            id=row.id,
            activity=row.activity_id,
            title=self._titles.get(row.activity_id, ""),
            name=detail.name if detail else "",
            partner=partner.slug,
            partner_name=partner.name,
            recipient=_address(row.channel, detail),
            channel=row.channel,
            kind=row.kind,
            due=row.due_utc.astimezone(clock),
            expires=row.expires_utc.astimezone(clock),
            state=row.state,
            attempts=row.attempts,
            ambiguous=row.ambiguous,
            message_id=row.bundle or row.message_id,
            sent=None if row.held_for else _local(row.sent_at, clock),
            on=self._days.get(row.activity_id),
            next_try=put_off_until(row, clock),
            held_for=why_kept(row),
            tries=tuple(_attempt(one, clock) for one in self._tries[key(row)]),
        )

    def _clock(self, row: Reminder) -> ZoneInfo:
        zones = self._plan_zones.get(row.plan_id) if row.activity_id is None else self._zones[row.activity_id]
        return ZoneInfo(zones or "UTC")


def _address(channel: Channel, detail: ContactDetail | None) -> str:
    if detail is None:
        return _ERASED
    return detail.url if channel is Channel.WEBHOOK else detail.email


def why_kept(row: Reminder) -> str:
    """Why it is held, or who said that it counts as sent; empty for every other."""
    return row.held_for if row.state in (ReminderState.HELD, ReminderState.SENT) else ""


def put_off_until(row: Reminder, clock: tzinfo) -> datetime | None:
    """When it goes instead of when it was due: it failed, or quiet hours or another message hold it back."""
    return _local(row.next_try, clock) if row.state in _PUT_OFF else None


def _attempt(one: DeliveryAttempt, clock: tzinfo) -> AttemptView:
    return AttemptView(
        attempt=one.attempt,
        started=one.started_at.astimezone(clock),
        ended=_local(one.ended_at, clock),
        outcome=one.outcome,
        detail=one.detail,
    )


def _local(at: datetime | None, clock: tzinfo) -> datetime | None:
    return at.astimezone(clock) if at else None
