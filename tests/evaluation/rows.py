"""Rows of counts made by hand, as they come from the database, and the family of plans that they are of."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Any, Final

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Definition, Family, Row
from seasonal_ops.models import Plan
from seasonal_ops.words import AreaRole, MeasureKind
from tests.evaluation.made import PLAN

EVENT, OTHER_EVENT, COMPARISON, BUFFER, BUFFER_COMPARISON = 1, 2, 3, 4, 5
ROLES: Final = {
    EVENT: AreaRole.EVENT,
    OTHER_EVENT: AreaRole.EVENT,
    COMPARISON: AreaRole.COMPARISON,
    BUFFER: AreaRole.BUFFER,
    BUFFER_COMPARISON: AreaRole.BUFFER_COMPARISON,
}


def row(on: date, value: str | None = None, *, year: int | None = None, **more: Any) -> Row:
    """A value of the plan of a year, by default that of its date; a plan's year is its measure's id."""
    ten_thousandths = None if value is None else round(float(value) * 10_000)
    fields: dict[str, Any] = {
        "measure": year or on.year,
        "on": on,
        "until": on,
        "area": None,
        "activity": None,
        "value": ten_thousandths,
        "yes": None,
        "answered": None,
        "qualifier": "exact",
        "status": "final",
        "nil": False,
        "as_at": on,
        "source": "",
        "revision": 1,
        "entered_at": datetime.combine(on, time(12), UTC),
        "approved_by": "",
    }
    return Row(**fields | more)


def definition(
    year: int, first: tuple[int, int] = (10, 27), last: tuple[int, int] = (11, 7), **more: Any
) -> Definition:
    """The measure as the plan of a year has it."""
    fields: dict[str, Any] = {
        "id": year,
        "plan": year,
        "year": year,
        "slug": "asb-calls",
        "definition": "Every one.",
        "unit": "calls",
        "kind": MeasureKind.COUNT,
        "boundary": "00:00",
        "source": "police",
        "window": Window(date(year, 10, 27), date(year, 11, 7)),
    }
    return Definition(**fields | more)


def family(*rows: Row, definitions: tuple[Definition, ...] = ()) -> Family:
    """The plans of 2024 to 2026, or of the definitions, with these rows."""
    known = definitions or tuple(definition(year) for year in (2026, 2025, 2024))
    by_measure: dict[int, list[Row]] = defaultdict(list)
    for one in rows:
        by_measure[one.measure].append(one)
    plans = tuple(
        Plan(
            id=one.year,
            slug=f"{PLAN[:-5]}-{one.year}",
            name="Bright Sparx",
            template=PLAN[:-5],
            year=one.year,
            begins=date(one.year, 5, 1),
            created_at=datetime(one.year, 5, 1, tzinfo=UTC),
        )
        for one in known
    )
    return Family(
        plans=plans, measures={"asb-calls": known}, rows=by_measure, roles=ROLES, entered={}, marks={}
    )
