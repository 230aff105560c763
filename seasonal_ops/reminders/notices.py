"""Who must be told at once that an activity moved, came back, was cancelled or is no longer theirs. Pure.

What a contact was last *sent* is compared with how things stand: going live, adding an activity and
assigning are no change to anybody who was told nothing.
"""

from datetime import datetime, timedelta
from typing import Final

from seasonal_ops.nights import instants, local_today
from seasonal_ops.reminders.shapes import (
    UNASSIGNED,
    Ended,
    Move,
    Occasion,
    Recipient,
    Rule,
    Schedule,
    Wanted,
    want,
)
from seasonal_ops.reminders.wording import when
from seasonal_ops.words import ReminderKind, Status

SOON: Final = timedelta(hours=48)
FORTNIGHT: Final = timedelta(days=14)


def notice(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    """The change or cancellation notice that the rule wants for the recipient, if any."""
    if rule.kind is ReminderKind.CANCELLED:
        return _cancelled(rule, occasion, recipient)
    if rule.kind is ReminderKind.CHANGED and recipient.ended is None:
        return _changed(rule, occasion, recipient)
    return None


def _cancelled(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    ended = recipient.ended or (occasion.cancelled if occasion.status is Status.CANCELLED else None)
    if ended is None or not _need_to_hear_of_end(occasion, recipient, ended):
        return None
    return want(
        rule,
        occasion,
        recipient,
        due=ended.at,
        expires=occasion.schedule.end,
        notice=ended.revision,
        note=UNASSIGNED if recipient.ended else "",
    )


def _need_to_hear_of_end(occasion: Occasion, recipient: Recipient, ended: Ended) -> bool:
    """Whoever was told of it, and whoever may know of it otherwise because it was near."""
    if recipient.told is not None:
        return recipient.told.kind is not ReminderKind.CANCELLED
    known = occasion.live_at is not None and ended.at >= max(occasion.live_at, recipient.since)
    return (
        known
        and occasion.schedule.starts_on - local_today(ended.at, occasion.schedule.time_zone) <= FORTNIGHT
    )


def _changed(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    if not occasion.status.open:
        return None
    told, expires = recipient.told, occasion.schedule.end
    if told is not None and told.kind is ReminderKind.CANCELLED:
        return want(
            rule,
            occasion,
            recipient,
            due=occasion.revised_at,
            expires=expires,
            notice=occasion.revision,
            note="was not asked of you" if told.note == UNASSIGNED else "was cancelled",
        )
    unheard = _unheard(occasion, recipient)
    if not unheard or _same(unheard[0].before, occasion.schedule):
        return None
    newest = unheard[-1]
    return want(
        rule,
        occasion,
        recipient,
        due=newest.at,
        expires=expires,
        notice=newest.revision,
        note=f"was {when(unheard[0].before)}",
    )


def _unheard(occasion: Occasion, recipient: Recipient) -> list[Move]:
    """The moves since the contact was last told; if it never was, those that came at short notice."""
    if recipient.told is not None:
        return [move for move in occasion.moves if move.revision > recipient.told.revision]
    if occasion.live_at is None:
        return []
    known = max(occasion.live_at, recipient.since)
    moves = [move for move in occasion.moves if move.at > known]
    return moves if moves and _short_notice(moves[-1], occasion.schedule) else []


def _short_notice(move: Move, now_at: Schedule) -> bool:
    return any(_within(schedule, move.at) for schedule in (move.before, now_at))


def _within(schedule: Schedule, at: datetime) -> bool:
    return timedelta(0) <= schedule.end - at and schedule.start - at <= SOON


def _same(one: Schedule, other: Schedule) -> bool:
    """Whether both are the same time, however it is written."""
    return _span(one) == _span(other)


def _span(schedule: Schedule) -> tuple[object, ...]:
    all_day = schedule.start_time is None
    parts = (schedule.starts_on, schedule.ends_on, schedule.start_time, schedule.end_time, schedule.time_zone)
    return all_day, instants(*parts)
