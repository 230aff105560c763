"""The form on the keyboard: fields, dates while typing, partners, saving, leaving."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual.widgets import Input

from seasonal_ops.errors import BadValue, DatabaseTrouble
from seasonal_ops.views import Change
from seasonal_ops.words import Answer, Role, Sensitivity
from tests.tui.activity.on_form import DOWN_TO_LOCATION, NARROW, SAVE, WIDE, at, form, press
from tests.tui.fakes import PLANS, WEEK, FakeSource
from tests.tui.fakes.editing import CONTACTS, a_line
from tests.tui.terminal import Settle, painted, told
from tui.activity.collision import Collision
from tui.activity.fields import PartnerList, SaveLine
from tui.app import SeasonalOps
from tui.frame.confirm import Confirm
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.source.editing import Draft, Heard, Placed

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        # text boxes: typing replaces what stands there
        (["ctrl+u", *"Visits"], Draft(title="Visits")),
        ([*DOWN_TO_LOCATION, *"Town hall"], Draft(location="Town hall")),
        ([*DOWN_TO_LOCATION, "down", "down", *"noise"], Draft(theme="noise")),
        # digits and letters that are keys elsewhere are text here
        (["ctrl+u", *"q1 u?"], Draft(title="q1 u?")),
        # a phase and whom to ring by typing ahead; how much is shared by arrows
        ([*DOWN_TO_LOCATION, "down", "down", "down", *"night", "enter"], Draft(phase="operation")),
        ([*["enter"] * 8, "right"], Draft(sensitivity=Sensitivity.LIMITED)),
        ([*["enter"] * 9, *"watch"], Draft(ring=2)),
        ([*["enter"] * 9, "space", "down", "enter"], Draft(ring=2)),  # those with a telephone first
        # what is to be done takes several lines; Tab goes on
        ([*["enter"] * 10, *"b", "enter", "tab"], Draft(description=f"b\n{WEEK[0].description}")),
        ([*["enter"] * 10, "tab", *"half done"], Draft(note="half done")),
        # partners
        ([*["down"] * 3, "a", *"fire", "tab", "enter"], Draft(asked=(("fire-and-rescue", Role.LEAD),))),
        ([*["down"] * 3, "j", "x"], Draft(released=("police",))),
        (
            [*["down"] * 3, "j", "r", "enter", "enter", "enter"],
            Draft(heard=(Heard(partner="police", answer=Answer.ACCEPTED, on=None, note="told by phone"),)),
        ),
    ],
)
async def test_what_is_typed_is_kept_as_one(settle: Settle, keys: list[str], asked: Draft) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", *keys, *SAVE)
        assert source.asked == [("keep", 1, asked)]
        assert len(app.screen_stack) == 1


async def test_enter_goes_through_every_field_and_saves_at_the_last(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "ctrl+u", *"Visits", *["enter"] * 10, "tab", "enter")
        assert isinstance(app.focused, SaveLine)
        await press(pilot, settle, "enter")
        assert source.asked == [("keep", 1, Draft(title="Visits"))]
        assert "Saved: Visits, Tue 27 Oct 14:00–17:00." in told(pilot)


async def test_a_date_is_read_while_it_is_typed_and_a_clash_shows(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "j", "j", "e", "down", *"Bonfire Nigh")
        assert "▲ Not a date: " in painted(pilot)
        assert "did you mean Bonfire Night?" in " ".join(painted(pilot).split())
        await press(pilot, settle, *"t 16:00-02:00")
        shown = painted(pilot)
        assert "Thu 5 Nov 2026 16:00 – 02:00 next morning" in shown
        assert "× CLASH: 2 activities at once want" in shown
        await press(pilot, settle, "enter")
        assert [box.value for box in form(pilot).query(Input)][1:3] == ["Bonfire Night 16:00", "02:00"]
        await press(pilot, settle, *SAVE)
        ((verb, number, draft),) = source.asked
        assert (verb, number) == ("keep", 3)
        assert draft == Draft(
            when=(
                Placed(
                    on=date(2026, 11, 5),
                    last_day=date(2026, 11, 6),
                    start=time(16),
                    end=time(2),
                    rule="Bonfire Night",
                    reason="Bonfire Night is 5 November",
                ),
            )
        )


async def test_the_cursor_stands_on_what_was_moved(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, settle, "j", "j", "e", "down", *"5/11 09:00", *SAVE)
        row = app.main.list.row  # type: ignore[attr-defined]
        assert (row.activity.id, row.activity.starts_on) == (3, date(2026, 11, 5))


async def test_what_is_no_date_is_not_saved_and_nothing_is_lost(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "ctrl+u", *"Visits", "down", *"31/6", *SAVE)
        assert at(pilot, "wrong") == "▲ Not saved: there is no 31 June; the month has 30 days."
        assert app.focused is form(pilot).query_one("#when-box")
        assert form(pilot).query_one("#title-box", Input).value == "Visits"
        assert source.asked == []


@pytest.mark.parametrize(
    "trouble", [BadValue("the title is empty; give it a text"), DatabaseTrouble("locked")]
)
async def test_what_is_refused_stays_in_the_form(settle: Settle, trouble: Any) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "ctrl+u", *"Visits")
        source.editing_trouble = trouble
        await press(pilot, settle, *SAVE)
        assert at(pilot, "wrong") == f"▲ Not saved: {trouble}."
        source.editing_trouble = None
        await press(pilot, settle, *SAVE)
        assert source.asked == [("keep", 1, Draft(title="Visits"))]


async def test_a_form_that_cannot_be_read_is_left_with_a_dialog(settle: Settle) -> None:
    source = FakeSource()
    source.editing_trouble = DatabaseTrouble("locked")
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, settle, "enter")
        assert len(app.screen_stack) == 1


async def test_esc_leaves_and_asks_only_when_something_was_typed(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "escape")
        assert len(app.screen_stack) == 1
        await press(pilot, settle, "e", "down", *"+1d", "escape")
        assert isinstance(app.screen, Confirm)
        assert "Not saved yet: When." in painted(pilot)
        await press(pilot, settle, "escape")
        assert form(pilot).query_one("#when-box", Input).value == "+1d"
        await press(pilot, settle, "escape", "down", "down", "enter")
        assert len(app.screen_stack) == 1
        assert source.asked == []


@pytest.mark.parametrize("key", ["e", "n", "D"])
async def test_read_only_refuses(settle: Settle, key: str) -> None:
    app = SeasonalOps(FakeSource(), readonly=True)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, key)
        assert len(app.screen_stack) == 1
        assert told(pilot) == [READ_ONLY]


async def test_the_form_is_of_one(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "v", "v", "e")
        assert told(pilot) == ["e edits one activity at a time; Esc takes the marks away."]


async def test_a_new_one_is_asked_for_its_plan_and_its_date(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "n")
        assert "New activity of which plan?" in painted(pilot)
        await press(pilot, settle, "enter", *"Skip hire", *SAVE)
        assert "there is no date yet; write 30/10 18:00" in " ".join(at(pilot, "wrong").split())
        await press(pilot, settle, *"1/11 10:00-12:00", "down", "down", "a", *"street", "enter", *SAVE)
        assert source.asked == [
            (
                "add",
                "bright-sparx-2026",
                Draft(
                    title="Skip hire",
                    when=(
                        Placed(
                            on=date(2026, 11, 1), last_day=date(2026, 11, 1), start=time(10), end=time(12)
                        ),
                    ),
                    asked=(("street-scene", Role.SUPPORT),),
                ),
            )
        ]
        row = app.main.list.row  # type: ignore[attr-defined]
        assert row.activity.title == "Skip hire"


async def test_of_one_plan_no_question_is_asked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(), plan="bright-sparx-2026")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "n")
        assert "Bright Sparx 2026 ▸ New activity" in painted(pilot)


async def test_without_a_plan_it_says_what_to_press(settle: Settle) -> None:
    app = SeasonalOps(FakeSource((), clashing=(), plans=()))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "n")
        assert told(pilot) == ["There is no plan yet; N makes one."]


@pytest.mark.parametrize(
    ("hostile", "size"),
    [*((text, WIDE) for text in HOSTILE), ("".join(text[:40] for text in HOSTILE), NARROW)],
    ids=lambda value: ascii(value)[:24],
)
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str, size: tuple[int, int]) -> None:
    held = tuple(replace(one, partner_name=hostile, note=hostile) for one in WEEK[0].assignments)
    texts = ("title", "plan_name", "location", "meet", "description", "status_note", "theme", "phase")
    values: dict[str, Any] = dict.fromkeys(texts, hostile)
    source = FakeSource((replace(WEEK[0], assignments=held, date_rule=hostile, **values),), clashing=())
    source.contacts = tuple(replace(one, name=hostile, phone=hostile) for one in CONTACTS)
    source.told = (a_line(hostile, Change(hostile, hostile, hostile), told=hostile),)
    app = SeasonalOps(source)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for keys in (
            ("e",),
            ("down",) * 3,
            ("a",),
            ("escape", "down", "down", "down", "down"),
            ("down",) * 3,
        ):
            await press(pilot, settle, *keys)
            assert not set(painted(pilot)) & ACTING
            assert "\u0301" * 5 not in painted(pilot)
        assert form(pilot).typed == frozenset()  # what was calmed to be shown was not typed
        await press(pilot, settle, "escape", "D")
        assert not set(painted(pilot)) & ACTING
        await press(pilot, settle, "escape", "e", "v")
        source.somebody_else(1)
        await press(pilot, settle, *SAVE)
        assert isinstance(app.screen, Collision)
        assert not set(painted(pilot)) & ACTING


async def test_a_mouse_saves_too(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "ctrl+u", *"Visits")
        await pilot.click(SaveLine)
        await settle(pilot)
        assert source.asked == [("keep", 1, Draft(title="Visits"))]


async def test_whoever_walks_through_changes_nothing(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e")
        for key in (*["down"] * 16, *["up"] * 16, *["enter"] * 16):
            await pilot.press(key)
        await settle(pilot)
        assert form(pilot).typed == frozenset()


async def test_the_smallest_terminal_does_no_harm(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(plans=PLANS))
    async with app.run_test(size=(20, 5)) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", *["enter"] * 9, "escape")
        assert len(app.screen_stack) == 1


async def test_nobody_on_it_says_what_to_press(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(WEEK[5:]))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "down", "down", "down", "x")
        assert isinstance(app.focused, PartnerList)
        assert "nobody yet; a asks a partner" in painted(pilot)
        assert "Nobody is assigned yet; a asks a partner." in told(pilot)
