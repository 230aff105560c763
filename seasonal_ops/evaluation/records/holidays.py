"""The named days (half-term) and bank holidays that two matched windows held (pure; formula A)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from seasonal_ops.dates import Holidays
from seasonal_ops.evaluation.comparing.windows import Matching, season_of


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Days with a name in one year, both ends included."""

    name: str
    first: date
    last: date


def holiday_mix(
    matching: Matching, *, this: Sequence[NamedDays], last: Sequence[NamedDays], bank: Holidays
) -> tuple[str, ...]:
    """What of both windows was holiday, a sentence for the named days and one for bank holidays.

    Bank holidays are left out where neither window has one, and said to be unknown before they are known.
    """
    if not matching.pairs:
        return ()
    now, then = [pair.this for pair in matching.pairs], [pair.last for pair in matching.pairs]
    return tuple(filter(None, (_named(now, then, this, last), _bank(now, then, bank))))


def _named(
    now: Sequence[date], then: Sequence[date], this: Sequence[NamedDays], last: Sequence[NamedDays]
) -> str:
    if not this and not last:
        return f"No school holiday is entered for {season_of(then)} or {season_of(now)}."
    names = dict.fromkeys(one.name for one in (*this, *last))
    return " ".join(_of_name(name, now, then, this, last) for name in names)


def _of_name(
    name: str, now: Sequence[date], then: Sequence[date], this: Sequence[NamedDays], last: Sequence[NamedDays]
) -> str:
    said = [
        f"{_held(days, name, periods)} in {season_of(days)}" for days, periods in ((then, last), (now, this))
    ]
    return f"Days of {name}: {said[0]}, {said[1]}."


def _held(days: Iterable[date], name: str, periods: Sequence[NamedDays]) -> str:
    spans = [one for one in periods if one.name == name]
    if not spans:
        return "not entered"
    return str(sum(any(one.first <= day <= one.last for one in spans) for day in days))


def _bank(now: Sequence[date], then: Sequence[date], bank: Holidays) -> str:
    held = [[day for day in days if day in bank.names] for days in (then, now)]
    unknown = [season_of(days) for days in (then, now) if days[0] < bank.since or days[-1] > _end(bank)]
    if unknown:
        return f"Bank holidays of {' and '.join(dict.fromkeys(unknown))} are not known here."
    if not any(held):
        return ""
    return f"Bank holidays: {len(held[0])} in {season_of(then)}, {len(held[1])} in {season_of(now)}."


def _end(bank: Holidays) -> date:
    return bank.horizon.replace(month=12, day=31)
