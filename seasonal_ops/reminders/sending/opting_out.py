"""A contact that wants nothing more, as the other side said when it was written to."""

from datetime import datetime

from sqlmodel import select

from seasonal_ops.db import Database, load
from seasonal_ops.facts import SYSTEM, ContactChanged
from seasonal_ops.journal import record, snapshot
from seasonal_ops.models import Assignment, Contact
from seasonal_ops.reminders.replanning import replan


def opt_out(database: Database, *, contact_id: int, now: datetime) -> None:
    """Send it nothing from now on; what was planned for it is superseded. Twice is once."""
    with database.write() as session:
        contact = load(session, Contact, contact_id, "contact")
        if contact.opted_out_at is not None:
            return
        before = snapshot(contact)
        contact.opted_out_at = now
        session.add(contact)
        session.flush()
        activities = session.exec(
            select(Assignment.activity_id).where(Assignment.partner_id == contact.partner_id)
        ).all()
        fact = ContactChanged(
            subject=f"contact:{contact_id}",
            before=before,
            after=snapshot(contact),
            activities=tuple(activities),
        )
        record(session, [fact], actor=SYSTEM, now=now)
        replan(session, activities, now)
