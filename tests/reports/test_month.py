"""The board's month on paper: what the chair reads first, every agency and plan, the end of the record."""

from dataclasses import replace
from datetime import date

import pytest
from board import Board, november, october, read
from sqlmodel import Session

from seasonal_ops.db import Database
from seasonal_ops.paper.blocks import Block, Bullets, Heading, Paper, Paragraph, Table
from seasonal_ops.paper.formats import Format, written
from seasonal_ops.reports.month import month_paper
from seasonal_ops.views import MissingCount, MonthView
from seasonal_ops.words import Answer, Status
from tests.paper.makers import opened, under

PRINTED = date(2026, 11, 2)


def a_view(session: Session) -> MonthView:
    """Two agencies' October: one night of each outcome, one that both were to lead, one open decision."""
    board = Board(session)
    patrol = board.night("Joint patrol", october(30), board.fire, board.police)
    audit = board.add("Audit", october(5), board.police)
    board.add("Skips", october(6), board.fire)
    board.add("Sweep", october(8), board.fire)
    moved = board.add("Assembly", october(7), board.fire)
    coming = board.add("November patrol", november(20), board.police)
    board.add("Talk", november(21))
    board.gate("Skips", november(1), coming)
    board.go_live()
    board.status(patrol, Status.CANCELLED, "no crew\non that night")
    board.status(audit, Status.DELIVERED)
    board.move(moved, november(24))
    board.assign(moved, board.police)
    board.answer(moved, board.police, Answer.DECLINED)
    return read(board)


def part(paper: Paper, heading: str) -> Block:
    """What stands under a heading."""
    place = [isinstance(block, Heading) and block.text == heading for block in paper.body].index(True)
    return paper.body[place + 1]


def rows(paper: Paper, heading: str) -> list[list[str]]:
    """The table under a heading; lines of a cell are joined by a bar."""
    table = part(paper, heading)
    assert isinstance(table, Table)
    return [[" | ".join(line.text for line in cell) for cell in row] for row in table.rows]


def lines(paper: Paper, heading: str) -> list[str]:
    """The list under a heading."""
    items = part(paper, heading)
    assert isinstance(items, Bullets)
    return [item.text for item in items.items]


def headings(paper: Paper) -> list[str]:
    return [block.text for block in paper.body if isinstance(block, Heading)]


@pytest.fixture
def view(sqlite_database: Database) -> MonthView:
    with sqlite_database.write() as session:
        return a_view(session)


def test_it_begins_with_what_the_chair_reads(view: MonthView) -> None:
    paper = month_paper(view, on=PRINTED)
    assert (paper.title, paper.on) == ("All plans: October 2026", PRINTED)
    assert paper.marking == "OFFICIAL: for the board, not to be handed on"
    first, second = paper.body[:2]
    assert first == Paragraph("As it stands on Mon 2 Nov 2026.", strong=True)
    assert second == Paragraph(
        "5 activities were promised for October: 1 delivered, 1 cancelled, 1 moved away, 2 not reported on.",
        strong=True,
    )
    assert headings(paper)[:4] == ["To decide", "Cancelled, by agency", "By agency", "By plan"]
    # what follows goes on the same page, which would else stay half empty
    assert not [block for block in paper.body if isinstance(block, Heading) and block.new_page]


def test_every_table_says_what_the_month_held(view: MonthView) -> None:
    paper = month_paper(view, on=PRINTED)
    assert rows(paper, "To decide") == [
        ["Sun 1 Nov 2026 | which is past", "Skips", "£1,500", "a fund", "1 activity"],
    ]
    # two led it, and it stands with both
    assert rows(paper, "Cancelled, by agency") == [
        ["Fire Service", "Fri 30 Oct 2026", "Joint patrol", "no crew\non that night"],
        ["Police Force", "Fri 30 Oct 2026", "Joint patrol", "no crew\non that night"],
    ]
    assert rows(paper, "By agency") == [
        ["Fire Service", "4", "0", "1", "1", "2"],
        ["Police Force", "2", "1", "1", "0", "0"],
    ]
    table = part(paper, "By agency")
    assert isinstance(table, Table)
    # nothing was partly delivered, not delivered or is to come: no columns of noughts
    assert table.head == (*("Agency", "Promised", "Delivered", "Cancelled", "Moved away", "Not reported on"),)
    assert rows(paper, "By plan") == [["Harvest 2026", "5", "1", "1", "1", "2", "none owed"]]
    assert rows(paper, "Over, and nobody said how it went") == [
        ["Tue 6 Oct 2026", "Skips", "Fire Service"],
        ["Thu 8 Oct 2026", "Sweep", "Fire Service"],
    ]
    assert rows(paper, "November, as planned") == [
        ["Fri 20 Nov 2026", "November patrol", "Police Force"],
        ["Sat 21 Nov 2026", "Talk", "nobody yet"],
        ["Tue 24 Nov 2026", "Assembly", "Fire Service"],
    ]
    assert lines(paper, "Moved") == ["Assembly: Wed 7 Oct → Tue 24 Nov"]
    assert lines(paper, "Nobody leads") == ["Sat 21 Nov: Talk"]
    assert lines(paper, "Declined, or another date proposed") == [
        "Tue 24 Nov: Assembly: Police Force (support) declined"
    ]
    last = paper.body[-1]
    assert last == Paragraph(f"It holds {view.facts} facts and ends in {view.head}.")


def test_what_is_alike_stands_in_one_row_with_all_its_dates(view: MonthView) -> None:
    (first, *_rest) = view.coming
    again = tuple(replace(first, id=99 + n, starts_on=november(20 + n)) for n in (1, 7))
    paper = month_paper(replace(view, coming=(first, *again)), on=PRINTED)
    assert rows(paper, "November, as planned") == [
        ["Fri 20 Nov 2026 | 3 dates to Fri 27 Nov 2026", "November patrol", "Police Force"]
    ]


def test_counts_that_are_owed_by_measure_and_plan(view: MonthView) -> None:
    owed = tuple(
        MissingCount(plan=plan, measure="calls", measure_name="Calls", on=october(day), activity=1)
        for plan, day in (("harvest-2026", 5), ("harvest-2026", 7), ("another-2026", 6))
    )
    plans = (replace(view.plans[0], entered=2, missing=3, live=False, besides=view.promised),)
    paper = month_paper(replace(view, uncounted=owed, plans=plans), on=PRINTED)
    assert rows(paper, "Counts that are owed") == [
        ["Calls", "Harvest 2026", "2 dates, Mon 5 Oct to Wed 7 Oct"],
        ["Calls", "another-2026", "Tue 6 Oct"],
    ]
    more = "and 5 more: 1 delivered, 1 cancelled, 1 moved away, 2 not reported on"
    (row,) = rows(paper, "By plan")
    assert (row[0], row[-1]) == (f"Harvest 2026 | meant, never live | {more}", "2 of 5")


def test_of_a_month_that_is_long_over_nothing_is_said_that_is_open_today(view: MonthView) -> None:
    later = month_paper(replace(view, today=date(2026, 12, 1)), on=PRINTED)
    assert set(headings(month_paper(view, on=PRINTED))) - set(headings(later)) == {
        "To decide",
        "Over, and nobody said how it went",
        "Nobody leads",
        "Declined, or another date proposed",
    }
    said = [block.text for block in later.body if isinstance(block, Paragraph)]
    assert "What is open today stands on the page of the last whole month." in said


def test_a_month_of_nothing(view: MonthView) -> None:
    lists = [name for name in MonthView.__slots__ if isinstance(getattr(view, name), tuple)]
    paper = month_paper(replace(view, **dict.fromkeys(lists, ())), on=PRINTED)
    assert headings(paper) == ["To decide", "The record"]
    assert part(paper, "To decide") == Paragraph("Nothing has to be decided before the board meets again.")


def test_the_document_holds_native_tables(view: MonthView) -> None:
    document = opened(written(month_paper(view, on=PRINTED), Format.DOCX))
    assert under(document, "By agency")[0][:3] == ["Agency", "Promised", "Delivered"]
    assert len(document.tables) == 6
