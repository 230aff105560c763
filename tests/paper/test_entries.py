"""What a paper may say of an activity: all of it to the lead, as little as must be to the table."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from seasonal_ops.paper.blocks import Line
from seasonal_ops.paper.entries import WITHHELD, Entry, entries, entry
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Role, Sensitivity, Status
from tests.paper.makers import ON, a_dossier, an_activity, an_assignment


def patrol(sensitivity: Sensitivity = Sensitivity.OPEN, **more: Any) -> ActivityView:
    """A night patrol of which everything is known."""
    values: dict[str, Any] = {
        "phase": "operation",
        "start_time": time(21),
        "end_time": time(3),
        "ends_on": date(2026, 10, 31),
        "location": "the canal",
        "meet": "the yard, 20:45",
        "status_note": "two crews",
        "sensitivity": sensitivity,
        "assignments": (
            an_assignment("Police", Role.LEAD, Answer.ACCEPTED),
            an_assignment("Rotary", Role.SUPPORT, Answer.DECLINED),
            an_assignment("Schools", Role.SUPPORT),
        ),
    }
    return replace(an_activity(1, "Night patrol", ON, **values), **more)


SENSITIVE = {
    "id": 1,
    "phase": "operation",
    "cancelled": False,
    "order": (ON, time(0), 1),
    "when": "Fri 30 Oct 2026",
    "title": WITHHELD,
    "leads": ("Police",),
}
LIMITED = SENSITIVE | {
    "order": (ON, time(21), 1),
    "clock": ("21:00–03:00", "ends Sat 31 Oct"),
    "title": "Night patrol",
    "where": ("ask the lead",),
}
OPEN = LIMITED | {
    "where": ("the canal", "Meet: the yard, 20:45"),
    "supports": ("Rotary", "Schools"),
    "answers": (
        Line("accepted 1/3"),
        Line("DECLINED: Rotary", strong=True),
        Line("no answer: Schools"),
    ),
    "status": "planned",
    "note": "two crews",
}


@pytest.mark.parametrize(
    ("sensitivity", "full", "said", "withheld"),
    [
        (Sensitivity.OPEN, False, OPEN, False),
        (Sensitivity.LIMITED, False, LIMITED, True),
        (Sensitivity.SENSITIVE, False, SENSITIVE, True),
        # the lead's own copy
        (Sensitivity.LIMITED, True, OPEN, False),
        (Sensitivity.SENSITIVE, True, OPEN, False),
    ],
)
def test_what_is_said_of_it(
    sensitivity: Sensitivity, full: bool, said: dict[str, Any], withheld: bool
) -> None:
    found = entry(patrol(sensitivity), a_dossier(), full=full)
    assert found == Entry(**said)
    assert found.withheld is withheld


@pytest.mark.parametrize(
    ("status", "late", "word"),
    [
        (Status.PLANNED, False, "planned"),
        (Status.DOING, False, "doing"),
        (Status.PLANNED, True, "overdue"),
        (Status.DELIVERED, False, "delivered"),
        (Status.PARTLY, False, "partly delivered"),
        (Status.NOT_DELIVERED, False, "not delivered"),
    ],
)
def test_status_in_words(status: Status, late: bool, word: str) -> None:
    dossier = a_dossier(late=frozenset({1} if late else ()))
    assert entry(patrol(status=status), dossier, full=False).status == word


def test_a_guest_says_where_it_is_at_home_and_nobody_asked_is_said() -> None:
    guest = patrol(plan="action-days-2026", plan_name="Action Days 2026", assignments=())
    found = entry(guest, a_dossier(), full=False)
    assert found.beside == "stands in Action Days 2026"
    assert found.answers == (Line("nobody is asked yet", strong=True),)


def test_where_all_say_the_same_no_names_are_listed() -> None:
    asked = (an_assignment("Police", Role.LEAD), an_assignment("Rotary"))
    found = entry(patrol(assignments=asked), a_dossier(), full=False)
    assert found.answers == (Line("accepted 0/2"), Line("no answer: all"))
    alone = entry(patrol(assignments=asked[:1]), a_dossier(), full=False)
    assert alone.answers == (Line("accepted 0/1"), Line("no answer: Police"))


def test_they_stand_in_order_and_the_place_of_the_sensitive_tells_no_time() -> None:
    rows = [
        patrol(Sensitivity.SENSITIVE, id=4),
        patrol(id=3, start_time=time(8)),
        patrol(id=2, start_time=None, end_time=None),
        patrol(id=1, starts_on=date(2026, 10, 29)),
    ]
    found = entries(a_dossier(*(row for row in rows)), full=False)
    assert [one.id for one in found] == [1, 2, 4, 3]
