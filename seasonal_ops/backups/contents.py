"""What a database or a backup of it holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from seasonal_ops.db import Database
from seasonal_ops.models import ChainHead, Plan
from seasonal_ops.reminders.outbox.holding import known_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """`known_until` is the newest moment of which it knows anything, `head` where its chain of facts ends."""

    plans: tuple[str, ...]
    facts: int
    head: str
    rows: int
    known_until: datetime | None


def contents(session: Session) -> Contents:
    """What the database holds."""
    head = session.get(ChainHead, 1)
    return Contents(
        plans=tuple(session.scalars(select(col(Plan.slug)).order_by(col(Plan.slug)))),
        facts=head.facts if head else 0,
        head=head.digest if head else "",
        rows=sum(row_counts(session).values()),
        known_until=known_until(session),
    )


def row_counts(session: Session) -> dict[str, int]:
    """By table, of all tables of ours."""
    tables = SQLModel.metadata.sorted_tables
    return {
        table.name: session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
    }


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """An SQLite file as a database, for a while; afterwards it is one file, with no log beside it."""
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.dispose()
        # A damaged file stays as it is.
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
