"""A plan at work: everything that can be taken back, and how things stand without their counters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

from factories import make_activity, make_partner, make_plan
from sqlmodel import Session, SQLModel, col, select

from seasonal_ops import counting, planning, undoing
from seasonal_ops.counting import NewCount
from seasonal_ops.db import Database
from seasonal_ops.facts import Actor
from seasonal_ops.models import (
    Activity,
    Assignment,
    Gate,
    Measure,
    Plan,
    Series,
    Target,
    key,
)
from seasonal_ops.planning import Edit, GateChange, NewActivity, When
from seasonal_ops.planning.agreeing import agree_action
from seasonal_ops.planning.meetings import note_in_meeting, open_meeting, set_attendance
from seasonal_ops.undoing.activities import TAKEN_BACK
from seasonal_ops.words import ActorKind, Answer, Attendance, GateState, Role, Sensitivity, Status

# Late in the season: there is something to count.
NOW: Final = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
SAM: Final = Actor("sam", ActorKind.TUI)
ALEX: Final = Actor("alex", ActorKind.TUI)
DAY: Final = date(2026, 10, 30)
_TABLES: Final = (
    *("activity", "plan_activity", "assignment", "response", "dependency", "anchor", "period", "series"),
    *("meeting_note", "meeting_partner", "meeting_action"),
    *("plan", "gate", "gate_activity", "target", "target_activity", "measure", "partner", "count"),
)
_COUNTERS: Final = {"id", "version", "sequence", "schedule_revision", "revised_at", "revision", "entered_at"}


@dataclass(frozen=True, slots=True)
class Work:
    """A database with two activities and three partners, by their ids."""

    database: Database
    patrol: int = 0
    stack: int = 0
    plan: int = 0
    partners: tuple[int, ...] = ()
    meeting: int = 0

    @classmethod
    def begin(cls, database: Database) -> "Work":
        with database.write() as session:
            plan = make_plan(session)
            patrol = make_activity(session, plan, DAY)
            stack = make_activity(session, plan, date(2026, 10, 29), title="Stack removal")
            partners = [make_partner(session, name) for name in ("Rotary", "Wardens", "Pastors")]
            about = {"actor": SAM, "now": NOW, "activity_id": key(patrol)}
            planning.assign(session, partner_id=key(partners[0]), role=Role.LEAD, **about)
            meeting = open_meeting(session, plan_id=key(plan), actor=SAM, now=NOW)
            ids = tuple(map(key, partners))
            return cls(database, key(patrol), key(stack), key(plan), ids, key(meeting))

    def do(self, deed: Callable[..., Any], actor: Actor = SAM, **more: Any) -> None:
        """One step of one person."""
        with self.database.write() as session:
            deed(session, **more, actor=actor, now=NOW)

    def undo(self, actor: Actor = SAM) -> str:
        with self.database.write() as session:
            return undoing.undo(session, actor=actor, now=NOW)

    def redo(self, actor: Actor = SAM) -> str:
        with self.database.write() as session:
            return undoing.redo(session, actor=actor, now=NOW)

    def revert(self, fact_id: int, actor: Actor = SAM) -> list[str]:
        with self.database.write() as session:
            return undoing.revert(session, fact_id=fact_id, actor=actor, now=NOW)

    @property
    def state(self) -> Mapping[str, Any]:
        """Every row, but for counters, ended assignments, and what was added and taken back."""
        with self.database.read() as session:
            standing = _Standing(session)
            return {name: sorted(standing.rows(name), key=str) for name in _TABLES}

    def deeds(self) -> Mapping[str, Callable[..., Any]]:
        """Every sort of change, by a name; each may be refused as things stand."""
        patrol = {"activity_id": self.patrol}
        rotary, wardens, pastors = ({"partner_id": one} for one in self.partners)
        return {
            "move": bind(planning.move_activity, **patrol, to=date(2026, 10, 31)),
            "times": bind(planning.move_activity, **patrol, to=DAY, start=time(21), end=time(3)),
            "put": bind(
                planning.put_on, **patrol, when=When(on=date(2026, 11, 2), reason="r", rule="2 November")
            ),
            "rule": bind(planning.put_on, **patrol, when=When(on=DAY, reason="r", rule="30 October")),
            "cancel": bind(planning.cancel_activity, **patrol, reason="rain"),
            "doing": bind(planning.set_status, **patrol, status=Status.DOING),
            "partly": bind(planning.set_status, **patrol, status=Status.PARTLY, note="two of three"),
            "title": bind(planning.edit_activity, **patrol, edit=Edit(title="Night patrol")),
            "edit": bind(
                planning.edit_activity,
                **patrol,
                edit=Edit(description="Bring\ntorches", meet="Gate", sensitivity=Sensitivity.LIMITED),
            ),
            "assign": bind(planning.assign, **patrol, **wardens, role=Role.LEAD),
            "support": bind(planning.assign, **patrol, **pastors),
            "role": bind(planning.assign, **patrol, **rotary, role=Role.SUPPORT),
            "unassign": bind(planning.unassign, **patrol, **rotary),
            "accept": bind(planning.respond, **patrol, **rotary, answer=Answer.ACCEPTED, note="by phone"),
            "decline": bind(planning.respond, **patrol, **rotary, answer=Answer.DECLINED),
            "propose": bind(
                planning.respond, **patrol, **rotary, answer=Answer.PROPOSED, on=date(2026, 11, 1)
            ),
            "wait": bind(planning.wait_for, **patrol, needs_id=self.stack),
            "stop": bind(planning.stop_waiting, **patrol, needs_id=self.stack),
            "add": bind(_add, plan_id=self.plan),
            "anchor": bind(
                planning.move_anchor, plan_id=self.plan, name="Bonfire Night", on=date(2026, 11, 6)
            ),
            "gate": bind(_gate, plan_id=self.plan, patrol=self.patrol),
            "target": bind(_target, plan_id=self.plan, patrol=self.patrol),
            "series": bind(_series, plan_id=self.plan),
            "capacity": bind(planning.set_capacity, **rotary, capacity=3),
            "count": bind(_count, plan_id=self.plan, value="7"),
            "correct": bind(_count, plan_id=self.plan, value="9"),
            "withdraw": bind(_withdraw, plan_id=self.plan),
            "note": bind(note_in_meeting, meeting_id=self.meeting, activity_id=self.patrol, text="Two vans"),
            "attend": bind(
                set_attendance,
                meeting_id=self.meeting,
                given={self.partners[0]: Attendance.PRESENT, self.partners[1]: Attendance.APOLOGIES},
            ),
            "agree": bind(_agree, meeting=self.meeting, patrol=self.patrol, owner=self.partners[0]),
            "several": bind(_several, patrol=self.patrol, stack=self.stack, partner_id=self.partners[2]),
        }


def bind(verb: Callable[..., Any], **values: Any) -> Callable[..., Any]:
    return lambda session, **signed: verb(session, **values, **signed)


def _agree(session: Session, *, meeting: int, patrol: int, owner: int, **signed: Any) -> None:
    about = {"title": "Order skips", "owner_id": owner, "by": date(2026, 11, 9), "about_id": patrol}
    agree_action(session, meeting_id=meeting, **about, **signed)


def _add(session: Session, *, plan_id: int, **signed: Any) -> None:
    when = (When(on=DAY, reason="as given"), When(on=date(2026, 10, 31), reason="as given"))
    new = NewActivity(title="Leaflets", when=when)
    planning.add_activities(session, plan_id=plan_id, time_zone="Europe/London", new=new, **signed)


def _gate(session: Session, *, plan_id: int, patrol: int, **signed: Any) -> None:
    gate = session.exec(select(Gate).where(Gate.plan_id == plan_id).order_by(col(Gate.id))).first()
    assert gate is not None
    change = GateChange(state=GateState.MET, amount=Decimal("1500.50"), funder="OPCC")
    planning.set_gate(session, plan_id=plan_id, name=gate.key, change=change, activities=[patrol], **signed)


def _target(session: Session, *, plan_id: int, patrol: int, **signed: Any) -> None:
    row = session.exec(select(Target).where(Target.plan_id == plan_id).order_by(col(Target.id))).first()
    assert row is not None
    about = {"text": "Ten fewer", "value": Decimal("10.5"), "target_id": key(row), "activities": [patrol]}
    planning.set_target(session, plan_id=plan_id, **about, **signed)


def _series(session: Session, *, plan_id: int, **signed: Any) -> None:
    query = select(Series).where(Series.plan_id == plan_id, col(Series.rule).contains("each evening"))
    row = session.exec(query).one()
    rule = "each evening from 28 October to 5 November"
    planning.change_rule(session, series_id=key(row), rule=rule, since=date(2026, 9, 1), **signed)


def _measure(session: Session, plan_id: int) -> tuple[Plan, Measure]:
    plan = session.get_one(Plan, plan_id)
    return plan, counting.find_measure(session, plan, "asb-fires")


def _count(session: Session, *, plan_id: int, value: str, **signed: Any) -> None:
    plan, measure = _measure(session, plan_id)
    new = NewCount(value=value, on=DAY, reason="read from the log", correct=True, source="police log")
    counting.add_count(session, plan=plan, measure=measure, new=new, **signed)


def _withdraw(session: Session, *, plan_id: int, **signed: Any) -> None:
    plan, measure = _measure(session, plan_id)
    wrong = NewCount(value="", on=DAY, reason="wrong night")
    counting.withdraw(session, plan=plan, measure=measure, wrong=wrong, **signed)


def _several(session: Session, *, patrol: int, stack: int, partner_id: int, **signed: Any) -> None:
    """One step of several changes, two of them of one activity."""
    planning.move_activity(session, activity_id=stack, to=date(2026, 10, 26), **signed)
    planning.move_activity(session, activity_id=patrol, to=date(2026, 10, 27), **signed)
    planning.edit_activity(session, activity_id=patrol, edit=Edit(location="Park"), **signed)
    planning.assign(session, activity_id=stack, partner_id=partner_id, **signed)


class _Standing:
    """What rows are left out of a state: of what was taken back, of those that are asked no longer."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.gone = set(session.exec(select(Activity.id).where(Activity.status_note == TAKEN_BACK)))
        self.asked = set(session.exec(select(Assignment.id).where(col(Assignment.ended_at).is_(None))))
        here = select(Activity.series_id).where(Activity.status_note != TAKEN_BACK)
        self.series = set(session.exec(here))

    def rows(self, name: str) -> list[dict[str, Any]]:
        table = SQLModel.metadata.tables[name]
        every: list[dict[str, Any]] = [dict(row) for row in self.session.execute(table.select()).mappings()]
        kept = [row for row in every if self._counts(name, row)]
        return [{column: held for column, held in row.items() if column not in _COUNTERS} for row in kept]

    def _counts(self, name: str, row: dict[str, Any]) -> bool:
        if name == "response" and row["assignment_id"] not in self.asked:
            return False
        if name == "series" and row["id"] not in self.series:
            return False
        activity = row["id"] if name == "activity" else row.get("activity_id")
        return row.get("ended_at") is None and row.get("current", True) and activity not in self.gone
