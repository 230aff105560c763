"""A season beside earlier ones as a screen shows it: measure by measure, the words chosen already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from seasonal_ops.words import Purpose, Verdict


class Facing(StrEnum):
    """By what the nights of two seasons face each other."""

    DATE = "date"
    WEEKDAY = "weekday"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faced:
    """The earlier nights that face this season's, one each and in their order.

    `dates` are local, None where the earlier window has no such night; `values` are None as well where it has
    no return. `how` says in words what was lined up, `mix` how many weekend days each side holds, or "".
    `both` nights are entered in both seasons; `this` and `last` are the sums over them, as they are written.
    """

    how: str
    dates: tuple[date | None, ...]
    values: tuple[Decimal | None, ...]
    mix: str
    both: int
    this: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNight:
    """One local date of a window: its value (None: no return), and how many activities it had."""

    on: date
    value: Decimal | None
    deployed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView:
    """A measure beside one earlier season: what may be said, then (label, value) pairs behind it."""

    label: str
    year: int
    verdict: Verdict | None
    sentence: str
    figures: tuple[tuple[str, str], ...]
    faced: Mapping[Facing, Faced]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedMeasure:
    """One measure: `plain` are the words of its verdict against the first earlier season.

    `verdict` is None where nothing was tested, and `plain` says why. `counts` are both, "40 → 41", or what
    there is. `about` and `further` are (label, value) pairs, from before and after those of each season.
    """

    id: int
    name: str
    unit: str
    purpose: Purpose
    verdict: Verdict | None
    plain: str
    counts: str
    sentence: str
    about: tuple[tuple[str, str], ...]
    beside: tuple[BesideView, ...]
    further: tuple[tuple[str, str], ...]
    nights: tuple[CountedNight, ...]
    caveats: tuple[str, ...]

    @property
    def drawn(self) -> bool:
        """Whether any night of any season is known."""
        known = [night.value for night in self.nights]
        known += [value for one in self.beside for faced in one.faced.values() for value in faced.values]
        return any(value is not None for value in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierSeason:
    """A season that can be compared with: its plan's slug, or its year where only counts are known."""

    label: str
    year: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """A plan beside earlier seasons; `seasons` are all that it can be compared with, the newest first.

    `own` is what the verdicts were reckoned by. `done`, `targets` and `claims` are sentences, `caveats` those
    of the whole, the design last. `anchors` are names and local dates.
    """

    plan: str
    name: str
    year: int
    against: tuple[str, ...]
    seasons: tuple[EarlierSeason, ...]
    own: Facing
    anchors: tuple[tuple[str, date], ...]
    measures: tuple[ComparedMeasure, ...]
    done: tuple[str, ...]
    targets: tuple[str, ...]
    claims: tuple[str, ...]
    caveats: tuple[str, ...]
