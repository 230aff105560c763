"""Moving and stretching before anything is kept."""

from datetime import date, time
from typing import Any

import pytest

from seasonal_ops.errors import BadValue
from tests.tui.fakes import an_activity
from tests.tui.fakes.board import a_row
from tui.source.timeline import Place
from tui.timeline.proposal import Proposal

FRIDAY, SATURDAY = date(2026, 10, 30), date(2026, 10, 31)
ALL_DAY: dict[str, Any] = {"start_time": None, "end_time": None}
NIGHT: dict[str, Any] = {"start_time": time(21), "end_time": time(0, 30), "ends_on": SATURDAY}


def a_proposal(**values: Any) -> Proposal:
    return Proposal.of(a_row(an_activity(1, "Patrol", FRIDAY, **values)))


def test_presses_add_up_and_back_is_where_it_was() -> None:
    twice = a_proposal(**NIGHT).moved(1).moved(1)
    assert twice.place == Place(date(2026, 11, 1), date(2026, 11, 2))
    assert twice.moves
    assert not twice.moved(-2).moves


@pytest.mark.parametrize(
    ("values", "by", "place"),
    [
        ({}, 1, Place(FRIDAY, FRIDAY, time(17, 30))),
        ({}, -2, Place(FRIDAY, FRIDAY, time(16))),
        (ALL_DAY, 2, Place(FRIDAY, date(2026, 11, 1))),
        ({**ALL_DAY, "ends_on": SATURDAY}, -1, Place(FRIDAY, FRIDAY)),
        (NIGHT, -1, Place(FRIDAY, SATURDAY, time(0))),  # midnight is the next day's
        (NIGHT, -2, Place(FRIDAY, FRIDAY, time(23, 30))),
        ({"end_time": time(23, 30)}, 1, Place(FRIDAY, SATURDAY, time(0))),
        ({"end_time": None}, 1, Place(FRIDAY, FRIDAY, time(14, 30))),  # it gets an end
    ],
)
def test_stretching(values: dict[str, Any], by: int, place: Place) -> None:
    proposal = a_proposal(**values)
    for _ in range(abs(by)):
        proposal = proposal.stretched(by // abs(by))
    assert proposal.place == place


@pytest.mark.parametrize(
    ("values", "by", "said"),
    [
        ({"end_time": time(14, 30)}, -1, "cannot end before it begins"),
        (ALL_DAY, -1, "cannot end before it begins"),
        ({"end_time": None}, -1, "no end yet"),
        (ALL_DAY, 367, "more than 366 days"),
    ],
)
def test_an_end_beyond_sense(values: dict[str, Any], by: int, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        a_proposal(**values).stretched(by)


@pytest.mark.parametrize("by", [731, -731, 10**7])
def test_too_far(by: int) -> None:
    with pytest.raises(BadValue):
        a_proposal().moved(by)


def test_in_words() -> None:
    assert a_proposal().moved(1).stretched(1).sentence == "Fri 30 Oct 14:00–17:00 → Sat 31 Oct 14:00–17:30"
