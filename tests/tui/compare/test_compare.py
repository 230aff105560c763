"""What keys do on Compare, in a terminal that nobody sees."""

from dataclasses import replace
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual.widgets import Input

from seasonal_ops.errors import BadValue, DatabaseTrouble
from seasonal_ops.views import Facing
from seasonal_ops.words import Readers
from tests.tui.compare.on_compare import compare
from tests.tui.fakes import FakeSource
from tests.tui.fakes.compare import COMPARED, MEASURES
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.compare.chart import NightsChart
from tui.compare.opened import OpenedMeasure
from tui.compare.page import MeasurePage
from tui.frame.confirm import Confirm
from tui.frame.error import ErrorDialog
from tui.frame.save_as import SaveAs

pytestmark = pytest.mark.anyio


async def test_the_list_has_verdicts_in_words_and_the_page_begins_with_the_sentence(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 45)) as pilot:
        await press(pilot, settle, "6")
        screen = painted(pilot)
        words = ("✓ Deliberate fires", "likely real", "? Calls about", "unclear", "· Casualties", "too few")
        assert [word for word in words if word not in screen] == []
        assert "Bright Sparx 2026 against Bright Sparx 2025" in screen
        order = ("✓ Likely real. Fell by 48%", "rate ratio 0.52, 95% CI", "◆ Mischief")
        assert sorted(order, key=screen.index) == list(order)
        assert "● 2026   ○ 2025" in screen
        chart = compare(pilot).query_one(NightsChart)
        drawn = str(chart.render())
        assert "●" in drawn
        assert "○" in drawn
        assert "◆ Bonfire Night" in drawn or "Bonfire Night ◆" in drawn


async def test_what_is_said_does_not_wait_for_the_chart(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MeasurePage, "_furnish", lambda _page: None)  # its libraries are still being loaded
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6")
        assert "✓ Likely real. Fell by 48%" in painted(pilot)
        assert not compare(pilot).query(NightsChart)


async def test_the_cursor_s_measure_is_on_the_page(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "j")
        assert "? Unclear. Recorded 15% more (80 → 92" in painted(pilot)
        await press(pilot, settle, "j")
        assert not compare(pilot).query_one(NightsChart).display
        assert "There is nothing to draw" in painted(pilot)


async def test_below_100_columns_the_page_is_opened_and_goes_on_with_j(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "6")
        assert "81 → 42" in painted(pilot)
        await press(pilot, settle, "enter")
        assert isinstance(app.screen, OpenedMeasure)
        assert " Compare ▸ Deliberate fires" in painted(pilot)
        await press(pilot, settle, "j", "l", "f")
        assert "▸ Calls about anti-social behav" in painted(pilot)
        page = compare(pilot).page
        assert page is not None
        assert (page.facing, page.open) == (Facing.WEEKDAY, True)
        await press(pilot, settle, "escape")
        assert app.screen is compare(pilot)


async def test_lining_up_goes_round_and_asks_for_nothing(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6")
        seen = []
        for _ in range(4):
            page = compare(pilot).page
            assert page is not None
            seen.append(page.facing)
            await press(pilot, settle, "l")
        assert seen == [Facing.DATE, Facing.WEEKDAY, Facing.ANCHOR, Facing.DATE]
        assert source.comparisons == [(None, ())]


@pytest.mark.parametrize(
    ("keys", "against"),
    [
        (("enter",), ("bright-sparx-2025",)),  # what is compared already
        (("down", "space", "enter"), ("bright-sparx-2025", "2024")),
        (("space", "down", "space", "enter"), ("2024",)),
        (("space", "down", "enter"), ("2024",)),  # none is ticked: the one under the cursor
        (("escape",), None),
    ],
)
async def test_the_baseline_is_picked(settle: Settle, keys: tuple[str, ...], against: Any) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "b", *keys)
        assert app.screen is compare(pilot)
        if against and len(against) > 1:
            assert "Bright Sparx 2026 against 2025, also 2024" in painted(pilot)
        asked = [names for _, names in source.comparisons]
        assert asked == ([()] if against is None else [(), against])


async def test_another_plan_has_other_baselines(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "b", "down", "space", "enter", "p", "down", "enter")
        assert source.comparisons == [
            (None, ()), (None, ("bright-sparx-2025", "2024")), ("bright-sparx-2026", ())
        ]  # fmt: skip


async def test_it_is_reckoned_again_when_anybody_changed_something_and_not_else(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "j")
        app.load()
        await settle(pilot)
        assert len(source.comparisons) == 1
        source.somebody_else(1)
        app.beat()
        await settle(pilot)
        assert len(source.comparisons) == 2
        row = compare(pilot).list.row
        assert row is not None
        assert row.id == 2  # the cursor stays


@pytest.mark.parametrize(
    ("comparison", "said"),
    [
        (None, "5 Evaluate enters them"),
        (replace(COMPARED, measures=()), "measure add bright-sparx-2026"),
    ],
)
async def test_an_empty_screen_says_what_to_do(settle: Settle, comparison: Any, said: str) -> None:
    source = FakeSource()
    source.comparison = comparison
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "6", "enter")
        assert said in painted(pilot)
        assert app.screen is compare(pilot)


async def test_without_an_earlier_season_it_says_so(settle: Settle) -> None:
    source = FakeSource()
    alone = tuple(replace(one, beside=(), verdict=None, plain="no earlier season") for one in MEASURES)
    source.comparison = replace(COMPARED, against=(), seasons=(), measures=alone)
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "b")
        assert "Bright Sparx 2026, no earlier season" in painted(pilot)
        assert "There is no earlier season to compare with." in painted(pilot)
        assert told(pilot) == ["Bright Sparx 2026 has no earlier season with a plan or counts."]


async def test_a_failure_is_told_once_and_it_comes_back(settle: Settle) -> None:
    source = FakeSource()
    source.comparison_trouble = DatabaseTrouble("the database is locked; close the other program")
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, settle, "escape")
        assert "It could not be reckoned" in painted(pilot)
        await press(pilot, settle, "l")
        assert told(pilot)[-1] == "There is nothing to compare yet."
        source.comparison_trouble = None
        app.load()
        await settle(pilot)
        assert "likely real" in painted(pilot)


async def test_the_report_is_written_to_a_file(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "R")
        assert isinstance(app.screen, SaveAs)
        assert app.screen.query_one(Input).value == "bright-sparx-2026.docx"
        await press(pilot, settle, *["backspace"] * 4, *"pdf", "enter")
        readers = Readers.PARTNERSHIP
        assert source.asked == [
            ("report", "bright-sparx-2026", ("bright-sparx-2025",), readers, "bright-sparx-2026.pdf")
        ]
        assert told(pilot)[-1] == "Wrote /home/lead/bright-sparx-2026.pdf."


async def test_the_report_for_the_public(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "R", "shift+tab", "right", "enter", "enter")
        assert [asked[3] for asked in source.asked] == [Readers.PUBLIC]


@pytest.mark.parametrize(("keys", "written"), [(("enter",), 0), (("down", "enter"), 1), (("escape",), 0)])
async def test_another_file_is_replaced_only_when_it_is_said(
    settle: Settle, keys: tuple[str, ...], written: int
) -> None:
    source = FakeSource()
    source.there = {"bright-sparx-2026.docx"}
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "R", "enter")
        assert isinstance(app.screen, Confirm)
        assert source.asked == []
        await press(pilot, settle, *keys)
        assert len(source.asked) == written
        assert app.screen is compare(pilot)


async def test_what_cannot_be_written_is_explained(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "R")
        source.trouble = BadValue("/x.docx cannot be written: Permission denied; choose another place")
        await press(pilot, settle, "enter")
        assert isinstance(app.screen, ErrorDialog)
        assert "choose another place" in app.screen.sentence


async def test_read_only_writes_a_report_which_changes_nothing(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "R", "enter")
        assert app.screen is compare(pilot)
        assert told(pilot)[-1].startswith("Wrote ")


async def test_the_way_back(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "6", "enter")
        assert app.focused is not compare(pilot).list
        await press(pilot, settle, "escape")
        assert app.focused is compare(pilot).list
        await press(pilot, settle, "escape")
        assert app.screen is compare(pilot)
        assert told(pilot) == ["Nothing is open here to go back from; 1 goes to Today."]


@pytest.mark.parametrize("size", [(20, 5), (80, 24), (200, 60)], ids=str)
async def test_every_size_holds(settle: Settle, size: tuple[int, int]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await press(pilot, settle, "6", "f", "enter", "end", "l")
        await pilot.resize_terminal(60, 12)
        await settle(pilot)
        assert app.is_running


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_harmless(settle: Settle, text: str) -> None:
    one = MEASURES[0]
    pairs = ((text, text),)
    beside = replace(one.beside[0], label=text, sentence=text, figures=pairs)
    named = replace(
        one, name=text, unit=text, plain=text, counts=text, sentence=text, about=pairs, further=pairs,
        caveats=(text,), beside=(beside,),
    )  # fmt: skip
    source = FakeSource()
    source.comparison = replace(
        COMPARED,
        name=text,
        plan=text,
        against=(text,),
        seasons=tuple(replace(season, label=text, name=text) for season in COMPARED.seasons),
        anchors=tuple((text, on) for _, on in COMPARED.anchors),
        measures=(named, *MEASURES[1:]),
        done=(text,),
        targets=(text,),
        claims=(text,),
        caveats=(text,),
    )
    app = SeasonalOps(source)
    async with app.run_test(size=(100, 60)) as pilot:
        await press(pilot, settle, "6", "f", "enter")
        assert ACTING.isdisjoint(painted(pilot))
        await press(pilot, settle, "end")
        assert ACTING.isdisjoint(painted(pilot))
        await press(pilot, settle, "b")
        assert ACTING.isdisjoint(painted(pilot))
        await press(pilot, settle, "escape", "R")
        assert ACTING.isdisjoint(painted(pilot))
        assert app.is_running
