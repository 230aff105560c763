"""One measure over all years: a value a date, from the rows of every plan that has it (pure).

Rules of who stands for a date: the plan whose window holds it, then the plan that is evaluated, then the
newest. Of its rows the district's own, or the sum over the areas of the operation where only those are
recorded; areas to compare with stand beside. What was counted at several activities of a date adds up.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Definition, Family, Row
from seasonal_ops.evaluation.statistics.proportions import Answers
from seasonal_ops.words import AreaRole, MeasureKind

Span = tuple[date, date]
Rank = Callable[[Row], int]
_ELSEWHERE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A measure's values by date, the figures for whole stretches of dates, and the rows behind both.

    `event` are sums over the areas of the operation alone, `areas` those to compare with. `twice` are dates
    for which two plans say different things.
    """

    values: dict[date, Decimal] = field(default_factory=dict)
    counted: dict[date, tuple[Row, ...]] = field(default_factory=dict)
    event: dict[date, Decimal] = field(default_factory=dict)
    areas: dict[AreaRole, dict[date, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    totals: dict[Span, Decimal] = field(default_factory=dict)
    total_rows: dict[Span, tuple[Row, ...]] = field(default_factory=dict)
    area_totals: dict[AreaRole, dict[Span, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    answers: dict[date, Answers] = field(default_factory=dict)
    twice: set[date] = field(default_factory=set)

    def holds(self, window: Window) -> bool:
        """Whether anything is recorded for a window: one of its dates, or all of it as one figure."""
        return (window.first, window.last) in self.totals or any(day in self.values for day in window.days())

    def rows(self, window: Window) -> list[Row]:
        """The rows that count in a window."""
        of_all = self.total_rows.get((window.first, window.last), ())
        return [*of_all, *(row for day in window.days() for row in self.counted.get(day, ()))]

    def other_spans(self, window: Window) -> list[Span]:
        """Stretches of dates in a window that have one figure and are not the whole of it."""
        whole = window.first, window.last
        return sorted(
            span
            for span in self.totals
            if span != whole and span[0] <= window.last and span[1] >= window.first
        )


def recorded(family: Family, slug: str, *, year: int) -> Recorded:
    """What is known of a measure, evaluated for the season of `year`."""
    definitions = family.measures.get(slug, ())
    found = Recorded()
    nights: dict[date, list[Row]] = defaultdict(list)
    spans: dict[Span, list[Row]] = defaultdict(list)
    for one in definitions:
        for row in family.rows.get(one.id, ()):
            if row.value is None:
                continue
            if row.on == row.until:
                nights[row.on].append(row)
            else:
                spans[row.on, row.until].append(row)
    rank = _rank(definitions, year)
    newest = any(one.kind is MeasureKind.PERCENTAGE for one in definitions)
    for on, rows in nights.items():
        _enter_night(found, on, rows, family.roles, rank, newest=newest)
    for span, rows in spans.items():
        _enter_span(found, span, rows, family.roles, rank, newest=newest)
    return found


def _rank(definitions: Sequence[Definition], year: int) -> Rank:
    """How near a row's plan is to its date; the smallest stands for it."""
    known = {one.id: one for one in definitions}

    def rank(row: Row) -> int:
        one = known[row.measure]
        if one.window.first <= row.on and row.until <= one.window.last:
            return 0
        return 1 if one.year == year else _ELSEWHERE + year - one.year

    return rank


def _enter_night(
    found: Recorded,
    on: date,
    rows: Sequence[Row],
    roles: Mapping[int, AreaRole],
    rank: Rank,
    *,
    newest: bool,
) -> None:
    if len(rows) == 1 and rows[0].area is None:
        _enter_alone(found, on, rows[0])
        return
    own, beside = _split(rows, roles)
    nearest = _nearest(own, rank)
    if len(nearest) < len(own) and len(_by_plan(own)) > 1:
        found.twice.add(on)
    if counted := _standing(nearest):
        if newest:
            counted = counted[-1:]
        found.values[on] = _sum_of(counted)
        found.counted[on] = tuple(counted)
        if all(row.yes is not None and row.answered for row in counted):
            found.answers[on] = Answers(
                yes=sum(row.yes or 0 for row in counted),
                answered=sum(row.answered or 0 for row in counted),
            )
    if of_areas := [row for row in nearest if row.area is not None]:
        found.event[on] = _sum_of(of_areas)
    for role, ones in beside.items():
        found.areas[role][on] = _sum_of(_nearest(ones, rank))


def _enter_alone(found: Recorded, on: date, row: Row) -> None:
    """What nearly every date has: one value, the district's own."""
    if row.value is not None:
        found.values[on] = _exact(row.value)
        found.counted[on] = (row,)
    if row.yes is not None and row.answered:
        found.answers[on] = Answers(yes=row.yes, answered=row.answered)


def _enter_span(
    found: Recorded,
    span: Span,
    rows: Sequence[Row],
    roles: Mapping[int, AreaRole],
    rank: Rank,
    *,
    newest: bool,
) -> None:
    own, beside = _split(rows, roles)
    if counted := _standing(_nearest(own, rank)):
        counted = counted[-1:] if newest else counted
        found.totals[span] = _sum_of(counted)
        found.total_rows[span] = tuple(counted)
    for role, ones in beside.items():
        found.area_totals[role][span] = _sum_of(_nearest(ones, rank))


def _split(
    rows: Sequence[Row], roles: Mapping[int, AreaRole]
) -> tuple[Sequence[Row], dict[AreaRole, list[Row]]]:
    """The rows of the operation, and those of areas to compare with."""
    if all(row.area is None for row in rows):
        return rows, {}
    own: list[Row] = []
    beside: dict[AreaRole, list[Row]] = defaultdict(list)
    for row in rows:
        role = AreaRole.EVENT if row.area is None else roles[row.area]
        if role is AreaRole.EVENT:
            own.append(row)
        else:
            beside[role].append(row)
    return own, beside


def _nearest(rows: Sequence[Row], rank: Rank) -> Sequence[Row]:
    """Those of the one plan that stands for the date."""
    if len({row.measure for row in rows}) < 2:
        return rows
    first = min(rows, key=rank)
    return [row for row in rows if row.measure == first.measure]


def _by_plan(rows: Sequence[Row]) -> set[Decimal]:
    """What each plan says of a date, where they differ more than one."""
    return {
        _sum_of(_standing([row for row in rows if row.measure == measure]))
        for measure in {row.measure for row in rows}
    }


def _standing(rows: Sequence[Row]) -> Sequence[Row]:
    """Of one plan's rows of a date those that make its value: the district's own, or else its areas'."""
    return [row for row in rows if row.area is None] or rows


def _sum_of(rows: Sequence[Row]) -> Decimal:
    return _exact(sum(row.value or 0 for row in rows))


@lru_cache(maxsize=4096)
def _exact(ten_thousandths: int) -> Decimal:
    return Decimal(ten_thousandths) / 10_000
