"""What keys do on the outbox, in a terminal that nobody sees."""

from dataclasses import replace
from typing import Any

import pytest

from seasonal_ops.errors import DatabaseTrouble, Refused
from seasonal_ops.reminders.sending import Sent
from seasonal_ops.views import OutboxView, Pause
from tests.tui.fakes import FakeSource
from tests.tui.fakes.outbox import DAY, NOW, OUTBOX, WAITING, a_delivery, a_tray
from tests.tui.outbox.on_outbox import stands_on
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.feeds.screen import FeedsScreen
from tui.frame.confirm import Confirm
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.outbox.opened import OpenedLetter
from tui.outbox.screen import OutboxScreen
from tui.today.screen import TodayScreen

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("keys", "screens"),
    [
        (("7",), [OutboxScreen]),
        (("7", "7"), [OutboxScreen]),
        (("7", "1"), [TodayScreen]),
        (("7", "escape"), [OutboxScreen]),  # a screen is never left by surprise
        (("7", "8"), [FeedsScreen]),
        (("8", "7"), [OutboxScreen]),
        (("7", "enter"), [OutboxScreen, OpenedLetter]),
        (("7", "enter", "escape"), [OutboxScreen]),
        (("7", "enter", "1"), [TodayScreen]),
        (("S",), [OutboxScreen, Confirm]),  # from Today: asked where it is seen what would go
        (("7", "enter", "S"), [OutboxScreen, Confirm]),
        (("7", "S", "escape"), [OutboxScreen]),
        (("7", "slash", "escape"), [OutboxScreen]),  # Esc leaves the filter first
    ],
)
async def test_going_there_and_back(settle: Settle, keys: tuple[str, ...], screens: list[type]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, *keys)
        assert [type(screen) for screen in app.screen_stack] == screens


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("r",), [("retry", 1)]),
        (("j", "j", "l"), [("release", 3)]),
        (("j", "j", "j", "h"), [("hold", 4)]),
        (("enter", "r"), [("retry", 1)]),  # while reading it
        (("enter", "j", "j", "l"), [("release", 3)]),
        (("S", "enter"), []),  # "not yet" stands first
        (("S", "down", "enter"), [("send",)]),
        (("S", "escape"), []),
        (("s", "R", "H"), []),  # other letters do nothing here
    ],
)
async def test_keys_become_a_question_to_the_source(
    settle: Settle, keys: tuple[str, ...], asked: list[tuple[Any, ...]]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", *keys)
        assert source.asked == asked
        assert source.outbox_reads == 1 + bool(asked)


async def test_read_only_forbids_every_change_and_no_look(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7")
        for key in ("r", "h", "l", "S"):
            pilot.app.clear_notifications()
            await press(pilot, settle, key)
            assert told(pilot) == [READ_ONLY]
        await press(pilot, settle, "enter")
        assert source.asked == []
        assert isinstance(pilot.app.screen, OpenedLetter)


async def test_the_message_is_read_when_it_is_opened_and_the_next_one_with_j(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7", "j", "j", "j")
        assert source.letter_reads == 0
        await press(pilot, settle, "enter")
        assert "4: Tomorrow: Sat 31 Oct 18:00–23:00, joint patrol" in painted(pilot)
        await press(pilot, settle, "j")
        assert "5: Tomorrow" in painted(pilot)
        assert "421 4.3.2 try again later" in painted(pilot)
        assert source.letter_reads == 2


async def test_why_there_is_no_message_stands_in_its_place(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", "enter")
        assert "There is no message: reminder 1 goes to nobody: its contact has left" in painted(pilot)
        assert isinstance(pilot.app.screen, OpenedLetter)


async def test_typing_narrows_and_esc_shows_all_again(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7", "slash", *"patrol", "enter", "j")
        assert stands_on(pilot) == 4
        assert "Youth outreach" not in painted(pilot)
        await press(pilot, settle, "slash", *"zz")
        assert "Nothing matches the filter." in painted(pilot)
        await press(pilot, settle, "escape")
        assert "Youth outreach" in painted(pilot)


async def test_an_empty_outbox_says_what_to_press_and_what_to_type(settle: Settle) -> None:
    source = FakeSource()
    source.box = OutboxView()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7", "j", "G", "enter", "r")
        for said in ("when a plan goes live: A (its anchors),", "then B,", "seasonal-ops plan go-live PLAN"):
            assert said in painted(pilot)
        assert told(pilot) == ["There is no reminder under the cursor."]
        await press(pilot, settle, "S")
        assert told(pilot) == ["Nothing is due that could be sent now."]


async def test_it_is_said_that_nothing_is_sent_while_no_server_runs(settle: Settle) -> None:
    source = FakeSource()
    source.box = replace(OUTBOX, running=False)
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7")
        assert "No server runs (seasonal-ops serve): nothing is sent but by S" in painted(pilot)
        source.box = OUTBOX
        pilot.app.load()
        await settle(pilot)
        assert "No server runs" not in painted(pilot)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (Sent(sent=1, messages=1), "1 reminder was sent."),
        (
            Sent(sent=7, messages=3, failed=1, dead=2, left=4),
            "7 reminders were sent, 1 put off, 2 given up, 4 still waiting.",
        ),
    ],
)
async def test_what_was_sent_is_told(settle: Settle, sent: Sent, said: str) -> None:
    source = FakeSource()
    source.sends = sent
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", "S", "down", "enter")
        assert told(pilot) == [said]
        assert source.outbox_reads == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Refused("mail needs a sender; set SEASONAL_OPS_MAIL_FROM"), "set SEASONAL_OPS_MAIL_FROM"),
        (Sent(left=5, trouble="no mail server is set; set SEASONAL_OPS_SMTP_HOST"), "SMTP_HOST. 0 reminders"),
    ],
)
async def test_without_a_way_to_send_it_is_said_what_to_set(settle: Settle, answer: Any, said: str) -> None:
    source = FakeSource()
    source.sends = answer
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", "S", "down", "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert said in pilot.app.screen.sentence
        await press(pilot, settle, "enter", "S")
        assert isinstance(pilot.app.screen, Confirm)  # one may try again


async def test_a_refused_change_is_explained_and_everything_read_again(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7")
        source.outbox_trouble = Refused("reminder 1 would come too late")
        await press(pilot, settle, "r")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert pilot.app.screen.sentence == "reminder 1 would come too late"


async def test_an_outbox_that_cannot_be_read_is_said_once_and_tried_again(settle: Settle) -> None:
    source = FakeSource()
    source.outbox_trouble = DatabaseTrouble("the database does not answer")
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", "enter")
        pilot.app.load()  # as each minute
        await settle(pilot)
        assert isinstance(pilot.app.screen, OutboxScreen)
        assert "The outbox could not be read" in painted(pilot)
        source.outbox_trouble = None
        pilot.app.load()
        await settle(pilot)
        assert stands_on(pilot) == 1


async def test_the_cursor_stays_on_its_reminder_when_it_comes_to_lie_elsewhere(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "7", "j", "j", "j")
        first, second = WAITING
        source.box = replace(OUTBOX, waiting=a_tray(second), held=a_tray(*OUTBOX.held.rows, first))
        pilot.app.load()
        await settle(pilot)
        assert stands_on(pilot) == first.id


async def test_ten_thousand_rows_are_scrolled_like_ten(settle: Settle) -> None:
    source = FakeSource()
    rows = [a_delivery(number, f"patrol {number}", NOW - DAY) for number in range(10_000)]
    source.box = OutboxView(waiting=a_tray(*rows))
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7", "G")
        assert stands_on(pilot) == 9_999
        assert "patrol 9999" in painted(pilot)


async def test_today_says_what_fell_due_while_nothing_ran_and_what_was_given_up(settle: Settle) -> None:
    pause = Pause(count=7, since=NOW - DAY)
    source = FakeSource(pause=pause, given_up=2)
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle)
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[3:5]] == [
            "● 7 reminders due while nothing ran (since Thu 29 Oct 14:02) 7 review, S send",
            "✗ 2 reminders given up press 7",
        ]
        source.view = {"pause": Pause(count=1, since=None), "given_up": 1}
        pilot.app.load()
        await settle(pilot)
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[3:5]] == [
            "● 1 reminder due while nothing ran (nothing ever ran) 7 review, S send",
            "✗ 1 reminder given up press 7",
        ]
        source.view = {"pause": Pause(count=0, since=NOW - DAY, waiting=9)}
        pilot.app.load()
        await settle(pilot)
        said = "● 9 reminders wait; no server runs 7 review, S send"
        assert " ".join(painted(pilot).splitlines()[3].split()) == said
        source.view = {"pause": Pause(count=7, since=NOW - DAY, waiting=2)}
        pilot.app.load()
        await settle(pilot)
        said = "● 7 due while nothing ran (since Thu 29 Oct 14:02), 2 more 7 review, S send"
        assert " ".join(painted(pilot).splitlines()[3].split()) == said
        source.view = {"held": 12, "expired": 3}
        pilot.app.load()
        await settle(pilot)
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[3:5]] == [
            "■ 12 reminders held 7 review, or type: seasonal-ops remind settle --held",
            "– 3 reminders came too late seasonal-ops remind list --state expired",
        ]
        source.view = {}
        pilot.app.load()
        await settle(pilot)
        assert "while nothing ran" not in painted(pilot)
        for word in ("given up", "held", "too late"):
            assert word not in painted(pilot)


async def test_the_outbox_itself_does_not_say_that_something_lies_in_it(settle: Settle) -> None:
    source = FakeSource(pause=Pause(count=7, since=NOW - DAY), given_up=2, held=1, expired=3)
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "7")
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[3:5]] == [
            "● 7 reminders due while nothing ran (since Thu 29 Oct 14:02) S send",
            "– 3 reminders came too late seasonal-ops remind list --state expired",
        ]
        assert "reminders given up" not in painted(pilot)
        assert "reminder held" not in painted(pilot)


async def test_the_detail_of_an_activity_tells_of_its_messages(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(160, 45)) as pilot:
        await press(pilot, settle)
        assert "1 sent, the last" in painted(pilot)
        await press(pilot, settle, "j")
        assert "1 sent, the last" not in painted(pilot)  # nothing was sent of the second
        reads = source.history_reads
        await press(pilot, settle, "k")
        assert "1 sent, the last" in painted(pilot)
        assert source.history_reads == reads  # until something changes
