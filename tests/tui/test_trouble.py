"""What goes wrong under the terminal UI: no room on the screen, a busy database, somebody else at work."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_activity, make_plan

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind, Status
from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, lines_painted
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog
from tui.gateway import Gateway

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)
LEAD, OTHER = Actor("lead", ActorKind.TUI), Actor("another", ActorKind.TUI)
# How each screen, form and dialog is reached from Today.
PLACES = {
    **dict(zip(
        ("Today", "Board", "Timeline", "Partners", "Evaluate", "Compare", "Outbox", "Feeds", "Audit"),
        ((digit,) for digit in "123456789"),
        strict=True,
    )),
    "an activity": ("enter",),
    "status": ("s",),
    "assign": ("a",),
    "answer": ("r",),
    "cancel": ("D",),
    "edit": ("e",),
    "new": ("n",),
    "plans": ("p",),
    "help": ("question_mark",),
    "palette": ("colon",),
    "filter": ("slash",),
    "a move": ("3", "greater_than_sign"),
    "remind": ("4", "m"),
    "sheets": ("5", "w"),
    "baselines": ("6", "b"),
    "a new feed": ("8", "n"),
    "new plan": ("N",),
    "roll forward": ("F",),
    "anchors": ("A",),
    "meeting": ("M",),
    "month": ("L",),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
async def test_a_window_dragged_to_nothing_and_back_shows_what_it_showed(place: str, settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for pressed in PLACES[place]:
            await pilot.press(pressed)
            await settle(pilot)
        shown, screen = lines_painted(pilot), app.screen
        for size in ((20, 5), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert len(lines_painted(pilot)) == size[1]
        assert app.screen is screen
        assert [line.rstrip() for line in lines_painted(pilot)][:2] == [line.rstrip() for line in shown][:2]
        await pilot.press("f1")
        await settle(pilot)


@pytest.fixture
def file(sqlite_database: Database) -> Path:
    assert sqlite_database.path is not None
    return sqlite_database.path


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    """The id of an activity of today."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        return key(make_activity(session, plan, date(2026, 10, 30), title="Night patrol"))


@pytest.fixture
def hasty(file: Path, patrol: int, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The same database by a program that waits a tenth of a second for another writer."""
    monkeypatch.setattr("seasonal_ops.db.BUSY_MS", 100)
    return Database(f"sqlite:///{file}")


def status(database: Database, activity_id: int) -> Status:
    gateway = Gateway(lambda: database, LEAD, lambda: NOW)
    return next(one.activity.status for one in gateway.today(None).due if one.activity.id == activity_id)


async def test_a_database_that_another_holds_is_said_and_nothing_is_lost(
    file: Path, patrol: int, hasty: Database, settle: Settle
) -> None:
    app = SeasonalOps(Gateway(lambda: hasty, LEAD, lambda: NOW))
    other = sqlite3.connect(file, isolation_level=None)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"night patrol", "enter")
        await settle(pilot)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "locked" in app.screen.sentence or "busy" in app.screen.sentence
        assert status(hasty, patrol) is Status.PLANNED
        other.execute("ROLLBACK")
        await pilot.press("enter")
        await settle(pilot)
        assert any("Night patrol" in line and "planned" in line for line in lines_painted(pilot))
        await pilot.press("space")
        await settle(pilot)
        assert any("Night patrol" in line and "doing" in line for line in lines_painted(pilot))
    assert status(hasty, patrol) is Status.DOING
    other.close()
    hasty.dispose()


async def test_what_another_program_changes_shows_before_the_second_beat(
    file: Path, patrol: int, sqlite_database: Database, settle: Settle
) -> None:
    app = SeasonalOps(Gateway(lambda: sqlite_database, LEAD, lambda: NOW))
    other = Database(f"sqlite:///{file}")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"night patrol", "enter")
        await settle(pilot)
        with other.write() as session:
            planning.set_status(
                session, activity_id=patrol, status=Status.DOING, expected_version=1, actor=OTHER, now=NOW
            )
        begun = app._beats
        while not any("Night patrol" in line and "doing" in line for line in lines_painted(pilot)):
            await pilot.pause(0.01)
            assert app._beats - begun < 3
        assert app._beats - begun <= 2
    other.dispose()
