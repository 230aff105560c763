"""From a rule to its dates: every part of it, days to avoid, each date once."""

from collections.abc import Collection

from seasonal_ops.dates.avoidance import Avoidance
from seasonal_ops.dates.reckoning import dated
from seasonal_ops.dates.rules import Day, EachDay, EveryWeekday, MonthlyWeekday, Rule, Series
from seasonal_ops.dates.season import Calendar, Dated, IfAvoided, merged
from seasonal_ops.dates.series import each_dated
from seasonal_ops.dates.wording import short
from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted


def dates_of(
    rule: Rule,
    calendar: Calendar,
    *,
    avoid: Collection[str] = (),
    if_avoided: IfAvoided = IfAvoided.KEEP,
) -> tuple[Dated, ...]:
    """The dates of the rule, ascending and each once, with their reasons.

    `avoid` holds "weekend", "bank holiday" and names of the calendar's periods. Raises BadValue when the
    rule gives no date or one that does not exist, or when no date nearby is free of what is avoided.
    """
    avoidance = Avoidance.of(avoid, if_avoided, calendar)
    try:
        meant = _unique([found for part in rule.parts for found in _of_part(part, calendar)])
        moved = [avoidance.apply(one) for one in meant]
    except OverflowError:
        raise BadValue(f"the date rule {quoted(str(rule))} leaves the years 1 to 9999") from None
    if not moved:
        raise BadValue(f"the date rule {quoted(str(rule))} gives no date; change it")
    return _collided(moved)


def date_of(
    rule: Rule,
    calendar: Calendar,
    *,
    avoid: Collection[str] = (),
    if_avoided: IfAvoided = IfAvoided.KEEP,
) -> Dated:
    """The one date of the rule. Raises BadValue as `dates_of` does, and when the rule gives many."""
    found = dates_of(rule, calendar, avoid=avoid, if_avoided=if_avoided)
    if len(found) > 1:
        raise BadValue(f"the date rule {quoted(str(rule))} gives {len(found)} dates where one is needed")
    return found[0]


def _of_part(part: Day | Series, calendar: Calendar) -> tuple[Dated, ...]:
    if isinstance(part, EachDay | EveryWeekday | MonthlyWeekday):
        return each_dated(part, calendar)
    return (dated(part, calendar),)


def _unique(found: list[Dated]) -> list[Dated]:
    """A date that two parts of a list give is meant once; the first part gives the reason."""
    by_date = {one.on: one for one in reversed(found)}
    return [by_date[on] for on in sorted(by_date)]


def _collided(moved: list[Dated]) -> tuple[Dated, ...]:
    by_date: dict[object, list[Dated]] = {}
    for one in sorted(moved, key=lambda one: one.on):
        by_date.setdefault(one.on, []).append(one)
    return tuple(_as_one(same) for same in by_date.values())


def _as_one(same: list[Dated]) -> Dated:
    first, *others = same
    if not others:
        return first
    note = f"{len(same)} dates of the series now fall on {short(first.on)}; it is kept once"
    return Dated(first.on, first.reason, merged(*(one.warnings for one in same), (note,)))
