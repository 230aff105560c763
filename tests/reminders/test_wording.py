"""What a mail says, kind by kind."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reminders.letters import ACCEPTED, PATROL, SIGNATURE, content, later, of, on, schedule, written

from seasonal_ops.reminders.letters.entries import LONGEST_SUBJECT, entry
from seasonal_ops.reminders.letters.wording import Letter, Silent
from seasonal_ops.reminders.moments import when
from seasonal_ops.reminders.shapes import ASKED_AGAIN, ON_AGAIN, UNASSIGNED, Schedule
from seasonal_ops.text import harmless
from seasonal_ops.words import Answer, ReminderKind, Role

BEFORE, AFTER, OVERDUE = ReminderKind.BEFORE, ReminderKind.AFTER, ReminderKind.OVERDUE
CHANGED, CANCELLED, UNANSWERED = ReminderKind.CHANGED, ReminderKind.CANCELLED, ReminderKind.UNANSWERED
WHEN = "Fri 30 Oct 18:00–23:00"
CHASED = replace(PATROL, kinds=frozenset({UNANSWERED}))
FOUR = tuple(Silent(name, "Jo 01632 960003") for name in ("Ambulance", "Fire", "Police", "Probation"))


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        (PATROL, f"Please answer by Tue 20 Oct: {WHEN}, joint patrol"),
        # at short notice the answer is wanted the day before
        (on(PATROL, "2026-10-28"), f"Please answer by Thu 29 Oct: {WHEN}, joint patrol"),
        # and never by a day that is over tonight
        (on(PATROL, "2026-10-29"), f"Please answer today: {WHEN}, joint patrol"),
        # nor by one of a weekend, unless there is no other
        (on(PATROL, "2026-10-20"), f"Please answer by Fri 23 Oct: {WHEN}, joint patrol"),
        (on(PATROL, "2026-10-21"), f"Please answer by Fri 23 Oct: {WHEN}, joint patrol"),
        (on(later(PATROL, 2), "2026-10-30"), "Please answer by Sat 31 Oct: Sun 1 Nov 19:00, night 2"),
        (on(PATROL, "2026-10-30"), f"Please answer before it begins: {WHEN}, joint patrol"),
        (on(PATROL, "2026-10-30", time(18)), f"Please answer now: {WHEN}, joint patrol"),
        (ACCEPTED, f"In 14 days: {WHEN}, joint patrol"),
        (on(ACCEPTED, "2026-10-29"), f"Tomorrow: {WHEN}, joint patrol"),
        (on(ACCEPTED, "2026-10-30"), f"Today: {WHEN}, joint patrol"),
        (of(AFTER), f"Please send your counts: {WHEN}, joint patrol"),
        (of(OVERDUE), f"How did it go? {WHEN}, joint patrol"),
        (of(OVERDUE, AFTER), f"How did it go? {WHEN}, joint patrol"),
        (
            of(CHANGED, notes=("was Fri 30 Oct 17:00–22:00",)),
            f"CHANGED: {WHEN} (was Fri 30 Oct 17:00–22:00), joint patrol",
        ),
        (of(CHANGED), f"CHANGED: {WHEN}, joint patrol"),
        (of(CHANGED, notes=(ON_AGAIN,)), f"ON AGAIN: {WHEN}, joint patrol"),
        (of(CHANGED, notes=(ASKED_AGAIN,)), f"ASKED OF YOU AGAIN: {WHEN}, joint patrol"),
        (of(CANCELLED), f"CANCELLED: {WHEN}, joint patrol"),
        (of(CANCELLED, notes=(UNASSIGNED,)), f"No longer asked of you: {WHEN}, joint patrol"),
        # to whoever leads the group: who is silent, three by name at most
        (replace(CHASED, silent=FOUR[1:2]), f"No answer yet from Fire: {WHEN}, joint patrol"),
        (
            replace(CHASED, silent=FOUR),
            f"No answer yet from Ambulance, Fire and 2 others: {WHEN}, joint patrol",
        ),
        # a line break in a title would be a header of its own
        (replace(ACCEPTED, title="a\r\nBcc: x"), f"In 14 days: {WHEN}, aBcc: x"),
    ],
)
def test_subjects(letter: Letter, line: str) -> None:
    assert written(letter).subject == line


def test_a_mail_says_all_that_a_sergeant_needs() -> None:
    assert written(PATROL).body == (
        "Dear Sergeant,\n\n"
        "What: joint patrol\n"
        f"When: {WHEN}\n"
        "Where: Skelmersdale\n"
        "Meet: fire station, back gate\n"
        "Your part: support\n"
        "Lead: Police\n"
        "With: Fire and Rescue\n\n"
        "What to do: Walk the hotspots in pairs.\n"
        "Why then: Mischief Night is 30 October\n"
        "On the night ring: Control Room 01695 000000\n\n"
        "Reply to this mail with yes, no or another date by Tue 20 Oct.\n\n" + SIGNATURE
    )


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        (
            of(AFTER),
            (
                f"What: joint patrol\nWhen: {WHEN}\n\nTo count: Deliberate fires\n\n"
                "Reply to this mail with your counts; write 0 where there was nothing.\n"
            ),
        ),
        (
            of(OVERDUE, AFTER),
            (
                f"What: joint patrol\nWhen: {WHEN}\n\nTo count: Deliberate fires\n\n"
                "Reply to this mail with delivered, partly or not delivered, and with your counts; write 0 "
                "where there was nothing.\n"
            ),
        ),
        (
            of(OVERDUE),
            (
                f"What: joint patrol\nWhen: {WHEN}\n\n"
                "Reply to this mail with delivered, partly or not delivered.\n"
            ),
        ),
        (
            of(CANCELLED, status_note="no funding"),
            (
                "CANCELLED: this will not happen. Please tell whoever you had on the rota.\n"
                f"Reason: no funding\nWhat: joint patrol\nWhen: {WHEN}\n"
            ),
        ),
        # the reason for which it was cancelled once is none any more
        (
            of(CHANGED, notes=(ON_AGAIN,), status_note="no funding", description="", reason="", ring=""),
            (
                "ON AGAIN: it was cancelled, and will happen after all.\n"
                f"What: joint patrol\nWhen: {WHEN}\nWhere: Skelmersdale\nMeet: fire station, back gate\n"
                "Your part: support\nLead: Police\nWith: Fire and Rescue\n\n"
                "Reply to this mail if you cannot come.\n"
            ),
        ),
        # to whoever leads the group, of no part in it
        (
            replace(CHASED, silent=FOUR[1:3], role=None, description="", reason="", ring="", meet=""),
            (
                "NO ANSWER YET from Fire and Police.\nFire: Jo 01632 960003\nPolice: Jo 01632 960003\n"
                f"What: joint patrol\nWhen: {WHEN}\nWhere: Skelmersdale\nLead: Police\n"
                "With: Fire and Rescue\n\n"
                "Please ring whoever has not answered, and record what they say.\n"
            ),
        ),
        # to whoever leads the group, whose own partner has not answered either
        (
            replace(CHASED, silent=(Silent("Council"),), description="", reason="", ring="", meet=""),
            (
                "NO ANSWER YET from Council.\nCouncil: your own partner\n"
                f"What: joint patrol\nWhen: {WHEN}\nWhere: Skelmersdale\nYour part: support\nLead: Police\n"
                "With: Fire and Rescue\n\n"
                "Reply to this mail with yes, no or another date by Tue 20 Oct.\n"
            ),
        ),
    ],
)
def test_bodies_that_ask_for_something_else(letter: Letter, text: str) -> None:
    assert written(letter, name="").body == f"Hello,\n\n{text}\n{SIGNATURE}"


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        (
            replace(CHASED, deputy_for="Sergeant Miller"),
            "NO ANSWER YET: Sergeant Miller has not answered; you are named as deputy.",
        ),
        # which is no news once there is an answer
        (of(UNANSWERED, deputy_for="Sergeant Miller"), "What: joint patrol"),
        (of(CHANGED, notes=(ASKED_AGAIN,)), "ASKED OF YOU AGAIN: please take it back into your rota."),
        (
            of(CANCELLED, notes=(UNASSIGNED,), status_note="no crews"),
            "You are no longer asked for this. Please take it out of your rota.",
        ),
    ],
)
def test_the_news_comes_first(letter: Letter, line: str) -> None:
    assert written(letter).body.split("\n")[2] == line


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        (replace(PATROL, schedule=schedule(date(2026, 10, 30), date(2026, 10, 30), time(9))), "day"),
        (replace(PATROL, schedule=schedule(date(2026, 10, 30), date(2026, 10, 30))), "day"),
        (replace(PATROL, schedule=schedule(date(2026, 10, 30), date(2026, 10, 30), time(17, 30))), "day"),
        (
            replace(
                PATROL, schedule=schedule(date(2026, 10, 30), date(2026, 10, 31), time(17, 30), time(0, 30))
            ),
            "night",
        ),
        (PATROL, "night"),
    ],
)
def test_whom_to_ring_and_when(letter: Letter, line: str) -> None:
    assert f"On the {line} ring: Control Room 01695 000000\n" in written(letter).body
    assert f"On the {line} the others ring you.\n" in written(replace(letter, you_are_rung=True)).body


@pytest.mark.parametrize(
    "reason",
    [
        # that somebody chose it helps nobody
        "moved by hand on Thu 1 October 2026 from Fri 30 October 2026",
        "a date as given",
        # nor does a rule of many dates
        "Tuesday, each evening from 3 days before Mischief Night (Tue 27 October 2026) to 2 days after it",
        "",
    ],
)
def test_why_then_is_said_when_it_helps(reason: str) -> None:
    assert "Why then" not in written(replace(PATROL, reason=reason)).body


@pytest.mark.parametrize("role", list(Role))
def test_one_activity_wanted_twice_says_and_asks_all_of_it(role: Role) -> None:
    both = entry(replace(PATROL, kinds=frozenset({BEFORE, UNANSWERED, CHANGED}), role=role, notes=("new",)))
    assert (both.kinds, both.news) == (("changed", "unanswered", "before"), ("CHANGED: new.",))
    assert both.request == "Reply to this mail with yes, no or another date by Tue 20 Oct."


def test_who_leads_with_others_is_told_so() -> None:
    assert "Your part: you lead it, with Police\nWith: Fire" in written(replace(PATROL, role=Role.LEAD)).body
    assert "Your part: you lead it\nWith: Fire" in written(replace(PATROL, role=Role.LEAD, leads=())).body


def test_whoever_proposed_another_date_is_told_when_it_is() -> None:
    asked = replace(PATROL, answer=Answer.PROPOSED, proposed_on=date(2026, 10, 31))
    assert "You proposed Sat 31 Oct; it stays on Fri 30 Oct.\n" in written(asked).body
    moved = replace(asked, kinds=frozenset({CHANGED}))
    assert "You proposed Sat 31 Oct; it is now on Fri 30 Oct.\n" in written(moved).body
    # It has got its way.
    assert "You proposed" not in written(replace(asked, proposed_on=date(2026, 10, 30))).body


def test_programs_are_told_the_same() -> None:
    told = content(PATROL, later(of(CANCELLED), 2)).for_programs()["reminders"]
    assert [one["kind"] for one in told] == ["cancelled", "before"]
    assert told[1] == {
        "activity": 1,
        "kind": "before",
        "kinds": ["before"],
        "news": [],
        "title": "joint patrol",
        "starts": "2026-10-30T18:00:00+00:00",
        "ends": "2026-10-30T23:00:00+00:00",
        "location": "Skelmersdale",
        "meet": "fire station, back gate",
        "role": "support",
        "description": "Walk the hotspots in pairs.",
        "ring": "Control Room 01695 000000",
        "silent": [],
        "answer_by": "2026-10-20",
        "request": "Reply to this mail with yes, no or another date by Tue 20 Oct.",
    }


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


@given(st.text(), st.sampled_from([BEFORE, AFTER, OVERDUE, CHANGED, CANCELLED, UNANSWERED]), st.booleans())
def test_no_text_breaks_the_subject(text: str, kind: ReminderKind, many: bool) -> None:
    letter = replace(PATROL, kinds=frozenset({kind}), title=text, notes=(text,))
    line = written(letter, *[PATROL] * many).subject
    assert harmless(line) == line
    assert 0 < len(line) <= LONGEST_SUBJECT
