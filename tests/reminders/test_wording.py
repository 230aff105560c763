"""What a mail says, kind by kind, and what it keeps to itself."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.reminders.wording import Letter, body, subject, when
from seasonal_ops.words import Answer, ReminderKind, Role, Sensitivity


def schedule(first: date, last: date, start: time | None = None, end: time | None = None) -> Schedule:
    return Schedule(starts_on=first, ends_on=last, start_time=start, end_time=end, time_zone="Europe/London")


PATROL = Letter(
    kind=ReminderKind.BEFORE,
    today=date(2026, 10, 16),
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
    name="Sergeant",
)
ACCEPTED = replace(PATROL, answer=Answer.ACCEPTED)


def of(kind: ReminderKind, **more: Any) -> Letter:
    return replace(ACCEPTED, kind=kind, **more)


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        (PATROL, "Please answer by Tue 20 Oct: Fri 30 Oct 18:00–23:00, joint patrol"),
        # at short notice the answer is wanted the day before, or at once
        (
            replace(PATROL, today=date(2026, 10, 28)),
            "Please answer by Thu 29 Oct: Fri 30 Oct 18:00–23:00, joint patrol",
        ),
        (
            replace(PATROL, today=date(2026, 10, 30)),
            "Please answer by Fri 30 Oct: Fri 30 Oct 18:00–23:00, joint patrol",
        ),
        (ACCEPTED, "In 14 days: Fri 30 Oct 18:00–23:00, joint patrol"),
        (replace(ACCEPTED, today=date(2026, 10, 29)), "Tomorrow: Fri 30 Oct 18:00–23:00, joint patrol"),
        (replace(ACCEPTED, today=date(2026, 10, 30)), "Today: Fri 30 Oct 18:00–23:00, joint patrol"),
        (of(ReminderKind.AFTER), "Please send your counts: Fri 30 Oct 18:00–23:00, joint patrol"),
        (of(ReminderKind.OVERDUE), "How did it go? Fri 30 Oct 18:00–23:00, joint patrol"),
        (
            of(ReminderKind.CHANGED, note="was Fri 30 Oct 17:00–22:00"),
            "CHANGED: Fri 30 Oct 18:00–23:00 (was Fri 30 Oct 17:00–22:00), joint patrol",
        ),
        (of(ReminderKind.CHANGED), "CHANGED: Fri 30 Oct 18:00–23:00, joint patrol"),
        (of(ReminderKind.CANCELLED), "CANCELLED: Fri 30 Oct 18:00–23:00, joint patrol"),
        (
            of(ReminderKind.CANCELLED, note=UNASSIGNED),
            "No longer asked of you: Fri 30 Oct 18:00–23:00, joint patrol",
        ),
        # a line break in a title would be a header of its own
        (replace(ACCEPTED, title="a\r\nBcc: x"), "In 14 days: Fri 30 Oct 18:00–23:00, aBcc: x"),
    ],
)
def test_subjects(letter: Letter, line: str) -> None:
    assert subject(letter) == line


def test_a_mail_says_all_that_a_sergeant_needs() -> None:
    assert body(PATROL) == (
        "Dear Sergeant,\n\n"
        "What: joint patrol\n"
        "When: Fri 30 Oct 18:00–23:00\n"
        "Where: Skelmersdale\n"
        "Meet: fire station, back gate\n"
        "Your part: support\n"
        "Lead: Police\n"
        "With: Fire and Rescue\n\n"
        "What to do: Walk the hotspots in pairs.\n"
        "Why then: Mischief Night is 30 October\n"
        "On the night ring: Control Room 01695 000000\n\n"
        "Reply to this mail with yes, no or another date by Tue 20 Oct.\n"
    )


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        (
            of(ReminderKind.AFTER),
            (
                "Dear Sergeant,\n\nWhat: joint patrol\nWhen: Fri 30 Oct 18:00–23:00\n\n"
                "To count: Deliberate fires\n\n"
                "Reply to this mail with your counts; write 0 where there was nothing.\n"
            ),
        ),
        (
            of(ReminderKind.CANCELLED, status_note="no funding", name=""),
            (
                "Hello,\n\nCANCELLED: this will not happen. Please tell whoever you had on the rota.\n"
                "Reason: no funding\nWhat: joint patrol\nWhen: Fri 30 Oct 18:00–23:00\n"
            ),
        ),
        (
            of(ReminderKind.OVERDUE),
            (
                "Dear Sergeant,\n\nWhat: joint patrol\nWhen: Fri 30 Oct 18:00–23:00\n\n"
                "Reply to this mail with delivered, partly or not delivered.\n"
            ),
        ),
    ],
)
def test_bodies_that_ask_for_something_else(letter: Letter, text: str) -> None:
    assert body(letter) == text


@pytest.mark.parametrize("kind", list(ReminderKind))
@pytest.mark.parametrize("sensitivity", [Sensitivity.SENSITIVE, Sensitivity.LIMITED])
def test_a_guarded_activity_gives_no_place_away(kind: ReminderKind, sensitivity: Sensitivity) -> None:
    letter = replace(PATROL, kind=kind, sensitivity=sensitivity, status_note="Skelmersdale floods")
    text = subject(letter) + body(letter)
    secret = ["Skelmersdale", "back gate", "floods"]
    if sensitivity is Sensitivity.SENSITIVE:
        secret += ["patrol", "Mischief", "hotspots", "Deliberate"]
    assert [word for word in secret if word in text] == []
    assert "Fri 30 Oct 18:00–23:00" in subject(letter)


@pytest.mark.parametrize("role", list(Role))
def test_who_is_told_no_place_is_told_whom_to_ask(role: Role) -> None:
    letter = of(ReminderKind.CHANGED, sensitivity=Sensitivity.LIMITED, note="another place", role=role)
    assert "Where: it is not sent by mail; ring Control Room 01695 000000\n" in body(letter)
    nobody = replace(letter, ring="")
    assert "Where: it is not sent by mail; reply to this mail and you will be told\n" in body(nobody)


@pytest.mark.parametrize(
    ("note", "line", "news"),
    [
        (ON_AGAIN, "ON AGAIN: Fri 30 Oct", "ON AGAIN: it was cancelled, and will happen after all.\n"),
        (ASKED_AGAIN, "ASKED OF YOU AGAIN: Fri", "ASKED OF YOU AGAIN: please take it back into your rota.\n"),
    ],
)
def test_what_comes_back_does_not_read_as_cancelled(note: str, line: str, news: str) -> None:
    letter = of(ReminderKind.CHANGED, note=note)
    assert subject(letter).startswith(line)
    assert f"\n\n{news}What: joint patrol\n" in body(letter)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (schedule(date(2026, 10, 30), date(2026, 10, 31), time(21), time(3)), "Fri 30 Oct 21:00–03:00"),
        (schedule(date(2026, 10, 30), date(2026, 10, 30), time(21)), "Fri 30 Oct 21:00"),
        (schedule(date(2026, 10, 30), date(2026, 10, 30)), "Fri 30 Oct"),
        (schedule(date(2026, 10, 30), date(2026, 11, 1)), "Fri 30 Oct to Sun 1 Nov"),
        (
            schedule(date(2026, 10, 30), date(2026, 11, 1), time(9), time(17)),
            "Fri 30 Oct 09:00 to Sun 1 Nov 17:00",
        ),
        # another year is said
        (schedule(date(2027, 1, 1), date(2027, 1, 1), time(9)), "Fri 1 Jan 2027 09:00"),
    ],
)
def test_when(schedule: Schedule, words: str) -> None:
    assert when(schedule, date(2026, 10, 1)) == words


@given(st.text(), st.sampled_from(list(ReminderKind)))
def test_no_text_breaks_the_subject(text: str, kind: ReminderKind) -> None:
    line = subject(replace(PATROL, kind=kind, title=text, note=text))
    assert len(line.splitlines()) <= 1
