"""The keys that change what is recorded on the count grid, and the reasons that they ask for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from seasonal_ops.errors import BadValue, Changed, DatabaseTrouble, SeasonalOpsError
from seasonal_ops.words import CountStatus
from tests.tui.fakes import FakeSource
from tests.tui.fakes.evaluate import DISTRICT, NIGHTS, a_count
from tests.tui.terminal import WIDE, Settle, painted, press
from tui.app import SeasonalOps
from tui.evaluate.dialogs import ReasonBox

pytestmark = pytest.mark.anyio
# The sheet opens on the first missing night: the calls of the third.
N0, N1, N2, N3 = NIGHTS[:4]


async def test_an_unusual_value_is_kept_and_the_key_adds_the_reason(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", *"9999", "tab", "left")
        assert "9999!" in painted(pilot)
        assert "the same night held 30 in past years" in painted(pilot)
        await press(pilot, settle, "exclamation_mark")
        assert isinstance(pilot.app.screen, ReasonBox)
        await press(pilot, settle, *"a game", "enter")
        assert source.asked[1:] == [("explain", "asb-calls", N2, 101, "a game")]
        assert "9999!" not in painted(pilot)
        assert "because: a game" in painted(pilot)


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("left", "left", "equals_sign"), [("mark", "asb-calls", N0, 1, CountStatus.FINAL)]),
        (("left", "equals_sign"), [("mark", "asb-calls", N1, 2, CountStatus.PROVISIONAL)]),
        (("left", "delete", *"wrong", "enter"), [("withdraw", "asb-calls", N1, 2, "wrong")]),
        (("left", "delete", "enter", "escape"), []),  # not without a reason
        (("delete", "equals_sign", "exclamation_mark"), []),  # nothing is recorded there
        (("z", "enter"), []),  # "not yet" stands first
        (("z", "down", "enter"), [("nils", DISTRICT, "asb-calls", (N2, N3))]),
        (("y", "down", "enter"), [("approve", DISTRICT, "asb-calls", 7)]),
        (("y", "escape"), []),
        (("Y", *"late", "enter"), [("reopen", DISTRICT, "asb-calls", "late")]),
    ],
)
async def test_keys_become_a_question_to_the_source(
    settle: Settle, keys: Sequence[str], asked: list[tuple[Any, ...]]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", *keys)
        assert source.asked == asked


@pytest.mark.parametrize(
    ("error", "said", "seen"),
    [
        (BadValue("the reason holds a telephone number; leave it out"), "holds a telephone number", 2),
        (Changed("sam recorded 9 there for 2026-10-28"), "sam recorded 9 there for Wed 28 Oct", 8),
        (DatabaseTrouble("the disk is full"), "the disk is full", 2),
    ],
    ids=["refused", "overtaken", "trouble"],
)
async def test_the_reason_of_a_withdrawal_that_is_refused_stays_in_its_box(
    settle: Settle, error: SeasonalOpsError, said: str, seen: int
) -> None:
    source = FakeSource()
    source.refused = [error]
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5", "left", "delete")
        first, *others = source.rows
        now = a_count(seen, "asb-calls", N1, 9)
        source.rows = (replace(first, nights={**first.nights, N1: now}), *others)
        await press(pilot, settle, *"wrong", "enter")
        assert isinstance(pilot.app.screen, ReasonBox)
        assert said in painted(pilot)
        await press(pilot, settle, "enter")
        assert source.asked == [("withdraw", "asb-calls", N1, seen, "wrong")]
