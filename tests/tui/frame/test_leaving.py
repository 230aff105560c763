"""How screens are left: once, whatever arrives twice on a slow line, and not over what was typed."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle
from tui.activity.form import FormScreen
from tui.app import SeasonalOps
from tui.frame import faults
from tui.frame.confirm import Confirm

pytestmark = pytest.mark.anyio


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """All at once, as a line that stalled delivers them."""
    for key in keys:
        pilot.app.simulate_key(key)


@pytest.mark.parametrize("opening", [("s",), ("p",), ("colon", *"help")], ids=["status", "plan", "palette"])
async def test_enter_that_arrives_twice_leaves_only_the_dialog(
    settle: Settle, opening: tuple[str, ...]
) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press(*opening)
        for _ in range(200):
            await pilot.pause(0.01)
            if all(found.option_count for found in app.screen.query(OptionList)):
                break
        await burst(pilot, "enter", "enter")
        await settle(pilot)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert app.is_running
        assert app.screen is app.main


async def test_a_form_is_not_left_with_what_stands_over_it(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press(*" ANN", "escape")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        await pilot.press("down")
        await burst(pilot, "enter", "enter")
        await settle(pilot)
        form = next(screen for screen in app.screen_stack if isinstance(screen, FormScreen))
        assert form.texts["title"] == "Retailer visits, phase 2 ANN"


@pytest.mark.parametrize("way", ["quit", "show"])
async def test_what_was_typed_is_asked_about_before_it_is_left(settle: Settle, way: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press(*" ANN")
        if way == "show":
            app.show("board")
        else:
            await pilot.press("ctrl+q")
        await settle(pilot)
        assert isinstance(app.screen, Confirm)
        assert not app._exit
        await pilot.press("enter")  # stay
        await settle(pilot)
        assert isinstance(app.screen, FormScreen)
        app.leave(lambda: None)
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.screen is app.main


def test_a_fault_is_reported_without_the_values_of_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "user_log_path", lambda *_, **__: tmp_path)
    with pytest.raises(ValueError, match="sergeant") as caught:
        int("@".join(("sergeant", "police.example")))
    said = faults.report(caught.value)
    (file,) = tmp_path.iterdir()
    assert str(file) in said
    report = file.read_text()
    assert "test_leaving.py" in report
    assert "ValueError" in report
    assert "sergeant@police" not in report + said
