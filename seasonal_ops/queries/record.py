"""The journal in words: who did what, when, and what is otherwise since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, literal, or_
from sqlmodel import Session, SQLModel, col, select

from seasonal_ops import telling
from seasonal_ops.db import batched, look_up
from seasonal_ops.errors import NotFound
from seasonal_ops.facts import AnchorMoved, ChangeRedone, ChangeReverted, ChangeUndone
from seasonal_ops.models import (
    Activity,
    Area,
    Contact,
    ContactDetail,
    Count,
    FactRow,
    Feed,
    Gate,
    Lesson,
    Measure,
    Meeting,
    Partner,
    Plan,
    PlanActivity,
    Series,
    Target,
    key,
)
from seasonal_ops.telling import Happening, Names
from seasonal_ops.views.record import RecordLine

ERASED: Final = "an erased contact"
_WHOLE: Final = 4000
_TURNS: Final = tuple(kind.__name__ for kind in (ChangeUndone, ChangeRedone, ChangeReverted))


def record(
    session: Session,
    *,
    activity_id: int | None = None,
    plan_id: int | None = None,
    since_version: int | None = None,
    before: int | None = None,
    limit: int = 200,
) -> list[RecordLine]:
    """The facts in words, the newest first: of everything, or of one activity or plan.

    `since_version` leaves only those that brought an activity beyond the version that somebody looked at;
    `before` the id of the fact from which on older ones are wanted.
    """
    query = select(FactRow).order_by(col(FactRow.id).desc()).limit(limit)
    if activity_id is not None:
        query = query.where(FactRow.subject == f"activity:{activity_id}")
    if plan_id is not None:
        query = query.where(_of_plan(plan_id))
    if since_version is not None:
        query = query.where(col(FactRow.after)["version"].as_integer() > since_version)
    if before is not None:
        query = query.where(col(FactRow.id) < before)
    return told_lines(session, session.exec(query).all())


def record_line(session: Session, fact_id: int) -> RecordLine:
    """One fact with its changes in full. Raises NotFound."""
    row = session.get(FactRow, fact_id)
    if row is None:
        raise NotFound("fact", fact_id, hint="see: seasonal-ops audit list")
    return told_lines(session, [row], longest=_WHOLE)[0]


def caused(session: Session, fact_id: int, *, limit: int = 200) -> list[RecordLine]:
    """The other facts of the step that a fact began, in their order."""
    query = select(FactRow).where(FactRow.caused_by == fact_id).order_by(col(FactRow.id)).limit(limit)
    return told_lines(session, session.exec(query).all())


def told_lines(
    session: Session, rows: Sequence[FactRow], *, longest: int = telling.LONGEST
) -> list[RecordLine]:
    """Facts in words, in the order given."""
    names = names_of(session, rows)
    undone = taken_back(session, {one for row in rows for one in (row.caused_by, key(row)) if one})
    return [_line(row, names, undone, longest) for row in rows]


def happening(row: FactRow) -> Happening:
    """A fact as it is told."""
    return Happening(row.kind, row.subject, row.before, row.after)


def names_of(session: Session, rows: Iterable[FactRow]) -> Names:
    """What everything is called now that the facts hold ids of; of a step taken back, its sentence."""
    named = _Named.of(rows)
    known = dict(_looked_up(session, named))
    return Names(known | {f"fact:{root}": step_told(session, root) for root in named.ids("fact")})


def step_told(session: Session, root: int) -> str:
    """A step in one sentence: its first fact, and how much else it did. Raises NotFound."""
    row = look_up(session, FactRow, root, "fact")
    told = telling.told(happening(row), names_of(session, [row]))
    others = session.exec(select(func.count()).where(FactRow.caused_by == root)).one()
    if not others or row.kind in _TURNS:
        return told
    if row.kind == AnchorMoved.__name__:
        return f"{told}, and what hangs on it"
    return f"{told}, and {others} more {'change' if others == 1 else 'changes'}"


def subject_name(session: Session, row: FactRow) -> str:
    """What a fact is about, by its name."""
    return telling.title(happening(row), names_of(session, [row]))


def _line(row: FactRow, names: Names, undone: set[int], longest: int) -> RecordLine:
    what = happening(row)
    return RecordLine(
        id=key(row),
        at=row.at,
        actor=row.actor,
        actor_kind=row.actor_kind,
        kind=row.kind,
        subject=row.subject,
        title=telling.title(what, names),
        told=telling.told(what, names),
        changes=telling.changes(what, names, longest=longest),
        undone=bool({row.caused_by, row.id} & undone),
        caused_by=row.caused_by,
        digest=row.digest,
    )


def taken_back(session: Session, ids: Iterable[int]) -> set[int]:
    """Which of these facts were undone or reverted, and were not done again since.

    A way back can itself be taken back: what was said last of each counts, when that still holds.
    """
    turns: dict[int, list[tuple[int, str]]] = {}
    asked, found = set(ids), set(ids)
    while asked:
        new: list[tuple[int | None, str, str]] = []
        for some in batched([f"fact:{one}" for one in asked]):
            query = select(col(FactRow.id), FactRow.subject, FactRow.kind).where(
                col(FactRow.subject).in_(some), col(FactRow.kind).in_(_TURNS)
            )
            new += session.exec(query.order_by(col(FactRow.id))).all()
        for turn, subject, kind in new:
            turns.setdefault(int(subject.split(":")[1]), []).append((turn or 0, kind))
        asked = {turn for turn, *_ in new if turn is not None} - found
        found |= asked
    return {one for one in found if _gone(one, turns)}


def _gone(fact_id: int, turns: Mapping[int, Sequence[tuple[int, str]]]) -> bool:
    if fact_id not in turns:
        return False
    turn, kind = turns[fact_id][-1]
    return (kind != ChangeRedone.__name__) != _gone(turn, turns)


def _of_plan(plan_id: int) -> ColumnElement[bool]:
    """Facts of a plan, of what is at home in it, and of what it counts, aims at and has learnt."""
    measures = select(Measure.id).where(Measure.plan_id == plan_id)
    at_home = (PlanActivity.plan_id == plan_id, col(PlanActivity.home))
    of = {
        "activity": select(_subject("activity", PlanActivity.activity_id)).where(*at_home),
        "measure": select(_subject("measure", Measure.id)).where(Measure.plan_id == plan_id),
        "count": select(_subject("count", Count.id)).where(col(Count.measure_id).in_(measures)),
        "gate": select(_subject("gate", Gate.id)).where(Gate.plan_id == plan_id),
        "target": select(_subject("target", Target.id)).where(Target.plan_id == plan_id),
        "lesson": select(_subject("lesson", Lesson.id)).where(Lesson.plan_id == plan_id),
        "meeting": select(_subject("meeting", Meeting.id)).where(Meeting.plan_id == plan_id),
        "series": select(_subject("series", Series.id)).where(Series.plan_id == plan_id),
    }
    subject = col(FactRow.subject)
    return or_(subject == f"plan:{plan_id}", *(subject.in_(some) for some in of.values()))


def _subject(thing: str, column: Any) -> ColumnElement[str]:
    return literal(f"{thing}:") + cast(column, String)


@dataclass(frozen=True, slots=True)
class _Named:
    """The things that facts hold ids of, by their sort."""

    found: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, rows: Iterable[FactRow]) -> "_Named":
        found: dict[str, set[int]] = {}
        for row in rows:
            for one in telling.mentioned(happening(row)):
                thing, _, number = one.partition(":")
                if number.isdecimal():
                    found.setdefault(thing, set()).add(int(number))
        return cls({thing: frozenset(ids) for thing, ids in found.items()})

    def ids(self, thing: str) -> list[int]:
        return sorted(self.found.get(thing, ()))


_CALLED: Final[Mapping[str, tuple[type[SQLModel], str]]] = {
    "activity": (Activity, "title"),
    "area": (Area, "name"),
    "feed": (Feed, "name"),
    "gate": (Gate, "title"),
    "measure": (Measure, "name"),
    "partner": (Partner, "name"),
    "plan": (Plan, "name"),
    "series": (Series, "title"),
}


def _looked_up(session: Session, named: _Named) -> Iterator[tuple[str, str]]:
    for thing, (table, column) in _CALLED.items():
        for row in _rows(session, table, named.ids(thing)):
            yield f"{thing}:{getattr(row, 'id')}", getattr(row, column)  # noqa: B009 - every one has it
    for contact in _rows(session, Contact, named.ids("contact")):
        detail = session.get(ContactDetail, key(contact))
        known = (detail.name or detail.email or detail.url) if detail else ""
        yield f"contact:{key(contact)}", known or ERASED


def _rows(session: Session, table: Any, ids: Sequence[int]) -> list[Any]:
    return [
        row for some in batched(ids) for row in session.exec(select(table).where(col(table.id).in_(some)))
    ]
