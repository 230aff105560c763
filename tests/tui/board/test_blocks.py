"""The board as lines: what folds, what is found, what a change does to it."""

from dataclasses import replace
from datetime import date

import pytest

from seasonal_ops.views.board import BoardPhase, BoardRow, BoardView
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import TODAY, an_activity, an_assignment
from tests.tui.fakes.board import a_phase, a_row
from tui.board.blocks import Board, Wanted, patched


def a_board(*phases: BoardPhase, plan: str | None = None) -> BoardView:
    return BoardView(plan=plan, today=TODAY, phases=phases)


def a_line(number: int, title: str, **more: object) -> BoardRow:
    return a_row(an_activity(number, title, **more))  # type: ignore[arg-type]


BOARD = a_board(
    a_phase(1, "Preparation", [a_line(1, "Bids"), a_line(2, "Schools", status=Status.DELIVERED)]),
    a_phase(2, "Operation", [a_line(3, "Patrol"), a_line(4, "Patrol in the east")]),
    a_phase(-1, "", [a_line(5, "Thanks", status=Status.CANCELLED)]),
)


def shown(lines: Board) -> list[str]:
    """Each line in a word: a phase in brackets."""
    found = (lines.row(line) for line in range(len(lines)))
    return [f"[{one.name}]" if isinstance(one, BoardPhase) else one.title for one in found if one]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            Wanted(),
            [
                "[Preparation]",
                "Bids",
                "Schools",
                "[Operation]",
                "Patrol",
                "Patrol in the east",
                "[]",
                "Thanks",
            ],
        ),
        (
            Wanted(turned=frozenset({1, -1})),  # folded by hand
            ["[Preparation]", "[Operation]", "Patrol", "Patrol in the east", "[]"],
        ),
        (
            Wanted(done=False),  # a phase of which nothing is left keeps its heading
            ["[Preparation]", "Bids", "[Operation]", "Patrol", "Patrol in the east", "[]"],
        ),
        (Wanted(words="PATROL east"), ["[Operation]", "Patrol in the east"]),
        (Wanted(words="patrol", turned=frozenset({2})), ["[Operation]", "Patrol", "Patrol in the east"]),
        (Wanted(words="nothing like it"), []),
    ],
)
def test_what_is_shown(wanted: Wanted, expected: list[str]) -> None:
    assert shown(Board.of(BOARD, wanted)) == expected


def test_the_phases_of_a_plan_that_is_over_begin_folded() -> None:
    over = a_board(replace(BOARD.phases[0], over=True), BOARD.phases[1])
    assert shown(Board.of(over, Wanted()))[:2] == ["[Preparation]", "[Operation]"]
    assert shown(Board.of(over, Wanted(turned=frozenset({1}))))[:2] == ["[Preparation]", "Bids"]


def test_every_line_is_found_by_its_identity_and_no_two_are_alike() -> None:
    lines = Board.of(BOARD, Wanted())
    found = [lines.row(line) for line in range(len(lines))]
    identities = [lines.identity(one) for one in found if one is not None]
    assert len(set(identities)) == len(lines)
    assert [lines.line_of(identity) for identity in identities] == list(range(len(lines)))
    assert lines.line_of(99) is None
    assert [one.id for one in lines.rows()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("line", "wanted", "found"),
    [
        (0, "Patrol", 3),
        (4, "Patrol", 4),  # after the line, not on it
        (5, "Patrol", 3),  # round and round
        (7, "Bids", 1),
        (1, "Bids", 1),  # the only one, again
        (-1, "Bids", 1),
        (0, "Nobody", None),
    ],
)
def test_the_next_one_is_found_in_folded_phases_too(line: int, wanted: str, found: int | None) -> None:
    turned = frozenset({1, 2}) if line <= 0 else frozenset()
    lines = Board.of(BOARD, Wanted(turned=turned))
    place = lines.find(line, lambda row: row.title.startswith(wanted))
    assert (place and place[1].id) == found


def test_nothing_is_found_on_an_empty_board() -> None:
    assert Board().find(-1, lambda _row: True) is None
    assert Board().nearest(3) == -1


def test_a_change_is_shown_in_its_place_with_its_tallies() -> None:
    police = an_assignment("Lancashire Constabulary", partner="police")
    asked = (police, an_assignment("Council", Role.LEAD, Answer.ACCEPTED))
    now = an_activity(
        1,
        "Bids, sent",
        date(2026, 9, 9),
        version=2,
        status=Status.DELIVERED,
        assignments=asked,
        location="Hall",
    )
    after = patched(BOARD, [now, an_activity(5, "Thanks", version=2), an_activity(77, "Elsewhere")])
    first = after.phases[0].rows[0]
    assert (first.version, first.title, first.starts_on, first.status) == (
        2,
        "Bids, sent",
        date(2026, 9, 9),
        Status.DELIVERED,
    )
    assert (first.leads, first.supports, first.asked, first.answered) == (("council",), ("police",), 2, 1)
    assert "hall" in first.sought
    assert "lancashire constabulary" in first.sought
    assert " police" in first.sought
    assert "preparation" in first.sought
    assert [(one.delivered, one.total) for one in BOARD.phases] == [(1, 2), (0, 2), (0, 0)]
    assert [(one.delivered, one.total) for one in after.phases] == [(2, 2), (0, 2), (0, 1)]
    assert after.phases[1] is BOARD.phases[1]
