"""What a lead asked for by hand: a partner is chased. Pure.

No rule wants such a reminder; it stands by itself until it is sent, or until there is nothing to ask any
more: its partner has answered, or somebody said how the activity went.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

from seasonal_ops.reminders.rules.gather import Case
from seasonal_ops.reminders.rules.wanted import STILL_OWED
from seasonal_ops.reminders.shapes import Occasion, Recipient, Wanted
from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role

_WORD: Final = "chase"
_UNSENT: Final = (ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED, ReminderState.HELD)


def owed(occasion: Occasion, role: Role, answer: Answer, now: datetime) -> ReminderKind | None:
    """What a partner with this role and answer has to be asked; None when nothing is open between us."""
    if not occasion.status.open or answer is Answer.DECLINED:
        return None
    if now < occasion.schedule.ahead_until:
        return ReminderKind.UNANSWERED if answer is Answer.ASKED else None
    over = occasion.schedule.end <= now < occasion.schedule.end + STILL_OWED
    return ReminderKind.OVERDUE if over and role is Role.LEAD else None


def chase(occasion: Occasion, to: Recipient, kind: ReminderKind, now: datetime) -> Wanted:
    """The reminder; its key holds the minute, so that the same word twice is one."""
    key = f"{_WORD}|{occasion.id}|{to.contact_id}|{to.channel}|{now:%Y-%m-%dT%H:%M}"
    return _wanted(key, occasion, to, kind, due=now)


def is_chase(dedupe_key: str) -> bool:
    """Whether a person asked for it, and no rule."""
    return dedupe_key.startswith(f"{_WORD}|")


def still_chased(rows: Iterable[Row[Any]], cases: Iterable[Case], now: datetime) -> Iterator[Wanted]:
    """Of the stored reminders those that a lead asked for and that still ask something."""
    places = {(case.occasion.id, one.contact_id): (case, one) for case in cases for one in case.recipients}
    for row in rows:
        place = places.get((row.activity_id, row.contact_id))
        if row.state not in _UNSENT or place is None or not is_chase(row.dedupe_key):
            continue
        occasion, to = place[0].occasion, place[1]
        kind = None if to.ended else owed(occasion, to.role, to.answer, now)
        if kind is not None and kind is row.kind:
            yield _wanted(row.dedupe_key, occasion, to, kind, due=row.due_utc)


def _wanted(key: str, occasion: Occasion, to: Recipient, kind: ReminderKind, due: datetime) -> Wanted:
    schedule, ahead = occasion.schedule, kind is ReminderKind.UNANSWERED
    return Wanted(
        dedupe_key=key,
        activity_id=occasion.id,
        plan_id=occasion.plan_id,
        rule_id=None,
        contact_id=to.contact_id,
        channel=to.channel,
        kind=kind,
        revision=occasion.revision,
        due_utc=due,
        expires_utc=schedule.ahead_until if ahead else schedule.end + STILL_OWED,
    )
