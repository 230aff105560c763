"""What keys do on the count grid, in a terminal that nobody sees."""

from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest
from textual import events

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import CountSpot, KeptCount, TakenCount
from tests.tui.evaluate.on_counts import evaluate, grid, paste, stands_on
from tests.tui.fakes import FakeSource
from tests.tui.fakes.evaluate import DISTRICT, NIGHTS, TANHOUSE, a_count
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.evaluate.dialogs import PastBox, SheetPicker
from tui.frame.confirm import Confirm
from tui.frame.screen import READ_ONLY
from tui.timeline.screen import TimelineScreen

pytestmark = pytest.mark.anyio
# The sheet opens on the first missing night: the calls of the third.
N1, N2, N3 = NIGHTS[1:4]


def keep(night: object, text: str, seen: int | None = None, measure: str = "asb-calls") -> tuple[Any, ...]:
    return ("keep", measure, night, text, seen)


@pytest.mark.parametrize(
    ("keys", "asked", "at"),
    [
        (("1", "4", "enter"), [keep(N2, "14")], ("fires", 2)),
        (("1", "4", "down"), [keep(N2, "14")], ("fires", 2)),
        (("1", "4", "tab"), [keep(N2, "14")], ("asb-calls", 3)),
        (("1", "4", "right"), [keep(N2, "14")], ("asb-calls", 3)),
        (("1", "4", "left"), [keep(N2, "14")], ("asb-calls", 1)),
        (("1", "4", "home"), [keep(N2, "14")], ("asb-calls", 0)),
        (("1", "escape"), [], ("asb-calls", 2)),
        (("1", "4", "backspace", "backspace", "enter"), [], ("fires", 2)),  # nothing typed is nothing said
        (("1", "4", "backspace", "5", "tab"), [keep(N2, "15")], ("asb-calls", 3)),
        (("left", "9", "tab"), [keep(N1, "9", 2)], ("asb-calls", 2)),  # a correction says what it saw
        (("left", "8", "tab"), [], ("asb-calls", 2)),  # the same again
        (("left", "e", "1", "enter"), [keep(N1, "81", 2)], ("fires", 1)),
        (("left", "backspace", "7", "enter"), [keep(N1, "7", 2)], ("fires", 1)),
        (("tilde", "1", "2", "enter"), [keep(N2, "~12")], ("fires", 2)),
        (("1", "space", "o", "r", "space", "s", "o", "enter"), [keep(N2, "1 or so")], ("fires", 2)),
        # of a text everything belongs to it
        (
            ("down", "down", "down", "down", "n", "o", "n", "e", "enter"),
            [keep(N2, "none", None, "weather")],
            ("weather", 2),
        ),
        (("j", "k", "j", "end"), [], ("fires", 12)),
        (("t",), [], ("asb-calls", 3)),
        (("right_square_bracket", "left_square_bracket"), [], ("asb-calls", 2)),
        (("pagedown",), [], ("weather", 2)),
        (("o",), [], ("asb-calls", 3)),
        (("o", "o", "o"), [], ("asb-calls", 2)),
        (("x",), [], ("fires", 1)),  # unusual, the reason is due
    ],
)
async def test_keys_on_the_grid(
    settle: Settle, keys: Sequence[str], asked: list[tuple[Any, ...]], at: tuple[str, int]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        assert stands_on(pilot) == ("asb-calls", 2)
        await pilot.press(*keys)
        await settle(pilot)
        assert source.asked == asked
        assert stands_on(pilot) == at


async def test_a_burst_of_two_hundred_keys_loses_none(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "home")
        values = [str(100 + number) for number in range(50)]
        steps = ["right", "right", "right", "home"] * 13
        keys = [key for value, step in zip(values, steps, strict=False) for key in (*value, step)]
        for key in keys:
            character = key if len(key) == 1 else None
            pilot.app.post_message(events.Key(key, character))
        await settle(pilot)
        assert len(keys) == 200
        assert [one[3] for one in source.asked] == values
        assert [one[2] for one in source.asked] == [NIGHTS[number % 4] for number in range(50)]
        assert grid(pilot).drafts == {}
        assert "149" in painted(pilot)


async def test_a_value_is_shown_as_kept_only_when_it_is(settle: Settle) -> None:
    source = FakeSource()
    go, real = Event(), source.keep_count

    def slowly(spot: CountSpot, text: str, seen: int | None) -> KeptCount | TakenCount:
        assert go.wait(10)
        return real(spot, text, seen)

    source.keep_count = slowly  # type: ignore[method-assign]
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await pilot.press("1", "4", "tab", "1", "5", "tab", "left", "left")
        assert "14…" in painted(pilot)
        assert "15…" in painted(pilot)
        assert "… 14 is being kept" in painted(pilot)
        go.set()
        await settle(pilot)
        assert "14…" not in painted(pilot)
        assert "14 · provisional · by lead" in painted(pilot)


async def test_what_is_blocked_stays_typed_and_says_why(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "minus", "3", "tab", "7", "tab")
        assert "-3×" in painted(pilot)
        assert "× 1 not kept" in painted(pilot)
        assert source.asked == [keep(N2, "-3"), keep(N3, "7")]  # the next is kept all the same
        await press(pilot, settle, "x", "x")
        assert stands_on(pilot) == ("asb-calls", 2)
        assert 'is not kept: the value "-3" is below 0' in painted(pilot)
        await press(pilot, settle, "backspace", "backspace", "3", "enter")
        assert source.asked[2:] == [keep(N2, "3")]
        assert "not kept" not in painted(pilot)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("right", "right", "5", "5"), "Nothing can be entered here: still to come."),
        (("j", "j", "5"), "This value is approved and locked; Y opens the measure again."),
        (("right", "right", "e"), "Nothing can be entered here: still to come."),
    ],
)
async def test_where_nothing_can_be_entered_the_first_digit_says_so(
    settle: Settle, keys: Sequence[str], sentence: str
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", *keys)
        assert told(pilot) == [sentence]
        assert grid(pilot).text is None
        await press(pilot, settle, "enter")
        assert (source.asked, grid(pilot).drafts) == ([], {})


async def test_on_a_night_of_a_text_that_is_to_come_letters_are_keys(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "pagedown", "right", "right", "exclamation_mark")
        assert told(pilot) == ["Nothing is recorded in this cell."]
        await press(pilot, settle, "o")
        assert stands_on(pilot) == ("asb-calls", 2)


async def test_while_a_value_is_typed_the_bottom_line_says_what_ends_it(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "1")
        assert painted(pilot).splitlines()[-1].split() == ["Enter", "keeps", "Esc", "leaves"]
        await press(pilot, settle, "escape")
        assert "o missing" in painted(pilot).splitlines()[-1]


async def test_esc_drops_what_is_blocked_and_stays_in_the_grid(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "minus", "3", "tab", "left", "escape")
        assert grid(pilot).drafts == {}
        assert pilot.app.focused is grid(pilot)


async def test_a_database_that_fails_keeps_what_was_typed_for_another_try(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        source.trouble = DatabaseTrouble("the database is locked")
        await press(pilot, settle, "7", "tab", "left")
        assert "7 is not kept: the database is locked" in painted(pilot)
        source.trouble = None
        await press(pilot, settle, "enter")
        assert source.asked == [keep(N2, "7")]
        assert "7 · provisional" in painted(pilot)


@pytest.mark.parametrize(
    ("key", "asked", "shown"),
    [
        ("enter", [keep(N2, "7"), keep(N2, "7", 90)], "7 · provisional · by lead"),
        ("escape", [keep(N2, "7")], "· not known"),  # the next read shows theirs
    ],
)
async def test_who_was_quicker_is_told_and_one_chooses(
    settle: Settle, key: str, asked: list[Any], shown: str
) -> None:
    source = FakeSource()
    source.overtaken = {
        CountSpot(DISTRICT, "asb-calls", N2, N2): a_count(90, "asb-calls", N2, 15, entered_by="sam")
    }
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "7", "tab", "left")
        assert "sam recorded 15 meanwhile: Enter puts your 7 in its place" in painted(pilot)
        await press(pilot, settle, key)
        assert source.asked == asked
        assert shown in painted(pilot)


async def test_a_second_value_for_a_cell_follows_the_first(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await pilot.press("7", "tab", "left", "8", "tab")
        await settle(pilot)
        assert source.asked == [keep(N2, "7"), keep(N2, "8", 101)]


@pytest.mark.parametrize(
    ("keys", "screens"),
    [
        (("escape", "3"), [TimelineScreen]),
        (("escape", "escape"), ["EvaluateScreen"]),
        (("3", "escape", "escape", "3"), [TimelineScreen]),  # in the grid it was a digit
        (("left", "h"), ["EvaluateScreen", PastBox]),
        (("w",), ["EvaluateScreen", SheetPicker]),
        (("z",), ["EvaluateScreen", Confirm]),
        (("escape", "left", "exclamation_mark"), ["EvaluateScreen"]),  # nothing is recorded there
    ],
)
async def test_going_there_and_back(settle: Settle, keys: Sequence[str], screens: list[Any]) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "5", *keys)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == [
            screen if isinstance(screen, str) else screen.__name__ for screen in screens
        ]


async def test_the_bottom_line_says_what_digits_are(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(160, 30)) as pilot:
        await press(pilot, settle, "5")
        assert "Esc screens" in painted(pilot)
        await press(pilot, settle, "escape")
        assert "1–9 screens" in painted(pilot)
        await press(pilot, settle, "enter", "7", "tab")
        assert "7 " in painted(pilot)
        assert stands_on(pilot) == ("asb-calls", 3)


async def test_the_counter_of_missing_counts_leads_to_the_first(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "end", "escape", "escape")
        pilot.app.action_jump("counts")  # type: ignore[attr-defined]
        await settle(pilot)
        assert stands_on(pilot) == ("asb-calls", 2)


async def test_another_sheet_is_chosen_by_typing(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "w", *"tan", "enter")
        assert grid(pilot).sheet is not None
        assert grid(pilot).sheet.at == TANHOUSE
        assert "in Tanhouse" in painted(pilot)
        await press(pilot, settle, "7", "tab")
        assert [spot.at for spot in source.kept] == [TANHOUSE]


async def test_what_somebody_else_records_is_seen_while_typing_goes_on(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "1", "4")
        source.kept[CountSpot(DISTRICT, "fires", N2, N2)] = a_count(70, "fires", N2, 63)
        source.facts += 1
        pilot.app.beat()  # type: ignore[attr-defined]
        await settle(pilot)
        assert "63" in painted(pilot)
        assert grid(pilot).text == "14"
        assert stands_on(pilot) == ("asb-calls", 2)


async def test_read_only_takes_no_value_and_makes_no_change(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "left", "7", "equals_sign", "delete", "e", "h", "escape")
        await paste(pilot, settle, "1\t2\n3\t4")
        assert set(told(pilot)) == {READ_ONLY}
        assert (source.asked, source.blocks_seen, grid(pilot).text) == ([], [], None)


async def test_a_measure_that_is_a_share_is_typed_in_the_same_cell(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "j", "j", "j", *"150/200", "enter")
        assert source.asked == [keep(N2, "150/200", None, "agree-safe")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": ()}, "seasonal-ops measure add bright-sparx-2026"),
        ({"view": {"plans": (), "uncounted": ()}}, "There is no plan yet"),
        ({"trouble": DatabaseTrouble("the disk is full")}, "the disk is full"),
    ],
    ids=["no-measures", "no-plan", "unread"],
)
async def test_an_empty_sheet_says_what_to_do(settle: Settle, change: dict[str, Any], said: str) -> None:
    source = FakeSource()
    for name, value in change.items():
        setattr(source, name, value)
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "5")
        assert said in painted(pilot).lower() or said in " ".join(painted(pilot).split())
        await press(pilot, settle, "7", "tab", "exclamation_mark")  # no key goes astray


async def test_a_click_moves_and_a_second_one_edits(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "home")
        (line,) = [line for line in painted(pilot).splitlines() if "Wed 28" in line]
        x = line.index("Wed 28") + 2
        await pilot.click(grid(pilot), offset=(x, 2))
        assert stands_on(pilot) == ("asb-calls", 1)
        await pilot.click(grid(pilot), offset=(x, 2), times=2)
        assert grid(pilot).text == "8"


async def test_it_survives_a_tiny_terminal(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(20, 5)) as pilot:
        await press(pilot, settle, "5", "7", "tab", "end", "j", "j", "home")
        assert evaluate(pilot).grid.cursor == (2, 0)
