"""From a row to the message that goes out: reads what the mail says, a batch at a time."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from seasonal_ops import ical
from seasonal_ops.errors import BadValue
from seasonal_ops.feeds.gather import events
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    ContactDetail,
    Measure,
    Partner,
    PlanActivity,
    Reminder,
    key,
)
from seasonal_ops.reminders.gather import schedule_of
from seasonal_ops.reminders.letterhead import Letterhead
from seasonal_ops.reminders.shapes import UNASSIGNED, Bundle
from seasonal_ops.reminders.transport import Message
from seasonal_ops.reminders.wording import Letter, body, subject
from seasonal_ops.words import Answer, Channel, Detail, ReminderKind, Role

_log = logging.getLogger(__name__)
# The plan's own name would tell of a sensitive activity which operation it belongs to.
_CALENDAR_NAME: Final = "Partnership activity"
# What speaks of something ahead, or of its end. Counts and reports are owed for what is over.
_ATTACHED: Final = frozenset(
    {ReminderKind.BEFORE, ReminderKind.UNANSWERED, ReminderKind.CHANGED, ReminderKind.CANCELLED}
)


@dataclass(frozen=True, slots=True)
class _Row:
    reminder: Reminder
    activity: Activity
    contact: Contact
    detail: ContactDetail


@dataclass(slots=True)
class _Around:
    """What stands around an activity: who does it with whom, what it counts, whom to ring."""

    assigned: list[tuple[Assignment, str]] = field(default_factory=list)
    measures: dict[str, str] = field(default_factory=dict)
    ring: str = ""
    event: CalendarEvent | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, or why there is none: nobody to send it to any more, or a fault of ours."""

    message: Message | None = None
    fault: Exception | None = None


def compose(
    session: Session,
    bundles: Sequence[Bundle],
    now: datetime,
    letterhead: Letterhead,  # noqa: ARG001
) -> dict[str, Composed]:
    """The messages of these bundles as they read at `now`, by Message-ID. One that fails spoils no other."""
    ids = [reminder_id for bundle in bundles for reminder_id in bundle.reminder_ids]
    rows = _rows(session, ids)
    around = _around(session, [row.activity for row in rows.values()])
    composed = {}
    for bundle in bundles:
        mine = [rows[reminder_id] for reminder_id in bundle.reminder_ids if reminder_id in rows]
        composed[bundle.message_id] = _compose(bundle, mine, around, now)
    return composed


def _rows(session: Session, ids: Sequence[int]) -> dict[int, _Row]:
    """By id; without those whose contact has left, wants nothing more, or is erased."""
    query = (
        select(Reminder, Activity, Contact, ContactDetail)
        .join(Activity, col(Activity.id) == col(Reminder.activity_id))
        .join(Contact, col(Contact.id) == col(Reminder.contact_id))
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .where(col(Reminder.id).in_(ids), col(Contact.left_on).is_(None))
        .where(col(Contact.opted_out_at).is_(None))
    )
    return {key(row[0]): _Row(*row) for row in session.exec(query)}


def _compose(bundle: Bundle, rows: Sequence[_Row], around: dict[int, _Around], now: datetime) -> Composed:
    if not rows:
        return Composed()
    try:
        letters = [_letter(row, around[key(row.activity)], now) for row in rows]
        first = rows[0]
        message = Message(
            address=first.detail.url if bundle.channel is Channel.WEBHOOK else first.detail.email,
            name=first.detail.name,
            subject=subject(letters[0]),
            body="\n".join(body(letter) for letter in letters),
            message_id=bundle.message_id,
            sent_at=now,
            calendar=_calendar(first.reminder, around[key(first.activity)].event),
            contact_id=bundle.contact_id,
        )
    except Exception as fault:  # a text that cannot be written must not stop the others
        return Composed(fault=fault)
    return Composed(message=message)


def _letter(row: _Row, around: _Around, now: datetime) -> Letter:
    activity, partner_id = row.activity, row.contact.partner_id
    own = next((one for one, _ in around.assigned if one.partner_id == partner_id), None)
    others = [(one.role, name) for one, name in around.assigned if one.partner_id != partner_id]
    return Letter(
        kind=row.reminder.kind,
        today=now.astimezone(ZoneInfo(activity.time_zone)).date(),
        schedule=schedule_of(activity),
        title=activity.title,
        note=row.reminder.note,
        description=activity.description,
        location=activity.location,
        meet=activity.meet,
        reason=activity.date_reason,
        status_note=activity.status_note,
        sensitivity=activity.sensitivity,
        role=own.role if own else Role.SUPPORT,
        answer=own.answer if own else Answer.ASKED,
        leads=tuple(name for role, name in others if role is Role.LEAD),
        supports=tuple(name for role, name in others if role is Role.SUPPORT),
        measures=tuple(around.measures.get(slug, slug) for slug in activity.measures),
        ring=around.ring,
        name=row.detail.name,
    )


def _calendar(reminder: Reminder, event: CalendarEvent | None) -> bytes | None:
    """The activity as every feed of full detail shows it, under the same identity."""
    if event is None or reminder.kind not in _ATTACHED:
        return None
    try:
        return ical.head(_CALENDAR_NAME) + _component(reminder, event) + ical.TAIL
    except BadValue as error:
        # The mail says it all in words; its feeds show the lead what is wrong with the activity.
        _log.warning("activity %s goes out without a calendar file: %s", reminder.activity_id, error)
        return None


def _component(reminder: Reminder, event: CalendarEvent) -> bytes:
    if reminder.kind is not ReminderKind.CANCELLED:
        return ical.vevent(event, detail=Detail.FULL)
    return ical.tombstone(event, detail=None if reminder.note == UNASSIGNED else Detail.FULL)


def _around(session: Session, activities: Iterable[Activity]) -> dict[int, _Around]:
    known = {key(activity): activity for activity in activities}
    found: dict[int, _Around] = defaultdict(_Around)
    query = (
        select(Assignment, Partner.name)
        .join(Partner, col(Partner.id) == col(Assignment.partner_id))
        .where(col(Assignment.activity_id).in_(known), col(Assignment.ended_at).is_(None))
        .order_by(col(Partner.name))
    )
    for assignment, name in session.exec(query):
        if assignment.answer is not Answer.DECLINED:
            found[assignment.activity_id].assigned.append((assignment, name))
    measures = (
        select(PlanActivity.activity_id, Measure.slug, Measure.name)
        .join(Measure, col(Measure.plan_id) == col(PlanActivity.plan_id))
        .where(col(PlanActivity.activity_id).in_(known), col(PlanActivity.home))
    )
    for activity_id, slug, name in session.exec(measures):
        found[activity_id].measures[slug] = name
    rings = _rings(session, [activity.night_contact_id for activity in known.values()])
    shown = events(session, list(known.values()))
    for activity_id, activity in known.items():
        found[activity_id].ring = rings.get(activity.night_contact_id or 0, "")
        found[activity_id].event = shown.get(activity_id)
    return found


def _rings(session: Session, contact_ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {contact_id for contact_id in contact_ids if contact_id is not None}
    query = select(ContactDetail).where(col(ContactDetail.contact_id).in_(wanted))
    return {
        one.contact_id: " ".join(part for part in (one.name, one.phone) if part)
        for one in session.exec(query)
        if one.phone
    }
