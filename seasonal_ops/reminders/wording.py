"""What a reminder says: a subject that is enough, and a body that is read in five seconds. Pure.

A sensitive activity's mail names no place, no operation, no theme and no reason for its date; a
limited one's names no place. Whatever came from outside is made harmless.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.text import harmless
from seasonal_ops.words import Answer, ReminderKind, Role, Sensitivity

# Two weeks' notice on a Friday asks for an answer by Tuesday.
DAYS_TO_ANSWER: Final = timedelta(days=4)
_UNNAMED: Final = "partnership activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that a mail may say. `today` is the date on which it goes, local to the activity."""

    kind: ReminderKind
    today: date
    schedule: Schedule
    title: str
    note: str = ""
    description: str = ""
    location: str = ""
    meet: str = ""
    reason: str = ""
    status_note: str = ""
    sensitivity: Sensitivity = Sensitivity.OPEN
    role: Role = Role.SUPPORT
    answer: Answer = Answer.ASKED
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    ring: str = ""
    name: str = ""

    @property
    def open_question(self) -> bool:
        """Whether it must ask for an answer."""
        asking = (ReminderKind.BEFORE, ReminderKind.UNANSWERED, ReminderKind.CHANGED)
        return self.answer is Answer.ASKED and self.kind in asking


def subject(letter: Letter) -> str:
    """One line that is enough on a telephone's lock screen."""
    what = f"{_when(letter)}, {_title(letter)}"
    match letter.kind:
        case ReminderKind.CHANGED if letter.note == ON_AGAIN:
            text = f"ON AGAIN: {what}"
        case ReminderKind.CHANGED if letter.note == ASKED_AGAIN:
            text = f"ASKED OF YOU AGAIN: {what}"
        case ReminderKind.CHANGED:
            was = f" ({letter.note})" if letter.note else ""
            text = f"CHANGED: {_when(letter)}{was}, {_title(letter)}"
        case ReminderKind.CANCELLED:
            text = f"No longer asked of you: {what}" if letter.note == UNASSIGNED else f"CANCELLED: {what}"
        case ReminderKind.AFTER:
            text = f"Please send your counts: {what}"
        case ReminderKind.OVERDUE:
            text = f"How did it go? {what}"
        case _ if letter.open_question:
            text = f"Please answer by {_day(_answer_by(letter), letter.today)}: {what}"
        case _:
            text = f"{_distance(letter)}: {what}"
    return harmless(text)


def body(letter: Letter) -> str:
    """Plain text: the news first, then when, where, your part, with whom, one request, whom to ring."""
    greeting = f"Dear {letter.name}," if letter.name else "Hello,"
    paragraphs = (greeting, "\n".join(_facts(letter)), "\n".join(_details(letter)), _request(letter))
    return harmless("\n\n".join(part for part in paragraphs if part) + "\n", keep="\n")


def when(schedule: Schedule, today: date | None = None) -> str:
    """`Fri 30 Oct 18:00–23:00`; an end in the next morning keeps the one date; a year only if it helps."""
    first, last = schedule.starts_on, schedule.ends_on
    start, end = schedule.start_time, schedule.end_time
    if start is None:
        return _day(first, today) if first == last else f"{_day(first, today)} to {_day(last, today)}"
    if end is None:
        return f"{_day(first, today)} {_clock(start)}"
    if last == first or (last - first == timedelta(days=1) and end <= start):
        return f"{_day(first, today)} {_clock(start)}–{_clock(end)}"
    return f"{_day(first, today)} {_clock(start)} to {_day(last, today)} {_clock(end)}"


def _facts(letter: Letter) -> Iterator[str]:
    if letter.kind is ReminderKind.CHANGED:
        yield _news(letter.note)
    if letter.kind is ReminderKind.CANCELLED:
        yield from _end(letter)
    yield f"What: {_title(letter)}"
    yield f"When: {_when(letter)}"
    if letter.kind in (ReminderKind.CANCELLED, ReminderKind.AFTER, ReminderKind.OVERDUE):
        return
    place = letter.sensitivity is Sensitivity.OPEN
    if place and letter.location:
        yield f"Where: {letter.location}"
    if place and letter.meet:
        yield f"Meet: {letter.meet}"
    if not place:
        ask = f"ring {letter.ring}" if letter.ring else "reply to this mail and you will be told"
        yield f"Where: it is not sent by mail; {ask}"
    yield "Your part: you lead it" if letter.role is Role.LEAD else "Your part: support"
    yield from _others(letter)


def _news(note: str) -> str:
    match note:
        case _ if note == ON_AGAIN:
            return "ON AGAIN: it was cancelled, and will happen after all."
        case _ if note == ASKED_AGAIN:
            return "ASKED OF YOU AGAIN: please take it back into your rota."
        case "":
            return "CHANGED: please read the new date and time."
        case _:
            return f"CHANGED: {note}."


def _end(letter: Letter) -> Iterator[str]:
    if letter.note == UNASSIGNED:
        yield "You are no longer asked for this. Please take it out of your rota."
        return
    yield "CANCELLED: this will not happen. Please tell whoever you had on the rota."
    if letter.status_note and letter.sensitivity is Sensitivity.OPEN:
        yield f"Reason: {letter.status_note}"


def _others(letter: Letter) -> Iterator[str]:
    if letter.leads:
        yield f"Lead: {'; '.join(letter.leads)}"
    if letter.supports:
        yield f"With: {'; '.join(letter.supports)}"


def _details(letter: Letter) -> Iterator[str]:
    going_ahead = letter.kind in (ReminderKind.BEFORE, ReminderKind.UNANSWERED, ReminderKind.CHANGED)
    if letter.sensitivity is not Sensitivity.SENSITIVE:
        if letter.description and going_ahead and letter.sensitivity is Sensitivity.OPEN:
            yield f"What to do: {letter.description}"
        if letter.reason and going_ahead:
            yield f"Why then: {letter.reason}"
        if letter.measures and letter.kind is ReminderKind.AFTER:
            yield f"To count: {', '.join(letter.measures)}"
    if letter.ring and going_ahead:
        yield f"On the night ring: {letter.ring}"


def _request(letter: Letter) -> str:
    match letter.kind:
        case ReminderKind.AFTER:
            return "Reply to this mail with your counts; write 0 where there was nothing."
        case ReminderKind.OVERDUE:
            return "Reply to this mail with delivered, partly or not delivered."
        case _ if letter.open_question:
            by = _day(_answer_by(letter), letter.today)
            return f"Reply to this mail with yes, no or another date by {by}."
        case ReminderKind.CANCELLED:
            return ""
        case _:
            return "Reply to this mail if you cannot come."


def _title(letter: Letter) -> str:
    return _UNNAMED if letter.sensitivity is Sensitivity.SENSITIVE else letter.title


def _when(letter: Letter) -> str:
    return when(letter.schedule, letter.today)


def _answer_by(letter: Letter) -> date:
    return max(
        letter.today, min(letter.today + DAYS_TO_ANSWER, letter.schedule.starts_on - timedelta(days=1))
    )


def _distance(letter: Letter) -> str:
    days = (letter.schedule.starts_on - letter.today).days
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days" if days > 0 else "Now")


def _day(on: date, today: date | None) -> str:
    year = "" if today is None or on.year == today.year else f" {on.year}"
    return f"{on:%a} {on.day} {on:%b}{year}"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
