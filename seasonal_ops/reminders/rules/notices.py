"""Who must be told at once that an activity moved, came back, was cancelled or is no longer theirs. Pure.

So must whoever goes by its title, place or task, when these change within 48 hours of it.

What a contact was last *sent* is compared with how things stand: going live, adding an activity and
assigning are no change to anybody who was told nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from seasonal_ops.nights import instants, local_today
from seasonal_ops.reminders.moments import when
from seasonal_ops.reminders.shapes import (
    ASKED_AGAIN,
    ON_AGAIN,
    UNASSIGNED,
    Edit,
    Ended,
    Move,
    Occasion,
    Recipient,
    Rule,
    Said,
    Schedule,
    Told,
    Wanted,
    want,
)
from seasonal_ops.words import ReminderKind, Status

SOON: Final = timedelta(hours=48)
FORTNIGHT: Final = timedelta(days=14)
NOTICES: Final = (ReminderKind.CHANGED, ReminderKind.CANCELLED)
Change = TypeVar("Change", Move, Edit)


def notice(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    """The change or cancellation notice that the rule wants for the recipient, if any."""
    if rule.kind is ReminderKind.CANCELLED:
        return _cancelled(rule, occasion, recipient)
    if rule.kind is ReminderKind.CHANGED and recipient.ended is None:
        return _changed(rule, occasion, recipient)
    return None


def _cancelled(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    ended = recipient.ended or (occasion.cancelled if occasion.status is Status.CANCELLED else None)
    if ended is None or not any(
        _need_to_hear_of_end(told, occasion, recipient, ended) for told in recipient.beliefs
    ):
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


def _need_to_hear_of_end(told: Told | None, occasion: Occasion, recipient: Recipient, ended: Ended) -> bool:
    """Whoever was told of it, and whoever may know of it otherwise because it was near."""
    if told is not None:
        return told.kind is not ReminderKind.CANCELLED
    known = occasion.live_at is not None and ended.at >= max(occasion.live_at, recipient.since)
    return (
        known
        and occasion.schedule.starts_on - local_today(ended.at, occasion.schedule.time_zone) <= FORTNIGHT
    )


def _changed(rule: Rule, occasion: Occasion, recipient: Recipient) -> Wanted | None:
    if not occasion.status.open:
        return None
    expires = occasion.schedule.end
    beliefs = [told for told in recipient.beliefs if told is not None]
    cancelled = next((told for told in beliefs if told.kind is ReminderKind.CANCELLED), None)
    if cancelled is not None:
        return want(
            rule,
            occasion,
            recipient,
            due=occasion.revised_at,
            expires=expires,
            notice=occasion.revision,
            note=ASKED_AGAIN if cancelled.note == UNASSIGNED else ON_AGAIN,
        )
    # Whoever may or may not have got the last news is told if either makes the present one.
    news = next((found for told in recipient.beliefs if (found := _news(told, occasion, recipient))), None)
    if not news:
        return None
    newest = max((change for change, _note in news), key=lambda change: change.revision)
    note = "; ".join(note for _change, note in news)
    return want(rule, occasion, recipient, due=newest.at, expires=expires, notice=newest.revision, note=note)


def _news(told: Told | None, occasion: Occasion, recipient: Recipient) -> list[tuple[Move | Edit, str]]:
    """What is otherwise than the contact was told, each with its newest change: the time, then the rest."""
    news: list[tuple[Move | Edit, str]] = []
    moves = _unheard(occasion.moves, told, occasion, recipient)
    if told is None and moves and not _short_notice(moves[-1], occasion.schedule):
        moves = []
    if moves and not _same(moves[0].before, occasion.schedule):
        news.append((moves[-1], f"was {when(moves[0].before)}"))
    edits = _unheard(occasion.edits, told, occasion, recipient)
    if not news:
        # Calendars ask once in many hours: what is near is said by mail as well (docs/calendar-feeds.md).
        edits = [edit for edit in edits if _within(occasion.schedule, edit.at)]
    if edits and edits[0].before != occasion.said:
        news.append((edits[-1], _otherwise(edits[0].before, occasion.said)))
    return news


def _otherwise(before: Said, now: Said) -> str:
    """Which of it is new, but not what: a sensitive place is sent to nobody."""
    words = {
        "title": "another title",
        "location": "another place",
        "meet": "another meeting place",
        "description": "another task",
    }
    return ", ".join(said for name, said in words.items() if getattr(before, name) != getattr(now, name))


def _unheard(
    changes: Sequence[Change], told: Told | None, occasion: Occasion, recipient: Recipient
) -> list[Change]:
    """The changes since the contact was last told; if it never was, since it could have been."""
    if told is not None:
        return [change for change in changes if change.revision > told.revision]
    if occasion.live_at is None:
        return []
    known = max(occasion.live_at, recipient.since)
    return [change for change in changes if change.at > known]


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
