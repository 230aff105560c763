"""Which night of an earlier season stands beside a night of this one. Pure."""

from collections.abc import Mapping
from datetime import date

from seasonal_ops.evaluation.shapes import Night, SeasonCounts


def matched(this: SeasonCounts, earlier: SeasonCounts) -> Mapping[date, Night]:
    """The earlier night by the date of this season's: the same calendar date, or place in the window.

    Seasons on fixed dates have windows that begin on the same day of the year; the others follow an anchor
    (formula A). A night without its like, such as a 29 February, is left out.
    """
    first, other = this.window.first, earlier.window.first
    if (first.month, first.day) == (other.month, other.day):
        by_day = {(night.on.month, night.on.day): night for night in earlier.nights}
        days = (night.on for night in this.nights)
        return {on: by_day[on.month, on.day] for on in days if (on.month, on.day) in by_day}
    shift = first - other
    by_date = {night.on + shift: night for night in earlier.nights}
    return {night.on: by_date[night.on] for night in this.nights if night.on in by_date}
