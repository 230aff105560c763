"""What was counted on the nights of earlier seasons, as a new count is held against it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from seasonal_ops.models import NEWEST, Count, Measure, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PastNight:
    """One night's value; the window is that of the plan in which it is recorded."""

    on: date
    area: int | None
    value: Decimal
    year: int
    window_from: date
    window_to: date


def past_nights(session: Session, plan: Plan, measure: Measure) -> list[PastNight]:
    """Every single night before the measure's window, from all plans of the template that count the same.

    Values of periods and of single activities are none of a night.
    """
    family = {
        measure_id: (year, first, last)
        for measure_id, year, first, last in session.exec(
            select(col(Measure.id), col(Plan.year), col(Measure.window_from), col(Measure.window_to))
            .join(Plan, col(Plan.id) == col(Measure.plan_id))
            .where(Plan.template == plan.template, Measure.slug == measure.slug)
        )
    }
    query = select(col(Count.measure_id), col(Count.on), col(Count.area_id), col(Count.value)).where(
        col(Count.measure_id).in_(family),
        NEWEST,
        col(Count.on) < measure.window_from,
        col(Count.on) == col(Count.until),
        col(Count.activity_id).is_(None),
        col(Count.value).is_not(None),
    )
    return [
        PastNight(on=on, area=area, value=value, year=year, window_from=first, window_to=last)
        for measure_id, on, area, value in session.exec(query)
        if value is not None
        for year, first, last in (family[measure_id],)
    ]
