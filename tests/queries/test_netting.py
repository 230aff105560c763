"""What changed of an activity between two states, case by case."""

from typing import Any

import pytest

from seasonal_ops.queries.netting import changes, places

NAMES = {1: "Police", 2: "Fire and Rescue"}
BEFORE: dict[str, Any] = {
    "title": "Joint patrol",
    "starts_on": "2026-10-30",
    "ends_on": "2026-10-30",
    "start_time": "18:00:00",
    "end_time": "23:00:00",
    "status": "planned",
    "status_note": "",
    "sensitivity": "open",
    "location": "Market Square",
    "meet": "",
    "description": "",
    "night_contact_id": None,
    "theme": None,
    "measures": [],
    "assignments": [],
}


def held(number: int, partner: int, answer: str = "asked", role: str = "support") -> dict[str, Any]:
    return {"id": number, "partner_id": partner, "role": role, "answer": answer}


ASKED = {"assignments": [held(7, 1), held(8, 2)]}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({}, {}, ()),
        ({}, {"status": "doing"}, ("doing (was planned)",)),
        # the note that came with it, and the note alone
        ({}, {"status": "cancelled", "status_note": "storm"}, ("cancelled (was planned): storm",)),
        ({}, {"status_note": "late start"}, ("planned: late start",)),
        (
            {},
            {"starts_on": "2026-10-31", "ends_on": "2026-10-31"},
            ("moved from Fri 30 Oct 2026 18:00–23:00 to Sat 31 Oct 2026 18:00–23:00",),
        ),
        # a night that ends next morning keeps its one date; days without times have both
        (
            {},
            {"ends_on": "2026-10-31", "end_time": "03:00:00"},
            ("moved from Fri 30 Oct 2026 18:00–23:00 to Fri 30 Oct 2026 18:00–03:00",),
        ),
        (
            {},
            {"ends_on": "2026-11-02", "start_time": None, "end_time": None},
            ("moved from Fri 30 Oct 2026 18:00–23:00 to Fri 30 Oct 2026 to Mon 2 Nov 2026",),
        ),
        ({}, {"title": "Patrol"}, ("was called Joint patrol",)),
        ({}, {"sensitivity": "sensitive"}, ("is sensitive now (was open)",)),
        ({}, {"description": "x", "theme": "y"}, ("the description was changed", "the theme was changed")),
        # where it is, is told apart
        ({}, {"location": "Coronation Park"}, ()),
        ({}, ASKED, ("Police is asked to support", "Fire and Rescue is asked to support")),
        (ASKED, {"assignments": [held(7, 1)]}, ("Fire and Rescue is no longer asked",)),
        (ASKED, {"assignments": [held(7, 1), held(8, 2, role="lead")]}, ("Fire and Rescue is to lead now",)),
        (
            ASKED,
            {"assignments": [held(7, 1, "accepted"), held(8, 2, "declined")]},
            ("Police accepted (said at the meeting)", "Fire and Rescue declined"),
        ),
        (ASKED, {"assignments": [held(7, 1, "proposed"), held(8, 2)]}, ("Police asks for Sun 1 Nov 2026",)),
        # asked anew, and answered at once
        (
            {},
            {"assignments": [held(9, 2, "accepted", "lead")]},
            ("Fire and Rescue is asked to lead", "Fire and Rescue accepted"),
        ),
        (
            {"assignments": [held(7, 1, "accepted")]},
            {"assignments": [held(7, 1)]},
            ("Police is asked again",),
        ),
        # the same answer once more is nothing new
        ({"assignments": [held(7, 1, "accepted")]}, {"assignments": [held(7, 1, "accepted")]}, ()),
        ({}, {"assignments": [held(1, 99)]}, ("a partner is asked to support",)),
    ],
)
def test_changes(before: dict[str, Any], after: dict[str, Any], said: tuple[str, ...]) -> None:
    was = BEFORE | before
    responses: dict[int, dict[str, Any]] = {7: {"answer": "accepted", "note": "said at the meeting"}}
    if any(one["answer"] == "proposed" for one in after.get("assignments", ())):
        responses = {7: {"answer": "proposed", "note": "", "proposed_on": "2026-11-01"}}
    assert changes(was, was | after, responses, NAMES) == said


def test_another_date_proposed_anew_is_said() -> None:
    state = BEFORE | {"assignments": [held(7, 1, "proposed")]}
    assert changes(state, state, {7: {"proposed_on": "2026-11-02"}}, NAMES) == (
        "Police asks for Mon 2 Nov 2026",
    )
    assert changes(state, state, {}, NAMES) == ()


def test_what_came_to_be() -> None:
    assert changes(None, BEFORE | {"assignments": [held(7, 1)]}, {}, NAMES) == (
        "added, Fri 30 Oct 2026 18:00–23:00",
        "Police is asked to support",
    )


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ({}, ()),
        ({"location": "Coronation Park"}, ("the place is now Coronation Park",)),
        ({"location": ""}, ("the place is open again",)),
        ({"meet": "Fire station"}, ("where to meet is now Fire station",)),
    ],
    ids=["same", "moved", "open", "meet"],
)
def test_places(after: dict[str, Any], said: tuple[str, ...]) -> None:
    assert places(BEFORE, BEFORE | after) == said
    assert places(None, BEFORE) == ("the place is now Market Square",)
