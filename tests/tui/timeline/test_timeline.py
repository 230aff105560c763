"""What keys do on Timeline, in a terminal that nobody sees."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import NamedDays
from seasonal_ops.words import Status
from tests.tui.fakes import TODAY, WEEK, FakeSource, an_activity
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press
from tests.tui.timeline.on_timeline import line, timeline, title
from tui.app import SeasonalOps
from tui.frame.detail import Detail
from tui.frame.error import ErrorDialog
from tui.frame.opened import OpenedScreen
from tui.timeline.chart import Chart

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("keys", "stands_on"),
    [
        ((), "Bonfire stack removal"),  # the first from today on
        (("k",), "Skip clearance, east ward"),
        (("g",), "Retailer visits, phase 2"),
        (("G",), "Counts from the ambulance service"),
        (("g", "t"), "Bonfire stack removal"),
        (("g", "o", "o"), "Retailer visits, phase 2"),  # what is overdue, round and round
        (("g", "c"), "Bonfire stack removal"),
        (("p", "down", "down", "enter"), None),  # a plan in which nothing stands
    ],
)
async def test_moving(settle: Settle, keys: tuple[str, ...], stands_on: str | None) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", *keys)
        assert title(pilot) == stands_on


async def test_days_anchors_and_now_are_named(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        shown = painted(pilot)
        for said in (
            "▼ NOW",
            "◆ Bonfire Night",
            "▒ half-term",
            "Fr▒Sa░Su░",
            "25 Oct – 16 Nov 2026",
            "6 activities",
        ):
            assert said in shown


async def test_the_window_follows_the_cursor_and_turns_by_weeks(settle: Settle) -> None:
    far = an_activity(9, "Debrief", date(2027, 2, 3))
    app = SeasonalOps(FakeSource((*WEEK, far)))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", "G")
        assert "○━━" in line(pilot)
        assert "2027" in painted(pilot)
        await press(pilot, settle, "t")
        assert title(pilot) == "Bonfire stack removal"
        await press(pilot, settle, "right_square_bracket")
        assert title(pilot) == "Joint patrol"  # the first that begins in the week turned to
        first = timeline(pilot)._scale.first  # type: ignore[union-attr]
        await press(pilot, settle, "left_square_bracket", "right", "right", "left")
        assert timeline(pilot)._scale.first == first - timedelta(days=6)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("keys", "bar"),
    [((), "○━━"), (("plus",), "○━━━"), (("minus",), "○━"), (("minus", "minus"), "○"), (("minus",) * 9, "○")],
)
async def test_zooming(settle: Settle, keys: tuple[str, ...], bar: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", *keys)
        assert line(pilot).strip(" │┊") == bar


async def test_the_load_of_whoever_leads_the_row_or_is_picked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        assert "Load: Community Safety Team" in painted(pilot)
        assert "Nothing in these days." in painted(pilot)
        await press(pilot, settle, "l", *"poli", "enter")
        assert "Load: Police" in painted(pilot)
        assert "! over capacity in 1 night; most: 3 of 2 on Fri 30 Oct" in painted(pilot)
        assert "3!" in painted(pilot)
        await press(pilot, settle, "l", *"whoever", "enter")
        assert "most: Police: 3 of 2 on Fri 30 Oct" in painted(pilot)
        await press(pilot, settle, "l", "enter")
        assert "Load: Community Safety Team" in painted(pilot)


async def test_changing_keys_work_on_the_row(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", "g", "space")
        assert source.asked == [("status", 1, Status.DOING)]
        assert "◐━━" in line(pilot)
        await press(pilot, settle, "v", "v", "s", "down", "enter")
        assert source.asked[1:] == [("status", 1, Status.DELIVERED), ("status", 2, Status.DELIVERED)]


async def test_a_filter_narrows_and_esc_restores(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", "slash", *"patrol", "enter")
        assert title(pilot) == "Joint patrol"
        assert "1 of 6" in painted(pilot)
        await press(pilot, settle, "escape")
        assert "6 activities" in painted(pilot)


async def test_enter_opens_the_detail_and_esc_leaves_it(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        assert not timeline(pilot).query_one(Detail).display
        await press(pilot, settle, "enter")
        assert isinstance(app.focused, Detail)
        assert "Partners" in painted(pilot)
        await press(pilot, settle, "escape")
        assert not timeline(pilot).query_one(Detail).display
        assert isinstance(app.focused, Chart)


async def test_enter_pushes_a_screen_below_100_columns(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "3", "enter", "j")
        assert isinstance(app.screen, OpenedScreen)
        assert "Youth outreach" in painted(pilot)
        await press(pilot, settle, "escape")
        assert app.screen is timeline(pilot)


async def test_a_click_moves_the_cursor_and_a_second_one_opens(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        await pilot.click(Chart, offset=(5, 0))
        await settle(pilot)
        assert title(pilot) == "Retailer visits, phase 2"
        await pilot.click(Chart, offset=(5, 1), times=2)
        await settle(pilot)
        assert timeline(pilot).has_class("-opened")


async def test_an_empty_screen_says_what_to_press(settle: Settle) -> None:
    app = SeasonalOps(FakeSource((), clashing=()))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "3")
        assert "There are no activities yet." in painted(pilot)
        assert "n adds one" in painted(pilot)
        await press(
            pilot, settle, "greater_than_sign", "enter", "t", "right_square_bracket", "minus", "space"
        )


async def test_a_failing_source_is_said_once_and_comes_back(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        source.trouble = DatabaseTrouble("gone")
        await press(pilot, settle, "3")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, settle, "escape")
        assert "Nothing could be read." in painted(pilot)
        source.trouble = None
        source.facts += 1
        app.beat()
        await settle(pilot)
        assert title(pilot) == "Bonfire stack removal"


@pytest.mark.parametrize("size", [(20, 5), (200, 60), (1, 1), (40, 12)])
async def test_any_size_will_do(settle: Settle, size: tuple[int, int]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await press(pilot, settle, "3", "j", "greater_than_sign", "escape", "minus", "l", "escape")
        assert app.is_running
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "◆ Bonfire Night" in painted(pilot)


async def test_a_hundred_thousand_rows_paint_only_what_is_in_view(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [
        replace(WEEK[2], id=number, title=f"Patrol {number}", starts_on=TODAY + timedelta(days=number // 500))
        for number in range(100_000)
    ]
    app = SeasonalOps(FakeSource(many, clashing=()))
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "3")
        lines: list[int] = []
        paint = Chart.render_line

        def counted(self: Chart, y: int) -> Any:
            lines.append(y)
            return paint(self, y)

        monkeypatch.setattr(Chart, "render_line", counted)
        await press(pilot, settle, "j")
        assert len(lines) <= 4  # the line that was left and the line that was entered
        await press(pilot, settle, "G")
        assert title(pilot) == "Patrol 99999"
        assert len(lines) <= 4 * 24


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: ascii(value)[:24])
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str) -> None:
    held = tuple(replace(one, partner_name=hostile, note=hostile) for one in WEEK[0].assignments)
    activity = replace(WEEK[0], title=hostile, plan_name=hostile, location=hostile, assignments=held)
    source = FakeSource((activity,), clashing=())
    source.days = (NamedDays(name=hostile, first=TODAY, last=TODAY),)
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        for key in ("enter", "l", "greater_than_sign"):
            await press(pilot, settle, key)
            assert not set(painted(pilot)) & ACTING
            await press(pilot, settle, "escape")


@pytest.mark.parametrize(("size", "said"), [((80, 24), False), ((100, 30), True), ((160, 45), True)])
async def test_what_the_signs_mean_stands_below_the_days_where_there_is_room(
    settle: Settle, size: tuple[int, int], said: bool
) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await press(pilot, settle, "3")
        lines = [line.rstrip() for line in painted(pilot).splitlines()]
        assert any(line.endswith("12!: over its cap") for line in lines) is said
        await press(pilot, settle, ">")  # what a move would do needs the room
        assert "over its cap" not in painted(pilot)
