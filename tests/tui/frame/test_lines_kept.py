"""The lines kept at the bottom and the top: only keys that work there, marks, and what may not be changed."""

from dataclasses import replace
from typing import Any

import pytest
from textual.command import Hit
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from tests.tui.fakes import FakeSource
from tests.tui.fakes.activities import PLANS, TODAY
from tests.tui.terminal import Settle, painted, press
from tui.app import SeasonalOps
from tui.frame.detail import Detail
from tui.frame.palette import Commands, described
from tui.frame.plan_picker import PlanPicker
from tui.keymap import CHANGE, EVERYWHERE, LEAVE, MOVE, bottom_line

pytestmark = pytest.mark.anyio
NARROW = (80, 24)


def last_line(pilot: Pilot[Any]) -> str:
    return " ".join(painted(pilot).splitlines()[-1].split())


async def test_a_read_only_terminal_says_so_and_shows_no_key_that_changes(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(), readonly=True)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert painted(pilot).splitlines()[1].endswith(" read-only 14:02 ")
        assert last_line(pilot) == "v mark / filter c clash p plan ? help : more q quit"
    assert bottom_line(CHANGE, readonly=True) == []


@pytest.mark.parametrize("digit", "123456789")
async def test_no_key_changes_anything_in_a_read_only_terminal(settle: Settle, digit: str) -> None:
    source = FakeSource()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, digit)
        elsewhere = (
            {name for one in (*EVERYWHERE, *MOVE) for name in one.keys.split(",")} if digit > "1" else set()
        )
        for key in app.screen.active_bindings.keys() - elsewhere - {"q", "ctrl+q", "ctrl+c"}:
            await pilot.press(key, "enter", "escape", "escape", digit)
            await settle(pilot)
        # What a plan would be is worked out, and a report written, by whoever may look.
        assert {one[0] for one in source.asked} <= {"season", "report"}
        assert not app._exit


async def test_in_a_text_box_only_keys_that_are_no_text(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await settle(pilot)
        assert last_line(pilot) == "F1 help ^p more ^q quit"
        await pilot.press("escape")
        await settle(pilot)
        assert last_line(pilot).endswith("? help : more q quit")
    assert bottom_line(LEAVE, in_text=True) == [("F1", "help", 0), ("^p", "more", 0), ("^q", "quit", 0)]


async def test_the_bottom_line_has_all_its_keys_again_after_a_filter(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        before = last_line(pilot)
        assert "u undo" in before
        await press(pilot, settle, "slash", "x", "escape", "escape")
        assert last_line(pilot) == before


@pytest.mark.parametrize(("digit", "its_own"), [("3", "<> move {} end [] week"), ("8", "l links n new")])
async def test_a_short_line_keeps_what_the_screen_is_for(settle: Settle, digit: str, its_own: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, digit)
        assert last_line(pilot).startswith(its_own)
        assert last_line(pilot).endswith("? help : more q quit")


async def test_marks_are_counted_in_the_key_line(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("v", "v")
        await settle(pilot)
        assert last_line(pilot).startswith("2 marked Esc unmarks space next")
        await pilot.press("escape")
        await settle(pilot)
        assert "marked" not in last_line(pilot)


async def test_only_the_newest_toast_is_shown_and_it_is_low(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        for number in range(3):
            app.notify(f"This is sentence {number}, as long as most of those that are said here.")
        await settle(pilot)
        (toast,) = app.screen.query(Toast)
        assert "sentence 2" in str(toast.render())
        assert (toast.region.height, toast.region.bottom) == (1, 23)  # above the keys


@pytest.mark.parametrize(
    ("columns", "wide"), [(100, 35), (124, 35), (125, 48), (179, 48), (180, 60), (200, 60)]
)
async def test_the_detail_grows_with_the_terminal(settle: Settle, columns: int, wide: int) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(columns, 30)) as pilot:
        await settle(pilot)
        assert app.screen.query_one(Detail).region.width == wide


async def test_esc_leaves_no_screen_by_surprise(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "partners"
        assert "1 goes to Today" in painted(pilot)


async def test_the_plan_picker_tells_what_is_over_from_a_draft(settle: Settle) -> None:
    source = FakeSource()
    over = replace(PLANS[1], slug="freshers-2025", name="Freshers 2025", ends_on=TODAY.replace(year=2025))
    source.view = {"plans": (*PLANS, over)}
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("escape", "p")
        await settle(pilot)
        assert isinstance(app.screen, PlanPicker)
        for said in ("Show which plan", "Freshers 2027 (draft: nothing is sent)", "Freshers 2025 (over)"):
            assert said in painted(pilot)


async def test_of_a_terminal_that_was_begun_with_one_plan_another_can_be_picked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(), plan="bright-sparx-2026")
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "p", "j", "enter")
        assert app.plan == "freshers-2027"


@pytest.mark.parametrize(
    ("query", "does", "found"),
    [
        ("month", "the month's exceptions for the Local Priorities Group (L)", True),
        ("PRIOR month", "the month's exceptions for the Local Priorities Group (L)", True),
        ("light", "next status: planned, doing (space)", False),
        ("onth", "the month's exceptions (L)", False),
    ],
)
def test_a_word_of_a_description_is_found(query: str, does: str, found: bool) -> None:
    assert described(query, does) is found


async def test_the_palette_says_nothing_twice_and_knows_three_looks(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        found = {one.title: one for one in app.get_system_commands(app.screen)}
        assert found["Roll forward"].help == "last season's plan on next season's dates (F)"
        assert found["Undo your last change"].help == "(u)"
        assert [name for name in found if "heme" in name] == [
            "Theme: dark",
            "Theme: light",
            "Theme: high contrast",
        ]
        for query, first in (("exceptions", "LPG"), ("light", "Theme: light"), ("season", "New plan")):
            hits = [hit async for hit in Commands(app.screen).search(query) if isinstance(hit, Hit)]
            best = max(hits, key=lambda hit: hit.score)
            assert str(best.match_display) == first
        found["Theme: high contrast"].callback()
        assert app.theme == "high-contrast"


@pytest.mark.parametrize(
    ("keys", "trail"),
    [
        (("e",), "Bright Sparx 2026 ▸ Edit"),
        (("N",), "New plan"),
        (("L",), "LPG ▸ "),
        (("enter",), "Today ▸ Activity"),
    ],
)
async def test_both_lines_stand_over_what_is_opened_and_follow_what_others_do(
    settle: Settle, keys: tuple[str, ...], trail: str
) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, *keys)
        first, second = painted(pilot).splitlines()[:2]
        assert first.startswith(f" {trail}")
        assert first.endswith("Fri 30 Oct · 6 days to ◆ Bonfire Night ")
        assert second.startswith(" ▲ 2 overdue   × 1 clash   ◷ 3 unanswered   ✎ 1 count missing ")
        assert source.reads == 1
        source.view = {"unanswered": 7}
        app.load()
        await settle(pilot)
        assert "◷ 7 unanswered" in painted(pilot).splitlines()[1]
        await pilot.click(offset=(3, 1))
        await settle(pilot)
        assert painted(pilot).splitlines()[0].startswith(" All plans ▸ Today")
