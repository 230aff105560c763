"""Lines of Today by arithmetic."""

from dataclasses import replace

import pytest

from seasonal_ops.words import Status
from tests.tui.fakes import WEEK, a_view
from tui.today.agenda import Agenda, Kind


def titles(agenda: Agenda) -> list[str]:
    """Every line as text, headings too."""
    lines = (agenda.at(line) for line in range(len(agenda)))
    return [row.activity.title.split()[0] if row else section.kind.value for section, row in lines]


@pytest.fixture
def agenda() -> Agenda:
    return Agenda.of(a_view(WEEK, clashing=(3,)))


def test_headings_stand_above_their_activities(agenda: Agenda) -> None:
    assert titles(agenda) == [
        "▲ OVERDUE",
        "Retailer",
        "Skip",
        "● TODAY",
        "Bonfire",
        "Youth",
        "NEXT 7 DAYS",
        "Joint",
        "Counts",
    ]
    assert agenda.activities == 6


def test_an_empty_section_has_no_heading() -> None:
    assert titles(Agenda.of(a_view(WEEK[2:4]))) == ["● TODAY", "Bonfire", "Youth"]


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        (0, 1),  # a heading: the activity below it
        (1, 1),
        (3, 4),
        (99, 8),  # below the end: the last one
        (-5, 1),
    ],
)
def test_the_nearest_activity(agenda: Agenda, line: int, nearest: int) -> None:
    assert agenda.nearest(line) == nearest


def test_nothing_is_near_in_an_empty_agenda() -> None:
    assert Agenda().nearest(0) == -1


@pytest.mark.parametrize(("start", "found"), [(1, 4), (4, 4), (8, 4)])
def test_the_next_clash_goes_round(agenda: Agenda, start: int, found: int) -> None:
    assert agenda.next(start, lambda row: row.clash) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RETAILER", ["▲ OVERDUE", "Retailer"]),  # in any case
        ("ormskirk", ["▲ OVERDUE", "Retailer"]),  # the place
        ("fire outreach", ["● TODAY", "Youth"]),  # every word, in any order and field
        ("trading-standards", ["▲ OVERDUE", "Retailer", "● TODAY", "Youth"]),  # a partner as it is shown
        ("delivered", ["NEXT 7 DAYS", "Counts"]),  # the status
        ("  ", None),  # nothing typed: everything
        ("[/", []),  # never a pattern
    ],
)
def test_a_filter_keeps_what_holds_every_word(agenda: Agenda, words: str, found: list[str] | None) -> None:
    assert titles(agenda.having(words)) == (titles(agenda) if found is None else found)


def test_a_changed_activity_keeps_its_line_and_is_late_no_more(agenda: Agenda) -> None:
    changed = agenda.with_activities((replace(WEEK[0], version=2, status=Status.DELIVERED),))
    section, row = changed.at(1)
    assert row is not None
    assert (section.kind, row.activity.status, row.late_days) == (Kind.OVERDUE, Status.DELIVERED, 0)
