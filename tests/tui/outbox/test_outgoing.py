"""Lines of the outbox, and what is said of a reminder in them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.views import DeliveryView, OutboxView, Tray
from seasonal_ops.words import ReminderState
from tests.tui.fakes.outbox import COMING, GIVEN_UP, HELD, LETTER, NOW, OUTBOX, SENT, TWICE, WAITING
from tui.outbox.columns import OutboxColumns
from tui.outbox.delivery_detail import describe_delivery, describe_letter
from tui.outbox.outgoing import Kind, Outgoing, state, what


def headings(outgoing: Outgoing) -> list[str]:
    return [section.kind.value for section in outgoing.sections]


def test_what_needs_a_person_s_word_stands_first_and_an_empty_tray_not_at_all() -> None:
    assert headings(Outgoing.of(OUTBOX)) == [
        "✗ GIVEN UP",
        "? MAY HAVE ARRIVED TWICE",
        "■ HELD",
        "● DUE, NOT SENT",
        "○ NEXT 7 DAYS",
        "✓ SENT, LAST 7 DAYS",
    ]
    assert headings(Outgoing.of(replace(OUTBOX, held=Tray(), sent=Tray()))) == [
        "✗ GIVEN UP",
        "? MAY HAVE ARRIVED TWICE",
        "● DUE, NOT SENT",
        "○ NEXT 7 DAYS",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GIVEN_UP, "✗ given up"),
        (TWICE, "? maybe twice"),
        (replace(TWICE, state=ReminderState.FAILED, sent=None), "↻ put off"),  # the detail says the rest
        (HELD, "■ held"),
        (WAITING[0], "● to send"),
        (replace(WAITING[0], due=NOW), "● to send"),  # due now
        (WAITING[1], "↻ put off"),
        (replace(WAITING[0], state=ReminderState.LEASED), "→ going out"),
        (replace(WAITING[0], state=ReminderState.SENDING), "→ going out"),
        (COMING[0], "○ planned"),
        (SENT, "✓ sent"),
        (replace(SENT, state=ReminderState.EXPIRED, sent=None), "– too late"),
        (replace(SENT, state=ReminderState.SUPERSEDED, sent=None), "– not needed"),
    ],
)
def test_a_glyph_and_a_word_for_each_state(row: DeliveryView, said: str) -> None:
    assert state(row, NOW) == said


def test_what_it_is_about() -> None:
    assert [what(row) for row in COMING] == ["before: Joint patrol", "digest"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TRADING", [5]),  # a partner, in any case
        ("dutty@", [1]),  # an address
        ("patrol police", [2, 4, 6]),  # every word, in any field
        ("changed", [3]),  # a kind
        ("twice", [2]),  # a tray
        ("failed", [5]),  # a state, as the command line names it
        ("  ", [1, 2, 3, 4, 5, 6, 7, 8]),  # nothing typed: everything
        ("[/", []),  # never a pattern
    ],
)
def test_a_filter_keeps_what_holds_every_word(words: str, found: list[int]) -> None:
    outgoing = Outgoing.of(OUTBOX).having(words)
    assert [row.id for section in outgoing.sections for row in section.rows] == found


def test_a_tray_that_is_cut_says_how_many_there_are() -> None:
    (section,) = Outgoing.of(OutboxView(waiting=Tray(rows=WAITING, total=10_000))).sections
    (text, _), *_ = OutboxColumns(60).heading(section)
    assert " ".join(text.split()) == "● DUE, NOT SENT 10,000, the first 2 shown"
    assert len(text) == 60


@pytest.mark.parametrize("width", [64, 79, 124])
def test_a_line_is_as_wide_as_the_list(width: int) -> None:
    for section in Outgoing.of(OUTBOX).sections:
        for row in section.rows:
            pieces = OutboxColumns(width).row(section.kind, row, NOW, at_cursor=False)
            assert len("".join(text for text, _ in pieces)) == width


def test_the_day_of_the_activity_stands_at_the_right_where_there_is_room() -> None:
    ends = [
        OutboxColumns(width).row(Kind.COMING, row, NOW, at_cursor=False)[-1][0]
        for width, row in ((79, COMING[0]), (64, COMING[0]), (79, replace(COMING[0], on=None)))
    ]
    assert ends == ["  5 Nov", "", " " * 7]


def test_what_was_sent_shows_when_and_what_waits_when_it_was_due() -> None:
    late = replace(SENT, due=NOW - timedelta(days=6))
    columns = OutboxColumns(79)
    kinds = {section.rows[0].id: section.kind for section in Outgoing.of(OUTBOX).sections}
    moments = [
        columns.row(kinds[row.id], row, NOW, at_cursor=False)[2][0].strip() for row in (late, WAITING[0])
    ]
    assert moments == ["Tue 27 Oct 14:02", "Fri 30 Oct 09:02"]


def test_what_became_of_it_attempt_by_attempt() -> None:
    assert describe_delivery(TWICE, NOW, 60).plain.splitlines() == [
        "before: Joint patrol",
        "",
        "State     ? maybe twice",
        "          it may have arrived twice",
        "For       Police, Duty desk",
        "To        duty@police.example",
        "Due       Thu 29 Oct 14:02",
        "Sent      Thu 29 Oct 14:02",
        "Tried     twice",
        "          Thu 29 Oct 14:02 ambiguous: the worker stopped",
        "          while sending; it may have arrived",
        "          Thu 29 Oct 14:02 sent",
        "",
        "Enter shows the whole message.",
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (HELD, "Held for  the database was put back to Thu 29 Oct 09:00; this may have been sent since"),
        (HELD, "Until     Sat 31 Oct 14:02; then it comes too late"),
        (WAITING[1], "Next try  Fri 30 Oct 14:06"),
        (WAITING[1], "For       Trading Standards"),  # a mailbox without a name
        # a desk that has the agency's name in its own
        (replace(WAITING[0], name="Duty desk, Police"), "For       Duty desk, Police"),
        (WAITING[1], "Tried     once"),
        (WAITING[0], "Tried     not yet"),
        (SENT, "By        webhook"),
        (replace(WAITING[1], ambiguous=True), "          it may have been sent already"),
    ],
)
def test_what_is_to_be_known_of_it(row: DeliveryView, line: str) -> None:
    assert line in describe_delivery(row, NOW, 200).plain.splitlines()


@pytest.mark.parametrize(
    ("letter", "first"),
    [
        (LETTER, "To        Duty desk <duty@police.example>"),
        (None, "Reading the message …"),
        ("reminder 1 goes to nobody", "There is no message: reminder 1 goes to nobody."),
    ],
)
def test_the_message_stands_above_what_became_of_it(letter: object, first: str) -> None:
    lines = describe_letter(TWICE, letter, NOW, 60).plain.splitlines()  # type: ignore[arg-type]
    assert lines[0] == first
    assert lines.index("─" * 60) < lines.index("Tried     twice")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_outside_acts_on_the_terminal(text: str) -> None:
    row = replace(
        TWICE, title=text, name=text, partner=text, partner_name=text, recipient=text, held_for=text
    )
    row = replace(row, tries=(replace(TWICE.tries[0], outcome=text, detail=text),))
    letter = replace(LETTER, name=text, address=text, subject=text, body=text)
    texts = [describe_letter(row, letter, NOW, 60).plain, describe_letter(row, text, NOW, 60).plain]
    (section, *_) = Outgoing.of(replace(OUTBOX, given_up=Tray(rows=(row,), total=1))).sections
    texts += [part for part, _ in OutboxColumns(79).row(section.kind, row, NOW, at_cursor=True)]
    assert not ACTING & set("".join(texts))


def test_a_line_says_the_partner_by_its_name() -> None:
    (section, *_) = Outgoing.of(OUTBOX).sections
    line = "".join(text for text, _ in OutboxColumns(79).row(section.kind, GIVEN_UP, NOW, at_cursor=False))
    assert "Street Scene" in line
    assert "street-scene" not in line
