"""The audit log as lines: what is kept when it is read again, what a filter finds, when more is asked for."""

import pytest

from seasonal_ops.views import RecordLine
from tests.tui.fakes.audit import RECORD, a_fact
from tui.audit.record import MOST, PAGE, Pages, empty_record, sentence


def facts(*numbers: int) -> tuple[RecordLine, ...]:
    return tuple(a_fact(number, f"fact {number}") for number in numbers)


def ids(pages: Pages) -> list[int]:
    return [line.id for line in pages.lines]


def test_pages_follow_each_other_until_there_are_no_more() -> None:
    pages = Pages().read(facts(9, 8), asked=2)
    assert (ids(pages), pages.more) == ([9, 8], True)
    pages = pages.older(facts(8, 7), asked=2)
    assert (ids(pages), pages.more) == ([9, 8, 7], True)
    pages = pages.older(facts(6), asked=2)
    assert (ids(pages), pages.more) == ([9, 8, 7, 6], False)
    assert pages.read(facts(10, 9, 8, 7, 6), asked=PAGE) == Pages(facts(10, 9, 8, 7, 6), more=False)


@pytest.mark.parametrize(
    ("known", "wanted"),
    [(0, 200), (7, 240), (200, 240), (240, 240), (241, 440), (440, 440), (MOST + 1, MOST)],
    ids=str,
)
def test_as_many_are_read_again_as_were_known(known: int, wanted: int) -> None:
    assert Pages(facts(*range(known, 0, -1))).wanted == wanted


@pytest.mark.parametrize(
    ("pages", "cursor", "shown", "short"),
    [
        (Pages(facts(*range(100, 0, -1))), 10, 101, False),
        (Pages(facts(*range(100, 0, -1))), 70, 101, True),
        (Pages(facts(*range(100, 0, -1)), more=False), 70, 101, False),
        (Pages(facts(*range(MOST, 0, -1))), MOST, MOST, False),  # who looks for a word is not made to wait
    ],
    ids=["far", "near", "no more", "enough"],
)
def test_older_ones_are_asked_for_near_the_end(pages: Pages, cursor: int, shown: int, short: bool) -> None:
    assert pages.short(cursor, shown) is short


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [15, 14, 13, 12, 11, 10, 9]),
        ("sam moved", [14, 13, 12]),
        ("ALEX", [15]),
        ("undone", [11]),
        ("command", [13]),
        ("wed 28 oct", [12]),
        ("nothing like it", []),
    ],
    ids=str,
)
def test_a_filter_finds_words_of_sentence_person_door_and_change(words: str, found: list[int]) -> None:
    assert [line.id for line in Pages(RECORD).having(words)] == found


def test_the_heading_counts() -> None:
    assert Pages(RECORD).heading(7) == "7, older ones follow"
    assert Pages(RECORD, more=False).heading(7) == "7"
    assert Pages(RECORD).heading(2) == "2 of the newest 7"
    assert Pages(RECORD, more=False).heading(2) == "2 of 7"


def test_what_was_undone_or_caused_says_so() -> None:
    assert sentence(a_fact(1, "It moved")) == "It moved"
    assert sentence(a_fact(1, "It moved", undone=True)) == "↶ undone: It moved"
    assert sentence(a_fact(1, "It moved", undone=True, caused_by=3)) == "↳ ↶ undone: It moved"


def test_nothing_says_what_to_press() -> None:
    assert "N makes" in empty_record("", plan=False)[-1]
    assert "p shows" in empty_record("", plan=True)[-1]
    assert "Esc" in empty_record("x", plan=True)[-1]
