"""A backup is the way from one kind of database to the other: every row of every table arrives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

import pytest
from factories import LEAD, make_partner
from sqlalchemy import JSON, Boolean, Column, Date, Enum, Integer, Time, insert, select
from sqlmodel import Session, SQLModel, col

from seasonal_ops import backups, journal, migrations
from seasonal_ops.cli.example import build
from seasonal_ops.db import Database
from seasonal_ops.models import FactRow, Partner, Reminder, key
from seasonal_ops.models.base import UtcDateTime
from seasonal_ops.words import ReminderState

NOW: Final = datetime(2026, 11, 1, 9, tzinfo=UTC)
# What a restore itself writes: facts, what is held, and no worker of the backup is at work any more.
_TOUCHED: Final = ("fact", "chain_head", "reminder", "heartbeat")
_VALUES: Final[dict[type, Any]] = {
    UtcDateTime: datetime(2026, 10, 25, 0, 30, 15, 123456, tzinfo=UTC),
    Date: date(2026, 10, 25),
    Time: time(23, 59),
    JSON: {"ü": [1, None]},
    Boolean: True,
    Integer: 1,
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The worked example on SQLite, and a row in each table that it leaves empty."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('example')}/example.db")
    migrations.upgrade(database)
    with database.write() as session:
        build(session, key_=b"k" * 32, today=NOW.date(), now=NOW)
        for table in SQLModel.metadata.sorted_tables:
            if session.execute(select(table).limit(1)).first() is None:
                session.execute(insert(table), {one.name: _value(session, one) for one in table.columns})
    yield database
    database.dispose()


def _value(session: Session, column: Column[Any]) -> Any:
    """Anything that the column takes."""
    for reference in column.foreign_keys:
        return session.execute(select(reference.column).limit(1)).scalar()
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    fitting = (value for kind, value in _VALUES.items() if isinstance(column.type, kind))
    return next(fitting, "Ormskirk – ‘x’")


def _rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in SQLModel.metadata.sorted_tables
        }


def _same(there: Database, here: Database) -> None:
    """Every row but what the restore writes; and the facts go on where they ended."""
    before, after = _rows(there), _rows(here)
    for name, rows in before.items():
        assert rows, name
        if name not in _TOUCHED:
            assert after[name] == rows, name
    assert after["fact"][:-1] == before["fact"]
    with here.read() as session:
        assert journal.verify(session).defects == ()


def _held(database: Database) -> set[int]:
    with database.read() as session:
        query = select(Reminder.id).where(col(Reminder.state) == ReminderState.HELD)
        return set(session.scalars(query))


def test_from_sqlite_to_postgresql_and_back(example: Database, postgres_url: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    backups.make(example, first)
    server = Database(postgres_url)
    done = backups.restore(server, first, now=NOW, actor=LEAD)
    _same(example, server)
    assert (done.kept, done.held) == (None, len(_held(server)))
    assert done.held > 0
    with server.write() as session:
        # The next row takes the next number.
        highest = max(session.scalars(select(Partner.id)))
        assert key(make_partner(session)) == highest + 1
        assert session.scalars(select(Reminder.id)).first()
    _fill_heartbeat(server)
    backups.make(server, second)
    file = Database(f"sqlite:///{tmp_path}/plans.db")
    assert backups.restore(file, second, now=NOW, actor=LEAD).held == len(_held(file)) - len(_held(server))
    _same(server, file)
    server.dispose()
    file.dispose()


def _fill_heartbeat(database: Database) -> None:
    """A sign of life from long ago."""
    with database.write() as session:
        table = SQLModel.metadata.tables["heartbeat"]
        session.execute(
            insert(table), {"worker": "old", "at": datetime(2026, 10, 1, tzinfo=UTC), "detail": ""}
        )


def test_what_stood_in_postgresql_is_kept_as_a_backup(
    example: Database, postgres_database: Database, tmp_path: Path
) -> None:
    with postgres_database.write() as session:
        make_partner(session, "Only here")
    backups.make(example, tmp_path / "example.db")
    kept = backups.restore(postgres_database, tmp_path / "example.db", now=NOW, actor=LEAD).kept
    assert kept == tmp_path / "example.db.before-restore-20261101T090000Z"
    backups.restore(postgres_database, kept, now=NOW, actor=LEAD)
    with postgres_database.read() as session:
        assert session.scalars(select(Partner.slug)).all() == ["only-here"]


def test_a_restore_that_fails_leaves_postgresql_as_it_was(
    example: Database, postgres_database: Database, tmp_path: Path
) -> None:
    from seasonal_ops.errors import DatabaseTrouble

    backups.make(example, tmp_path / "example.db")
    with backups.contents.opened(tmp_path / "example.db") as copy, copy.write() as session:
        # SQLite takes any length, PostgreSQL does not.
        session.execute(SQLModel.metadata.tables["partner"].update().values(name="x" * 10_000))
    with postgres_database.write() as session:
        make_partner(session, "Only here")
    with pytest.raises(DatabaseTrouble, match="a value in the table partner does not fit"):
        backups.restore(postgres_database, tmp_path / "example.db", now=NOW, actor=LEAD)
    with postgres_database.read() as session:
        assert session.scalars(select(Partner.slug)).all() == ["only-here"]
        assert len(session.scalars(select(FactRow.id)).all()) == 1
