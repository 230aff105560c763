"""What was promised at go-live, what stands now, and what was delivered."""

from dataclasses import dataclass
from datetime import datetime

from seasonal_ops.views.previews import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerBaseline:
    """A partner's activities: promised at go-live, standing now, and how those went.

    `added` and `dropped` are what stands now and was not promised, and the other way round.
    """

    partner: str
    name: str
    promised: int
    standing: int
    added: int
    dropped: int
    delivered: int
    partly: int
    not_delivered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineView:
    """A plan against what it was when it went live; `changes` are moved, added and cancelled activities."""

    plan: str
    taken: datetime
    promised: int
    standing: int
    delivered: int
    partners: tuple[PartnerBaseline, ...]
    changes: tuple[Move, ...]
