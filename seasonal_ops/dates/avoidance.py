"""Days an activity should not fall on, and where it goes instead."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from seasonal_ops.dates.season import Calendar, Dated, IfAvoided, merged
from seasonal_ops.dates.wording import short
from seasonal_ops.dates.working import horizon_warnings
from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, key, quoted

_WEEKEND: Final = "weekend"
_BANK_HOLIDAY: Final = "bank holiday"
_FARTHEST: Final = 60


@dataclass(frozen=True, slots=True)
class Avoidance:
    """What to avoid, by key, and what to do about it."""

    keys: frozenset[str]
    if_avoided: IfAvoided
    calendar: Calendar

    @classmethod
    def of(cls, avoid: Collection[str], if_avoided: IfAvoided, calendar: Calendar) -> "Avoidance":
        """Checks the words against what the calendar knows. Raises BadValue for an unknown one."""
        periods = dict.fromkeys(period.name for period in calendar.periods)
        known = {key(name): name for name in [_WEEKEND, _BANK_HOLIDAY, *periods]}
        for word in avoid:
            if key(word) not in known:
                raise BadValue(
                    f"cannot avoid {quoted(word)}; what can be avoided is {joined([*known.values()], 'or')}"
                )
        return cls(frozenset(map(key, avoid)), if_avoided, calendar)

    def apply(self, one: Dated) -> Dated:
        """The date, moved or kept with a warning. Raises BadValue when no date nearby will do."""
        causes = self.causes(one.on)
        if not causes:
            return self._checked(one, one.on)
        if self.if_avoided is IfAvoided.KEEP:
            kept = f"kept on {short(one.on)} although it is to be avoided: {joined(causes)}"
            return self._checked(Dated(one.on, one.reason, merged(one.warnings, (kept,))), one.on)
        on = self._nearest_free(one.on)
        reason = f"{one.reason}; moved {self.if_avoided} from {short(one.on)}: {joined(causes)}"
        return self._checked(Dated(on, reason, one.warnings), one.on)

    def causes(self, on: date) -> list[str]:
        """What is to be avoided on the date, in words; empty when it is free."""
        causes = [_WEEKEND] if _WEEKEND in self.keys and on.weekday() > 4 else []
        if _BANK_HOLIDAY in self.keys and (title := self.calendar.holidays.names.get(on)):
            causes.append(f"{_BANK_HOLIDAY} ({title})")
        periods = (period for period in self.calendar.periods if key(period.name) in self.keys)
        return causes + list(dict.fromkeys(period.name for period in periods if period.holds(on)))

    def _nearest_free(self, on: date) -> date:
        step = timedelta(days=-1 if self.if_avoided is IfAvoided.EARLIER else 1)
        for distance in range(1, _FARTHEST + 1):
            if not self.causes(on + distance * step):
                return on + distance * step
        raise BadValue(
            f"no day within {_FARTHEST} days {self.if_avoided} than {short(on)} is free of what is to be"
            " avoided; avoid less or change the rule"
        )

    def _checked(self, one: Dated, meant: date) -> Dated:
        if _BANK_HOLIDAY not in self.keys:
            return one
        return Dated(one.on, one.reason, merged(one.warnings, horizon_warnings(self.calendar, one.on, meant)))
