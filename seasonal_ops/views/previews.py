"""What a change would do, and what is wrong with a plan."""

from dataclasses import dataclass
from datetime import date

from seasonal_ops.words import Check, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong or may be: which activities (ids), one sentence, and the way out."""

    rule: Check
    severity: Severity
    activities: tuple[int, ...]
    sentence: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line of a preview: what goes from one date to another, and why.

    `was` None: it is new; `to` None: it does not go on. `activity` is the id of the one that is there
    now, None for an anchor and for what is only proposed.
    """

    title: str
    was: date | None
    to: date | None
    reason: str
    warnings: tuple[str, ...] = ()
    activity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a change would do: its moves in order, and what would be wrong afterwards."""

    moves: tuple[Move, ...]
    findings: tuple[Finding, ...] = ()
