"""What stands where in a line of Today."""

import pytest

from seasonal_ops.views import TodayRow
from seasonal_ops.words import Role
from tests.tui.fakes import an_activity, an_assignment
from tui.frame.part import Part
from tui.today.agenda import Kind
from tui.today.columns import Columns


@pytest.mark.parametrize(
    ("width", "said"), [(125, "Trading Standards"), (80, "Trading Stan…"), (60, "Trading St…")]
)
def test_the_lead_stands_by_name_at_every_width(width: int, said: str) -> None:
    lead = an_assignment("Trading Standards", Role.LEAD)
    row = TodayRow(activity=an_activity(1, "Visits", assignments=(lead,)), late_days=0, clash=False)
    pieces = Columns(width).activity(Kind.TODAY, row, is_anchor=False, at_cursor=False)
    assert [text.strip() for text, part in pieces if part is Part.LEAD] == [said]
