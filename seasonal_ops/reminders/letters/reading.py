"""The whole message of a stored reminder, for people to read before or after it goes."""

from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.models import Reminder, key
from seasonal_ops.reminders.letters.composing import compose
from seasonal_ops.reminders.letters.letterhead import Letterhead
from seasonal_ops.reminders.shapes import Bundle
from seasonal_ops.reminders.transport import Message


def letter(session: Session, reminder_id: int, now: datetime, letterhead: Letterhead) -> Message:
    """The message as it would read at `now`; with all that went out, or may have, in the same one.

    Raises NotFound, or Refused when there is nobody to write to any more or the text cannot be written.
    """
    row = session.get(Reminder, reminder_id)
    if row is None:
        raise NotFound("reminder", reminder_id, hint="seasonal-ops remind list shows what there is")
    bundle = _bundle(session, row)
    composed = compose(session, [bundle], now, letterhead)[bundle.message_id]
    if composed.message is not None:
        return composed.message
    if composed.fault is not None:
        raise Refused(f"the text of reminder {reminder_id} cannot be written: {composed.fault}")
    raise Refused(f"reminder {reminder_id} goes to nobody: its contact has left, wants no mail or is erased")


def _bundle(session: Session, row: Reminder) -> Bundle:
    ids: tuple[int, ...] = (key(row),)
    if row.bundle is not None:
        together = select(Reminder.id).where(Reminder.bundle == row.bundle).order_by(col(Reminder.id))
        ids = tuple(one for one in session.exec(together) if one is not None)
    return Bundle(
        message_id=row.bundle or row.message_id,
        contact_id=row.contact_id,
        channel=row.channel,
        reminder_ids=ids,
    )
