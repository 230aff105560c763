"""Undo, redo, revert: which step, and its facts turned one by one; all or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import facts, journal, queries
from seasonal_ops.db import look_up
from seasonal_ops.errors import Changed, NotFound, Refused
from seasonal_ops.facts import Actor, Fact
from seasonal_ops.models import FactRow, key
from seasonal_ops.reactions import happened
from seasonal_ops.undoing import activities, counts, frame, meetings, steps
from seasonal_ops.undoing.turning import Stale, Turn
from seasonal_ops.words import ActorKind

_NOTHING: Final = "nothing that you did here can be {}"
_STAYS: Final = "what you did since stays: it cannot be undone"

_RESTORERS: Final[Mapping[str, Callable[[Turn], None]]] = {
    facts.ActivityAdded.__name__: activities.restore_added,
    facts.DependencyAdded.__name__: activities.restore_wait,
    facts.DependencyRemoved.__name__: activities.restore_wait,
    facts.AnchorMoved.__name__: frame.restore_anchor,
    facts.PlanReshaped.__name__: frame.restore_reshaped,
    facts.SeriesChanged.__name__: frame.restore_series,
    facts.PartnerChanged.__name__: frame.restore_partner,
    facts.GateSet.__name__: frame.restore_gate,
    facts.TargetSet.__name__: frame.restore_target,
    facts.CountAdded.__name__: counts.restore_count,
    facts.CountWithdrawn.__name__: counts.restore_count,
    facts.AttendanceSet.__name__: meetings.restore_attendance,
    facts.MeetingNoted.__name__: meetings.restore_note,
}


class NothingLeft(Refused):
    """Nothing is left that could be undone, or redone."""


def undo(session: Session, *, actor: Actor, through: ActorKind | None = None, now: datetime) -> str:
    """Take back the newest step of the actor through a door, by default the actor's own; its sentence.

    Raises NothingLeft when there is none, Changed when somebody changed the same thing since: it is refused
    each time then, and it says how the step before is taken back.
    """
    journal.take_turn(session)
    stacks = steps.own(session, actor=actor.name, through=through or actor.kind)
    if not stacks.undo:
        raise NothingLeft(_NOTHING.format("undone"))
    *older, newest = stacks.undo
    try:
        told = _turn(session, newest, facts.ChangeUndone, actor=actor, now=now)
    except Changed as refused:
        raise Changed(f"{refused}{_way_past(session, older, actor.kind)}", own=refused.own) from None
    return f"Undone: {told}" + (f" ({_STAYS})" if stacks.fixed else "")


def redo(session: Session, *, actor: Actor, through: ActorKind | None = None, now: datetime) -> str:
    """Do again what `undo` took back last, as long as nothing else was done since. Raises as `undo` does."""
    journal.take_turn(session)
    stacks = steps.own(session, actor=actor.name, through=through or actor.kind)
    if not stacks.redo:
        raise NothingLeft(_NOTHING.format("redone"))
    return f"Redone: {_turn(session, stacks.redo[-1], facts.ChangeRedone, actor=actor, now=now)}"


def revert(session: Session, *, fact_id: int, actor: Actor, now: datetime) -> list[str]:
    """Take back any fact by a new change, with all that it caused; what was done by it, in sentences.

    A fact that another one caused is taken back alone. Raises NotFound, Refused for what cannot be taken
    back, Changed when somebody changed the same thing since; then nothing is done.
    """
    journal.take_turn(session)
    look_up(session, FactRow, fact_id, "fact")
    rows = steps.facts_of(session, fact_id)
    stays = [row for row in rows if not steps.may_be_undone(row.kind, new=row.before is None)]
    if stays or all(row.kind in steps.SKIPPED for row in rows):
        raise Refused(
            f"{_quoted(_told(session, [*stays, *rows][0]))} cannot be taken back; make a new change"
        )
    before = journal.newest(session)
    _turn(session, fact_id, facts.ChangeReverted, actor=actor, now=now)
    query = select(FactRow).where(col(FactRow.id) > before, col(FactRow.caused_by).is_not(None))
    done = session.exec(query.order_by(col(FactRow.id))).all()
    return [line.told for line in queries.told_lines(session, done)]


def _way_past(session: Session, older: Sequence[int], door: ActorKind) -> str:
    """How to take back the step before one that is refused, in the words of a door."""
    if not older:
        return ""
    with session.no_autoflush:
        told = _quoted(queries.step_told(session, older[-1]))
    if door is ActorKind.CLI:
        return f". To take back what you did before it, {told}: seasonal-ops audit revert {older[-1]}"
    return f". To take back what you did before it, {told}, press 9 for the audit, then R on that line"


def _turn(session: Session, root: int, kind: type[Fact], *, actor: Actor, now: datetime) -> str:
    """Turn a step's facts, the newest first when they are taken back; its sentence."""
    rows = steps.facts_of(session, root)
    told = queries.step_told(session, root)
    back = kind is not facts.ChangeRedone
    what = kind(subject=f"fact:{root}", after={"step": root, "facts": [key(row) for row in rows]})
    with journal.step(session):
        happened(session, what, actor=actor, now=now)
        for row in reversed(rows) if back else rows:
            if row.kind not in steps.SKIPPED:
                _restore(Turn(session, row, back, actor, now), told, rows)
    return told


def _restore(turn: Turn, told: str, rows: Sequence[FactRow]) -> None:
    try:
        _RESTORERS.get(turn.row.kind, activities.restore_activity)(turn)
    except Stale as stale:
        raise _changed(turn, told, stale, rows) from None
    except NotFound as gone:
        raise Changed(f"{_quoted(told)} is no longer as it was left: {gone}", own=True) from gone


def _changed(turn: Turn, told: str, stale: Stale, rows: Iterable[FactRow]) -> Changed:
    """Who changed the same thing since, and what they did."""
    way = "taken back" if turn.back else "done again"
    culprit = _culprit(turn.session, stale, {key(row) for row in rows})
    if culprit is None:
        since = f"{queries.subject_name(turn.session, turn.row)} is no longer as it was left"
    else:
        since = f"since then {culprit.actor}: {_quoted(_told(turn.session, culprit))}"
    own = culprit is None or culprit.actor == turn.actor.name
    return Changed(f"{_quoted(told)} cannot be {way}; {since}. Look at it, then decide", own=own)


def _culprit(session: Session, stale: Stale, own: set[int]) -> FactRow | None:
    """The newest fact of the same thing that changed what is to be restored."""
    query = select(FactRow).where(FactRow.subject == stale.subject, col(FactRow.id).not_in(own))
    for row in session.exec(query.order_by(col(FactRow.id).desc()).limit(100)):
        before, after = row.before or {}, row.after or {}
        if any((after or before).get(one) != held for one, held in stale.of.items()):
            continue
        if not stale.columns or any(before.get(one) != after.get(one) for one in stale.columns):
            return row
    return None


def _quoted(sentence: str) -> str:
    return f'"{sentence}"'


def _told(session: Session, row: FactRow) -> str:
    return queries.told_lines(session, [row])[0].told
