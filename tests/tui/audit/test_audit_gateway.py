"""The way back on a real database: what the gateway gives, over a restart, and keys that reach the rows."""

from datetime import UTC, date, datetime

import pytest
from factories import make_activity, make_plan
from textual.pilot import Pilot

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, key
from seasonal_ops.words import ActorKind, Status
from tests.tui.terminal import WIDE, Settle, press, told
from tui.app import SeasonalOps
from tui.gateway import Gateway
from tui.source import Seen

NOW = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)
SAM, ALEX = Actor("sam", ActorKind.TUI), Actor("alex", ActorKind.TUI)


def gateway_of(database: Database, actor: Actor = SAM) -> Gateway:
    return Gateway(lambda: database, actor, lambda: NOW)


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    with sqlite_database.write() as session:
        return key(make_activity(session, make_plan(session), date(2026, 10, 30), title="Night patrol"))


def status(database: Database, activity_id: int) -> tuple[Status, int]:
    with database.read() as session:
        row = session.get_one(Activity, activity_id)
        return row.status, row.version


def test_back_and_forth_even_after_a_restart(sqlite_database: Database, patrol: int) -> None:
    gateway_of(sqlite_database).set_status((Seen(patrol, 1),), Status.DOING)
    anew = gateway_of(sqlite_database)
    assert anew.undo() == "Undone: Night patrol went from planned to doing"
    assert status(sqlite_database, patrol) == (Status.PLANNED, 3)
    assert anew.undo() == "Nothing that you did here can be undone."
    assert gateway_of(sqlite_database).redo() == "Redone: Night patrol went from planned to doing"
    assert anew.redo() == "Nothing that you did here can be redone."
    assert status(sqlite_database, patrol) == (Status.DOING, 4)


def test_what_was_marked_and_changed_at_once_is_one_step(sqlite_database: Database, patrol: int) -> None:
    with sqlite_database.write() as session:
        plan = queries.find_plan(session, "bright-sparx-2026")
        other = key(make_activity(session, plan, date(2026, 10, 30), title="Stack removal"))
    gateway = gateway_of(sqlite_database)
    gateway.set_status((Seen(patrol, 1), Seen(other, 1)), Status.DELIVERED)
    assert gateway.undo() == "Undone: Night patrol went from planned to delivered, and 1 more change"
    assert [status(sqlite_database, one)[0] for one in (patrol, other)] == [Status.PLANNED] * 2


def test_a_preview_of_a_revert_changes_nothing(sqlite_database: Database, patrol: int) -> None:
    mine, theirs = gateway_of(sqlite_database), gateway_of(sqlite_database, ALEX)
    mine.set_status((Seen(patrol, 1),), Status.DOING)
    (doing,) = mine.record("bright-sparx-2026", None, None, 1)
    before = mine.newest()
    assert theirs.revert_preview(doing.id) == ("Night patrol went from doing to planned",)
    assert (theirs.newest(), status(sqlite_database, patrol)) == (before, (Status.DOING, 2))
    theirs.revert(doing.id)
    assert status(sqlite_database, patrol) == (Status.PLANNED, 3)
    line, caused = mine.record_in_full(doing.id)
    assert (line.undone, caused) == (True, ())
    (_, reverted), whole = mine.record(None, None, None, 2), mine.record(None, patrol, None, 10)
    assert (reverted.actor, len(whole)) == ("alex", 3)
    assert mine.record_in_full(reverted.id)[1][0].told == "Night patrol went from doing to planned"
    with pytest.raises(Changed, match="alex"):
        mine.undo()
    with sqlite_database.read() as session:
        assert journal.verify(session).defects == ()


@pytest.mark.anyio
async def test_keys_reach_the_rows(sqlite_database: Database, patrol: int, settle: Settle) -> None:
    app = SeasonalOps(gateway_of(sqlite_database))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "slash", *"night patrol", "enter", "space")
        assert status(sqlite_database, patrol)[0] is Status.DOING
        await press(pilot, settle, "u")
        assert status(sqlite_database, patrol)[0] is Status.PLANNED
        assert told(pilot)[-1].startswith("Undone: ")
        await press(pilot, settle, "U")
        assert told(pilot)[-1].startswith("Redone: ")
        await press(pilot, settle, "9", "R", "down", "enter")
        assert status(sqlite_database, patrol)[0] is Status.PLANNED
        assert told(pilot)[-1].startswith("Taken back: ")
        await other_door(sqlite_database, patrol, pilot, settle)


async def other_door(database: Database, patrol: int, pilot: Pilot[None], settle: Settle) -> None:
    """Another process's change stands at the top of the log at the next beat."""
    with database.write() as session:
        planning.set_status(session, activity_id=patrol, status=Status.PARTLY, actor=ALEX, now=NOW)
    pilot.app.beat()  # type: ignore[attr-defined]
    await settle(pilot)
    (newest, *_) = pilot.app.screen.pages.lines  # type: ignore[attr-defined]
    assert (newest.actor, newest.told) == ("alex", "Night patrol went from planned to partly")
