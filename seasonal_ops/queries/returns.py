"""What was expected of whom and by when, and what came: derived from the counts, not kept beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Session, col

from seasonal_ops.models import NEWEST, Area, Count, Measure, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.counts import measures
from seasonal_ops.queries.revisions import first_entered
from seasonal_ops.views import MeasureView, ReturnsView
from seasonal_ops.words import AreaRole, MeasureKind, Purpose, Status

_DAY = timedelta(days=1)
_NOTHING_TO_COUNT = (Status.CANCELLED, Status.NOT_DELIVERED)
_DAILY = (MeasureKind.COUNT, MeasureKind.QUANTITY)


@dataclass(frozen=True, slots=True)
class _Came:
    """One recorded place: its dates, when it first came, and what it holds now."""

    on: date
    until: date
    first: date
    value: Decimal | None


def returns(session: Session, plan: Plan, *, now: datetime) -> list[ReturnsView]:
    """A line a measure: each date of its window that is over should have a value.

    What was done and who took part (outputs, engagement) is expected on the dates of the activities that
    promised to count it. A percentage, a text, and what no activity promised is expected once, by any date
    of the window. A value of the whole district counts, and one of an area where the operation is.
    """
    today = local_today(now, plan.time_zone)
    promised = _promised(session, plan)
    came = _came(session, plan)
    return [
        _line(view, _expected(view, promised.get(view.slug, ())), came.get(view.id, []), today)
        for view in measures(session, plan)
    ]


def _expected(view: MeasureView, promised: Iterable[date]) -> Sequence[tuple[date, date]]:
    """The stretches of dates of each of which one value is expected."""
    window = view.window_from, view.window_to
    if view.kind in _DAILY and view.purpose is Purpose.OUTCOME:
        days = (window[1] - window[0]).days + 1
        return [(on, on) for on in (window[0] + n * _DAY for n in range(days))]
    dates = sorted({on for on in promised if window[0] <= on <= window[1]})
    return [(on, on) for on in dates] if dates and view.kind in _DAILY else [window]


def _line(
    view: MeasureView, expected: Sequence[tuple[date, date]], came: Sequence[_Came], today: date
) -> ReturnsView:
    wait = timedelta(days=view.due_days)
    received = nil = late = 0
    missing: list[date] = []
    for first, last in (one for one in expected if one[1] < today):
        found = [one for one in came if one.on <= last and first <= one.until]
        if not found:
            missing.append(last)
            continue
        received += 1
        nil += all(one.value == 0 for one in found)
        late += min(one.first for one in found) > last + wait
    return ReturnsView(
        measure=view.slug,
        name=view.name,
        source=view.source,
        expected=received + len(missing),
        received=received,
        nil=nil,
        late=late,
        missing=tuple(missing),
        overdue=tuple(on for on in missing if on + wait < today),
        due=(missing[0] if missing else expected[-1][1]) + wait,
    )


def _promised(session: Session, plan: Plan) -> Mapping[str, set[date]]:
    found: dict[str, set[date]] = {}
    for row in activities(session, plan_id=key(plan)):
        if row.status not in _NOTHING_TO_COUNT:
            for slug in row.measures:
                found.setdefault(slug, set()).add(row.starts_on)
    return found


def _came(session: Session, plan: Plan) -> Mapping[int, list[_Came]]:
    """By measure: every place that has a value, with the day on which its first revision came."""
    place = (Count.measure_id, Count.on, Count.until, Count.area_id, Count.activity_id)
    query = (
        sa.select(*map(col, place), col(Count.value), col(Count.entered_at), col(Count.revision))
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .join(Area, col(Area.id) == col(Count.area_id), isouter=True)
        .where(col(Measure.plan_id) == plan.id, NEWEST)
        .where(col(Count.on) <= col(Measure.window_to), col(Count.until) >= col(Measure.window_from))
        .where(col(Count.area_id).is_(None) | (col(Area.role) == AreaRole.EVENT))
    )
    rows = session.execute(query).all()
    revised = [row for row in rows if row.revision > 1]
    dates = [row.on for row in revised]
    of = {row.measure_id for row in revised}
    first = first_entered(session, of, (min(dates), max(dates))) if revised else {}
    found: dict[int, list[_Came]] = {}
    for measure_id, on, until, area, activity, value, entered_at, _revision in rows:
        came = local_today(first.get((measure_id, on, until, area, activity), entered_at), plan.time_zone)
        found.setdefault(measure_id, []).append(_Came(on, until, came, value))
    return found
