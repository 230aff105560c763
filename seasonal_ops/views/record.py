"""The audit log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from seasonal_ops.words import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One line of the audit log."""

    id: int
    at: datetime
    kind: str
    subject: str
    actor: str
    actor_kind: ActorKind
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a fact changed of one thing, in words: `Where`, `Town`, `Park`; "" stands for nothing."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One fact in words. `title` is what it is about, `told` one sentence.

    `at` is in UTC. `caused_by` is the first fact of its step, None when it is the first itself; `undone`:
    its step was taken back. `digest` ends the chain there.
    """

    id: int
    at: datetime
    actor: str
    actor_kind: ActorKind
    kind: str
    subject: str
    title: str
    told: str
    changes: tuple[Change, ...]
    undone: bool
    caused_by: int | None
    digest: str
