"""Moving an anchor as it was shown: what would move, what that makes worse, and then just that."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from seasonal_ops.checks import consequences
from seasonal_ops.errors import Changed, SeasonalOpsError
from seasonal_ops.facts import Actor
from seasonal_ops.models import Plan, key
from seasonal_ops.planning.anchors import move_anchor, staying
from seasonal_ops.queries import picture
from seasonal_ops.views import AnchorPreview, Move


def rehearse_anchor(
    session: Session, *, plan: Plan, name: str, on: date, actor: Actor, now: datetime
) -> AnchorPreview:
    """What it would move and make worse, or why it cannot move; the session must be a rehearsal."""
    before = picture(session, [plan], now=now)
    try:
        stays = staying(session, plan_id=key(plan), name=name, on=on)
        moves = move_anchor(session, plan_id=key(plan), name=name, on=on, actor=actor, now=now)
    except SeasonalOpsError as error:
        return AnchorPreview(name=name, on=on, problem=str(error))
    worse = consequences(before, picture(session, [plan], now=now))
    return AnchorPreview(name=name, on=on, moves=tuple(moves), stays=tuple(stays), findings=tuple(worse))


def move_anchor_as_seen(
    session: Session, *, plan: Plan, name: str, on: date, seen: Sequence[Move], actor: Actor, now: datetime
) -> tuple[Move, ...]:
    """Move it, if it moves what was seen. Raises Changed otherwise, and what `move_anchor` raises."""
    moves = tuple(move_anchor(session, plan_id=key(plan), name=name, on=on, actor=actor, now=now))
    if moves != tuple(seen):
        raise Changed(f"{plan.name} was changed meanwhile: {name} would move something else now; look again")
    return moves
