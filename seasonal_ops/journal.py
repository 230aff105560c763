"""Writes facts, each chained to the one before by SHA-256, and reads and verifies them.

There is one chain. On SQLite every writer holds the database (`BEGIN IMMEDIATE`); on PostgreSQL an
advisory lock, held to the end of the transaction, puts the writers in a row.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import func, text
from sqlmodel import Session, SQLModel, col, select

from seasonal_ops.facts import Actor, Fact
from seasonal_ops.models import ChainHead, FactRow, insert_rows

_LOCK: Final = 0x5EA50  # any number, as long as every writer takes the same
_FIRST: Final = "0" * 64
_CANONICAL: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_PLAIN: Final = TypeAdapter(list[dict[str, Any]])
CHANNEL: Final = "seasonal_ops_fact"
_STEP: Final = "step"  # in a session: its transaction, and the first fact of it


def snapshot(row: SQLModel) -> dict[str, Any]:
    """A row as a fact keeps it: every column, ready for JSON."""
    return row.model_dump(mode="json")


def snapshots(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same of rows that were inserted as plain columns, many at once."""
    return _PLAIN.dump_python(rows, mode="json")  # type: ignore[no-any-return]


def record(session: Session, facts: Sequence[Fact], *, actor: Actor, now: datetime) -> list[int]:
    """Append facts to the chain, in order; their ids. The caller's transaction keeps or drops them.

    What is recorded in one transaction is one step: its first fact caused the others.
    """
    chain = _Chain(session, _take_head(session), actor, now)
    ids: list[int] = []
    if facts and _root(session) is None:
        ids += chain.append(facts[:1], caused_by=None)
        session.info[_STEP] = (session.get_transaction(), ids[0])
    ids += chain.append(facts[len(ids) :], caused_by=_root(session))
    if ids:
        tell(session)
    return ids


@contextmanager
def step(session: Session) -> Iterator[None]:
    """What is recorded inside is a step of its own, whatever the transaction did before."""
    outer = session.info.pop(_STEP, None)
    try:
        yield
    finally:
        session.info[_STEP] = outer


def _root(session: Session) -> int | None:
    """The first fact of the transaction's step."""
    transaction, root = session.info.get(_STEP) or (None, None)
    return root if transaction is session.get_transaction() else None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Where facts are appended, by whom and when."""

    session: Session
    head: ChainHead
    actor: Actor
    now: datetime

    def append(self, facts: Sequence[Fact], *, caused_by: int | None) -> list[int]:
        previous, rows = self.head.digest, []
        for fact in facts:
            row: dict[str, Any] = {
                "at": self.now.astimezone(UTC),
                "kind": type(fact).__name__,
                "schema_version": fact.version,
                "subject": fact.subject,
                "actor": self.actor.name,
                "actor_kind": self.actor.kind,
                "before": _plain(fact.before),
                "after": _plain(fact.after),
                "caused_by": caused_by,
                "previous": previous,
            }
            row["digest"] = previous = _digest(row)
            rows.append(row)
        self.head.facts, self.head.digest = self.head.facts + len(rows), previous
        self.session.add(self.head)
        return [row["id"] for row in insert_rows(self.session, FactRow, rows)] if rows else []


def tell(session: Session) -> None:
    """Say that there are other facts than before: heard, on PostgreSQL, when the transaction commits."""
    if _on_postgresql(session):
        session.exec(text("SELECT pg_notify(:channel, '')").bindparams(channel=CHANNEL))  # type: ignore[call-overload]


def take_turn(session: Session) -> None:
    """Wait until nobody else writes facts, and keep others waiting to the end of the transaction.

    SQLite's writers wait for each other anyway.
    """
    if _on_postgresql(session):
        session.exec(text("SELECT pg_advisory_xact_lock(:key)").bindparams(key=_LOCK))  # type: ignore[call-overload]


def newest(session: Session) -> int:
    """The newest fact's id, 0 when nothing has happened: processes learn of changes from it."""
    return session.exec(select(func.max(FactRow.id))).one() or 0


def head(session: Session) -> tuple[int, str]:
    """Where the chain stands: how many facts there are, and the digest of the newest."""
    row = session.get(ChainHead, 1)
    return (row.facts, row.digest) if row else (0, _FIRST)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain found: `defects` are sentences, none when it is intact."""

    facts: int
    head: str
    defects: tuple[str, ...]


def verify(session: Session) -> Verified:
    """Walk the whole chain: a changed, removed or reordered fact is a defect."""
    defects: list[str] = []
    count, previous = 0, _FIRST
    for row in _in_order(session):
        if row.previous != previous:
            defects.append(f"fact {row.id}: the fact before it was removed, added or moved")
        if row.digest != _digest(row.model_dump(exclude={"id", "digest"})):
            defects.append(f"fact {row.id} ({row.kind} of {row.subject}) was altered after it was written")
        count, previous = count + 1, row.digest
    stands = head(session)
    if stands != (count, previous):
        defects.append(f"the chain ends after {count} facts, but {stands[0]} were written")
    return Verified(count, previous, tuple(defects))


def read(session: Session, *, subject: str | None = None, limit: int = 200) -> list[FactRow]:
    """The newest facts, newest first, of one subject or of all."""
    query = select(FactRow).order_by(col(FactRow.id).desc()).limit(limit)
    if subject is not None:
        query = query.where(FactRow.subject == subject)
    return list(session.exec(query))


def _in_order(session: Session) -> Iterator[FactRow]:
    query = select(FactRow).order_by(col(FactRow.id)).execution_options(yield_per=500)
    yield from session.exec(query)


def _take_head(session: Session) -> ChainHead:
    take_turn(session)
    # Another transaction may have moved it on while this one waited for the lock.
    head = session.get(ChainHead, 1, populate_existing=True)
    return head or ChainHead(id=1, facts=0, digest=_FIRST)


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _plain(state: Any) -> dict[str, Any] | None:
    return None if state is None else dict(state)


def _digest(fact: Mapping[str, Any]) -> str:
    """SHA-256 over a canonical JSON of every column but the id and the digest itself."""
    content = {**fact, "at": fact["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    return hashlib.sha256(_CANONICAL.encode(content).encode("utf-8", "surrogatepass")).hexdigest()
