"""Moves by the gateway, on a real database."""

from datetime import UTC, date, datetime, time

import pytest
from factories import make_activity, make_plan

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind
from tui.gateway import Gateway
from tui.source import Seen
from tui.source.timeline import Place

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
ACTOR = Actor("lead", ActorKind.TUI)
FRIDAY, SATURDAY, SUNDAY = date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return Gateway(lambda: sqlite_database, ACTOR, lambda: NOW)


@pytest.fixture
def pair(sqlite_database: Database) -> tuple[int, int]:
    """A stack removal of Friday, and skips of Saturday that wait for it."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        first = key(make_activity(session, plan, FRIDAY, title="Stack removal"))
        then = key(make_activity(session, plan, SATURDAY, title="Skips"))
        planning.wait_for(session, activity_id=then, needs_id=first, actor=ACTOR, now=NOW)
    return first, then


def test_the_timeline_of_one_plan_and_of_all(gateway: Gateway, pair: tuple[int, int]) -> None:
    assert gateway.timeline(None) == gateway.timeline("bright-sparx-2026")
    assert set(pair) <= {row.id for row in gateway.timeline(None).rows}


def test_an_outlook_keeps_nothing(gateway: Gateway, pair: tuple[int, int]) -> None:
    before = (gateway.newest(), gateway.timeline(None))
    outlook = gateway.outlook(Seen(pair[0], 1), Place(SUNDAY, SUNDAY))
    assert [(move.activity, move.to) for move in outlook.along] == [(pair[1], date(2026, 11, 2))]
    assert (gateway.newest(), gateway.timeline(None)) == before


@pytest.mark.parametrize("along", [True, False])
def test_a_move_is_one_change(
    gateway: Gateway, pair: tuple[int, int], sqlite_database: Database, along: bool
) -> None:
    moved = gateway.place(Seen(pair[0], 1), Place(SUNDAY, SUNDAY, time(22, 30)), along=along)
    assert [one.id for one in moved] == list(pair[: 1 + along])
    assert (moved[0].starts_on, moved[0].end_time) == (SUNDAY, time(22, 30))
    with sqlite_database.read() as session:
        waiting = queries.activity(session, pair[1])
    assert waiting.starts_on == (date(2026, 11, 2) if along else SATURDAY)
    with pytest.raises(Changed):
        gateway.place(Seen(pair[0], 1), Place(FRIDAY, FRIDAY), along=along)
