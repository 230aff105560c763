"""The lines of the board, in a few queries of columns: no row is made an object, whatever the number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, String, and_, case, func, select, type_coerce
from sqlmodel import Session, col

from seasonal_ops.checks import Taking, clashing
from seasonal_ops.models import Activity, Assignment, Partner, PlanActivity
from seasonal_ops.nights import instants
from seasonal_ops.views.board import BoardRow, sought
from seasonal_ops.words import Answer, Role, Status

NO_PHASE: Final = ""
Place = tuple[int, str]  # a plan's id, and the slug of one of its phases
Rows = Mapping[Place, Sequence[BoardRow]]

# Words are compared as they are stored: to make each its member takes longer than the query.
_STATUS_WORD: Any = type_coerce(col(Activity.status), String)
_ANSWER: Final[Any] = type_coerce(col(Assignment.answer), String)
_ROLE: Final[Any] = type_coerce(col(Assignment.role), String)
_STATUSES: Final = {status.value: status for status in Status}
_SEEN: Final = (
    *(col(Activity.id), col(Activity.version), col(Activity.title), _STATUS_WORD.label("status")),
    *(col(Activity.starts_on), col(Activity.ends_on), col(Activity.start_time), col(Activity.end_time)),
    *(col(Activity.time_zone), col(Activity.location), col(Activity.theme)),
    *(col(PlanActivity.plan_id), col(PlanActivity.phase)),
)
_BY_DATE: Final = (col(Activity.starts_on), col(Activity.start_time).nulls_first(), col(Activity.id))
# What begins and says no end takes somebody's time all the same.
_LEAST: Final = timedelta(minutes=1)
# However far apart two clocks are, what ended three days ago is over on both.
_CERTAINLY: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOnBoard:
    """A plan; `over` when its last activity was before today, `anchors` are its occasions."""

    slug: str
    name: str
    draft: bool
    over: bool
    anchors: frozenset[date]


@dataclass(frozen=True, slots=True)
class _Agency:
    slug: str
    name: str
    capacity: int | None


class _Held(NamedTuple):
    """A partner's part in an activity; one tuple for all in which it has the same."""

    agency: _Agency
    leads: bool
    answered: bool
    declined: bool


# Who is on what, by activity.
_Holding = Mapping[int, Sequence[_Held]]


class Reading:
    """Reads what stands in these plans, or in the one with `plan_id`; `phases` are names by place."""

    def __init__(
        self,
        session: Session,
        now: datetime,
        plans: Mapping[int, PlanOnBoard],
        phases: Mapping[Place, str],
        plan_id: int | None,
    ) -> None:
        self._session, self._now, self._plans, self._phases = session, now, plans, phases
        # Of all plans an activity stands in the one that it is at home in.
        self._here: ColumnElement[bool] = (
            and_(col(PlanActivity.home)) if plan_id is None else col(PlanActivity.plan_id) == plan_id
        )
        self._agencies = {
            row.id: _Agency(row.slug, row.name, row.capacity)
            for row in session.execute(
                select(col(Partner.id), col(Partner.slug), col(Partner.name), col(Partner.capacity))
            )
        }
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    @property
    def names(self) -> Mapping[str, str]:
        """Of all partners, by slug."""
        return {one.slug: one.name for one in self._agencies.values()}

    def everything(self) -> Rows:
        """All of it, with its clashes."""
        ids = select(col(PlanActivity.activity_id)).where(self._here)
        held = self._held(col(Assignment.activity_id).in_(ids))
        found: dict[Place, list[BoardRow]] = defaultdict(list)
        on: dict[str, list[Taking]] = defaultdict(list)
        for row in self._session.execute(self._select(self._here)):
            holding = held.get(row.id, ())
            place, made = self._row(row, holding)
            found[place].append(made)
            self._take(row, holding, on)
        capacity = {one.slug: one.capacity for one in self._agencies.values() if one.capacity is not None}
        clashes = clashing(on, capacity)
        return {
            place: [row._replace(clash=True) if row.id in clashes else row for row in rows]
            if clashes
            else rows
            for place, rows in found.items()
        }

    def first(self, number: int) -> Rows:
        """Of the first phases so many, as if nothing clashed."""
        rows: list[Row[Any]] = []
        for plan, phase in self._phases:
            if len(rows) < number:
                of_phase = (
                    col(PlanActivity.phase).is_(None)
                    if phase == NO_PHASE
                    else col(PlanActivity.phase) == phase
                )
                here = and_(self._here, col(PlanActivity.plan_id) == plan, of_phase)
                rows += self._session.execute(self._select(here).limit(number - len(rows)))
        held = self._held(col(Assignment.activity_id).in_([row.id for row in rows]))
        found: dict[Place, list[BoardRow]] = defaultdict(list)
        for row in rows:
            place, made = self._row(row, held.get(row.id, ()))
            found[place].append(made)
        return found

    def totals(self) -> Mapping[Place, tuple[int, int]]:
        """How many there are in each phase that were not cancelled, and how many of them were delivered."""
        delivered = func.sum(case({Status.DELIVERED.value: 1}, value=_STATUS_WORD, else_=0))
        counted = func.sum(case({Status.CANCELLED.value: 0}, value=_STATUS_WORD, else_=1))
        query = (
            select(col(PlanActivity.plan_id), col(PlanActivity.phase), counted, delivered)
            .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
            .where(self._here)
            .group_by(col(PlanActivity.plan_id), col(PlanActivity.phase))
        )
        found: dict[Place, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for plan, phase, total, done in self._session.execute(query):
            place = self._place(plan, phase)
            found[place] = (found[place][0] + total, found[place][1] + done)
        return found

    def _select(self, here: ColumnElement[bool]) -> Select[Any]:
        query = select(*_SEEN).join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        return query.where(here).order_by(*_BY_DATE)

    def _place(self, plan: int, phase: str | None) -> Place:
        """What names a phase that its plan does not know stands in none."""
        place = (plan, phase or NO_PHASE)
        return place if place in self._phases else (plan, NO_PHASE)

    def _held(self, which: ColumnElement[bool]) -> _Holding:
        query = (
            select(col(Assignment.activity_id), col(Assignment.partner_id), _ROLE, _ANSWER)
            .join(Partner, col(Partner.id) == col(Assignment.partner_id))
            .where(col(Assignment.ended_at).is_(None), which)
            .order_by(col(Partner.slug))
        )
        found: dict[int, list[_Held]] = defaultdict(list)
        same: dict[tuple[int, str, str], _Held] = {}
        for activity_id, *part in self._session.execute(query):
            place = (part[0], part[1], part[2])
            held = same.get(place)
            if held is None:
                partner_id, role, answer = place
                held = same[place] = _Held(
                    self._agencies[partner_id],
                    leads=role == Role.LEAD.value,
                    answered=answer != Answer.ASKED.value,
                    declined=answer == Answer.DECLINED.value,
                )
            found[activity_id].append(held)
        return found

    def _take(self, row: Row[Any], holding: Sequence[_Held], on: dict[str, list[Taking]]) -> None:
        """What `checks.overbooked` looks at, of what is open and not over."""
        ties_down = row.start_time is not None or row.starts_on == row.ends_on
        manned = [one.agency.slug for one in holding if not one.declined and one.agency.capacity is not None]
        if manned and ties_down and _STATUSES[row.status].open and not self._is_over(row):
            start, end = _instants(row)
            taking = Taking(row.id, start, max(end, start + _LEAST), row.start_time is not None)
            for slug in manned:
                on[slug].append(taking)

    def _is_over(self, row: Row[Any]) -> bool:
        today = self._now.date()
        if abs(row.ends_on - today) > _CERTAINLY:
            return bool(row.ends_on < today)
        return _instants(row)[1] <= self._now

    def _row(self, row: Row[Any], holding: Sequence[_Held]) -> tuple[Place, BoardRow]:
        """A line and where it stands, as if it clashed with nothing."""
        plan, place = self._plans[row.plan_id], self._place(row.plan_id, row.phase)
        # A draft whose season is over was made for its counts: nobody is late with it.
        forgotten, is_over = plan.draft and plan.over, self._is_over(row)
        people = " ".join(f"{one.agency.name} {one.agency.slug}" for one in holding)
        return place, BoardRow(
            row.id, row.version, row.title, row.starts_on, row.ends_on, row.start_time, row.end_time,
            _STATUSES[row.status],
            leads=self._slugs(one.agency.slug for one in holding if one.leads),
            supports=self._slugs(one.agency.slug for one in holding if not one.leads),
            asked=len(holding),
            answered=sum(one.answered for one in holding),
            over=is_over and not forgotten,
            clash=False,
            anchor=row.starts_on in plan.anchors,
            sought=sought(
                row.title, plan.name, self._phases[place], row.location, row.theme, row.status, people
            ),
            ended=is_over or forgotten,
        )  # fmt: skip

    def _slugs(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """One tuple for all activities that are asked of the same partners."""
        found = tuple(slugs)
        return self._same.setdefault(found, found)


def tallied(rows: Rows) -> Mapping[Place, tuple[int, int]]:
    """What `Reading.totals` says of rows that are all there."""
    return {
        place: (
            sum(row.status is not Status.CANCELLED for row in some),
            sum(row.status is Status.DELIVERED for row in some),
        )
        for place, some in rows.items()
    }


def _instants(row: Row[Any]) -> tuple[datetime, datetime]:
    return instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)
