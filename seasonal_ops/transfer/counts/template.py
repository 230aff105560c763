"""The sheet that goes to an analyst: dates or values to fill in, with what is recorded already."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.dates.wording import weekday_name
from seasonal_ops.errors import Refused
from seasonal_ops.models import Area, Plan
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.transfer.counts.layout import Column, Shape, measure_named
from seasonal_ops.transfer.counts.values import CLOSED, SPOKEN
from seasonal_ops.transfer.files.cleaning import guarded
from seasonal_ops.transfer.table import Kind
from seasonal_ops.views import CountView, MeasureView
from seasonal_ops.words import MeasureKind, Qualifier

_DAY: Final = timedelta(days=1)
# With it Excel takes the file for UTF-8 (RFC 3629, section 6, calls it a signature).
_SIGNATURE: Final = "\ufeff"
_LONG: Final = tuple(column for column in Column if column not in (Column.UNIT, Column.WEEKDAY))
# First and last day, area, activity.
Place = tuple[date, date, str | None, int | None]
Cell = str | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Template:
    """The file, and how many recorded values have no cell in it."""

    content: bytes
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a sheet asks for. `areas` are slugs, None is the whole district."""

    measures: Sequence[MeasureView]
    areas: Sequence[str | None]
    counts: Mapping[str, Mapping[Place, CountView]]
    occasions: Mapping[date, str]
    measure_names: Choices
    area_names: Choices


def template(
    session: Session,
    plan: Plan,
    *,
    kind: Kind,
    shape: Shape = Shape.WIDE,
    partner: str | None = None,
    measures: Sequence[str] = (),
    areas: Sequence[str] = (),
) -> Template:
    """A sheet for the windows of the measures: of one partner, of some, or of all.

    `measures` and `areas` are names as people type them; without `areas` the whole district is asked for.
    The same plan gives the same bytes. Raises BadValue for a name nobody knows, Refused where nothing is
    left to count.
    """
    asked = _asked(session, plan, partner, measures, areas)
    wide = shape is Shape.WIDE
    headers, rows = _wide(asked) if wide else _long(asked)
    shown = sum(len(places) for places in asked.counts.values())
    without = sum(place[3] is not None for places in asked.counts.values() for place in places) if wide else 0
    recorded = sum(one.measure in asked.counts for one in queries.counts(session, plan))
    content = _csv(headers, rows) if kind is Kind.CSV else _xlsx(plan, asked.measures, headers, rows)
    return Template(content, recorded - shown + without)


def _asked(
    session: Session, plan: Plan, partner: str | None, measures: Sequence[str], areas: Sequence[str]
) -> _Asked:
    views = queries.measures(session, plan)
    names = Choices("measure", {view.slug: view.name for view in views})
    wanted = {names.read(one) for one in measures}
    source = None if partner is None else queries.find_partner(session, partner).slug
    chosen = [
        view
        for view in views
        if (not wanted or view.slug in wanted) and (source is None or view.source == source)
    ]
    if not chosen:
        raise Refused(f"there is nothing to count so; see: seasonal-ops measure list {plan.slug}")
    rows = session.exec(select(Area).order_by(col(Area.name), col(Area.slug)))
    area_names = Choices("area", {row.slug: row.name for row in rows})
    places: list[str | None] = [*dict.fromkeys(area_names.read(one) for one in areas)]
    anchors = queries.calendar_of(session, plan).anchors
    occasions: dict[date, str] = {}
    for name, dated in anchors.items():
        occasions[dated.on] = ", ".join(filter(None, [occasions.get(dated.on), name]))
    return _Asked(
        measures=chosen,
        areas=places or [None],
        counts=_within(chosen, queries.counts(session, plan), set(places) if areas else None),
        occasions=occasions,
        measure_names=names,
        area_names=area_names,
    )


def _within(
    measures: Sequence[MeasureView], counts: Iterable[CountView], areas: set[str | None] | None
) -> dict[str, dict[Place, CountView]]:
    """What is recorded within the windows, by measure and place; of all areas where none is named."""
    windows = {view.slug: (view.window_from, view.window_to) for view in measures}
    found: dict[str, dict[Place, CountView]] = {slug: {} for slug in windows}
    for one in counts:
        if one.measure in windows and (areas is None or one.area in areas):
            first, last = windows[one.measure]
            if first <= one.on and one.until <= last:
                found[one.measure][one.on, one.until, one.area, one.activity] = one
    return found


def _nights(view: MeasureView, areas: Sequence[str | None]) -> set[Place]:
    dates = [view.window_from + n * _DAY for n in range((view.window_to - view.window_from).days + 1)]
    return {(on, on, area, None) for on in dates for area in areas}


def _in_order(places: Iterable[Place]) -> list[Place]:
    """A block an area, the whole district first; within it by date."""
    return sorted(places, key=lambda one: (one[2] or "", one[0], one[1], one[3] or 0))


def _wide(asked: _Asked) -> tuple[list[str], list[list[Cell]]]:
    slugs = [view.slug for view in asked.measures]
    heads = [asked.measure_names.written(slug) for slug in slugs]
    if [measure_named(head, asked.measure_names) for head in heads] != slugs:
        raise Refused("a measure is named like a column of a sheet; take --shape long")
    places = set[Place]().union(*(_nights(view, asked.areas) for view in asked.measures))
    places |= {place for recorded in asked.counts.values() for place in recorded if place[3] is None}
    periods = any(on != until for on, until, _, _ in places)
    areas = any(area is not None for _, _, area, _ in places)
    headers = [Column.DATE, Column.WEEKDAY, "occasion"]
    headers += [Column.UNTIL] * periods + [Column.AREA] * areas
    rows: list[list[Cell]] = []
    for place in _in_order(places):
        on, until, area, _ = place
        row: list[Cell] = [on, weekday_name(on), guarded(asked.occasions.get(on, "")) or None]
        row += [None if until == on else until] * periods
        row += [guarded(asked.area_names.written(area)) or None] * areas
        rows.append([*row, *(_filled(asked, view, place) for view in asked.measures)])
    return [*headers, *map(guarded, heads)], rows


def _filled(asked: _Asked, view: MeasureView, place: Place) -> Cell:
    recorded = asked.counts[view.slug].get(place)
    if recorded is not None:
        return _value(recorded, view.kind, spoken=True)
    return None if view.window_from <= place[0] and place[1] <= view.window_to else CLOSED


def _long(asked: _Asked) -> tuple[list[str], list[list[Cell]]]:
    rows: list[list[Cell]] = []
    for view in asked.measures:
        recorded = asked.counts[view.slug]
        for place in _in_order(_nights(view, asked.areas) | recorded.keys()):
            rows.append(_line(asked, view, place, recorded.get(place)))
    return [column.value for column in _LONG], rows


def _line(asked: _Asked, view: MeasureView, place: Place, recorded: CountView | None) -> list[Cell]:
    on, until, area, activity = place
    cells: dict[Column, Cell] = {
        Column.MEASURE: guarded(asked.measure_names.written(view.slug)),
        Column.DATE: on,
        Column.UNTIL: None if until == on else until,
        Column.AREA: guarded(asked.area_names.written(area)) or None,
        Column.ACTIVITY: None if activity is None else Decimal(activity),
    }
    if recorded is not None:
        exact = recorded.qualifier is Qualifier.EXACT
        cells |= {
            Column.VALUE: _value(recorded, view.kind, spoken=False),
            Column.QUALIFIER: None if exact else recorded.qualifier.value,
            Column.STATUS: recorded.status.value,
            Column.AS_AT: recorded.as_at,
            Column.SOURCE: guarded(recorded.source) or None,
            Column.QUOTE: guarded(recorded.quote) or None,
            Column.REASON: guarded(recorded.reason) or None,
        }
    return [cells.get(column) for column in _LONG]


def _value(recorded: CountView, kind: MeasureKind, *, spoken: bool) -> Cell:
    """A recorded value as it is read again; a number is a typed cell."""
    if recorded.value is None:
        return guarded(recorded.text)
    if recorded.nil:
        return "nil"
    about = f"{SPOKEN[recorded.qualifier]} " if spoken and recorded.qualifier in SPOKEN else ""
    if recorded.yes is not None and recorded.answered is not None:
        return f"{about}{recorded.yes}/{recorded.answered}"
    if kind is MeasureKind.PERCENTAGE:
        return f"{about}{recorded.value:f}%"
    return f"{about}{recorded.value:f}" if about else recorded.value


def _csv(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    file = StringIO(_SIGNATURE, newline="")
    file.seek(0, 2)
    writer = csv.writer(file)
    writer.writerow(headers)
    for row in rows:
        writer.writerow(
            ["" if one is None else f"{one:f}" if isinstance(one, Decimal) else one for one in row]
        )
    return file.getvalue().encode()


def _xlsx(
    plan: Plan, measures: Sequence[MeasureView], headers: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> bytes:
    # openpyxl takes as long to load as the rest of the program.
    from seasonal_ops.transfer.counts.about import about
    from seasonal_ops.transfer.files.excel import Page, written

    return written(
        [Page("Counts", headers, rows, closed=CLOSED), about(plan, measures)], made=plan.created_at
    )
