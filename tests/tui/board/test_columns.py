"""What stands where: no line is longer or shorter than the list is wide, whatever stands in it."""

from datetime import date

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from seasonal_ops.views.board import BoardRow
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import TODAY, an_activity, an_assignment
from tests.tui.fakes.board import a_phase, a_row
from tui.board.blocks import Block
from tui.board.columns import BoardColumns, bar, several
from tui.frame.part import Part

ASKED = (an_assignment("Council", Role.LEAD, Answer.ACCEPTED), an_assignment("Police"))
LATE = a_row(an_activity(1, "Skip clearance", date(2026, 10, 27), assignments=ASKED), clash=True)


def line(row: BoardRow, width: int) -> str:
    pieces = BoardColumns(width).row(row, TODAY, at_cursor=False)
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (
            125,
            "▲ 27 Oct Tue 14:00–17:00 Skip clearance late 3 days × clash council police 1/2 ○ planned",
        ),
        (80, "▲ 27 Oct Tue Skip clearance late 3d × council 1/2 ○ planned"),
        (65, "▲ 27 Oct Tue Skip clearan… late 3d × council 1/2 ○ planned"),
    ],
)
def test_a_late_one(width: int, said: str) -> None:
    painted = line(LATE, width)
    assert " ".join(painted.split()) == said


def test_what_is_to_come_says_how_many_are_unanswered() -> None:
    assert "◷1" in line(a_row(an_activity(1, "Skip clearance", date(2026, 11, 2), assignments=ASKED)), 80)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"start_time": None}, "all day"),
        ({"end_time": None}, "14:00 "),
        ({"on": date(2025, 10, 30)}, "30 Oct 2025"),
        ({"on": date(2026, 11, 5)}, "◆  5 Nov Thu"),
        ({}, "no lead"),
        ({"status": Status.NOT_DELIVERED}, "✗ not delivered"),
    ],
)
def test_words(more: dict[str, object], said: str) -> None:
    assert said in line(a_row(an_activity(1, "Patrol", **more)), 125)  # type: ignore[arg-type]


NAMES = {"council": "West Council", "police": "Lancashire Constabulary"}


def test_partners_stand_by_name_at_every_width() -> None:
    pieces = BoardColumns(125, NAMES).row(LATE, TODAY, at_cursor=False)
    assert [text.strip() for text, part in pieces if part is Part.LEAD] == ["West Council", "Lancashire Con…"]
    pieces = BoardColumns(80, NAMES).row(LATE, TODAY, at_cursor=False)
    assert [text.strip() for text, part in pieces if part is Part.LEAD] == ["West Council"]


def test_what_goes_on_over_days_says_its_last_where_there_is_room() -> None:
    long = an_activity(1, "Campaign", date(2026, 11, 8), ends_on=date(2026, 12, 1), start_time=None)
    assert " 8 Nov Sun → 1 Dec" in " ".join(line(a_row(long), 125).split(" ")).replace("→  1", "→ 1")
    assert "→" not in line(a_row(long), 80)
    night = an_activity(1, "Patrol", date(2026, 11, 8), ends_on=date(2026, 11, 9))
    assert "→" not in line(a_row(night), 125)


def test_a_phase_of_which_some_is_hidden_says_how_much_is_shown() -> None:
    phase = a_phase(1, "Operation", [LATE, a_row(an_activity(2, "Patrol"))])
    for rows, said in ((phase.rows[:1], "1 of 2 shown"), (phase.rows, "0/2 delivered")):
        pieces = BoardColumns(80).heading(Block(phase, rows, folded=False), titled=False, at_cursor=False)
        assert said in "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [
        (0, 0, "░░░░░░"),
        (0, 20, "░░░░░░"),
        (14, 20, "████▏░"),
        (1, 48, "▏░░░░░"),
        (99, 100, "█████▉"),  # never full before all is done
        (20, 20, "██████"),
    ],
)
def test_the_bar(part: int, whole: int, drawn: str) -> None:
    assert bar(part, whole) == drawn


@pytest.mark.parametrize(
    ("slugs", "width", "said"),
    [
        ((), 12, "nobody      "),
        (("police",), 12, "police      "),
        (("fire", "police"), 12, "fire, police"),
        (("fire", "police", "nhs"), 12, "fire +2     "),
        (("fire", "nhs", "police"), 12, "fire, nhs +1"),
        (("council-community-safety", "police"), 12, "council-… +1"),
    ],
)
def test_several_partners(slugs: tuple[str, ...], width: int, said: str) -> None:
    assert several(slugs, width, none="nobody") == said


@pytest.mark.parametrize("width", [5, 20, 45, 65, 80, 125, 165])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_in_its_cells(text: str, width: int) -> None:
    row = LATE._replace(title=text, leads=(text, text), supports=(text,))
    phase = a_phase(1, text, [row], plan_name=text)
    columns = BoardColumns(width)
    heading = columns.heading(Block(phase, (row,), folded=True), titled=True, at_cursor=True)
    for pieces in (heading, columns.row(row, TODAY, at_cursor=True)):
        painted = "".join(part for part, _ in pieces)
        assert not ACTING & set(painted)
        if width >= 65:
            assert cell_len(painted) == width
