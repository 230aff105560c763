"""`backup`, `restore`, `remind release --all` and `remind settle`, as a lead types them."""

import json
import shutil
from pathlib import Path

import pytest
from helpers import Commands, let_go, live

from seasonal_ops.bootstrap import App
from seasonal_ops.scheduler import Jobs
from seasonal_ops.settings import load


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A live plan on the morning of 12 October 2026, with mails that are due."""
    return live(Commands(tmp_path, now="2026-10-12T09:00+01:00"))


def states(commands: Commands) -> list[str]:
    """Of what was due on the day of the restore or before, in the order of the ids."""
    rows = [row for row in commands.json("remind list") if row["due"] < "2026-10-13"]
    return [row["state"] for row in sorted(rows, key=lambda row: row["id"])]


def test_there_and_back(commands: Commands, tmp_path: Path) -> None:
    said = commands.ok(f"backup {tmp_path}/b.db")
    facts, head = (commands.json("audit verify")[name] for name in ("facts", "head"))
    assert said == (
        f"wrote {tmp_path}/b.db: bright-sparx-2026; {facts} facts, the chain ends in {head[:16]};"
        " it knows what happened until Mon 12 Oct 2026 09:00\n"
        f"keep the server's key too, and apart from it: {tmp_path}/server.key; it is not in the backup\n"
    )
    address = commands.json("feed show 1")["url"]
    assert address.split("/")[-1].removesuffix(".ics").encode() not in (tmp_path / "b.db").read_bytes()
    commands.ok("plan new freshers --year 2027 --anchor 'Welcome Sunday=2027-09-19'")
    let_go()
    said = commands.ok(f"restore {tmp_path}/b.db --yes")
    due = len(states(commands))
    assert f"what was there before is kept as {tmp_path}/plans.db.before-restore-20261012T080000Z" in said
    assert f"{due} reminders that are due may have been sent since and are held:" in said
    assert [plan["slug"] for plan in commands.json("plan list")] == ["bright-sparx-2026"]
    assert commands.json("feed show 1")["url"] == address


def test_without_a_terminal_it_asks_for_yes_and_does_nothing(commands: Commands, tmp_path: Path) -> None:
    commands.ok(f"backup {tmp_path}/b.db")
    answer = commands.run(f"restore {tmp_path}/b.db")
    assert (answer.code, "say so with --yes" in answer.err) == (1, True)
    assert "held" not in states(commands)


def test_what_is_held_goes_or_counts_as_sent(commands: Commands, tmp_path: Path) -> None:
    commands.ok(f"backup {tmp_path}/b.db")
    let_go()
    commands.ok(f"restore {tmp_path}/b.db --yes")
    assert set(states(commands)) == {"held"}
    held = [row["id"] for row in commands.json("remind list --state held")]
    assert commands.json(f"remind settle {held[0]} {held[1]}") == {"settled": 2}
    assert commands.json(f"remind release {held[2]}")["state"] == "planned"
    for refused in ("remind release --all", "remind settle --held"):
        assert "say so with --yes" in commands.refused(refused)
    done = commands.json("remind release --all --yes")
    assert done == {"released": len(held) - 3, "too_late": 0}
    assert commands.json("remind settle --held --yes") == {"settled": 0}
    assert sorted(set(states(commands))) == ["planned", "sent"]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("remind release", "say which one"),
        ("remind release 1 --all", "say which one"),
        ("remind settle", "say which ones"),
        ("remind settle 1 --held", "say which ones"),
        ("remind settle 999", "there is no reminder '999'; seasonal-ops remind list --state held shows them"),
    ],
)
def test_what_cannot_be_meant(commands: Commands, command: str, sentence: str) -> None:
    assert sentence in commands.refused(command)


def test_a_copy_put_back_by_hand_is_noticed_before_anything_is_sent(
    commands: Commands, tmp_path: Path
) -> None:
    commands.ok(f"backup {tmp_path}/b.db")
    commands.ok("activity cancel 3")
    app = App(load({}, commands.environment, working_folder=tmp_path))
    Jobs(app.database, {}, app.clock, "w1", mark=app.mark).heartbeat()
    assert json.loads(app.mark.read_text())["fact"] > 0
    app.database.dispose()
    let_go()
    shutil.copyfile(tmp_path / "b.db", tmp_path / "plans.db")
    commands.run("remind run")  # no mail server is set; it would not matter
    assert set(states(commands)) == {"held"}
