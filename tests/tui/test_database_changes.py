"""The database under a terminal UI that runs for days: taken away, replaced, brought to a newer version."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_activity, make_plan
from sqlalchemy import text

from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.facts import Actor
from seasonal_ops.migrations import upgrade
from seasonal_ops.models import key
from seasonal_ops.words import ActorKind, Status
from tui.gateway import Gateway
from tui.source import Seen

NOW = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "seasons.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """With one activity, whose id is 1."""
    made = Database(f"sqlite:///{file}")
    upgrade(made)
    with made.write() as session:
        plan = make_plan(session)
        assert key(make_activity(session, plan, date(2026, 10, 30))) > 0
    yield made
    made.dispose()


def take_away(file: Path) -> None:
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def replace(file: Path) -> None:
    other = file.with_name("other.db")
    fresh = Database(f"sqlite:///{other}")
    upgrade(fresh)
    fresh.dispose()
    take_away(file)
    other.rename(file)


def make_newer(file: Path) -> None:
    newer = Database(f"sqlite:///{file}")
    with newer.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.dispose()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (take_away, "is gone; nothing is written until it is back"),
        (replace, "another file was put in the place of the database"),
        (make_newer, "was made by a newer Seasonal Ops"),
    ],
    ids=["gone", "replaced", "newer"],
)
def test_nothing_is_written_to_what_is_no_longer_the_database(
    database: Database, file: Path, happens: Callable[[Path], None], said: str
) -> None:
    gateway = Gateway(lambda: database, Actor("lead", ActorKind.TUI), lambda: NOW)
    (row, *_) = gateway.today(None).due
    seen = (Seen(row.activity.id, row.activity.version),)
    assert gateway.newest() > 0
    happens(file)
    with pytest.raises(DatabaseTrouble, match=said):
        gateway.set_status(seen, Status.DOING)
    with pytest.raises(DatabaseTrouble, match=said):
        gateway.newest()


def test_what_is_put_back_is_gone_on_with(database: Database, file: Path) -> None:
    gateway = Gateway(lambda: database, Actor("lead", ActorKind.TUI), lambda: NOW)
    before = gateway.newest()
    away = file.with_name("away.db")
    file.rename(away)
    with pytest.raises(DatabaseTrouble, match="is gone"):
        gateway.newest()
    away.rename(file)
    assert gateway.newest() == before
