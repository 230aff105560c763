"""Findings over what is read: who is asked for more at once than it can man."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from seasonal_ops.checks import overbooked
from seasonal_ops.views import ActivityView, AssignmentView
from seasonal_ops.words import Answer, Role, Sensitivity, Status

NIGHT = date(2026, 10, 30)


def view(number: int, start: time | None, end: time | None, *partners: str) -> ActivityView:
    """An activity on the night, with partners that have not answered."""
    return ActivityView(
        id=number,
        plan="p-2026",
        plan_name="P 2026",
        title="Patrol",
        theme=None,
        phase=None,
        starts_on=NIGHT,
        ends_on=date(2026, 10, 31) if start and end and end <= start else NIGHT,
        start_time=start,
        end_time=end,
        time_zone="Europe/London",
        location="",
        meet="",
        description="",
        status=Status.PLANNED,
        status_note="",
        sensitivity=Sensitivity.OPEN,
        version=1,
        sequence=0,
        date_rule=None,
        date_reason="",
        measures=(),
        assignments=tuple(
            AssignmentView(
                partner=slug,
                partner_name=slug,
                role=Role.LEAD,
                response=Answer.ASKED,
                asked=datetime(2026, 9, 1, tzinfo=UTC),
                answered=None,
                proposed_on=None,
                note="",
            )
            for slug in partners
        ),
    )


EVENING = view(1, time(18), time(23), "police")
LATE = view(2, time(22), time(2), "police")
AFTER_MIDNIGHT = replace(
    view(3, time(1), time(4), "police"), starts_on=date(2026, 10, 31), ends_on=date(2026, 10, 31)
)


@pytest.mark.parametrize(
    ("rows", "capacity", "found"),
    [
        ([EVENING, LATE], {"police": 1}, {1, 2}),  # one hour in common
        ([EVENING, LATE], {"police": 2}, set()),  # two can be manned
        ([EVENING, LATE], {}, set()),  # nobody said how many
        ([LATE, AFTER_MIDNIGHT], {"police": 1}, {2, 3}),  # over midnight
        ([EVENING, replace(LATE, start_time=time(23))], {"police": 1}, set()),  # one ends as the other starts
        ([EVENING, view(4, None, None, "police")], {"police": 1}, set()),  # all day ties nobody down
        ([EVENING, replace(LATE, status=Status.CANCELLED)], {"police": 1}, set()),
        ([EVENING, view(5, time(18), time(23), "fire")], {"police": 1, "fire": 1}, set()),  # two partners
    ],
)
def test_overbooked(rows: list[ActivityView], capacity: dict[str, int], found: set[int]) -> None:
    assert overbooked(rows, capacity) == found


def test_whoever_declined_is_not_there() -> None:
    declined = replace(LATE, assignments=(replace(LATE.assignments[0], response=Answer.DECLINED),))
    assert overbooked([EVENING, declined], {"police": 1}) == frozenset()
