"""What keys do in a meeting, in a terminal that nobody sees."""

from dataclasses import replace
from datetime import date

import pytest
from hostile import ACTING, HOSTILE
from textual.widgets import Input

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import LastChange, MeetingNoteView
from seasonal_ops.words import Answer, Attendance, Role, Sensitivity, Status
from tests.tui.fakes import NOW, TODAY, WEEK, FakeSource, an_activity, an_assignment
from tests.tui.fakes.meeting import GATE, a_meeting
from tests.tui.meeting.on_meeting import PLAN, begun, line, meeting, screen, title
from tests.tui.terminal import NARROW, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.frame.detail import Detail
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.meeting.action import ActionForm
from tui.meeting.minutes import MinutesScreen
from tui.meeting.roll_call import RollCall
from tui.meeting.screen import MeetingScreen
from tui.today.screen import TodayScreen

pytestmark = pytest.mark.anyio
LATE, SKIPS, STACK = "Retailer visits, phase 2", "Skip clearance, east ward", "Bonfire stack removal"


async def test_saying_who_is_here_begins_the_meeting(settle: Settle) -> None:
    source = FakeSource()
    async with meeting(source, settle) as pilot:
        assert isinstance(pilot.app.screen, RollCall)
        assert source.asked == []
        # Trading Standards here, Police with apologies, all others here.
        await press(pilot, settle, "space", "j", "a", "V", "enter")
        who = {
            "trading-standards": Attendance.PRESENT,
            "police": Attendance.APOLOGIES,
            "community-safety-team": Attendance.PRESENT,
            "fire-and-rescue": Attendance.PRESENT,
        }
        assert source.asked == [("begin", PLAN, who)]
        assert told(pilot) == ["The meeting has begun."]
        said = "Meeting of Fri 30 Oct since 14:02 · 3 here, 1 sent apologies"
        assert line(pilot) == f"{said} 1/5 to talk about, 6 in all"
        assert title(pilot) == LATE


async def test_leaving_the_question_begins_nothing_and_o_asks_again(settle: Settle) -> None:
    source = FakeSource()
    async with meeting(source, settle, "escape") as pilot:
        assert line(pilot).startswith("No meeting today yet; o begins it")
        await press(pilot, settle, "n", "i", "h", "P")
        assert source.asked == []
        assert {one.split(";")[-1].strip() for one in told(pilot)} == {"o begins today's."}
        await press(pilot, settle, "o", "enter")
        assert source.asked == [("begin", PLAN, {})]


async def test_nothing_is_written_in_a_closed_one(settle: Settle) -> None:
    source = begun()
    source.meeting = a_meeting(closed=NOW)
    async with meeting(source, settle, "n", "i", "I", "h") as pilot:
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert set(told(pilot)) == {"The meeting is closed; o goes on with it."}
        assert source.asked == []


async def test_space_goes_round_and_a_takes_back(settle: Settle) -> None:
    source = begun()
    source.said_of = {"police": Attendance.APOLOGIES}
    async with meeting(source, settle, "h", "space", "space", "space", "j", "a", "enter") as pilot:
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert source.asked == [("here", 4, {"police": None})]


async def test_a_meeting_is_gone_on_with_and_nothing_is_asked(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle) as pilot:
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert source.asked == []


@pytest.mark.parametrize(
    ("keys", "stands_on", "number"),
    [
        ((), LATE, "1/5"),
        (("enter",), SKIPS, "2/5"),  # over headings
        (("j", "j"), STACK, "3/5"),
        (("j", "k"), LATE, "1/5"),
        (("G",), "Joint patrol", "5/5"),
        (("G", "g"), LATE, "1/5"),
        (("z", "G"), "Counts from the ambulance service", "6/6"),
        (("slash", *"stack", "enter"), STACK, "1/1"),
    ],
    ids=["first", "enter", "j", "k", "last", "home", "all", "filter"],
)
@pytest.mark.parametrize("size", [(100, 30), NARROW], ids=["wide", "narrow"])
async def test_walking(
    settle: Settle, keys: tuple[str, ...], stands_on: str, number: str, size: tuple[int, int]
) -> None:
    async with meeting(begun(), settle, *keys, size=size) as pilot:
        assert title(pilot) == stands_on
        assert number in line(pilot)
        assert stands_on in painted(pilot)


async def test_the_last_one_is_said(settle: Settle) -> None:
    async with meeting(begun(), settle, "G", "enter") as pilot:
        assert told(pilot) == ["That was the last one. z shows every activity, P the minutes."]


async def test_what_is_said_of_an_activity_stands_first(settle: Settle) -> None:
    source = begun()
    note = MeetingNoteView(activity=2, text="Two vans are enough", by="lead", at=NOW)
    source.meeting = a_meeting(notes=(note,))
    async with meeting(source, settle, "j") as pilot:
        shown = [one.strip() for one in screen(pilot).query_one(Detail).text.splitlines()]
        assert shown[:2] == [SKIPS, ""]
        assert shown[2].startswith("◇ Gate    Money for the skips (£1,500, a fund):")
        assert any("Noted     Two vans are enough" in one for one in shown)
        assert any("2 days ago by lead: Joint patrol was added" in one for one in shown)


async def test_everybody_answers_at_once(settle: Settle) -> None:
    source = begun(
        WEEK[4], an_activity(9, "Clean-up", assignments=(an_assignment("Police"), an_assignment("Schools")))
    )
    async with meeting(source, settle, "r", "enter", "enter", "enter") as pilot:
        assert source.asked == [("everybody", 4, (9,), Answer.ACCEPTED, None, "said at the meeting")]
        assert title(pilot) == "Clean-up"
        assert [one.response for one in source.activities[9].assignments] == [Answer.ACCEPTED] * 2


async def test_one_partner_answers_for_all_that_are_marked(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "V", "r", "enter", "enter", "enter") as pilot:
        given = (Answer.ACCEPTED, None, "said at the meeting")
        assert source.asked == [("respond", number, "police", *given) for number in (1, 3, 5)]
        assert "✚ 2 marked" in line(pilot)  # which the police were not asked for


async def test_who_sent_apologies_says_nothing(settle: Settle) -> None:
    held = (an_assignment("Police"), an_assignment("Schools"))
    source = begun(an_activity(9, "Clean-up", assignments=held))
    source.said_of = {"police": Attendance.APOLOGIES}
    async with meeting(source, settle, "r") as pilot:
        assert "everybody" not in painted(pilot)  # only one would be


async def test_after_it_is_closed_an_answer_is_told_by_phone(settle: Settle) -> None:
    source = begun()
    source.meeting = a_meeting(closed=NOW)
    async with meeting(source, settle, "r") as pilot:
        assert pilot.app.screen.query_one("#note", Input).value == "told by phone"
        await press(pilot, settle, "escape", "o")
        assert source.asked == [("begin", PLAN, {})]
        assert "since 14:02" in line(pilot)


@pytest.mark.parametrize("size", [(100, 30), NARROW], ids=["wide", "narrow"])
async def test_the_keys_of_every_list_work_here(settle: Settle, size: tuple[int, int]) -> None:
    source = begun()
    async with meeting(source, settle, "j", "space", size=size) as pilot:
        assert source.asked == [("status", 2, Status.DOING)]
        await press(pilot, settle, "a", *"fire", "enter")
        assert source.asked[1:] == [("assign", 2, "fire-and-rescue", Role.SUPPORT)]
        assert title(pilot) == SKIPS


async def test_an_action_with_owner_and_day(settle: Settle) -> None:
    source = begun()
    source.said_of = {"police": Attendance.PRESENT}
    async with meeting(source, settle, "n") as pilot:
        assert "Police (here: accepts it)" in painted(pilot)
        await press(pilot, settle, *"Ring round", "enter", *"fire", "enter", *"4/12", "enter")
        assert source.asked == [("action", 4, "Ring round", "fire-and-rescue", date(2026, 12, 4), 1)]
        assert told(pilot) == ["Agreed: Ring round, by Fri 4 Dec."]
        assert "Ring round: Fire And Rescue, by Fri 4 Dec" in painted(pilot)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((*"Skips", "enter", "enter", *"soon", "enter"), "the date is not understood"),
        ((*"Skips", "enter", "enter", *"29/10/2026", "enter"), "Thu 29 Oct 2026 is past"),
        (("enter",), "What"),  # nothing to do
        ((*"Skips", "enter", *"nobody", "enter"), "nobody"),
    ],
    ids=["no-date", "past", "no-title", "no-owner"],
)
async def test_an_action_that_is_not_one_yet(settle: Settle, typed: tuple[str, ...], said: str) -> None:
    source = begun()
    async with meeting(source, settle, "n", *typed) as pilot:
        assert isinstance(pilot.app.screen, ActionForm)
        assert said in painted(pilot)
        assert source.asked == []


async def test_a_note_is_kept_changed_and_taken_away(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "i", *"Two", "enter") as pilot:
        await press(pilot, settle, "i", "end", *" vans", "enter", "i", "enter")
        await press(pilot, settle, "i", "ctrl+u", "enter")
        assert told(pilot) == ["The note is taken away."]
        await press(pilot, settle, "I", *"Thanks", "enter")
        assert source.asked == [
            ("note", 4, 1, "Two"),
            ("note", 4, 1, "Two vans"),
            ("note", 4, 1, ""),
            ("note", 4, None, "Thanks"),
        ]


async def test_a_note_of_somebody_else_is_not_overwritten_and_both_stand_in_the_box(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "i", *"mine") as pilot:
        theirs = MeetingNoteView(activity=1, text="Ann: the skips", by="ann", at=NOW)
        source.meeting = a_meeting(notes=(theirs,))
        await press(pilot, settle, "enter")
        assert source.asked == []
        assert "Ann noted something else" in painted(pilot)
        assert pilot.app.screen.query_one(Input).value == "Ann: the skips mine"
        await press(pilot, settle, "enter")
        assert source.asked == [("note", 4, 1, "Ann: the skips mine")]


async def test_a_note_that_is_not_printed_says_so(settle: Settle) -> None:
    guarded = replace(WEEK[0], sensitivity=Sensitivity.LIMITED)
    async with meeting(begun(guarded), settle, "i") as pilot:
        assert "It is kept, but not printed" in painted(pilot)


async def test_the_minutes_are_looked_at_written_and_the_meeting_closed(settle: Settle) -> None:
    source = begun()
    note = MeetingNoteView(activity=1, text="Two vans", by="lead", at=NOW)
    source.meeting = a_meeting(notes=(note,))
    source.taken = frozenset({"minutes-bright-sparx-2026-2026-10-30.docx"})
    async with meeting(source, settle, "P") as pilot:
        shown = painted(pilot)
        assert shown.splitlines()[0].endswith(
            "goes on; x closes it   Fri 30 Oct · 6 days to ◆ Bonfire Night "
        )
        for said in (
            "meeting of Fri 30 Oct 2026",
            "DECIDED",
            "Police accepted",
            "Two vans",
            "goes on; x closes",
        ):
            assert said in shown
        await press(pilot, settle, "R", "enter", "down", "enter")
        name = "minutes-bright-sparx-2026-2026-10-30.docx"
        assert source.minutes_written == [(name, False), (name, True)]
        assert f"Wrote /home/lead/{name}." in told(pilot)
        await press(pilot, settle, "x", *"1/10", "enter")
        assert source.asked == []  # before the meeting
        await press(pilot, settle, "ctrl+u", *"13/11", "enter")
        assert source.asked == [("close", 4, date(2026, 11, 13))]
        assert "closed 15:02; o goes on" in painted(pilot)
        await press(pilot, settle, "x", "o")
        assert source.asked[1:] == [("begin", PLAN, {})]
        await press(pilot, settle, "escape")
        assert isinstance(pilot.app.screen, MeetingScreen)


async def test_closing_without_a_next_date(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "P", "x", "enter"):
        assert source.asked == [("close", 4, None)]


async def test_which_plan_is_asked_when_all_are_shown(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, plan=None) as pilot:
        assert "Which plan's group meets?" in painted(pilot)
        await press(pilot, settle, "enter")
        assert pilot.app.plan == PLAN  # type: ignore[attr-defined]
        assert title(pilot) == LATE
        await press(pilot, settle, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)
        await press(pilot, settle, "p", "up", "enter", "M", "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_without_a_plan_there_is_nothing_to_meet_about(settle: Settle) -> None:
    async with meeting(FakeSource((), plans=()), settle, plan=None) as pilot:
        assert isinstance(pilot.app.screen, TodayScreen)
        assert told(pilot) == ["There is no plan yet; N makes one."]


@pytest.mark.parametrize("key", ["space", "r", "n", "i", "I", "h", "o"])
async def test_read_only_shows_the_walk_and_refuses_with_a_sentence(settle: Settle, key: str) -> None:
    source = FakeSource()
    async with meeting(source, settle, readonly=True) as pilot:
        assert title(pilot) == LATE  # nothing is asked, nothing is begun
        await press(pilot, settle, key)
        assert isinstance(pilot.app.screen, MeetingScreen)
        assert told(pilot) == [READ_ONLY]
        assert source.asked == []


async def test_read_only_writes_minutes_to_a_file_and_closes_nothing(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "P", "x", "R", "enter", readonly=True) as pilot:
        assert isinstance(pilot.app.screen, MinutesScreen)
        assert (source.asked, len(source.minutes_written)) == ([], 1)


async def test_esc_leaves_filter_then_marks_then_the_meeting(settle: Settle) -> None:
    async with meeting(begun(), settle, "slash", *"stack", "enter", "v") as pilot:
        await press(pilot, settle, "escape")
        assert screen(pilot).list.lines.many == 5
        await press(pilot, settle, "escape")
        assert not screen(pilot).list.marks
        await press(pilot, settle, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_another_process_s_change_shows_and_the_walk_stays_where_it_is(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "j", "j") as pilot:
        source.somebody_else(3, title="Stack removed early", status=Status.DELIVERED)
        pilot.app.beat()  # type: ignore[attr-defined]
        await settle(pilot)
        assert title(pilot) == "Stack removed early"
        assert "3/5" in line(pilot)


async def test_a_failure_is_a_dialog_and_the_walk_comes_back(settle: Settle) -> None:
    source = begun()
    async with meeting(source, settle, "i", *"Two") as pilot:
        source.trouble = DatabaseTrouble("the database is locked; close the other program")
        await press(pilot, settle, "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        source.trouble = None
        await press(pilot, settle, "escape")
        pilot.app.load()  # type: ignore[attr-defined]
        await settle(pilot)
        assert title(pilot) == LATE


async def test_an_empty_plan_says_what_to_press(settle: Settle) -> None:
    source = begun(replace(WEEK[5], title="Done long ago"))
    async with meeting(source, settle) as pilot:
        assert "z shows every activity" in painted(pilot)
        await press(pilot, settle, "r", "i", "enter", "space")
        assert source.asked == []


async def test_the_terminal_grows_and_shrinks(settle: Settle) -> None:
    async with meeting(begun(), settle) as pilot:
        for size in ((20, 5), (80, 24), (160, 45), (20, 5), (100, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            await press(pilot, settle, "j")
        assert title(pilot) == "Joint patrol"
        assert pilot.app.focused is screen(pilot).list


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: ascii(value)[:24])
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str) -> None:
    """In the walk, what is said of an activity, every dialog and the minutes."""
    held = tuple(replace(one, partner_name=hostile, note=hostile) for one in WEEK[4].assignments)
    texts = ("title", "plan_name", "location", "description", "status_note", "date_reason")
    activity = replace(WEEK[4], assignments=held, **dict.fromkeys(texts, hostile))
    source = begun(activity)
    source.gates = {5: (replace(GATE, title=hostile, funder=hostile),)}
    source.changed_last = LastChange(told=hostile, at=NOW, actor=hostile)
    notes = tuple(MeetingNoteView(activity=one, text=hostile, by=hostile, at=NOW) for one in (5, None))
    source.meeting = a_meeting(notes=notes, plan_name=hostile)
    async with meeting(source, settle) as pilot:
        for key in ("r", "n", "i", "h", "P", "a"):
            await press(pilot, settle, key)
            assert not set(painted(pilot)) & ACTING
            assert "\u0301" * 5 not in painted(pilot)
            await press(pilot, settle, "escape")
        assert not set(painted(pilot)) & ACTING


async def test_detail_has_the_keyboard_where_there_is_no_list(settle: Settle) -> None:
    async with meeting(begun(), settle, size=NARROW) as pilot:
        assert isinstance(pilot.app.focused, Detail)
        assert not screen(pilot).list.display
        assert NOW.date() == TODAY
        assert isinstance(pilot.app, SeasonalOps)
