"""Steps as the journal holds them."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, or_, select

from seasonal_ops import facts
from seasonal_ops.db import batched
from seasonal_ops.models import FactRow, key
from seasonal_ops.undoing.stacks import Stacks, Step, Way, stacks
from seasonal_ops.words import ActorKind

# How many of one person's newest steps are looked at: who goes back further does so in the audit.
_REACH: Final = 500
# What only says that the facts beside it took something back, or did it again.
TURNS: Final = frozenset(
    kind.__name__ for kind in (facts.ChangeUndone, facts.ChangeRedone, facts.ChangeReverted)
)
_WAYS: Final = {facts.ChangeUndone.__name__: Way.UNDONE, facts.ChangeRedone.__name__: Way.REDONE}
# An action's activity is called off, and minutes leave out what is.
SKIPPED: Final = TURNS | {facts.ActionAgreed.__name__}
# Everything else stays: what was sent, promised, shut or approved, who is written to, and what came to be.
UNDOABLE: Final = SKIPPED | frozenset(
    kind.__name__
    for kind in (
        facts.ActivityAdded,
        facts.ActivityEdited,
        facts.ActivityMoved,
        facts.ActivityCancelled,
        facts.ActivityStatusChanged,
        facts.PartnerAssigned,
        facts.PartnerUnassigned,
        facts.RoleChanged,
        facts.ResponseGiven,
        facts.DateRuleChanged,
        facts.DependencyAdded,
        facts.DependencyRemoved,
        facts.AnchorMoved,
        facts.PlanReshaped,
        facts.SeriesChanged,
        facts.PartnerChanged,
        facts.GateSet,
        facts.TargetSet,
        facts.CountAdded,
        facts.CountWithdrawn,
        facts.AttendanceSet,
        facts.MeetingNoted,
    )
)
# Of these only what was there before can be as it was: nothing that has an id of its own is erased.
_CHANGED_ONLY: Final = frozenset(kind.__name__ for kind in (facts.GateSet, facts.TargetSet))


def own(session: Session, *, actor: str, through: ActorKind) -> Stacks:
    """The stacks of one person's steps through one door; they may have been undone through another."""
    mine = select(FactRow).where(FactRow.actor == actor, col(FactRow.caused_by).is_(None))
    mine = mine.where(or_(col(FactRow.kind).in_(_WAYS), FactRow.actor_kind == through))
    newest = session.exec(mine.order_by(col(FactRow.id).desc()).limit(_REACH)).all()
    staying = _staying(session, newest)
    return stacks(_step(row, staying) for row in reversed(newest))


def facts_of(session: Session, root: int) -> list[FactRow]:
    """What a step did, its first fact first."""
    query = select(FactRow).where(or_(FactRow.id == root, FactRow.caused_by == root))
    return list(session.exec(query.order_by(col(FactRow.id))))


def may_be_undone(kind: str, *, new: bool) -> bool:
    """Whether a fact can be taken back; `new`: nothing was there before."""
    return kind in UNDOABLE and not (new and kind in _CHANGED_ONLY)


def _step(row: FactRow, staying: set[int]) -> Step:
    if row.kind in _WAYS:
        return Step(key(row), _WAYS[row.kind], int((row.after or {}).get("step", 0)))
    return Step(key(row), Way.FIXED if key(row) in staying else Way.DONE)


def _staying(session: Session, roots: Sequence[FactRow]) -> set[int]:
    """The steps of which something cannot be taken back."""
    found = {key(row) for row in roots if not may_be_undone(row.kind, new=row.before is None)}
    ids = [key(row) for row in roots if key(row) not in found]
    for some in batched(ids):
        # SQL's NULL and JSON's null are both "nothing was there".
        kinds = select(FactRow.caused_by, FactRow.kind, FactRow.before).where(
            col(FactRow.caused_by).in_(some)
        )
        kinds = kinds.where(or_(col(FactRow.kind).not_in(UNDOABLE), col(FactRow.kind).in_(_CHANGED_ONLY)))
        for root, kind, before in session.exec(kinds):
            if root is not None and not may_be_undone(kind, new=before is None):
                found.add(root)
    return found
