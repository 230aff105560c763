"""The messages of a chase, exactly as they would go, before anything is queued."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col, select

from seasonal_ops.facts import Actor
from seasonal_ops.models import Contact, Partner, Plan, Reminder, key
from seasonal_ops.reminders.outbox.chasing import chase
from seasonal_ops.reminders.sending import claiming
from seasonal_ops.reminders.transport import Message
from seasonal_ops.views.chasing import ChaseLetter, ChasePreview

# How a stored reminder's message reads now.
Read = Callable[[Session, int], Message]
_WHY: Final = "one message a person a day, and none in quiet hours"


def rehearse_chase(
    session: Session,
    *,
    read: Read,
    partner_ids: Collection[int] | None = None,
    activity_ids: Collection[int] | None = None,
    plan_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> ChasePreview:
    """What `chase` would send, a message a person, with what else goes in it.

    Needs a session of which nothing stays (`Database.rehearse`). Raises Refused as `chase` does.
    """
    chased = chase(
        session,
        partner_ids=partner_ids,
        activity_ids=activity_ids,
        plan_id=plan_id,
        actor=actor,
        now=now,
    )
    session.flush()
    rows = session.exec(select(Reminder).where(col(Reminder.id).in_(chased.reminders))).all()
    letters = sorted(_letters(session, rows, read, now), key=lambda one: (one.partner_name, one.contact))
    return ChasePreview(
        letters=tuple(letters),
        left_out=chased.left_out,
        requests=len(rows),
        plans=_plans(session, [row.plan_id for row in rows if row.plan_id is not None]),
    )


def _plans(session: Session, ids: Collection[int]) -> tuple[str, ...]:
    return tuple(session.exec(select(Plan.name).where(col(Plan.id).in_(ids)).order_by(col(Plan.name))))


def _letters(
    session: Session, rows: Collection[Reminder], read: Read, now: datetime
) -> Iterator[ChaseLetter]:
    places = sorted({(row.contact_id, row.channel) for row in rows})
    mine = {place: [key(row) for row in rows if (row.contact_id, row.channel) == place] for place in places}
    zones = {row.contact_id: session.get_one(Plan, row.plan_id).time_zone for row in rows}
    going = claiming.going(session.connection(), [contact_id for contact_id, _ in places], now)
    waiting = select(Reminder.id, Reminder.next_try).where(
        col(Reminder.id).in_([key(row) for row in rows]), col(Reminder.next_try) > now
    )
    put_off = {row_id: until for row_id, until in session.exec(waiting) if until is not None}
    for place, ids in mine.items():
        found = going[place].together if place in going else []
        together = found if set(ids) & set(found) else ids
        until = max((put_off[one] for one in ids if one in put_off), default=None)
        session.execute(
            update(Reminder)
            .where(col(Reminder.id).in_(together))
            .values(bundle=f"<chase-{place[0]}-{place[1]}>")
        )
        session.expire_all()
        message = read(session, ids[0])
        contact = session.get_one(Contact, place[0])
        partner = session.get_one(Partner, contact.partner_id)
        yield ChaseLetter(
            contact=place[0],
            partner=partner.slug,
            partner_name=partner.name,
            name=message.name,
            address=message.address,
            subject=message.subject,
            body=message.body,
            goes=until.astimezone(ZoneInfo(zones[place[0]])) if until else None,
            why=_WHY if until else "",
        )
