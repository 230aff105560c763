"""Hold and ask: what may have been sent already is kept back until a person has said what of it goes.

A database that is put back has forgotten what was sent since its backup was made. What fell due by now
and counts as unsent in it is therefore held, not sent again. A person then lets it go, or says that it
was sent: a row that counts as sent blocks a second sending for good. Times are instants; `now` is handed in.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Table, update
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, func, select

from seasonal_ops import journal
from seasonal_ops.db import batched
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import SYSTEM, Actor, ReminderRequeued, RemindersHeld
from seasonal_ops.models import WEB, DeliveryAttempt, FactRow, Heartbeat, Reminder, key
from seasonal_ops.nights import local_today
from seasonal_ops.reminders.replanning import reconcile
from seasonal_ops.reminders.rows import FREE
from seasonal_ops.views import moment
from seasonal_ops.words import ReminderState

SUBJECT: Final = "database:1"  # there is one
_ROWS: Final[Table] = SQLModel.metadata.tables["reminder"]
_ON_THE_WAY: Final = (
    ReminderState.PLANNED,
    ReminderState.LEASED,
    ReminderState.SENDING,
    ReminderState.FAILED,
)
_PLANS: Final[Table] = SQLModel.metadata.tables["plan"]
_HOME: Final = "Europe/London"
_A_DAY: Final = timedelta(hours=25)


def known_until(session: Session) -> datetime | None:
    """The newest moment of which the database knows anything; None for one in which nothing happened.

    A scheduler leaves a sign of life every ten seconds: nothing was sent after it that is missing here.
    """
    newest = (
        select(func.max(Heartbeat.at)).where(col(Heartbeat.worker) != WEB),
        select(func.max(FactRow.at)),
        select(func.max(DeliveryAttempt.ended_at)),
    )
    return max((at for query in newest if (at := session.exec(query).one()) is not None), default=None)


def hold_after_restore(
    session: Session, now: datetime, since: datetime | None, *, actor: Actor = SYSTEM
) -> int:
    """Hold what is unsent and may have gone by now; how many. `since` is how far the database knows.

    The rules are caught up with first, so that nothing which is due is planned a moment later.
    """
    reconcile(session, now)
    known = "an older state" if since is None else f"its state of {since:%Y-%m-%d %H:%M} UTC"
    due = _ROWS.c.id.in_(_may_have_gone(session, now))
    values = {
        "state": ReminderState.HELD,
        "next_try": None,
        "held_for": f"the database was put back to {known}; this may have been sent since",
        # A copy that goes out all the same is one that may be the second.
        "ambiguous": True,
        **FREE,
    }
    held = len(session.execute(update(_ROWS).where(due).values(**values).returning(_ROWS.c.id)).all())
    after = {"held": held, "known_until": since and since.isoformat()}
    journal.record(session, [RemindersHeld(subject=SUBJECT, after=after)], actor=actor, now=now)
    return held


def _may_have_gone(session: Session, now: datetime) -> list[int]:
    """What was due by now, or later on this local day: its one message takes that along."""
    c = _ROWS.c
    unsent = c.state.in_(_ON_THE_WAY) & (c.due_utc < now + _A_DAY) & (c.expires_utc > now)
    query = columns(c.id, c.due_utc, _PLANS.c.time_zone).outerjoin(_PLANS, _PLANS.c.id == c.plan_id)
    return [
        row_id
        for row_id, due, zone in session.execute(query.where(unsent))
        if due <= now or local_today(due, zone or _HOME) == local_today(now, zone or _HOME)
    ]


def held(session: Session) -> list[Reminder]:
    """What is held, the longest due first."""
    query = select(Reminder).where(Reminder.state == ReminderState.HELD)
    return list(session.exec(query.order_by(col(Reminder.due_utc), col(Reminder.id))))


def release_all(session: Session, *, actor: Actor, now: datetime) -> int:
    """Let everything go that is held and does not come too late; how many. The rest expires by itself."""
    rows = [row for row in held(session) if row.expires_utc > now]
    values = {"state": ReminderState.PLANNED, "attempts": 0, "next_try": None, "held_for": ""}
    _write(session, rows, values, actor, now)
    return len(rows)


def settle(
    session: Session, reminder_ids: Sequence[int], *, actor: Actor, now: datetime,
    time_zone: str = "Europe/London",
) -> int:  # fmt: skip
    """Count held ones as sent when they were due, on a person's word, and never send them; how many.

    Who said so, and when by the clocks of `time_zone`, stays with each: nothing here knows of its sending.

    Raises NotFound, or Refused for one that is not held; then none is settled.
    """
    rows = {key(row): row for row in held(session)}
    for reminder_id in reminder_ids:
        if reminder_id not in rows:
            raise _not_held(session, reminder_id)
    chosen = [rows[reminder_id] for reminder_id in dict.fromkeys(reminder_ids)]
    # The best that is known of when: a moment of now would make the day's mail look sent.
    values = {
        "state": ReminderState.SENT,
        "sent_at": _ROWS.c.due_utc,
        "next_try": None,
        "ambiguous": False,
        "held_for": f"counted as sent by {actor.name} on {moment(now.astimezone(ZoneInfo(time_zone)))}",
    }
    _write(session, chosen, values, actor, now)
    return len(chosen)


def _not_held(session: Session, reminder_id: int) -> NotFound | Refused:
    row = session.get(Reminder, reminder_id)
    if row is None:
        return NotFound("reminder", reminder_id, hint="seasonal-ops remind list --state held shows them")
    return Refused(f"reminder {reminder_id} is {row.state}; only a held one can be settled")


def _write(
    session: Session, rows: Sequence[Reminder], values: Mapping[str, Any], actor: Actor, now: datetime
) -> None:
    """Change the rows and say so in the journal, a fact a row."""
    before = [journal.snapshot(row) for row in rows]
    for some in batched([key(row) for row in rows]):
        session.execute(update(_ROWS).where(_ROWS.c.id.in_(some)).values(**values))
    session.expire_all()
    facts = [
        ReminderRequeued(
            subject=f"reminder:{row.id}",
            before=was,
            after=journal.snapshot(row),
            activities=() if row.activity_id is None else (row.activity_id,),
        )
        for row, was in zip(rows, before, strict=True)
    ]
    journal.record(session, facts, actor=actor, now=now)
