"""`doctor` as a lead runs it: what is well, what is not, and what to do about it."""

import json
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from factories import make_partner
from helpers import Commands, damage, live
from sqlalchemy import text
from sqlmodel import delete, select

from integrations.mailbox import CatchAll
from seasonal_ops.db import Database
from seasonal_ops.models import Heartbeat, Reminder, Token
from seasonal_ops.words import ReminderState


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A live plan with one contact, a feed, and the clock standing at a morning in October."""
    return live(Commands(tmp_path, now="2026-10-12T09:00+01:00"))


@pytest.fixture
def mailbox(commands: Commands, tmp_path: Path) -> Iterator[CatchAll]:
    """A mail server that takes everything, and the settings for it."""
    with CatchAll(tmp_path / "mail") as box:
        commands.environment |= {
            "SEASONAL_OPS_SMTP_HOST": "127.0.0.1",
            "SEASONAL_OPS_SMTP_PORT": str(box.port),
            "SEASONAL_OPS_SMTP_SECURITY": "none",
            "SEASONAL_OPS_MAIL_FROM": "csp@council.example",
        }
        yield box


def found(commands: Commands, options: str = "") -> dict[str, Any]:
    """What it finds, by check; of several of one check the worst."""
    answer = commands.run(f"doctor --json {options}")
    assert answer.err == ""
    rows = json.loads(answer.out)
    assert all(set(row) == {"check", "state", "sentence", "way_out"} for row in rows)
    assert answer.code == int(any(row["state"] == "defect" for row in rows))
    assert [row for row in rows if row["state"] != "ok" and not row["way_out"]] == []
    worst = sorted(rows, key=lambda row: ("ok", "warning", "defect").index(row["state"]))
    return {row["check"]: row for row in worst}


def test_a_set_up_that_works(commands: Commands, mailbox: CatchAll) -> None:
    _tick(commands)
    commands.ok("plan lead bright-sparx-2026 1")
    states = {check: row["state"] for check, row in found(commands).items()}
    assert states == {
        "setting": "ok",
        "feeds' folder": "ok",
        "clock": "warning",  # SEASONAL_OPS_NOW
        "database": "ok",
        "record": "ok",
        "references": "ok",
        "write-ahead log": "ok",
        "disk": "ok",
        "time": "ok",
        "key": "ok",
        "mail templates": "ok",
        "address": "ok",
        "bank holidays": "ok",
        "scheduler": "ok",
        "reminders": "warning",  # nothing has been sent yet
        "mail": "ok",
    }


def _tick(commands: Commands) -> None:
    """A sign of life of a scheduler."""
    with _database(commands).write() as session:
        session.add(Heartbeat(worker="w1", at=datetime.fromisoformat("2026-10-12T08:59:50+01:00")))


def _database(commands: Commands) -> Database:
    return Database(commands.environment["SEASONAL_OPS_DATABASE"])


def test_a_scheduler_and_a_mail_server_that_are_not_there(commands: Commands) -> None:
    rows = found(commands)
    assert (rows["scheduler"]["state"], rows["scheduler"]["way_out"]) == (
        "defect",
        "nothing is sent until it does: seasonal-ops serve",
    )
    assert (rows["mail"]["state"], rows["mail"]["sentence"]) == ("defect", "no mail server is set")
    assert rows["lead"]["way_out"] == "name somebody: seasonal-ops plan lead bright-sparx-2026 CONTACT"


def test_a_mail_server_that_does_not_answer(commands: Commands, mailbox: CatchAll) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    commands.environment["SEASONAL_OPS_SMTP_PORT"] = str(port)
    row = found(commands)["mail"]
    assert row["state"] == "defect"
    assert row["sentence"] == f"the mail server 127.0.0.1:{port} does not answer"


def test_a_test_mail_arrives(commands: Commands, mailbox: CatchAll, tmp_path: Path) -> None:
    assert found(commands, "--send lead@council.example")["test mail"]["state"] == "ok"
    (mail,) = (tmp_path / "mail").glob("*.eml")
    assert "Subject: Seasonal Ops: a test" in mail.read_text()


def test_a_webhook_is_named_by_its_host_alone(commands: Commands) -> None:
    commands.ok("contact add fire-and-rescue https://127.0.0.1/hook/very-secret")
    answer = commands.run("doctor --json")
    assert "webhook 127.0.0.1" in answer.out
    assert "very-secret" not in answer.out


def test_no_secret_is_shown(commands: Commands) -> None:
    commands.environment |= {
        "SEASONAL_OPS_SMTP_PASSWORD": "hunter2",
        "SEASONAL_OPS_PROXY": "http://me:hunter3@127.0.0.1:3128",
        "SEASONAL_OPS_DATABASE": "postgresql+psycopg://me:hunter4@127.0.0.1:1/none?connect_timeout=1",
    }
    for options in ("", "--json"):
        shown = commands.run(f"doctor {options}").out
        assert "hunter" not in shown
        assert "SEASONAL_OPS_SMTP_PASSWORD is set, and not shown (environment)" in shown
        assert "http://me@127.0.0.1:3128" in shown


def test_the_key(commands: Commands, tmp_path: Path) -> None:
    path = Path(commands.environment["SEASONAL_OPS_SECRET_FILE"])
    assert found(commands)["key"]["sentence"] == f"{path} is there, and is this database's"
    path.chmod(0o640)  # for the leads of one group
    assert found(commands)["key"]["state"] == "ok"
    path.chmod(0o644)
    assert found(commands)["key"]["way_out"] == f"chmod 0600 {path}"
    path.chmod(0o600)
    path.write_text("00" * 32)
    assert found(commands)["key"]["sentence"] == f"{path} is not the key that this database was used with"
    path.write_text("not a key")
    assert found(commands)["key"]["sentence"] == f"{path} cannot be read"
    path.unlink()
    _the_key_is_missed(commands, path)


def _the_key_is_missed(commands: Commands, path: Path) -> None:
    row = found(commands)["key"]
    assert (row["state"], row["sentence"], row["way_out"]) == (
        "defect",
        f"the server's key {path} is missing, and addresses were made with it",
        "restore it from your backup, or say where it is with SEASONAL_OPS_SECRET_FILE",
    )
    assert not path.exists()


def test_a_webhook_s_secret_needs_the_key_as_well(commands: Commands) -> None:
    with _database(commands).write() as session:
        session.exec(delete(Token))
    commands.ok("contact add fire-and-rescue https://127.0.0.1/hook")
    path = Path(commands.environment["SEASONAL_OPS_SECRET_FILE"])
    path.unlink()
    _the_key_is_missed(commands, path)


def test_templates_that_cannot_be_used(commands: Commands, tmp_path: Path) -> None:
    assert found(commands)["mail templates"]["sentence"] == "those of the program"
    commands.environment["SEASONAL_OPS_MAIL_TEMPLATES"] = str(tmp_path / "mails")
    row = found(commands)["mail templates"]
    assert row["sentence"].endswith("there is no such folder; set SEASONAL_OPS_MAIL_TEMPLATES")
    assert row["way_out"].endswith(f"seasonal-ops remind templates {tmp_path / 'mails'} --check")
    (tmp_path / "mails").mkdir()
    assert found(commands)["mail templates"]["sentence"] == f"those in {tmp_path / 'mails'} can be used"
    (tmp_path / "mails" / "subject.txt").write_text("{{ nonsense")
    row = found(commands)["mail templates"]
    assert (row["state"], "subject.txt" in row["sentence"]) == ("defect", True)


def test_it_makes_nothing(tmp_path: Path) -> None:
    commands = Commands(tmp_path / "home")
    commands.environment |= {
        "SEASONAL_OPS_DATABASE": f"sqlite:///{tmp_path}/data/plans.db",
        "SEASONAL_OPS_FEED_DIR": str(tmp_path / "www" / "calendars"),
    }
    before = sorted(tmp_path.rglob("*"))
    assert found(commands)["feeds' folder"]["sentence"] == f"{tmp_path}/www/calendars will be made"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_test_mail_to_what_is_no_address(commands: Commands, mailbox: CatchAll) -> None:
    row = found(commands, "--send me")["test mail"]
    assert (row["sentence"], row["way_out"]) == (
        "'me' is not an e-mail address",
        "write it like name@example.org",
    )
    assert mailbox.messages() == []


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://calendar.council.example", "ok"),
        ("http://calendar.council.example", "defect"),  # a feed's address is its password
        ("http://127.0.0.1:8642", "warning"),  # no partner reaches it
    ],
)
def test_the_address(commands: Commands, url: str, state: str) -> None:
    commands.environment["SEASONAL_OPS_BASE_URL"] = url
    assert found(commands)["address"]["state"] == state


def test_a_feeds_folder_that_cannot_be_written(commands: Commands, tmp_path: Path) -> None:
    # A file stands where the folder should be: not even the superuser can write into that.
    (tmp_path / "calendars").write_text("")
    commands.environment["SEASONAL_OPS_FEED_DIR"] = str(tmp_path / "calendars")
    row = found(commands)["feeds' folder"]
    assert row["state"] == "defect"
    assert "so the files in it grow old" in row["sentence"]


def test_what_was_given_up_or_is_held_waits_for_a_person(commands: Commands) -> None:
    with _database(commands).write() as session:
        one, two = session.exec(select(Reminder).limit(2)).all()
        one.state, two.state = ReminderState.DEAD, ReminderState.HELD
    shown = commands.run("doctor").out
    assert "1 were given up and wait for a person" in shown
    assert "seasonal-ops remind list --state held; seasonal-ops remind release --all" in shown


def test_a_damaged_database_is_a_defect_and_says_how_to_restore(commands: Commands, tmp_path: Path) -> None:
    damage(tmp_path / "plans.db", page=60)
    row = found(commands)["database"]
    assert row["state"] == "defect"
    assert "restore the newest backup: seasonal-ops restore FILE" in row["way_out"]


def test_a_record_that_was_altered(commands: Commands) -> None:
    with _database(commands).write() as session:
        session.execute(text("UPDATE fact SET actor = 'nobody' WHERE id = 2"))
    assert found(commands)["record"]["state"] == "defect"


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    commands = Commands(tmp_path)
    assert found(commands)["database"]["way_out"] == "seasonal-ops init makes it"
    assert not (tmp_path / "plans.db").exists()


def test_postgresql_and_its_clock(tmp_path: Path, postgres_database: Database) -> None:
    url = postgres_database.url.render_as_string(hide_password=False)
    rows = found(Commands(tmp_path, url=url))
    assert (rows["database"]["state"], rows["clock"]["state"]) == ("ok", "ok")
    assert "this machine's clock and the database's are 0.0 s apart" in rows["clock"]["sentence"]
    # Made to stand still a year ago, it is behind what the database knows.
    with postgres_database.write() as session:
        make_partner(session)
    behind = found(Commands(tmp_path, url=url, now="2025-10-12T09:00+01:00"))
    assert behind["time"]["way_out"].startswith("check the clock")
