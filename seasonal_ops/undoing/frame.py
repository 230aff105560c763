"""What stands around activities, as a fact says that it was: anchors, what hangs on them, gates, targets."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from sqlmodel import Session, SQLModel, col, select

from seasonal_ops import facts
from seasonal_ops.db import load
from seasonal_ops.facts import Fact, State
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Anchor,
    Gate,
    GateActivity,
    Measure,
    Partner,
    Period,
    Plan,
    Series,
    Target,
    TargetActivity,
    key,
)
from seasonal_ops.planning.leaving import Windows, refuse_approved
from seasonal_ops.reactions import happened
from seasonal_ops.undoing.turning import Turn, parsed, require_same, write

_FRAME: Final[dict[str, type[SQLModel]]] = {
    "period": Period,
    "gate": Gate,
    "measure": Measure,
    "target": Target,
}
_LINKS: Final[dict[type[SQLModel], tuple[type[SQLModel], str]]] = {
    Gate: (GateActivity, "gate_id"),
    Target: (TargetActivity, "target_id"),
}


def restore_anchor(turn: Turn) -> None:
    """An occasion gets the date back that it had. Raises Stale."""
    row = load(turn.session, Anchor, int(turn.was["id"]), "anchor")
    before = snapshot(row)
    _restore_columns(turn, row, before)
    _say(turn, facts.AnchorMoved, before, snapshot(row))


def restore_reshaped(turn: Turn) -> None:
    """What hangs on anchors follows back. Raises Stale, or Refused for approved counts left beside."""
    session, plan = turn.session, load(turn.session, Plan, turn.subject_id, "plan")
    was, to = turn.was.get("frame", {}), turn.to.get("frame", {})
    rows = {one: _part(session, one) for one in was if was[one] != to.get(one)}
    refuse_approved(session, plan, _windows(rows, to))
    before = _frame(plan, rows)
    for one, row in rows.items():
        columns = [column for column in was[one] if was[one][column] != to[one].get(column)]
        require_same(row, turn.row.subject, snapshot(row), was[one], columns)
        write(row, to[one], columns)
        session.add(row)
    plan.version += 1
    session.add(plan)
    session.flush()
    _say(turn, facts.PlanReshaped, before, _frame(plan, rows))


def restore_series(turn: Turn) -> None:
    """A series gets its rule back; its dates have facts of their own. Raises Stale."""
    _restore_row(turn, Series, facts.SeriesChanged)


def restore_partner(turn: Turn) -> None:
    """A partner's capacity is what it was. Raises Stale."""
    _restore_row(turn, Partner, facts.PartnerChanged)


def restore_gate(turn: Turn) -> None:
    """What must come first is as it was. Raises Stale."""
    _restore_row(turn, Gate, facts.GateSet)


def restore_target(turn: Turn) -> None:
    """What is aimed at is as it was. Raises Stale."""
    _restore_row(turn, Target, facts.TargetSet)


def _restore_row(turn: Turn, table: type[SQLModel], kind: type[Fact]) -> None:
    row = load(turn.session, table, turn.subject_id, turn.row.subject)
    before = _state(turn.session, row)
    _restore_columns(turn, row, before)
    if "activities" in turn.touched():
        _link(turn.session, row, turn.to.get("activities", ()))
    _say(turn, kind, before, _state(turn.session, row))


def _restore_columns(turn: Turn, row: SQLModel, here: State) -> None:
    columns = turn.touched("id", "created_at")
    require_same(row, turn.row.subject, here or {}, turn.was, columns)
    write(row, turn.to, columns)
    turn.session.add(row)
    turn.session.flush()


def _say(turn: Turn, kind: type[Fact], before: State, after: State) -> None:
    fact = kind(subject=turn.row.subject, before=before, after=after)
    happened(turn.session, fact, actor=turn.actor, now=turn.now)


def _state(session: Session, row: SQLModel) -> dict[str, Any]:
    """The row as its facts hold it: with the activities that are linked to it, where there are such."""
    if type(row) not in _LINKS:
        return snapshot(row)
    links = [getattr(link, "activity_id") for link in _links(session, row)]  # noqa: B009 - a table of links
    return {**snapshot(row), "activities": sorted(links)}


def _links(session: Session, row: SQLModel) -> Sequence[SQLModel]:
    table, column = _LINKS[type(row)]
    return session.exec(select(table).where(col(getattr(table, column)) == key(row))).all()


def _link(session: Session, row: SQLModel, activities: Sequence[int]) -> None:
    table, column = _LINKS[type(row)]
    known = {cast("Any", link).activity_id: link for link in _links(session, row)}
    for one, link in known.items():
        if one not in activities:
            session.delete(link)
    session.add_all(table(**{column: key(row), "activity_id": one}) for one in activities if one not in known)
    session.flush()


def _part(session: Session, name: str) -> SQLModel:
    """A row by what a reshaping calls it: `gate:3`."""
    thing, _, number = name.partition(":")
    return load(session, _FRAME[thing], int(number), thing)


def _windows(rows: dict[str, SQLModel], to: Mapping[str, Any]) -> Windows:
    """Each measure with the window that it gets."""
    return [
        (row, *(parsed(Measure, side, to[one][side]) for side in ("window_from", "window_to")))
        for one, row in rows.items()
        if isinstance(row, Measure)
    ]


def _frame(plan: Plan, rows: dict[str, SQLModel]) -> dict[str, Any]:
    return {**snapshot(plan), "frame": {one: snapshot(row) for one, row in rows.items()}}
