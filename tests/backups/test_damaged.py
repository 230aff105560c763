"""A damaged database is met before anything is sent from it, and the sentence says how to restore it."""

from pathlib import Path

import pytest
from helpers import Commands, damage, first_page, let_go

from seasonal_ops.bootstrap import App
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.settings import load


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A database with a live plan, and a backup of it."""
    made = Commands(tmp_path, now="2026-10-12T09:00+01:00")
    for setting_up in (
        "plan new bright-sparx --year 2026",
        "contact add police sgt@police.example",
        "plan go-live bright-sparx-2026",
        f"backup {tmp_path}/backup.db",
    ):
        made.ok(setting_up)
    return made


@pytest.mark.parametrize(
    "spoilt",
    [
        "reminder",  # the table that is sent from
        "ix_fact_subject",  # an index, which a read of the table alone would never meet
        "area",  # nothing to do with sending, and a sign of a disk that fails
    ],
)
def test_it_refuses_to_run_and_a_restore_mends_it(commands: Commands, tmp_path: Path, spoilt: str) -> None:
    damage(tmp_path / "plans.db", first_page(tmp_path / "plans.db", spoilt))
    sentence = (
        f"error: the database {tmp_path}/plans.db is damaged;"
        " stop serve and restore the newest backup: seasonal-ops restore FILE"
    )
    for command in ("serve --port 0", "serve --port 0 --only web", "serve --only scheduler", "remind run"):
        assert commands.refused(command) == sentence
    let_go()
    commands.ok(f"restore {tmp_path}/backup.db --yes")
    assert commands.json("plan show bright-sparx-2026")["live"] is True
    commands.ok("audit verify")


def test_the_terminal_ui_asks_for_a_sound_one(commands: Commands, tmp_path: Path) -> None:
    damage(tmp_path / "plans.db", first_page(tmp_path / "plans.db", "area"))
    app = App(load({}, commands.environment, working_folder=tmp_path))
    with pytest.raises(DatabaseTrouble, match="is damaged"):
        app.gateway().plans()


def test_any_other_command_refuses_when_it_meets_the_damage(commands: Commands, tmp_path: Path) -> None:
    damage(tmp_path / "plans.db", first_page(tmp_path / "plans.db", "plan"))
    assert "restore the newest backup" in commands.refused("plan list")
