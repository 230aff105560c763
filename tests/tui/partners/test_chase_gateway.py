"""The board, the partners and m on a real database, a key pressed all the way through."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_activity, make_contact, make_partner, make_plan

from seasonal_ops import planning
from seasonal_ops.bootstrap import App
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.settings import load
from seasonal_ops.words import ActorKind, Role
from tests.tui.partners.on_partners import partners, stands_on
from tests.tui.terminal import Settle, painted
from tui.app import SeasonalOps
from tui.gateway import Gateway

NOW = datetime(2026, 10, 28, 12, tzinfo=UTC)
ACTOR = Actor("lead", ActorKind.TUI)


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    """A live activity in nine days, of which Rotary was asked and has not answered."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        partner = make_partner(session, "Ormskirk Rotary")
        make_contact(session, partner, "duty@rotary.example")
        row = make_activity(session, plan, date(2026, 11, 6), title="Night patrol")
        asked = {"activity_id": key(row), "partner_id": key(partner), "actor": ACTOR}
        planning.assign(session, role=Role.LEAD, now=datetime(2026, 10, 27, 12, tzinfo=UTC), **asked)
        planning.go_live(session, plan_id=key(plan), actor=ACTOR, now=NOW)
        return key(row)


@pytest.fixture
def gateway(sqlite_database: Database, tmp_path: Path) -> Gateway:
    """As the program puts it together, at `NOW` and without a mail server."""
    settings = {
        "DATABASE": sqlite_database.url.render_as_string(hide_password=False),
        "SECRET_FILE": str(tmp_path / "server.key"),
        "NOW": NOW.isoformat(),
    }
    environment = {f"SEASONAL_OPS_{name}": value for name, value in settings.items()}
    return App(load({}, environment | {"HOME": str(tmp_path)}, working_folder=tmp_path)).gateway()


def test_the_board_is_one_plan_or_all_and_activities_come_in_the_order_asked(
    gateway: Gateway, patrol: int
) -> None:
    assert gateway.board(None).whole
    assert gateway.board("bright-sparx-2026").plan == "bright-sparx-2026"
    assert sum(len(phase.rows) for phase in gateway.board(None, 5).phases) == 5
    other = next(row.id for phase in gateway.board(None).phases for row in phase.rows if row.id != patrol)
    assert [one.id for one in gateway.in_full((patrol, other, 999_999))] == [patrol, other]
    with pytest.raises(NotFound):
        gateway.board("nothing-like-it-2026")


def test_partners_and_one_of_them(gateway: Gateway, patrol: int) -> None:
    line = next(one for one in gateway.partner_lines(None) if one.slug == "ormskirk-rotary")
    assert (line.assigned, line.unanswered, line.reached) == (1, 1, 1)
    assert "ormskirk-rotary" in [one.slug for one in gateway.partner_lines("bright-sparx-2026")]
    detail = gateway.partner_detail("ormskirk-rotary", "bright-sparx-2026")
    assert [one.id for one in detail.tasks] == [patrol]
    with pytest.raises(NotFound):
        gateway.partner_detail("nobody", None)


def test_what_is_shown_is_not_queued_and_what_is_queued_is_not_again(gateway: Gateway, patrol: int) -> None:
    before, ready = gateway.newest(), gateway.outbox().ready
    shown = gateway.preview_chase(("ormskirk-rotary",), (), None)
    assert [one.address for one in shown.letters] == ["duty@rotary.example"]
    assert "Night patrol" in shown.letters[0].body
    assert (gateway.newest(), gateway.outbox().ready) == (before, ready)
    assert gateway.chase((), (patrol,), None).people == 1
    assert (gateway.newest(), gateway.outbox().ready) == (before + 1, ready + 1)
    with pytest.raises(Refused, match="is being chased already"):
        gateway.preview_chase(("ormskirk-rotary",), (patrol,), None)


@pytest.mark.anyio
async def test_a_key_reminds_all_the_way(settle: Settle, gateway: Gateway, patrol: int) -> None:
    app, ready = SeasonalOps(gateway), gateway.outbox().ready
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("slash", *"rotary", "enter")
        await settle(pilot)
        assert stands_on(pilot) == "Ormskirk Rotary"
        await pilot.press("m")
        await settle(pilot)
        assert "duty@rotary.example" in painted(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is partners(pilot)
        assert gateway.outbox().ready == ready + 1
