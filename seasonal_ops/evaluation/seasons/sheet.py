"""The sheet for entering counts: what is recorded at a place, and the same nights of the season before.

The nights are matched as in an evaluation, and each holds what an evaluation would take for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.errors import NotFound
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records import history
from seasonal_ops.evaluation.records.history import Family
from seasonal_ops.evaluation.records.recorded import Recorded, recorded
from seasonal_ops.evaluation.seasons.choosing import Alignment, Baseline, alignment, baselines
from seasonal_ops.evaluation.seasons.measured import unlike
from seasonal_ops.models import Activity, Anchor, Area, Count, Measure, Partner, Plan, PlanActivity
from seasonal_ops.nights import local_today
from seasonal_ops.views import (
    CountPlace,
    CountSheet,
    CountView,
    LastNight,
    MeasureView,
    SheetChoice,
    SheetRow,
)
from seasonal_ops.words import AreaRole

_DISTRICT = "whole district"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the rows of one sheet are made from."""

    plan: Plan
    family: Family
    earlier: tuple[Baseline, Alignment] | None
    counts: Mapping[str, Sequence[CountView]]
    missing: Mapping[str, frozenset[date]]
    partners: Mapping[str, str]


def count_sheet(
    session: Session, plan: Plan, *, now: datetime, area: str | None = None, activity: int | None = None
) -> CountSheet:
    """The sheet of the whole district, of an area by its slug, or of an activity that stands in the plan.

    A sheet of an activity has the dates of the activity and the measures that it promised, and no earlier
    season beside it. Raises NotFound.
    """
    at = CountPlace(plan.slug, area, activity)
    # First: what is recorded while the rest is read is then newer than what was seen.
    newest = queries.newest_count(session, plan)
    family = history.read(session, plan)
    views = queries.measures(session, plan)
    occasion = None if activity is None else _occasion(session, plan, activity)
    found = [one for one in queries.counts(session, plan) if (one.area, one.activity) == (area, activity)]
    if occasion is not None:
        held = {one.measure for one in found}
        views = [one for one in views if one.slug in occasion.measures or one.slug in held]
    if area is not None:
        family = _of_area(family, _area(session, area))
    earlier = None if activity is not None else _earlier(session, plan)
    desk = _Desk(
        plan=plan,
        family=family,
        earlier=earlier,
        counts={one.slug: [each for each in found if each.measure == one.slug] for one in views},
        missing=_missing(session, plan, now) if at == CountPlace(plan.slug) else {},
        partners=dict(session.exec(select(Partner.slug, Partner.name)).all()),
    )
    choices = _choices(session, plan)
    return CountSheet(
        at=at,
        plan_name=plan.name,
        title=next((one.title for one in choices if one.at == at), area or f"activity {activity}"),
        today=local_today(now, plan.time_zone),
        days=_days(views, occasion),
        anchors=_anchors(session, plan),
        against="" if earlier is None else str(earlier[0].year),
        rows=tuple(_row(desk, one, alone=occasion is not None) for one in views),
        choices=choices,
        newest=newest,
    )


def _occasion(session: Session, plan: Plan, activity: int) -> Activity:
    standing = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan.id)
    found = session.exec(
        select(Activity).where(col(Activity.id) == activity, col(Activity.id).in_(standing))
    ).first()
    if found is None:
        raise NotFound("activity", activity, hint=f"see: seasonal-ops activity list --plan {plan.slug}")
    return found


def _area(session: Session, slug: str) -> Area:
    found = session.exec(select(Area).where(Area.slug == slug)).first()
    if found is None:
        raise NotFound("area", slug, hint="see: seasonal-ops area list")
    return found


def _of_area(family: Family, area: Area) -> Family:
    """The same as if there were no other place: an area to compare with has its own earlier nights."""
    rows = {
        measure: [row for row in ones if row.area == area.id and row.activity is None]
        for measure, ones in family.rows.items()
    }
    return replace(family, rows=rows, roles={area.id or 0: AreaRole.EVENT})


def _earlier(session: Session, plan: Plan) -> tuple[Baseline, Alignment] | None:
    found = baselines(session, plan, ())
    return (found[0], alignment(session, plan, found[0])) if found else None


def _missing(session: Session, plan: Plan, now: datetime) -> Mapping[str, frozenset[date]]:
    return {one.measure: frozenset(one.missing) for one in queries.returns(session, plan, now=now)}


def _anchors(session: Session, plan: Plan) -> Mapping[date, str]:
    rows = session.exec(select(Anchor).where(Anchor.plan_id == plan.id).order_by(col(Anchor.position).desc()))
    return {row.on: row.name for row in rows}


def _days(views: Iterable[MeasureView], occasion: Activity | None) -> tuple[date, ...]:
    """Every date that lies in the window of some measure."""
    if occasion is not None:
        windows = {Window(occasion.starts_on, occasion.ends_on)}
    else:
        windows = {Window(one.window_from, one.window_to) for one in views}
    return tuple(sorted({day for window in windows for day in window.days()}))


def _choices(session: Session, plan: Plan) -> tuple[SheetChoice, ...]:
    """The whole district, every area that is known, and the activities that promised or hold counts."""
    areas = [SheetChoice(CountPlace(plan.slug, one.slug), f"in {one.name}") for one in queries.areas(session)]
    held = (
        select(col(Count.activity_id))
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .where(Measure.plan_id == plan.id, col(Count.activity_id).is_not(None))
    )
    of_plan = (
        select(Activity)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(PlanActivity.plan_id == plan.id)
        .order_by(col(Activity.starts_on), col(Activity.id))
    )
    holding = set(session.exec(held))
    activities = [
        SheetChoice(
            CountPlace(plan.slug, None, one.id), f"at {one.title}, {one.starts_on:%a} {one.starts_on:%d %b}"
        )
        for one in session.exec(of_plan)
        if one.measures or one.id in holding
    ]
    return (SheetChoice(CountPlace(plan.slug), _DISTRICT), *areas, *activities)


def _row(desk: _Desk, measure: MeasureView, *, alone: bool) -> SheetRow:
    own = desk.counts[measure.slug]
    window = Window(measure.window_from, measure.window_to)
    row = SheetRow(
        measure=measure,
        source=desk.partners.get(measure.source or "", ""),
        nights={one.on: one for one in own if one.on == one.until},
        whole=next((one for one in own if _is_whole(one, window)), None),
        others=sum(window.first <= one.on != one.until and not _is_whole(one, window) for one in own),
        missing=desk.missing.get(measure.slug, frozenset()),
    )
    if alone:
        return replace(
            row, together={on: one.value for on, one in row.nights.items() if one.value is not None}
        )
    found = recorded(desk.family, measure.slug, year=desk.plan.year)
    days = set(window.days())
    row = replace(row, together={on: value for on, value in found.values.items() if on in days})
    return row if desk.earlier is None else _beside(row, desk, window, found)


def _is_whole(one: CountView, window: Window) -> bool:
    return one.on != one.until and (one.on, one.until) == (window.first, window.last)


def _beside(row: SheetRow, desk: _Desk, window: Window, found: Recorded) -> SheetRow:
    """The row with the nights of the earlier season, inside of that season's own window."""
    if desk.earlier is None:
        return row
    baseline, aligned = desk.earlier
    then = desk.family.definition(row.measure.slug, baseline.year)
    last = then.window if then else aligned.window(window)
    pairs = aligned.matching(window).within(last).pairs
    return replace(
        row,
        last={pair.this: LastNight(pair.last, found.values.get(pair.last)) for pair in pairs},
        last_whole=found.totals.get((last.first, last.last)),
        unlike=unlike(row.measure, then),
    )
