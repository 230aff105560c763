"""From the rows of one message to its letters: one an activity, however often it is wanted. Reads nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from seasonal_ops.models import Activity, Contact, ContactDetail, Plan, Reminder, key
from seasonal_ops.reminders.letters.surroundings import Heard, Person, Surroundings
from seasonal_ops.reminders.letters.wording import Letter, Silent
from seasonal_ops.reminders.rules.gather import schedule_of
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN
from seasonal_ops.templates import Audience
from seasonal_ops.words import Answer, Channel, ReminderKind, Role

NOTICES: Final = (ReminderKind.CANCELLED, ReminderKind.CHANGED)


@dataclass(frozen=True, slots=True)
class Row:
    """A reminder with what it belongs to; one of a roundup has no activity."""

    reminder: Reminder
    contact: Contact
    detail: ContactDetail
    activity: Activity | None
    plan: Plan | None
    audience: str


def letters(
    rows: Sequence[Row], around: Surroundings, now: datetime, channel: Channel = Channel.MAIL
) -> list[Letter]:
    """A letter for each activity of which there is anything left to say, as that channel can be answered."""
    by_activity: dict[int, list[Row]] = {}
    for row in rows:
        if row.activity is not None:
            by_activity.setdefault(key(row.activity), []).append(row)
    made = ((mine, _letter(_newest_news(mine), around, now)) for mine in by_activity.values())
    found = [(mine[0], one) for mine, one in made if one is not None]
    if channel is Channel.MAIL:
        return [one for _row, one in found]
    return [replace(one, reply=_answer_at(row, around)) for row, one in found]


def _answer_at(row: Row, around: Surroundings) -> str:
    """How a message that nobody can reply to is answered: by whoever leads the group."""
    lead = around.people.get((row.plan.lead_contact_id if row.plan else None) or 0)
    reached = (lead.phone or lead.email) if lead is not None else ""
    return f"Answer the partnership at {reached}" if reached else "Answer the partnership"


def _newest_news(rows: Sequence[Row]) -> list[Row]:
    """Without what another notice has overtaken: what is cancelled is nothing else besides."""
    notices = [row for row in rows if row.reminder.kind in NOTICES]
    newest = max(notices, key=lambda row: row.reminder.revision, default=None)
    if newest is not None and newest.reminder.kind is ReminderKind.CANCELLED:
        return [newest]
    return [row for row in rows if row.reminder.kind is not ReminderKind.CANCELLED]


def _letter(rows: Sequence[Row], around: Surroundings, now: datetime) -> Letter | None:
    silent = _silent(rows, around)
    rows = [row for row in rows if silent or not _is_for(row, Audience.GROUP_LEAD)]
    if not rows or (activity := rows[0].activity) is None:
        return None
    mine, activity_id = rows[0].contact.partner_id, key(activity)
    own = next((one for one, _ in around.assigned.get(activity_id, ()) if one.partner_id == mine), None)
    measures = around.measures.get(activity_id, {})
    ended = _heard_of_end(rows, around)
    return Letter(
        activity=activity_id,
        kinds=frozenset(_kind(row, around) for row in rows),
        now=now,
        schedule=ended.schedule if ended else schedule_of(activity),
        title=ended.title if ended else activity.title,
        notes=_notes(row for row in rows if _kind(row, around) in NOTICES),
        description=activity.description,
        location=activity.location,
        meet=activity.meet,
        reason=activity.date_reason,
        status_note=activity.status_note,
        sensitivity=activity.sensitivity,
        role=own.role if own else None,
        answer=own.answer if own else Answer.ASKED,
        leads=around.names(activity_id, Role.LEAD, without=mine),
        supports=around.names(activity_id, Role.SUPPORT, without=mine),
        measures=tuple(measures.get(slug, slug) for slug in activity.measures),
        ring=person.ring if (person := _rung(rows[0], activity, around)) else "",
        ask=person.asked if person else "",
        you_are_rung=activity.night_contact_id == rows[0].contact.id,
        you_lead=rows[0].plan is not None and rows[0].plan.lead_contact_id == rows[0].contact.id,
        proposed_on=around.proposed.get(key(own)) if own else None,
        deputy_for=_deputy_for(rows, around),
        silent=silent,
    )


def _kind(row: Row, around: Surroundings) -> ReminderKind:
    """Why it goes: a change to whoever was never told of the activity is news of it, and no change."""
    known = around.heard.get(key(row.reminder))
    news = known is not None and not known.anything and row.reminder.note not in (ON_AGAIN, ASKED_AGAIN)
    return ReminderKind.BEFORE if row.reminder.kind is ReminderKind.CHANGED and news else row.reminder.kind


def _heard_of_end(rows: Sequence[Row], around: Surroundings) -> Heard | None:
    """What was heard of an activity before its end for the contact; None when it has not ended."""
    ended = rows[0].reminder.kind is ReminderKind.CANCELLED
    return around.heard.get(key(rows[0].reminder)) if ended else None


def _is_for(row: Row, audience: Audience) -> bool:
    return row.reminder.kind is ReminderKind.UNANSWERED and row.audience == audience


def _silent(rows: Iterable[Row], around: Surroundings) -> tuple[Silent, ...]:
    """Who has not answered, for whoever leads the group."""
    for row in rows:
        if _is_for(row, Audience.GROUP_LEAD) and row.activity is not None:
            return around.silent(key(row.activity), without=row.contact.partner_id)
    return ()


def _deputy_for(rows: Iterable[Row], around: Surroundings) -> str:
    for row in rows:
        if _is_for(row, Audience.DEPUTIES):
            return around.stood_in_for(row.contact.partner_id)
    return ""


def _notes(rows: Iterable[Row]) -> tuple[str, ...]:
    """What the notices say, each once, in the order in which it came about."""
    notices = [row.reminder for row in rows if row.reminder.kind in NOTICES]
    in_order = sorted(notices, key=lambda reminder: (reminder.revision, reminder.id))
    return tuple(dict.fromkeys(reminder.note for reminder in in_order if reminder.note))


def _rung(row: Row, activity: Activity, around: Surroundings) -> Person | None:
    """Whom to ring: the contact for the night, else who leads the group; never the reader."""
    lead = row.plan.lead_contact_id if row.plan else None
    for contact_id in (activity.night_contact_id, lead):
        person = around.people.get(contact_id or 0)
        if person is not None and person.ring:
            return None if contact_id == row.contact.id else person
    return None
