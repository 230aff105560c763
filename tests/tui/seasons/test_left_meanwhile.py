"""Screens that are opened and left faster than they load."""

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("keys", ["AAA", "ANANA", "FAFAF", "A1A1A1"])
async def test_screens_that_are_opened_and_left_faster_than_they_load(settle: Settle, keys: str) -> None:
    async with SeasonalOps(FakeSource(), plan="bright-sparx-2026").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in keys * 3:
            # All at once, as a terminal that hung hands them over; a pilot waits after each.
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert pilot.app.is_running
