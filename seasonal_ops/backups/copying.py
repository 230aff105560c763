"""Rows from one database into another, of whatever kind, table by table."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError
from sqlmodel import SQLModel

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.models import FactRow

Progress = Callable[[int, int], None]  # done, of how many
_AT_ONCE: Final = 500


def copy_rows(
    source: Connection, target: Connection, progress: Progress | None = None, total: int = 0
) -> None:
    """Every row into the empty tables of the target; `total` is how many. Both are of this version.

    Raises DatabaseTrouble for a value that the target does not take.
    """
    done = 0
    for table in SQLModel.metadata.sorted_tables:
        try:
            for rows in _slices(source, table):
                target.execute(insert(table), rows)
                done += len(rows)
                if progress is not None:
                    progress(done, total)
        except DataError as error:
            raise DatabaseTrouble(
                f"a value in the table {table.name} does not fit the other database"
                f" ({str(error.orig).splitlines()[0]}); shorten it where it came from and try again"
            ) from error


def _slices(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """In the order of their keys, so that a fact comes after the one that caused it."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    for rows in source.execute(query).mappings().partitions():
        yield [dict(row) for row in rows]


def empty(target: Connection) -> None:
    """Take every row out of PostgreSQL, within its transaction.

    Deleted, for a reader sees what was there or what comes, and never a table without rows, as it would
    after TRUNCATE. Facts refer to each other, which makes deleting them slow, and no calendar reads them.
    """
    for table in reversed(_tables()):
        name = target.dialect.identifier_preparer.format_table(table)
        target.execute(text(f"TRUNCATE {name}") if table.name == FactRow.__tablename__ else delete(table))


def keep_writers_out(target: Connection) -> None:
    """On PostgreSQL, until the transaction ends, nobody else writes, and everybody may read."""
    names = ", ".join(target.dialect.identifier_preparer.format_table(table) for table in _tables())
    target.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def go_on_counting(target: Connection) -> None:
    """On PostgreSQL the next row's number follows the highest; SQLite looks for itself."""
    for table in _tables():
        if "id" not in table.columns:
            continue
        name = target.dialect.identifier_preparer.format_table(table)
        highest = target.execute(select(func.max(table.columns["id"]))).scalar()
        if highest is not None:
            target.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), highest)))


def _tables() -> list[Table]:
    return SQLModel.metadata.sorted_tables
