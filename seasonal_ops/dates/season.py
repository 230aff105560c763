"""What a rule is read against, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from seasonal_ops.dates.holidays import Holidays, england


class IfAvoided(StrEnum):
    """What becomes of a date that falls on a day to avoid."""

    EARLIER = "earlier"
    LATER = "later"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Dated:
    """A local date with the reason for it, one sentence without a full stop, and what to check."""

    on: date
    reason: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days with a name, such as half-term; first and last are both in it."""

    name: str
    first: date
    last: date

    def holds(self, on: date) -> bool:
        """Whether the date lies in it."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One season: a bare "5 November" is the first one on or after the day it begins."""

    begins: date
    anchors: Mapping[str, Dated] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    holidays: Holidays = field(default_factory=england)


def merged(first: tuple[str, ...], *more: tuple[str, ...]) -> tuple[str, ...]:
    """The warnings in order, each once."""
    return tuple(dict.fromkeys([*first, *(warning for warnings in more for warning in warnings)]))
