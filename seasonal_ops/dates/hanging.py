"""A date as a rule: so many days from the nearest anchor."""

from datetime import date

from seasonal_ops.dates.rules import FixedDay, Named, Relation, Shifted, Unit
from seasonal_ops.dates.season import Calendar


def hanging(on: date, calendar: Calendar) -> str:
    """The rule that gives this date from the anchor nearest to it, the earlier of two that are as near.

    Without any anchor it is the day of the year: `30 October`.
    """
    if not calendar.anchors:
        return str(FixedDay(on.day, on.month))
    nearest = min(calendar.anchors, key=lambda name: abs(on - calendar.anchors[name].on))
    days = (on - calendar.anchors[nearest].on).days
    if days == 0:
        return nearest
    relation = Relation.AFTER if days > 0 else Relation.BEFORE
    return str(Shifted(abs(days), Unit.DAY, relation, Named(nearest)))
