"""A date as a rule: so many days from the nearest anchor."""

from datetime import date
from typing import Final

from seasonal_ops.dates.rules import Day, FixedDay, Named, Relation, Shifted, Unit
from seasonal_ops.dates.season import Calendar

_MOST: Final = 999
# Twenty years from every anchor: a slip of the hand, which no rule has to explain.
_ABSURD: Final = 7305


def hanging(on: date, calendar: Calendar) -> str:
    """The rule that gives this date from the anchor nearest to it, the earlier of two that are as near.

    Without any anchor it is the day of the year: `30 October`; decades away the day itself.
    """
    if not calendar.anchors:
        return str(FixedDay(on.day, on.month))
    dates = {name: dated.on for name, dated in calendar.anchors.items()}
    nearest = min(dates, key=lambda name: (abs(on - dates[name]), dates[name]))
    days = (on - dates[nearest]).days
    if abs(days) > _ABSURD:
        return str(FixedDay(on.day, on.month, on.year))
    relation = Relation.AFTER if days > 0 else Relation.BEFORE
    return str(_shifted(Named(nearest), abs(days), relation))


def _shifted(day: Day, days: int, relation: Relation) -> Day:
    """So many days away; a rule counts to 999 at most, and goes on in weeks from there."""
    while days > _MOST:
        weeks = min(days // 7, _MOST)
        day, days = Shifted(weeks, Unit.WEEK, relation, day), days - 7 * weeks
    return Shifted(days, Unit.DAY, relation, day) if days else day
