"""What is said once a change is saved, and what becomes of the marks."""

from dataclasses import replace
from datetime import date

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import FakeSource
from tests.tui.fakes.activities import FIRE, POLICE, WEEK, an_activity, an_assignment
from tests.tui.terminal import Settle, told
from tui.activity.saved import all_answered, answered, assigned, cancelled, status_saved
from tui.app import SeasonalOps
from tui.frame.line_list import LineList

PATROL = an_activity(5, "Joint patrol", assignments=(FIRE, POLICE), status=Status.NOT_DELIVERED)
OTHER = an_activity(6, "Stacks", assignments=(an_assignment("Police", Role.LEAD),))
TO = date(2026, 11, 6)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (status_saved((PATROL,), 1), "Joint patrol: not delivered; u undoes it"),
        (status_saved((PATROL, PATROL), 2), "2 activities: not delivered; u undoes it"),
        (status_saved((PATROL,), 3), "1 of 3 marked: not delivered; u undoes it"),
        (cancelled((PATROL,), 1), "Cancelled: Joint patrol; u undoes it"),
        (assigned((PATROL,), "police", 1), "Police assigned to Joint patrol, support; u undoes it"),
        (assigned((PATROL, OTHER), "police", 3), "Police assigned to 2 of 3 marked; u undoes it"),
        (
            answered((PATROL,), "police", Answer.ACCEPTED, None, 1),
            "Answer of Police for Joint patrol: accepted",
        ),
        (
            answered((PATROL, OTHER), "police", Answer.PROPOSED, TO, 3),
            (
                "Answer of Police for 2 of 3 marked: proposed Fri 6 Nov;"
                " Police was not asked for 1, or had said so already"
            ),
        ),
        (
            all_answered((PATROL,), Answer.ACCEPTED, None, 1),
            "Everybody's answer for Joint patrol: accepted; u undoes it",
        ),
    ],
    ids=range(9),
)
def test_what_was_saved_is_said_in_words(said: str, expected: str) -> None:
    assert said == expected


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_calmed(text: str) -> None:
    held = replace(POLICE, partner_name=text)
    row = an_activity(1, text, assignments=(held,))
    for said in (
        status_saved((row,), 1),
        assigned((row,), "police", 1),
        answered((row,), "police", Answer.ACCEPTED, None, 1),
    ):
        assert not ACTING & set(said)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("space",), "Retailer visits, phase 2: doing; u undoes it"),
        (("s", "end", "enter", "enter"), "Cancelled: Retailer visits, phase 2; u undoes it"),  # as D
        (("r", "enter", "enter", "enter"), "Answer of Police for Retailer visits, phase 2: accepted"),
        (("D", "enter"), "Cancelled: Retailer visits, phase 2; u undoes it"),
        (
            ("a", *"fire", "enter"),
            "Fire and Rescue assigned to Retailer visits, phase 2, support; u undoes it",
        ),
        (("v", "v", "space"), "2 activities: doing; u undoes it"),
    ],
)
async def test_each_changing_key_says_what_it_did_and_the_marks_are_gone(
    settle: Settle, keys: tuple[str, ...], said: str
) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert told(pilot) == [said]
        assert not app.screen.query_one(LineList).marks


@pytest.mark.anyio
async def test_the_very_same_answer_changes_nothing(settle: Settle) -> None:
    known = replace(POLICE, response=Answer.ACCEPTED, note="by mail")
    source = FakeSource((replace(WEEK[0], assignments=(known,)),))
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("r", "enter", "enter", "enter")
        await settle(pilot)
        assert source.asked == []
        assert told(pilot) == ["That answer is recorded already: nothing was changed."]
        # What is noted besides is news.
        await pilot.press("r", "enter", "enter", *"at the gate", "enter")
        await settle(pilot)
        assert source.asked == [("respond", 1, "police", Answer.ACCEPTED, None, "at the gate")]
