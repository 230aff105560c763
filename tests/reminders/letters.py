"""Letters for tests: a patrol two weeks ahead, and what is otherwise."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from seasonal_ops.nights import instant
from seasonal_ops.reminders.letters.entries import entry, in_order, subject
from seasonal_ops.reminders.letters.letterhead import Letterhead, Written, shipped
from seasonal_ops.reminders.letters.redacted import Content, Section, Sender
from seasonal_ops.reminders.letters.wording import Letter
from seasonal_ops.reminders.shapes import Schedule
from seasonal_ops.words import Answer, ReminderKind, Role

LONDON = "Europe/London"


def schedule(first: date, last: date, start: time | None = None, end: time | None = None) -> Schedule:
    return Schedule(starts_on=first, ends_on=last, start_time=start, end_time=end, time_zone=LONDON)


PATROL = Letter(
    activity=1,
    kinds=frozenset({ReminderKind.BEFORE}),
    now=instant(date(2026, 10, 16), time(9), LONDON),
    schedule=schedule(date(2026, 10, 30), date(2026, 10, 30), time(18), time(23)),
    title="joint patrol",
    description="Walk the hotspots in pairs.",
    location="Skelmersdale",
    meet="fire station, back gate",
    reason="Mischief Night is 30 October",
    role=Role.SUPPORT,
    leads=("Police",),
    supports=("Fire and Rescue",),
    measures=("Deliberate fires",),
    ring="Control Room 01695 000000",
)
ACCEPTED = replace(PATROL, answer=Answer.ACCEPTED)


def on(letter: Letter, day: str, at: time = time(9)) -> Letter:
    """The letter as it reads on that day, at nine unless it is said."""
    return replace(letter, now=instant(date.fromisoformat(day), at, LONDON))


def of(*kinds: ReminderKind, **more: Any) -> Letter:
    """A letter to a partner that has accepted, for these reasons."""
    return replace(ACCEPTED, kinds=frozenset(kinds), **more)


def later(letter: Letter, days: int) -> Letter:
    """The same, another activity some days after it."""
    first = date(2026, 10, 30 + days) if days < 2 else date(2026, 11, days - 1)
    return replace(letter, activity=days, title=f"night {days}", schedule=schedule(first, first, time(19)))


def content(*letters: Letter, name: str = "Sergeant", sections: tuple[Section, ...] = ()) -> Content:
    """One message of all of them, sent for one plan that somebody leads."""
    ordered = in_order(letters)
    return Content(
        name=name,
        subject=subject(ordered, sections),
        entries=tuple(entry(letter, among=len(letters)) for letter in ordered),
        sections=sections,
        sender=Sender(plans="Bright Sparx 2026", lead="Robin (Council)", phone="01632 960001"),
    )


def written(*letters: Letter, letterhead: Letterhead | None = None, **more: Any) -> Written:
    """The message of these letters, on the shipped letterhead unless another is given."""
    return (letterhead or shipped()).write(content(*letters, **more))


SIGNATURE = (
    "Sent for Bright Sparx 2026.\nAny question: reply to this mail, or ring Robin (Council), 01632 960001.\n"
)
