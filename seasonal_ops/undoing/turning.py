"""One fact turned: what must still stand, what is to stand instead, and how a column is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, SQLModel

from seasonal_ops.facts import Actor
from seasonal_ops.models import FactRow

State = Mapping[str, Any]


class Stale(Exception):
    """What a fact left is not what stands there now; `columns` of `subject` are others.

    `of` tells facts about it apart by columns of what they hold.
    """

    def __init__(self, subject: str, columns: Iterable[str] = (), of: State | None = None) -> None:
        super().__init__(subject)
        self.subject, self.columns, self.of = subject, frozenset(columns), of or {}


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact taken back, or done again when it is not `back`."""

    session: Session
    row: FactRow
    back: bool
    actor: Actor
    now: datetime

    @property
    def was(self) -> State:
        """How things must stand."""
        return (self.row.after if self.back else self.row.before) or {}

    @property
    def to(self) -> State:
        """How they are to stand."""
        return (self.row.before if self.back else self.row.after) or {}

    @property
    def subject_id(self) -> int:
        """The id of what it is about."""
        return int(self.row.subject.partition(":")[2])

    def touched(self, *but: str) -> tuple[str, ...]:
        """The columns that the fact changed, without some."""
        both = dict.fromkeys([*self.was, *self.to])
        return tuple(one for one in both if one not in but and self.was.get(one) != self.to.get(one))


def require_same(row: SQLModel, subject: str, here: State, was: State, columns: Iterable[str]) -> None:
    """Raises Stale when one of the columns is no longer as it was left."""
    if others := [one for one in columns if not _same(row, one, here.get(one), was.get(one))]:
        raise Stale(subject, others)


def _same(row: SQLModel, column: str, one: Any, other: Any) -> bool:
    """Whether two values of a column are one; of a decimal JSON has several spellings."""
    if one == other or column not in type(row).model_fields:
        return bool(one == other)
    return bool(parsed(type(row), column, one) == parsed(type(row), column, other))


def write(row: SQLModel, state: State, columns: Iterable[str]) -> None:
    """Columns as a fact's state has them, read back from JSON; what is no column is left out."""
    fields = type(row).model_fields
    for column in columns:
        if column in fields:
            setattr(row, column, parsed(type(row), column, state.get(column)))


def parsed(table: type[SQLModel], column: str, value: Any) -> Any:
    """A value as the column holds it: dates, times, words and decimals stand as text in JSON."""
    return _reader(table, column).validate_python(value)


@cache
def _reader(table: type[SQLModel], column: str) -> TypeAdapter[Any]:
    kind: Any = table.model_fields[column].annotation
    return TypeAdapter(kind)
