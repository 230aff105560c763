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
