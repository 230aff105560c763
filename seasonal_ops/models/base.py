"""What all tables share: names of constraints, aware UTC times, closed lists of words.

Constraint names are fixed so that a migration can name what it changes on both databases. A table
class does not validate (`table=True`): what comes in is checked by the verbs before a row is made.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Table, func, insert, select, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from seasonal_ops.db import batched

Row = TypeVar("Row", bound=SQLModel)

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, always aware and in UTC in Python; SQLite, which has no zone, holds it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: it has no place on the time line."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite dropped."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal of up to four places, held as an integer of ten-thousandths: SQLite knows no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Ten-thousandths of the value; ValueError when it has more than four places."""
        if value is None:
            return None
        scaled = value * 10_000
        if scaled != scaled.to_integral_value():
            raise ValueError("four decimal places at most")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """The value without trailing zeros."""
        return None if value is None else Decimal(value) / 10_000

    @classmethod
    def kept(cls, value: Decimal | None) -> Decimal | None:
        """The value as it is read back: 12.50 is 12.5, and 1E+2 is 100."""
        return None if value is None else Decimal(int(value * 10_000)) / 10_000


def word(words: type[StrEnum]) -> Enum:
    """A column type for a closed list: stored as its word, guarded by a CHECK."""
    return Enum(
        words,
        native_enum=False,
        length=20,
        create_constraint=True,
        name=words.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def key(row: SQLModel) -> int:
    """The primary key of a row that has been flushed. ValueError for one that has not."""
    identity: int | None = getattr(row, "id", None)
    if identity is None:
        raise ValueError(f"{type(row).__name__} has no id before it is flushed")
    return identity


def insert_all(session: Session, table: type[Row], values: Sequence[Mapping[str, Any]]) -> list[Row]:
    """New rows with these values, and the defaults of what is not given, as objects; in their order.

    Many at once cost a fifth of what a row object each costs.
    """
    ids = [row["id"] for row in insert_rows(session, table, values)]
    column = _table(table).c.id
    found: dict[int, Row] = {}
    for some in batched(ids):
        found |= {key(row): row for row in session.scalars(select(table).where(column.in_(some)))}
    return [found[one] for one in ids]


def insert_rows(
    session: Session, table: type[SQLModel], values: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """New rows with these values, and the defaults of what is not given; all their columns, in their order.

    Their ids are taken first. To ask for them with RETURNING sends the rows one by one on SQLite, and on
    PostgreSQL makes each value a parameter of statements that take longer to read than to do.
    """
    session.flush()
    fields = table.model_fields.items()
    blank = {name: field.get_default(call_default_factory=True) for name, field in fields if name != "id"}
    numbers = _next_ids(session, table, len(values))
    rows = [{"id": number, **blank, **one} for number, one in zip(numbers, values, strict=True)]
    if rows:
        session.connection().execute(insert(_table(table)), rows)
    return rows


def _table(table: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(table.__tablename__)]


def _next_ids(session: Session, table: type[SQLModel], many: int) -> Sequence[int]:
    """The ids of the next rows. On SQLite nobody else writes meanwhile."""
    if session.get_bind().dialect.name == "postgresql":
        taken = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :many)")
        return session.connection().scalars(taken, {"name": _table(table).name, "many": many}).all()
    last = session.connection().scalar(select(func.max(_table(table).c.id))) or 0
    return range(last + 1, last + 1 + many)
