"""Where the nights of an earlier season stand beside those of this one. Pure."""

from collections.abc import Mapping
from datetime import date

from seasonal_ops.evaluation.shapes import Night, SeasonCounts


def matched(this: SeasonCounts, earlier: SeasonCounts) -> Mapping[date, Night]:
    """The earlier nights by the date of this season at which they stand, be it in its window or not.

    Windows that begin on the same weekday of another date follow an anchor, and keep their distance from it;
    all others are on fixed dates (formula A), where a 29 February may have no like and is left out.
    """
    first, other = this.window.first, earlier.window.first
    if first.weekday() == other.weekday() and (first.month, first.day) != (other.month, other.day):
        return {night.on + (first - other): night for night in earlier.nights}
    years = this.year - earlier.year
    placed = ((_years_on(night.on, years), night) for night in earlier.nights)
    return {on: night for on, night in placed if on is not None}


def _years_on(day: date, years: int) -> date | None:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None
