"""The counts of one season's measures in all its years, read once and by plain columns.

A measure is the same in all plans of one template by its slug. Only the dates are read that a window, or
one of its sensitivity checks, can ask for in some year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import BigInteger, Boolean, DateTime, String, type_coerce
from sqlalchemy import select as columns_of
from sqlmodel import Session, col, func, select

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.models import NEWEST, Area, Count, Mark, Measure, Partner, Plan, key
from seasonal_ops.queries.revisions import Place, first_entered
from seasonal_ops.views import MarkView
from seasonal_ops.words import REASON_DUE, AreaRole, MeasureKind

# The weekdays of another year lie at most four days off; a week more is for anchors that move a little.
_MARGIN: Final = timedelta(days=11)


class Row(NamedTuple):
    """A recorded value in its newest revision, as it comes from the database: there may be many.

    `value` is in ten-thousandths, `entered_at` in UTC, aware or not as the database gives it. `reason_due`:
    it is unusual, and nobody has said yet why it is right.
    """

    measure: int
    on: date
    until: date
    area: int | None
    activity: int | None
    value: int | None
    yes: int | None
    answered: int | None
    qualifier: str
    status: str
    nil: bool
    as_at: date
    source: str
    revision: int
    entered_at: datetime
    approved_by: str
    reason_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A measure as one plan of the family has it."""

    id: int
    plan: int
    year: int
    slug: str
    definition: str
    unit: str
    kind: MeasureKind
    boundary: str
    source: str | None
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The plans of a template up to this season, the newest first, with their measures and what is recorded.

    `entered` is when the first revision of a corrected value came, by what tells its place.
    """

    plans: tuple[Plan, ...]
    measures: Mapping[str, tuple[Definition, ...]]
    rows: Mapping[int, Sequence[Row]]
    roles: Mapping[int, AreaRole]
    entered: Mapping[Place, datetime]
    marks: Mapping[str, tuple[MarkView, ...]]

    def plan_of(self, year: int) -> Plan | None:
        """The season of a year."""
        return next((plan for plan in self.plans if plan.year == year), None)

    def definition(self, slug: str, year: int) -> Definition | None:
        """The measure as the plan of that year has it."""
        return next((one for one in self.measures.get(slug, ()) if one.year == year), None)


def read(session: Session, plan: Plan) -> Family:
    """All plans of the template up to the year of this one, and the counts of their measures."""
    plans = tuple(
        session.exec(
            select(Plan)
            .where(Plan.template == plan.template, col(Plan.year) <= plan.year)
            .order_by(col(Plan.year).desc())
        )
    )
    found = _definitions(session, plans)
    ids = [one.id for one in found]
    rows = _rows(session, ids, _reaches(found, _oldest(session, ids)))
    measures: dict[str, list[Definition]] = defaultdict(list)
    for one in found:
        measures[one.slug].append(one)
    by_measure: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure].append(row)
    return Family(
        plans=plans,
        measures={slug: tuple(ones) for slug, ones in measures.items()},
        rows=by_measure,
        roles={key(area): area.role for area in session.exec(select(Area))},
        entered=_first_entered(session, rows),
        marks=_marks(session, plans, found),
    )


def _definitions(session: Session, plans: Sequence[Plan]) -> list[Definition]:
    years = {key(plan): plan.year for plan in plans}
    rows = session.exec(
        select(Measure, Partner.slug)
        .join(Partner, col(Partner.id) == col(Measure.source_partner_id), isouter=True)
        .where(col(Measure.plan_id).in_(years))
    )
    found = [
        Definition(
            id=key(row),
            plan=row.plan_id,
            year=years[row.plan_id],
            slug=row.slug,
            definition=row.definition,
            unit=row.unit,
            kind=row.kind,
            boundary=f"{row.night_from:%H:%M}",
            source=source,
            window=Window(row.window_from, row.window_to),
        )
        for row, source in rows
    ]
    return sorted(found, key=lambda one: (-one.year, one.id))


def _oldest(session: Session, ids: Sequence[int]) -> date | None:
    """The first date of all; a look into the index a measure."""
    of_each = select(func.min(col(Count.on))).where(col(Count.measure_id) == col(Measure.id), NEWEST)
    found = session.exec(select(of_each.scalar_subquery()).where(col(Measure.id).in_(ids)))
    return min((on for on in found if on is not None), default=None)


def _reaches(found: Iterable[Definition], oldest: date | None) -> list[tuple[date, date]]:
    """The stretches of dates that windows of any year, in any year, can ask for; none overlaps another."""
    if oldest is None:
        return []
    asked: set[Window] = set()
    for one in found:
        for back in range(one.window.first.year - oldest.year + 2):
            asked.add(one.window.years_earlier(back))
    merged: list[tuple[date, date]] = []
    for window in sorted(asked, key=lambda each: each.first):
        first, last = window.first - _MARGIN, window.last + _MARGIN
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _rows(session: Session, ids: Sequence[int], reaches: Iterable[tuple[date, date]]) -> list[Row]:
    # Plain types: to make words and decimals of them takes longer than all the rest.
    columns = (
        *(col(Count.measure_id), col(Count.on), col(Count.until), col(Count.area_id), col(Count.activity_id)),
        *(type_coerce(col(Count.value), BigInteger), col(Count.yes), col(Count.answered)),
        *(type_coerce(col(Count.qualifier), String), type_coerce(col(Count.status), String), col(Count.nil)),
        *(col(Count.as_at), col(Count.source), col(Count.revision)),
        *(type_coerce(col(Count.entered_at), DateTime), col(Count.approved_by)),
        type_coerce(col(Count.reason) == REASON_DUE, Boolean),
    )
    query = columns_of(*columns).where(col(Count.measure_id).in_(ids), NEWEST)
    found: list[Row] = []
    for first, last in reaches:
        rows = session.connection().execute(query.where(col(Count.on).between(first, last)))
        found += map(Row._make, rows.all())
    return found


def _first_entered(session: Session, found: Sequence[Row]) -> dict[Place, datetime]:
    """A correction is not late: what counts is when the value first came."""
    revised = [row for row in found if row.revision > 1]
    if not revised:
        return {}
    return first_entered(
        session,
        {row.measure for row in revised},
        (min(row.on for row in revised), max(row.on for row in revised)),
    )


def _marks(
    session: Session, plans: Sequence[Plan], found: Sequence[Definition]
) -> dict[str, tuple[MarkView, ...]]:
    """Of a measure in whichever plan they were made, the earliest first."""
    slugs = {plan.id: plan.slug for plan in plans}
    known = {one.id: one for one in found}
    marks: dict[str, list[MarkView]] = defaultdict(list)
    rows = session.exec(
        select(Mark).where(col(Mark.measure_id).in_(known)).order_by(col(Mark.on), col(Mark.id))
    )
    for row in rows:
        one = known[row.measure_id]
        view = MarkView(
            id=key(row),
            plan=slugs[one.plan],
            measure=one.slug,
            on=row.on,
            kind=row.kind,
            reason=row.reason,
            declared_by=row.declared_by,
            declared_at=row.declared_at,
        )
        marks[one.slug].append(view)
    return {slug: tuple(ones) for slug, ones in marks.items()}
