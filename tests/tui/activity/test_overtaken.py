"""Two people at once, outside of the form: the second sees who changed what, and chooses."""

from collections.abc import Callable

import pytest
from textual.message import Message
from textual.widgets import Static

from seasonal_ops.errors import Refused
from seasonal_ops.views import Change
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import FakeSource
from tests.tui.fakes.activities import PLANS
from tests.tui.fakes.editing import a_line
from tests.tui.terminal import WIDE, Settle, painted, press, told
from tui.activity.messages import Theirs
from tui.activity.overtaken import OvertakenDialog, in_words
from tui.app import SeasonalOps
from tui.board.messages import BoardLoaded
from tui.frame.dialog import Sentence
from tui.frame.error import ErrorDialog
from tui.meeting.messages import WalkLoaded
from tui.messages import TodayLoaded
from tui.timeline.messages import TimelineLoaded

pytestmark = pytest.mark.anyio
PLAN = "bright-sparx-2026"
HILL = a_line("Sgt Hill", Change(label="Meet", was="", now="the station"))


def shows_today(source: FakeSource) -> tuple[tuple[str, ...], Message]:
    """The keys to it, and what a reading of it finds now."""
    return (), TodayLoaded(source.today(PLAN), source.facts, PLANS)


def shows_board(source: FakeSource) -> tuple[tuple[str, ...], Message]:
    """The keys to it, and what a reading of it finds now."""
    return ("2", "j"), BoardLoaded(PLAN, source.board(PLAN))


def shows_timeline(source: FakeSource) -> tuple[tuple[str, ...], Message]:
    """The keys to it, and what a reading of it finds now."""
    return ("3",), TimelineLoaded(PLAN, source.timeline(PLAN))


def shows_walk(source: FakeSource) -> tuple[tuple[str, ...], Message]:
    """The keys to it, and what a reading of it finds now."""
    return ("M", "escape"), WalkLoaded(source.walk(PLAN))


def somebody_was_quicker(source: FakeSource, *ids: int) -> None:
    """Another process changed these, and the terminal does not know yet."""
    source.told = (HILL,)
    for one in ids:
        source.somebody_else(one, meet="the station")
        source.facts -= 1


async def test_who_changed_what_is_said_and_nothing_is_done_unasked(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await settle(pilot)
        somebody_was_quicker(source, 1)
        await press(pilot, settle, "space")
        shown = painted(pilot)
        assert "It changed meanwhile" in shown
        assert "Sgt Hill, just now: Meet nothing → the station" in shown
        assert "Setting Retailer visits, phase 2 to doing was not done." in shown
        await press(pilot, settle, "enter")  # the first choice loses nothing
        assert source.activities[1].status is Status.PLANNED
        assert [one[0] for one in source.asked] == ["elsewhere"]


async def test_all_the_same_keeps_theirs_and_what_was_typed(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "D")
        somebody_was_quicker(source, 1)
        await press(pilot, settle, *"no", "enter", "down", "enter")
        assert source.asked[1:] == [("cancel", 1, "no")]
        assert source.activities[1].meet == "the station"


async def test_the_note_of_an_answer_and_the_choice_of_a_partner_are_kept(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "r", "enter", "enter")
        somebody_was_quicker(source, 1)
        await press(pilot, settle, *"!", "enter", "down", "enter")
        assert source.asked[1:] == [("respond", 1, "police", Answer.ACCEPTED, None, "!")]
        await press(pilot, settle, "a", *"fire")
        somebody_was_quicker(source, 1)
        await press(pilot, settle, "enter", "down", "enter")
        assert source.asked[3:] == [("assign", 1, "fire-and-rescue", Role.SUPPORT)]


async def test_of_marked_ones_only_those_that_others_changed_are_asked_about(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "v", "v", "v")
        somebody_was_quicker(source, 2)
        await press(pilot, settle, "space")
        assert isinstance(pilot.app.screen, OvertakenDialog)
        assert "Skip clearance, east ward" in painted(pilot)
        assert [source.activities[one].status for one in (1, 2, 3)] == [
            Status.DOING,
            Status.PLANNED,
            Status.DOING,
        ]
        assert told(pilot) == ["2 of 3 marked: doing; u undoes it"]
        await press(pilot, settle, "down", "enter")
        assert source.activities[2].status is Status.DOING


async def test_who_is_quicker_again_is_asked_about_again(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await settle(pilot)
        somebody_was_quicker(source, 1)
        await press(pilot, settle, "space")
        somebody_was_quicker(source, 1)
        await press(pilot, settle, "down", "enter")
        assert isinstance(pilot.app.screen, OvertakenDialog)
        assert source.activities[1].status is Status.PLANNED


async def test_what_others_did_already_is_not_done_twice(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await settle(pilot)
        source.somebody_else(1, status=Status.DOING)
        await press(pilot, settle, "space", "down", "enter")
        assert told(pilot) == ["It is doing already: nothing was changed."]
        assert [one[0] for one in source.asked] == ["elsewhere"]


@pytest.mark.parametrize(
    ("keys", "tried"),
    [
        (("s", "down"), "Setting Retailer visits, phase 2 to doing"),
        (("a", *"fire"), "Assigning Fire and Rescue to Retailer visits, phase 2"),
        (("r", "enter", "enter"), "Recording the answer of Police for Retailer visits, phase 2"),
    ],
    ids=["status", "assign", "answer"],
)
async def test_what_did_not_work_names_what_was_tried(
    settle: Settle, keys: tuple[str, ...], tried: str
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, *keys)
        source.trouble = Refused("the database is busy; try again")
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert f"{tried} did not work:" in str(pilot.app.screen.query_one(Sentence).query_one(Static).content)
        await press(pilot, settle, "enter")
        assert not isinstance(pilot.app.screen, ErrorDialog)  # reading again fails as well, and is not told


def test_of_many_the_first_are_told() -> None:
    activities = FakeSource().activities
    said = in_words(tuple(Theirs(one, (HILL,)) for one in activities.values()), HILL.at)
    assert said.splitlines()[0] == "Retailer visits, phase 2"
    assert said.splitlines()[1] == "  Sgt Hill, just now: Meet nothing → the station"
    assert said.splitlines()[-1] == "and 2 more that others changed"


@pytest.mark.parametrize("shows", [shows_today, shows_board, shows_timeline, shows_walk])
async def test_a_reading_that_began_before_a_change_does_not_bring_back_what_was(
    settle: Settle, shows: Callable[[FakeSource], tuple[tuple[str, ...], Message]]
) -> None:
    source = FakeSource()
    async with (app := SeasonalOps(source, plan=PLAN)).run_test(size=WIDE) as pilot:
        keys, before = shows(source)
        await press(pilot, settle, *keys, "space")
        (app if isinstance(before, TodayLoaded) else app.screen).post_message(before)
        await press(pilot, settle, "space")
        (first, second) = source.asked
        assert (first[0], first[2]) == ("status", Status.DOING)
        assert second == ("status", first[1], Status.DELIVERED)


async def test_a_move_of_what_was_just_changed_is_not_dropped_for_an_older_reading(settle: Settle) -> None:
    source = FakeSource()
    async with (app := SeasonalOps(source, plan=PLAN)).run_test(size=WIDE) as pilot:
        before = TimelineLoaded(PLAN, source.timeline(PLAN))
        await press(pilot, settle, "3", "space", "greater_than_sign")
        app.screen.post_message(before)
        await press(pilot, settle, "enter")
        assert [one[0] for one in source.asked if one[0] != "outlook"] == ["status", "place"]
