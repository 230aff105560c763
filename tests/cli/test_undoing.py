"""Back and forth from the command line: whose steps, what it says, what it refuses, whole or not at all."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from helpers import Commands

from seasonal_ops.db import Database
from seasonal_ops.facts import Actor
from seasonal_ops.words import ActorKind, Status
from tui.gateway import Gateway
from tui.source import Seen
from tui.source.timeline import Place


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """Bright Sparx 2026 in preparation, with a patrol."""
    made = Commands(tmp_path, now="2026-08-20T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    return made


@pytest.fixture
def patrol(commands: Commands) -> str:
    return str(commands.json('activity add bright-sparx-2026 "Night patrol" --date 2026-10-30')["id"])


def test_undo_and_redo(commands: Commands, patrol: str) -> None:
    commands.ok(f"activity move {patrol} --to 2026-10-31")
    moved = "Night patrol moved from Fri 30 Oct to Sat 31 Oct"
    assert commands.ok("undo") == f"Undone: {moved}\n"
    assert commands.json(f"activity show {patrol}")["starts_on"] == "2026-10-30"
    assert commands.json("redo") == {"told": f"Redone: {moved}"}
    assert commands.json(f"activity show {patrol}")["starts_on"] == "2026-10-31"
    assert "nothing that you did here can be redone" in commands.refused("redo")
    commands.ok("undo")
    assert f"undone: {moved}" in commands.ok(f"audit list --subject activity:{patrol}")
    assert commands.ok("undo").startswith("Undone: Night patrol was added")
    assert commands.json(f"activity show {patrol}")["status"] == "cancelled"
    assert "intact" in commands.ok("audit verify")


def test_a_refused_undo_names_the_command_for_the_step_before(commands: Commands, patrol: str) -> None:
    commands.ok(f'activity edit {patrol} --title "Joint patrol"')
    (titled,) = commands.json("audit list --limit 1")
    commands.ok(f"activity move {patrol} --to 2026-10-31")
    database = Database(commands.environment["SEASONAL_OPS_DATABASE"])
    now = datetime(2026, 8, 20, 9, tzinfo=UTC)
    gateway = Gateway(lambda: database, Actor("alex", ActorKind.TUI), lambda: now)
    gateway.place(Seen(int(patrol), 3), Place(date(2026, 11, 1), date(2026, 11, 1)), along=False)
    database.dispose()
    refused = commands.refused("undo")
    assert "since then alex" in refused
    assert f"seasonal-ops audit revert {titled['id']}" in refused
    commands.ok(f"audit revert {titled['id']}")


def test_steps_of_the_terminal_are_its_own(commands: Commands, patrol: str) -> None:
    database = Database(commands.environment["SEASONAL_OPS_DATABASE"])
    now = datetime(2026, 8, 20, 9, tzinfo=UTC)
    gateway = Gateway(lambda: database, Actor("tester", ActorKind.TUI), lambda: now)
    gateway.set_status((Seen(int(patrol), 1),), Status.DOING)
    database.dispose()
    assert commands.ok("undo --through tui") == "Undone: Night patrol went from planned to doing\n"
    assert "nothing that you did here" in commands.refused("undo --through tui")


def test_revert_is_shown_before_it_is_done(commands: Commands, patrol: str) -> None:
    commands.ok(f"activity move {patrol} --to 2026-10-31")
    (moved,) = commands.json("audit list --limit 1")
    back = "Night patrol moved from Sat 31 Oct to Fri 30 Oct"
    assert commands.ok(f"audit revert {moved['id']} --dry-run") == f"would: {back}\n"
    assert commands.json("audit list --limit 1") == [moved]
    assert commands.json(f"audit revert {moved['id']}") == {"fact": moved["id"], "done": [back]}
    assert "cannot be taken back; since then" in commands.refused(f"audit revert {moved['id']}")
    assert "there is no fact '9999'" in commands.refused("audit revert 9999")


def test_what_cannot_be_taken_back_says_so(commands: Commands) -> None:
    (drafted, *_) = [one for one in commands.json("audit list --limit 500") if one["kind"] == "PlanDrafted"]
    assert "cannot be taken back; make a new change" in commands.refused(f"audit revert {drafted['id']}")
    assert "nothing that you did here can be undone" in commands.refused("undo")
