"""The outbox on a real database: what the gateway gives, and keys that reach the rows."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_activity, make_contact, make_partner, make_plan

from integrations.mailbox import CatchAll
from seasonal_ops import planning
from seasonal_ops.bootstrap import App
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.reminders.outbox.history import history
from seasonal_ops.settings import load
from seasonal_ops.words import ActorKind, ReminderState, Role
from tests.tui.outbox.on_outbox import outbox, stands_on
from tests.tui.terminal import Settle, painted, press
from tui.app import SeasonalOps
from tui.gateway import Gateway

NOW = datetime(2026, 10, 28, 12, tzinfo=UTC)
ACTOR = Actor("lead", ActorKind.TUI)


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    """An activity in two days, of which the police has still to be reminded."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        partner = make_partner(session, "Ormskirk Rotary")
        make_contact(session, partner, "duty@rotary.example")
        patrol = make_activity(session, plan, date(2026, 10, 30), title="Night patrol")
        asked = {"activity_id": key(patrol), "partner_id": key(partner), "actor": ACTOR}
        planning.assign(session, role=Role.LEAD, now=datetime(2026, 10, 27, 12, tzinfo=UTC), **asked)
        planning.go_live(session, plan_id=key(plan), actor=ACTOR, now=NOW)
        return key(patrol)


def app_of(database: Database, folder: Path, port: int | None) -> App:
    """The program on this database at `NOW`, with a mail server or without."""
    settings = {
        "DATABASE": database.url.render_as_string(hide_password=False),
        "SECRET_FILE": str(folder / "server.key"),
        "NOW": NOW.isoformat(),
        "ACTOR": "lead",
    }
    if port:
        mail = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none"}
        settings |= {f"SMTP_{name}": value for name, value in mail.items()}
        settings["MAIL_FROM"] = "ops@council.example"
    environment = {f"SEASONAL_OPS_{name}": value for name, value in settings.items()}
    return App(load({}, environment | {"HOME": str(folder)}, working_folder=folder))


def states(database: Database, activity_id: int) -> set[ReminderState]:
    with database.read() as session:
        return {one.state for one in history(session, activity_id) if one.due <= NOW}


def test_each_verb_reaches_the_row(sqlite_database: Database, patrol: int, tmp_path: Path) -> None:
    gateway = app_of(sqlite_database, tmp_path, None).gateway()
    (waiting,) = [row for row in gateway.outbox().waiting.rows if row.activity == patrol]
    assert waiting.id is not None
    gateway.hold(waiting.id)
    assert [row.id for row in gateway.outbox().held.rows] == [waiting.id]
    gateway.release(waiting.id)
    assert not gateway.outbox().held.rows
    with pytest.raises(Refused, match="only a dead or failed one can be retried"):
        gateway.retry(waiting.id)
    letter = gateway.letter(waiting.id)
    assert letter.address == "duty@rotary.example"
    assert "Night patrol" in letter.subject + letter.body
    assert waiting in gateway.history(patrol)


def test_a_gateway_without_a_post_says_so(sqlite_database: Database, patrol: int) -> None:
    gateway = Gateway(lambda: sqlite_database, ACTOR, lambda: NOW)
    for ask in (gateway.send_due, lambda: gateway.letter(1)):
        with pytest.raises(Refused, match="start it with: seasonal-ops tui"):
            ask()


@pytest.mark.anyio
async def test_it_is_read_held_released_and_sent_with_keys(
    sqlite_database: Database, patrol: int, tmp_path: Path, settle: Settle
) -> None:
    with CatchAll(tmp_path / "mail") as box:
        app = SeasonalOps(app_of(sqlite_database, tmp_path, box.port).gateway())
        async with app.run_test(size=(100, 30)) as pilot:
            await press(pilot, settle)
            assert "due while nothing ran (nothing ever ran)" in painted(pilot)
            await press(pilot, settle, "7", "slash", *"rotary", "enter", "enter")
            assert "duty@rotary.example" in painted(pilot)
            assert box.messages() == []
            await press(pilot, settle, "h", "escape", "escape")
            assert states(sqlite_database, patrol) == {ReminderState.HELD}
            assert stands_on(pilot) == outbox(pilot).outbox.held.rows[0].id  # type: ignore[union-attr]
            await press(pilot, settle, "l", "S", "down", "enter")
            assert states(sqlite_database, patrol) == {ReminderState.SENT}
            assert "due while nothing ran" not in painted(pilot)
        (mail,) = box.messages()
        assert mail["To"].addresses[0].addr_spec == "duty@rotary.example"


@pytest.mark.anyio
async def test_without_a_mail_server_s_says_what_to_set(
    sqlite_database: Database, patrol: int, tmp_path: Path, settle: Settle
) -> None:
    app = SeasonalOps(app_of(sqlite_database, tmp_path, None).gateway())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, "S", "down", "enter")
        assert "set SEASONAL_OPS_SMTP_HOST" in painted(pilot)
    assert states(sqlite_database, patrol) == {ReminderState.PLANNED}
