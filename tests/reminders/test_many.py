"""What a mail of several activities says: what is first, what is listed, what is said once."""

from dataclasses import replace
from datetime import date

import pytest
from reminders.letters import ACCEPTED, PATROL, later, of, on, written

from seasonal_ops.reminders.letters.entries import section, subject
from seasonal_ops.reminders.letters.wording import Letter, Silent
from seasonal_ops.reminders.shapes import UNASSIGNED
from seasonal_ops.words import Answer, ReminderKind

AFTER, OVERDUE = ReminderKind.AFTER, ReminderKind.OVERDUE
CHANGED, CANCELLED, UNANSWERED = ReminderKind.CHANGED, ReminderKind.CANCELLED, ReminderKind.UNANSWERED
WHEN = "Fri 30 Oct 18:00–23:00"
CHASED = replace(PATROL, kinds=frozenset({UNANSWERED}))
FOUR = tuple(Silent(name, "Jo 01632 960003") for name in ("Ambulance", "Fire", "Police", "Probation"))
TONIGHT, REPORT = on(ACCEPTED, "2026-10-30"), replace(on(of(AFTER), "2026-10-30"), activity=2)


@pytest.mark.parametrize(
    ("letters", "line"),
    [
        # the first is due first, and answered by first
        (
            (later(PATROL, 2), PATROL, later(PATROL, 3)),
            f"Please answer by Tue 20 Oct: 3 activities, first {WHEN}, joint patrol",
        ),
        ((of(CHANGED), later(of(CHANGED), 2)), f"CHANGED: 2 activities, first {WHEN}, joint patrol"),
        # a mix: the most urgent, and how much more there is
        ((PATROL, later(of(CHANGED), 2)), "CHANGED: Sun 1 Nov 19:00, night 2; please answer 1 by Tue 20 Oct"),
        (
            (of(AFTER), later(ACCEPTED, 2), later(PATROL, 3)),
            "Please answer by Tue 20 Oct: Mon 2 Nov 19:00, night 3; and 2 more",
        ),
        ((of(AFTER), later(ACCEPTED, 2)), "In 16 days: Sun 1 Nov 19:00, night 2; and 1 more"),
        # of different distances none is said
        ((ACCEPTED, later(ACCEPTED, 2)), f"Coming up: 2 activities, first {WHEN}, joint patrol"),
        (
            (on(ACCEPTED, "2026-10-29"), replace(on(ACCEPTED, "2026-10-29"), activity=2)),
            f"Tomorrow: 2 activities, first {WHEN}, joint patrol",
        ),
        ((of(OVERDUE), later(of(OVERDUE), 2)), f"How did it go? 2 activities, first {WHEN}, joint patrol"),
        (
            (replace(CHASED, silent=FOUR[:1]), replace(later(CHASED, 2), silent=FOUR[1:])),
            f"No answer yet: 2 activities, first {WHEN}, joint patrol",
        ),
        (
            (replace(CHASED, silent=FOUR[:1]), replace(later(CHASED, 2), silent=FOUR[:1])),
            f"No answer yet from Ambulance: 2 activities, first {WHEN}, joint patrol",
        ),
    ],
)
def test_the_subject_of_many(letters: tuple[Letter, ...], line: str) -> None:
    assert written(*letters).subject == line


NEXT = tuple(replace(later(PATROL, day), activity=90 + day) for day in range(10, 13))


@pytest.mark.parametrize(
    ("letters", "line"),
    [
        # today's before a question about later, and a deadline for those alone that have it
        (
            (on(later(PATROL, 2), "2026-10-30"), *(on(one, "2026-10-30") for one in NEXT), TONIGHT, REPORT),
            f"Today: {WHEN}, joint patrol; please answer 1 by Sat 31 Oct; and 4 more",
        ),
        (
            (on(later(PATROL, 1), "2026-10-30"), *(on(one, "2026-10-30") for one in NEXT)),
            "Please answer today: Sat 31 Oct 19:00, night 1; please answer 3 by Tue 3 Nov",
        ),
        # before news of later, but not before news of tonight
        ((on(later(of(CANCELLED), 5), "2026-10-30"), TONIGHT), f"Today: {WHEN}, joint patrol; and 1 more"),
        (
            (replace(on(of(CANCELLED), "2026-10-30"), activity=0), TONIGHT),
            f"CANCELLED: {WHEN}, joint patrol; and 1 more",
        ),
    ],
)
def test_what_is_today_comes_first(letters: tuple[Letter, ...], line: str) -> None:
    assert written(*letters).subject == line


def test_a_roundup_names_the_mail_and_counts_the_reminders() -> None:
    week = section("This week: 2 dates", ["Due\nFri 30 Oct", "Nothing else."])
    assert subject((), [week]) == "This week: 2 dates"
    assert subject((PATROL,), [week]) == "This week: 2 dates; and 1 reminder"
    assert subject((PATROL, later(PATROL, 2)), [week]) == "This week: 2 dates; and 2 reminders"
    assert subject((), [week, section("October: 3 dates", [])]) == "This week: 2 dates; October: 3 dates"
    body = written(PATROL, sections=(week,)).body
    assert body.index("Nothing else.") < body.index("What: joint patrol")


def test_many_are_numbered_blocks_in_order_of_what_is_urgent() -> None:
    body = written(later(ACCEPTED, 3), PATROL, later(of(CANCELLED), 2)).body
    blocks = [block.split("\n") for block in body.split("\n\n")]
    assert [block[0] for block in blocks] == [
        *("Dear Sergeant,", "1 of 3", "2 of 3", "3 of 3"),
        *("In your reply, say which number you mean.", "Sent for Bright Sparx 2026."),
    ]
    assert [block[1:3] for block in blocks[1:4]] == [
        ["CANCELLED: this will not happen. Please tell whoever you had on the rota.", "What: night 2"],
        ["What: joint patrol", f"When: {WHEN}"],
        ["What: night 3", "When: Mon 2 Nov 19:00"],
    ]
    assert blocks[2][-1] == "Reply to this mail with yes, no or another date by Tue 20 Oct."


def test_more_than_three_begin_with_a_list_and_are_short() -> None:
    other = replace(later(PATROL, 10), answer=Answer.PROPOSED, proposed_on=date(2026, 11, 8))
    body = written(*(on(one, "2026-10-29") for one in (of(AFTER), other, *NEXT, later(ACCEPTED, 1)))).body
    first, second, rest = body.split("\n\n", 3)[1:]
    assert first.split("\n") == [
        "1. Mon 9 Nov 19:00, night 10: answer by Mon 2 Nov",
        "2. Tue 10 Nov 19:00, night 11: answer by Mon 2 Nov",
        "3. Wed 11 Nov 19:00, night 12: answer by Mon 2 Nov",
        "4. Sat 31 Oct 19:00, night 1",
        "5. Mon 9 Nov 19:00, night 10",
        f"6. {WHEN}, joint patrol: counts",
    ]
    assert second.startswith("1 of 6\nWhat: night 10\n")
    assert "What to do" not in second + rest
    # What is today or tomorrow is said whole, and so is everything where there is little.
    assert written(*[TONIGHT, *NEXT]).body.count("What to do: Walk the hotspots in pairs.\n") == 1
    assert written(*NEXT).body.count("What to do") == 3


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        (of(OVERDUE, AFTER), "how did it go, counts"),
        (of(CANCELLED), "CANCELLED"),
        (of(CANCELLED, notes=(UNASSIGNED,)), "No longer asked of you"),
        (replace(PATROL, kinds=frozenset({CHANGED})), "CHANGED, answer by Tue 20 Oct"),
        (replace(CHASED, silent=FOUR[1:2]), "No answer yet from Fire"),
    ],
)
def test_the_list_says_what_is_asked(letter: Letter, words: str) -> None:
    assert f"1. {WHEN}, joint patrol: {words}\n" in written(letter, *NEXT).body.replace("4. Fri", "1. Fri")


def test_what_all_would_say_alike_is_said_once() -> None:
    stands_in = [replace(one, kinds=frozenset({UNANSWERED}), deputy_for="Jo") for one in NEXT]
    mail = written(replace(CHASED, deputy_for="Jo"), *stands_in)
    for text in (mail.body, mail.html):
        assert text.count("NO ANSWER YET: Jo has not answered; you are named as deputy.") == 1
        assert text.count("Reply to this mail with yes, no or another date by Tue 20 Oct.") == 1
        assert text.index("NO ANSWER YET") < text.index("1 of 4")
    # Few have no list, and what is cancelled says so where it stands.
    assert written(*stands_in).body.count("NO ANSWER YET") == 3
    gone = [replace(one, kinds=frozenset({CANCELLED})) for one in (*NEXT, PATROL)]
    assert written(*gone).body.count("CANCELLED: this will not happen.") == 4


def test_with_one_request_it_is_plain_which_is_meant() -> None:
    assert "which number" not in written(PATROL, later(of(CANCELLED), 2)).body
