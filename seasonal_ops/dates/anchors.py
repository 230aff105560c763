"""The named occasions of a season: their dates from their rules, or as they were given."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from typing import Final

from seasonal_ops.dates.dating import date_of
from seasonal_ops.dates.holidays import Holidays, england
from seasonal_ops.dates.parsing import parse
from seasonal_ops.dates.rules import FixedDay, Rule, anchors_in
from seasonal_ops.dates.season import Calendar, Dated
from seasonal_ops.dates.wording import WEEKDAYS, plain, short, weekday_name
from seasonal_ops.errors import BadValue
from seasonal_ops.names import by_key, joined, key, unknown

_A_YEAR: Final = timedelta(days=366)


def resolve_anchors(
    rules: Mapping[str, str | None],
    given: Mapping[str, date],
    *,
    begins: date,
    holidays: Holidays | None = None,
) -> dict[str, Dated]:
    """The date and reason of every anchor, in the order of `rules`; a given date overrides its rule.

    Rules may hang on other anchors. Raises BadValue for an unknown given name, an anchor with neither
    rule nor date, rules that go round in a circle, and whatever is wrong with a rule.
    """
    own = _by_own_name(rules, given)
    _check_complete(rules, own, begins)
    parsed = _parsed(rules, own)
    found = {name: _as_given(name, on, begins) for name, on in own.items()}
    holidays = england() if holidays is None else holidays
    for name in _in_order(parsed):
        if name in parsed:
            calendar = Calendar(begins=begins, anchors=found, holidays=holidays)
            found[name] = _from_rule(name, parsed[name], calendar)
    return {name: found[name] for name in rules}


def _by_own_name(rules: Mapping[str, str | None], given: Mapping[str, date]) -> dict[str, date]:
    known = by_key(rules, "anchor")
    for name in given:
        if key(name) not in known:
            raise unknown("anchor", name, rules)
    return {known[key(name)]: on for name, on in given.items()}


def _check_complete(rules: Mapping[str, str | None], own: Mapping[str, date], begins: date) -> None:
    missing = [name for name, text in rules.items() if not text and name not in own]
    if missing:
        example = " ".join(f'--anchor "{name}={begins}"' for name in missing)
        verb = "needs a date" if len(missing) == 1 else "need dates"
        raise BadValue(f"{joined(missing)} {verb} each year; give the real ones, as in {example}")


def _parsed(rules: Mapping[str, str | None], own: Mapping[str, date]) -> dict[str, Rule]:
    parsed = {}
    for name, text in rules.items():
        if text and name not in own:
            with _speaking_of(name):
                parsed[name] = parse(text, rules)
    return parsed


def _in_order(parsed: Mapping[str, Rule]) -> list[str]:
    try:
        return list(
            TopologicalSorter({name: anchors_in(rule) for name, rule in parsed.items()}).static_order()
        )
    except CycleError as trouble:
        circle = " → ".join(reversed(trouble.args[1]))
        raise BadValue(f"anchors hang on each other in a circle: {circle}; give one of them a date") from None


def _as_given(name: str, on: date, begins: date) -> Dated:
    warnings = []
    promised = [weekday for weekday in WEEKDAYS if weekday in name.split()]
    if promised and weekday_name(on) not in promised:
        warnings.append(f"{name} is given as {short(on)}, which is no {joined(promised, 'or')}")
    if not timedelta() <= on - begins <= _A_YEAR:
        warnings.append(f"{name} is given as {short(on)}, outside the season that begins on {plain(begins)}")
    return Dated(on, f"{name} is {plain(on)}, as given; a {weekday_name(on)}", tuple(warnings))


def _from_rule(name: str, rule: Rule, calendar: Calendar) -> Dated:
    with _speaking_of(name):
        found = date_of(rule, calendar)
    fixed = isinstance(rule.parts[0], FixedDay)
    reason = f"{name} is {found.reason}" if fixed else f"{name} is {short(found.on)}: {found.reason}"
    return Dated(found.on, reason, found.warnings)


@contextmanager
def _speaking_of(name: str) -> Iterator[None]:
    """Says which anchor's rule is wrong."""
    try:
        yield
    except BadValue as trouble:
        raise BadValue(f"the anchor {name}: {trouble}") from None
