"""Two people in the form of one activity: the second is told who changed what, and chooses."""

from datetime import date, time

import pytest
from textual.widgets import Input

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import Change
from tests.tui.activity.on_form import NARROW, SAVE, at, form, press, said
from tests.tui.fakes import TODAY, WEEK, FakeSource
from tests.tui.fakes.editing import a_line
from tests.tui.terminal import Settle
from tui.activity.collision import Collision
from tui.app import SeasonalOps
from tui.source.editing import Draft

pytestmark = pytest.mark.anyio


MOVED = a_line("hill", Change("When", "14:00–17:00", "15:00–17:00"))


async def test_another_editor_shows_while_the_form_is_open(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e")
        assert not form(pilot).query_one("#theirs").display
        source.told = (MOVED,)
        source.somebody_else(1, start_time=time(15))
        app.beat()
        await settle(pilot)
        assert at(pilot, "theirs") == "▲ hill, just now: When 14:00–17:00 → 15:00–17:00"
        source.editing_trouble = DatabaseTrouble("gone")  # and it is no dialog when it cannot be asked
        app.load()
        await settle(pilot)
        assert form(pilot)


@pytest.mark.parametrize(
    ("keys", "asked", "title", "start"),
    [
        # nothing collides: keeping mine is the first choice
        (["enter"], [Draft(title="Visits")], "Visits", time(15)),
        (["escape", *SAVE, "enter"], [Draft(title="Visits")], "Visits", time(15)),  # went on editing first
        (["down", "down", "enter", *SAVE[:1]], [], WEEK[0].title, time(15)),  # theirs
    ],
)
async def test_the_second_of_two_editors_chooses(
    settle: Settle, keys: list[str], asked: list[Draft], title: str, start: time
) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "ctrl+u", *"Visits")
        source.told = (MOVED,)
        source.somebody_else(1, start_time=time(15))
        await press(pilot, settle, *SAVE)
        assert isinstance(app.screen, Collision)
        assert "hill, just now: When 14:00–17:00 → 15:00–17:00" in said(pilot)
        assert "You changed other things than they did." in said(pilot)
        await press(pilot, settle, *keys)
        assert [draft for verb, _, *rest in source.asked if verb == "keep" for draft in rest] == asked
        assert (source.activities[1].title, source.activities[1].start_time) == (title, start)
        assert len(app.screen_stack) == 1


async def test_where_both_changed_one_thing_writing_over_it_is_a_choice_and_says_so(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "e", "down", *"+1d")
        source.somebody_else(1, starts_on=TODAY, ends_on=TODAY, location="Town hall")
        source.told = (MOVED,)
        await press(pilot, settle, *SAVE)
        assert "Both of you changed: When. Keeping yours writes over theirs" in said(pilot)
        await press(pilot, settle, "enter")  # the first choice goes on editing
        assert form(pilot).query_one("#when-box", Input).value == "+1d"
        await press(pilot, settle, *SAVE, "down", "enter")
        # a day after the date that was seen when it was typed, not a day after theirs
        assert source.activities[1].starts_on == date(2026, 10, 28)
        assert source.activities[1].location == "Town hall"
