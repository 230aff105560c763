"""Activities as lines without headings."""

from dataclasses import replace
from datetime import date

import pytest

from seasonal_ops.words import Status
from tests.tui.fakes import WEEK
from tests.tui.fakes.board import a_row
from tui.timeline.rows import Rows

ROWS = Rows(tuple(map(a_row, WEEK)))


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (date(2020, 1, 1), 0),
        (date(2026, 10, 28), 1),
        (date(2026, 10, 29), 2),
        (date(2030, 1, 1), 5),  # nothing begins then: the last one
    ],
)
def test_the_first_from_a_day_on(on: date, line: int) -> None:
    assert ROWS.first_from(on) == line


def test_lines_are_found_by_their_activity() -> None:
    assert (ROWS.line_of(3), ROWS.line_of(99), ROWS.line_of(None)) == (2, None, None)
    assert [ROWS.nearest(line) for line in (-3, 2, 99)] == [0, 2, 5]
    assert Rows().nearest(0) == -1
    assert ROWS.row(-1) is None


def test_a_filter_and_a_change() -> None:
    assert [row.id for row in ROWS.having("ORMSKIRK").rows()] == [1]
    assert ROWS.having("  ") is ROWS
    changed = ROWS.with_activities((replace(WEEK[0], version=2, status=Status.DELIVERED),))
    first = changed.row(0)
    assert first is not None
    assert first.status is Status.DELIVERED
