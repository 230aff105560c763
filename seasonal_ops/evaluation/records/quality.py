"""One season of a measure as it is recorded: its nights, its total, and how good they are (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from seasonal_ops.evaluation import spans
from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Family, Row
from seasonal_ops.evaluation.records.recorded import Recorded
from seasonal_ops.evaluation.shapes import Night, Quality, SeasonCounts
from seasonal_ops.views import MeasureView
from seasonal_ops.words import AreaRole, CountStatus, MeasureKind, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What it takes to read a season out of the records; `today` is local to `time_zone`."""

    family: Family
    today: date
    time_zone: str


def season_counts(
    reading: Reading,
    measure: MeasureView,
    found: Recorded,
    window: Window,
    *,
    year: int,
    deployed: Mapping[date, int] | None = None,
) -> SeasonCounts:
    """A measure over its window in the season of a year; `deployed` is by date."""
    days, busy = window.days(), deployed or {}
    plan = reading.family.plan_of(year)
    of_period = stands_as_one(found, window)
    return SeasonCounts(
        year=year,
        plan=plan.slug if plan else None,
        window=window,
        nights=tuple(Night(day, found.values.get(day), busy.get(day, 0)) for day in days),
        total=total_of(found, window, newest=measure.kind is MeasureKind.PERCENTAGE),
        quality=_quality(reading, measure, found, window, year=year, of_period=of_period),
        of_period=of_period,
        areas={
            role: total
            for role in found.areas.keys() | found.area_totals.keys()
            if (total := _area_total(found, role, window)) is not None
        },
    )


def stands_as_one(found: Recorded, window: Window) -> bool:
    """Whether one figure for the whole window stands for it: it is there, and its nights are not all."""
    return (window.first, window.last) in found.totals and not complete(found, window)


def complete(found: Recorded, window: Window) -> bool:
    """Whether every night of a window has a value."""
    return all(day in found.values for day in window.days())


def total_of(found: Recorded, window: Window, *, newest: bool) -> Decimal | None:
    """All that was received in a window: counts and quantities add up, of percentages the newest stands."""
    if stands_as_one(found, window):
        return found.totals[window.first, window.last]
    values = [found.values[day] for day in window.days() if day in found.values]
    if not values:
        return None
    return values[-1] if newest else sum(values, Decimal(0))


def _area_total(found: Recorded, role: AreaRole, window: Window) -> Decimal | None:
    nights = found.areas.get(role, {})
    values = [nights[day] for day in window.days() if day in nights]
    if values:
        return sum(values, Decimal(0))
    totals = found.area_totals.get(role, {})
    return totals.get((window.first, window.last))


def _quality(
    reading: Reading,
    measure: MeasureView,
    found: Recorded,
    window: Window,
    *,
    year: int,
    of_period: bool,
) -> Quality:
    rows = found.rows(window)
    expected = [day for day in window.days() if day <= reading.today]
    received = len(expected) if of_period else sum(day in found.values for day in expected)
    own = reading.family.definition(measure.slug, year)
    # A count of an earlier season that was entered afterwards, for comparison, was never due.
    due = [row for row in rows if own is not None and row.measure == own.id]
    statuses = Counter(row.status for row in rows)
    as_at = {row.as_at for row in rows}
    least, most = _possible(measure, _behind(found, window, of_period=of_period))
    return Quality(
        completeness=Completeness(received, len(expected)),
        late=_late(reading, due, timedelta(days=measure.due_days)),
        nil=sum(row.nil for row in rows),
        provisional=statuses[CountStatus.PROVISIONAL],
        final=statuses[CountStatus.FINAL],
        approved=sum(row.approved_by != "" for row in rows),
        revised=sum(row.revision > 1 for row in rows),
        inexact=sum(row.qualifier != Qualifier.EXACT for row in rows),
        unexplained=sum(bool(row.reason_due) for row in rows),
        least=least,
        most=most,
        as_at=(min(as_at), max(as_at)) if as_at else None,
        sources=tuple(sorted({row.source for row in rows} - {""})),
    )


def _behind(found: Recorded, window: Window, *, of_period: bool) -> Iterable[Row]:
    """The rows that make the total: of one figure for the whole window and its nights only one counts."""
    if of_period:
        return found.total_rows.get((window.first, window.last), ())
    return [row for day in window.days() for row in found.counted.get(day, ())]


def _possible(measure: MeasureView, rows: Iterable[Row]) -> tuple[Decimal, Decimal | None]:
    """The least and the most that values add up to, by what is said of each: None without an end."""
    if measure.kind is MeasureKind.PERCENTAGE:
        return Decimal(0), None
    least, most = Decimal(0), Decimal(0)
    endless = False
    for row in rows:
        value, qualifier = Decimal(row.value or 0) / 10_000, Qualifier(row.qualifier)
        if qualifier is Qualifier.EXACT:
            span = spans.exactly(value)
        else:
            span = spans.said(value, qualifier, 0, whole=measure.kind is MeasureKind.COUNT)
        least += span.low or 0
        most += span.high or 0
        endless = endless or span.high is None
    return least, None if endless else most


def _late(reading: Reading, rows: Iterable[Row], due: timedelta) -> int:
    """How many came after the last day on which they were due, by the calendar on the plan's wall."""
    zone, first_of = ZoneInfo(reading.time_zone), reading.family.entered
    late = 0
    for row in rows:
        entered = row.entered_at
        if row.revision > 1:
            entered = first_of.get((row.measure, row.on, row.until, row.area, row.activity), entered)
        late += _in_utc(entered).astimezone(zone).date() > row.until + due
    return late


def _in_utc(at: datetime) -> datetime:
    """SQLite drops the zone."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
