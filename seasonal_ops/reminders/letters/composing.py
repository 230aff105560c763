"""From rows to the messages that go out: reads what they say, a batch at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from seasonal_ops.models import Activity, Contact, ContactDetail, Plan, Reminder, ReminderRule, key
from seasonal_ops.names import joined
from seasonal_ops.reminders.letters.attaching import calendar
from seasonal_ops.reminders.letters.entries import entry, guarded, in_order, section, subject
from seasonal_ops.reminders.letters.heard import heard
from seasonal_ops.reminders.letters.letterhead import Letterhead
from seasonal_ops.reminders.letters.lettering import Row, letters
from seasonal_ops.reminders.letters.redacted import Content, Section, Sender
from seasonal_ops.reminders.letters.surroundings import Surroundings, surroundings
from seasonal_ops.reminders.letters.wording import Letter
from seasonal_ops.reminders.shapes import Bundle
from seasonal_ops.reminders.transport import Message
from seasonal_ops.text import harmless
from seasonal_ops.words import Channel, ReminderKind


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, or why there is none: nobody to send it to any more, or a fault of ours."""

    message: Message | None = None
    fault: Exception | None = None


def compose(
    session: Session, bundles: Sequence[Bundle], now: datetime, letterhead: Letterhead
) -> dict[str, Composed]:
    """The messages of these bundles as they read at `now`, by Message-ID. One that fails spoils no other."""
    rows = _rows(session, [reminder_id for bundle in bundles for reminder_id in bundle.reminder_ids])
    activities = {key(row.activity): row.activity for row in rows.values() if row.activity is not None}
    plans = {key(row.plan): row.plan for row in rows.values() if row.plan is not None}
    around = surroundings(session, list(activities.values()), plans.values())
    around.heard.update(heard(session, rows.values()))
    desk = _Desk(session, now, letterhead, around)
    composed = {}
    for bundle in bundles:
        mine = [rows[one] for one in bundle.reminder_ids if one in rows]
        composed[bundle.message_id] = desk.composed(bundle, mine)
    return composed


def _rows(session: Session, ids: Sequence[int]) -> dict[int, Row]:
    """By id; without those whose contact has left, wants nothing more, or is erased."""
    query = (
        select(Reminder, Contact, ContactDetail, Activity, Plan, ReminderRule)
        .join(Contact, col(Contact.id) == col(Reminder.contact_id))
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .outerjoin(Activity, col(Activity.id) == col(Reminder.activity_id))
        .outerjoin(Plan, col(Plan.id) == col(Reminder.plan_id))
        .outerjoin(ReminderRule, col(ReminderRule.id) == col(Reminder.rule_id))
        .where(col(Reminder.id).in_(ids), col(Contact.left_on).is_(None))
        .where(col(Contact.opted_out_at).is_(None))
    )
    found = {}
    for reminder, contact, detail, activity, plan, rule in session.execute(query):
        audience = rule.audience if rule else ""
        found[key(reminder)] = Row(reminder, contact, detail, activity, plan, audience)
    return found


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where messages are written: what all of a batch have in common."""

    session: Session
    now: datetime
    letterhead: Letterhead
    around: Surroundings

    def composed(self, bundle: Bundle, rows: Sequence[Row]) -> Composed:
        """The message; none when there is nobody or nothing to tell; or the fault."""
        try:
            return Composed(self._message(bundle, rows))
        except SQLAlchemyError:
            raise  # no fault of the text: it is written when the database is well
        except Exception as fault:  # a text that cannot be written must not stop the others
            return Composed(fault=fault)

    def _message(self, bundle: Bundle, rows: Sequence[Row]) -> Message | None:
        said = in_order(letters(rows, self.around, self.now, bundle.channel))
        sections = tuple(one for row in rows if (one := self._section(row)) is not None)
        if not said and not sections:
            return None
        detail = rows[0].detail
        content = Content(
            name=harmless(detail.name),
            subject=subject(said, sections),
            entries=tuple(entry(letter, among=len(said)) for letter in said),
            sections=sections,
            sender=self._sender(rows, said),
            by_mail=bundle.channel is Channel.MAIL,
        )
        written = self.letterhead.write(content)
        return Message(
            address=detail.url if bundle.channel is Channel.WEBHOOK else detail.email,
            name=detail.name,
            subject=written.subject,
            body=written.body,
            html=written.html,
            message_id=bundle.message_id,
            sent_at=self.now,
            calendar=calendar(said, self.around.events) if content.by_mail else None,
            contact_id=bundle.contact_id,
            data=content.for_programs(),
        )

    def _section(self, row: Row) -> Section | None:
        from seasonal_ops.reminders.letters.roundups import monthly, weekly

        contact_id = row.reminder.contact_id
        match row.reminder.kind:
            case ReminderKind.DIGEST:
                roundup = weekly(self.session, contact_id=contact_id, now=self.now)
            case ReminderKind.MONTHLY:
                month = date.fromisoformat(f"{row.reminder.dedupe_key.rpartition('|')[2]}-01")
                roundup = monthly(self.session, contact_id=contact_id, month=month, now=self.now)
            case _:
                roundup = None
        return section(roundup.subject, roundup.paragraphs) if roundup else None

    def _sender(self, rows: Sequence[Row], said: Sequence[Letter]) -> Sender:
        """Who leads the group of the first plan; no plan is named beside a guarded activity."""
        told = {letter.activity for letter in said}
        plans = {key(row.plan): row.plan for row in rows if row.plan and row.reminder.activity_id in told}
        names = [] if guarded(said) else [plan.name for plan in plans.values()]
        lead = next((plan.lead_contact_id for plan in plans.values() if plan.lead_contact_id), None)
        person, reader = self.around.people.get(lead or 0), rows[0].contact.id
        if person is None or lead == reader:
            you = any(row.plan is not None and row.plan.lead_contact_id == reader for row in rows)
            return Sender(plans=harmless(joined(names)), you=you)
        return Sender(
            plans=harmless(joined(names)), lead=harmless(person.signature), phone=harmless(person.phone)
        )
