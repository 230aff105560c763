"""The month folded into lines."""

from dataclasses import replace
from datetime import date

import pytest

from seasonal_ops.views import MonthLine, MonthSection, MonthSheet
from tui.month.sheet import Sheet

SHEET = MonthSheet(
    month=date(2026, 10, 1),
    title="October 2026",
    said=("As it stands.",),
    sections=(
        MonthSection(
            heading="BY PLAN",
            lines=(MonthLine(text="one two three four five", plan="a"), MonthLine(text="six")),
            most=8,
        ),
    ),
    ahead=MonthSection(heading="NOVEMBER, AS PLANNED", lines=(), most=8),
    last=("It ends.",),
)
OUTCOMES = (MonthSection(heading="LESSONS", lines=(MonthLine(text="Skips"),), most=8),)


def lines(sheet: Sheet) -> list[str]:
    found = []
    for at in range(len(sheet)):
        section, row = sheet.at(at)
        bullet = "" if row is None else "· " if row.first else "  "
        found.append(f"{section.kind} {section.total}" if row is None else f"{bullet}{row.text}")
    return found


def test_sentences_are_folded_and_counted_once() -> None:
    assert lines(Sheet.of(SHEET, OUTCOMES, 20)) == [
        "OCTOBER 2026 1",
        "· As it stands.",
        "BY PLAN 2",
        "· one two three",
        "  four five",
        "· six",
        "LESSONS 1",
        "· Skips",
        "THE RECORD 1",
        "· It ends.",
    ]


def test_every_line_of_a_sentence_leads_to_its_plan_and_is_known_again() -> None:
    sheet = Sheet.of(SHEET, (), 20)
    rows = list(sheet.rows())
    assert [row.plan for row in rows] == ["", "a", "a", "", ""]
    assert len({Sheet.identity(row) for row in rows}) == len(rows)
    wide = Sheet.of(SHEET, (), 100)
    assert wide.line_of(Sheet.identity(rows[3])) == 4


@pytest.mark.parametrize("width", [0, 5, 30])
def test_no_line_is_wider_than_the_list(width: int) -> None:
    long = replace(SHEET, said=("word " * 80, "x" * 300))
    assert max(len(row.text) for row in Sheet.of(long, (), width).rows()) <= max(12, width - 3)
