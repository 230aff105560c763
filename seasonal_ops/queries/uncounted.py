"""Counts that activities promised, against what was entered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.models import NEWEST, Count, Measure, Plan, key
from seasonal_ops.nights import instants
from seasonal_ops.views import ActivityView, MissingCount
from seasonal_ops.words import MeasureKind, Status

# Counts of a season that ended before this are no longer asked for.
LOOK_BACK: Final = timedelta(days=120)
_NOTHING_TO_COUNT: Final = (Status.CANCELLED, Status.NOT_DELIVERED)


def end_of(row: ActivityView) -> datetime:
    """The instant at which an activity is over."""
    return instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)[1]


def counts_owed(
    session: Session, rows: Sequence[ActivityView], now: datetime
) -> list[tuple[MissingCount, bool]]:
    """What was to be counted at activities that are over, by date, each with whether it was entered.

    One measure is owed once a date, however many activities promised it. A count that says at which activity
    it was made is that activity's, whatever its date, and in each plan in which the activity stands.
    """
    measures = _measures(session)
    promised = [
        (row, measure)
        for row in rows
        if end_of(row) <= now and row.status not in _NOTHING_TO_COUNT
        for measure in (measures.get((row.plan, slug)) for slug in row.measures)
        if measure is not None
    ]
    entered = _entered(session, promised)
    at_activities = _entered_at(session)
    owed: dict[tuple[int, date], tuple[MissingCount, bool]] = {}
    for row, measure in promised:
        place = (key(measure), row.starts_on)
        came = place in entered or (row.id, measure.slug) in at_activities
        owed.setdefault(place, (_count_of(row, measure), came))
    return sorted(owed.values(), key=lambda one: (one[0].on, one[0].measure))


def uncounted(session: Session, rows: Sequence[ActivityView], now: datetime) -> tuple[MissingCount, ...]:
    """Counts that activities which are over promised, and for whose date nothing was entered."""
    recent = [row for row in rows if now - LOOK_BACK < end_of(row)]
    return tuple(one for one, entered in counts_owed(session, recent, now) if not entered)


def _count_of(row: ActivityView, measure: Measure) -> MissingCount:
    return MissingCount(
        plan=row.plan,
        measure=measure.slug,
        measure_name=measure.name,
        on=row.starts_on,
        activity=row.id,
    )


def _measures(session: Session) -> Mapping[tuple[str, str], Measure]:
    query = (
        select(Measure, Plan.slug)
        .join(Plan, col(Plan.id) == col(Measure.plan_id))
        .where(col(Measure.kind) != MeasureKind.TEXT)
    )
    return {(slug, measure.slug): measure for measure, slug in session.exec(query)}


def _entered(session: Session, promised: Sequence[tuple[ActivityView, Measure]]) -> set[tuple[int, date]]:
    """Each measure with each date that has a value, among those that were promised."""
    days = [row.starts_on for row, _ in promised]
    if not days:
        return set()
    query = select(col(Count.measure_id), col(Count.on), col(Count.until)).where(
        col(Count.measure_id).in_({key(measure) for _, measure in promised}),
        NEWEST,
        col(Count.on) <= max(days),
        col(Count.until) >= min(days),
    )
    return {
        (measure_id, on)
        for measure_id, first, last in session.exec(query)
        for on in (first + timedelta(days=n) for n in range((last - first).days + 1))
    }


def _entered_at(session: Session) -> set[tuple[int, str]]:
    query = (
        select(col(Count.activity_id), col(Measure.slug))
        .join(Measure, col(Measure.id) == col(Count.measure_id))
        .where(NEWEST, col(Count.activity_id).is_not(None))
    )
    return {(activity_id, slug) for activity_id, slug in session.exec(query) if activity_id is not None}
