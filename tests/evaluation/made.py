"""Results of an evaluation made by hand, as if read from the database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.evaluation.comparing.comparison import Completeness, compare
from seasonal_ops.evaluation.comparing.windows import Window, match_calendar
from seasonal_ops.evaluation.hiding.persons import Defined, Persons, persons
from seasonal_ops.evaluation.shapes import (
    Against,
    Evaluation,
    MeasureResult,
    Night,
    OutputResult,
    Quality,
    SeasonCounts,
)
from seasonal_ops.views import ClaimView, MeasureView, TargetView
from seasonal_ops.words import Direction, MeasureKind, Purpose, Qualifier

PLAN: Final = "bright-sparx-2026"
FIRST: Final = (10, 27)
MADE: Final = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)
Values = Sequence[int | str | None]


def measure(slug: str = "asb-calls", nights: int = 12, **more: Any) -> MeasureView:
    """A count of incidents that is wished to go down, over so many nights."""
    fields: dict[str, Any] = {
        "id": 1,
        "plan": PLAN,
        "slug": slug,
        "name": slug.replace("-", " ").capitalize(),
        "definition": "Every one.",
        "unit": "calls",
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
        "source": "police",
        "window_from": date(2026, *FIRST),
        "window_to": date(2026, *FIRST) + timedelta(days=nights - 1),
        "night_from": time(0),
        "person_related": False,
        "duplicate_group": None,
        "headline": True,
        "purpose": Purpose.OUTCOME,
        "part_of": None,
        "due_days": 14,
        "recorded": 0,
    }
    return MeasureView(**fields | more)


def season(values: Values, year: int = 2026, **more: Any) -> SeasonCounts:
    """Nights with these values, None for a missing one; their sum is the total unless it is given."""
    first = date(year, *FIRST)
    nights = tuple(
        Night(first + timedelta(days=n), None if value is None else Decimal(value))
        for n, value in enumerate(values)
    )
    received = [night.value for night in nights if night.value is not None]
    inexact = more.pop("inexact", 0)
    fields: dict[str, Any] = {
        "year": year,
        "plan": f"bright-sparx-{year}",
        "window": Window(first, first + timedelta(days=len(values) - 1)),
        "nights": nights,
        "total": sum(received, Decimal(0)) if received else None,
        "quality": Quality(completeness=Completeness(len(received), len(values)), inexact=inexact),
        "areas": {},
    }
    return SeasonCounts(**fields | more)


def in_all(total: str, year: int = 2026, nights: int = 12) -> SeasonCounts:
    """A season of which only the total is known."""
    quality = Quality(completeness=Completeness(nights, nights))
    return season([None] * nights, year, total=Decimal(total), of_period=True, quality=quality)


def result(
    this: SeasonCounts, *earlier: SeasonCounts, of: MeasureView | None = None, **more: Any
) -> MeasureResult:
    """A measure against earlier seasons, the nearest first, compared night by night if it is a count."""
    view = of or measure(nights=len(this.nights))
    fields: dict[str, Any] = {
        "measure": view,
        "this": this,
        "against": tuple(against(this, one, view) for one in earlier),
        "history": (*reversed(earlier), this),
        "trend": None,
        "trend_sentence": "",
        "peak": None,
        "marks": (),
        "caveats": (),
    }
    return MeasureResult(**fields | more)


def against(this: SeasonCounts, last: SeasonCounts, view: MeasureView) -> Against:
    """One season against another."""
    if view.kind is not MeasureKind.COUNT or this.of_period:
        return Against(season=last, this=this.total, last=last.total, sentence="Not tested.")
    now, then = (
        {night.on: None if night.value is None else int(night.value) for night in one.nights}
        for one in (this, last)
    )
    matching = match_calendar(this.window, years_back=this.year - last.year)
    found = compare(this=now, last=then, matching=matching)
    return Against(
        season=last,
        this=Decimal(found.this),
        last=Decimal(found.last),
        sentence=found.sentence,
        comparison=found,
    )


def output(delivered: str | None, **more: Any) -> OutputResult:
    """What was done, of which nothing is said yet."""
    fields: dict[str, Any] = {
        "measure": measure("days", unit="days", direction=Direction.UP, purpose=Purpose.OUTPUT),
        "planned": None,
        "delivered": None if delivered is None else Decimal(delivered),
        "sessions": 0,
        "activities": 0,
        "reported": 0,
        "shared": Decimal(0),
        "sentence": "",
    }
    return OutputResult(**fields | more)


def claim(number: int = 1, **more: Any) -> ClaimView:
    """A claim; `change` and `value` are given as they are said."""
    said = more.get("change") or more.get("value") or "0"
    fields: dict[str, Any] = {
        "id": number,
        "plan": PLAN,
        "measure": "asb-calls",
        "text": "It is said so.",
        "against_year": None,
        "peak": False,
        "places": -int(Decimal(said).as_tuple().exponent),
        "qualifier": Qualifier.EXACT,
        "source": "",
        "made_by": "lead",
        "made_at": MADE,
    }
    numbers = {name: Decimal(more[name]) if more.get(name) else None for name in ("change", "value")}
    return ClaimView(**fields | more | numbers)


def target(**more: Any) -> TargetView:
    """A target of the calls."""
    fields: dict[str, Any] = {
        "id": 1,
        "plan": PLAN,
        "measure": "asb-calls",
        "text": "A tenth fewer calls",
        "value": None,
        "percent": False,
        "by": None,
        "by_rule": None,
        "objective": "",
        "delivery_group": "",
        "set_at": MADE,
        "activities": (),
    }
    return TargetView(**fields | more)


def defined(view: MeasureView, year: int | None, window: Window | None = None) -> Defined:
    """A measure as the plan of a year has it."""
    return Defined(
        plan=year or 0,
        year=year,
        slug=view.slug,
        kind=view.kind,
        unit=view.unit,
        window=window or Window(view.window_from, view.window_to),
        personal=view.person_related and view.purpose is not Purpose.OUTPUT,
        part_of=view.part_of,
        group=view.duplicate_group,
        headline=view.headline,
    )


def persons_of(found: Evaluation) -> Persons:
    """What the plans of an evaluation's seasons say of its measures, all alike."""
    known = [defined(one.measure, found.year) for one in found.outputs]
    for one in found.measures:
        seasons = (*one.history, *(each.season for each in one.against), one.this)
        planned = {season.year: season.window for season in seasons if season.plan is not None}
        known += [defined(one.measure, year, window) for year, window in planned.items()]
    return persons(known)
