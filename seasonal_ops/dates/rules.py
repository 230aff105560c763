"""What a date rule says, as a small tree; its text is the rule in its one canonical wording.

A `Day` gives one date, a `Series` gives many, a `Rule` is a list of both. Weekdays are counted from
Monday = 0, as `date.weekday()` does; a position is 1 to 5, or -1 for the last.
"""

from dataclasses import dataclass
from enum import StrEnum

from seasonal_ops.dates.wording import WEEKDAYS, month_name, ordinal
from seasonal_ops.names import joined


class Unit(StrEnum):
    """What is counted; a working day is Monday to Friday and no bank holiday of England."""

    DAY = "day"
    WEEK = "week"
    WORKING_DAY = "working day"


class Relation(StrEnum):
    """On which side of a day, and whether the day itself counts."""

    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on or before"
    ON_OR_AFTER = "on or after"

    @property
    def backwards(self) -> bool:
        """Whether one looks towards the past."""
        return self in (Relation.BEFORE, Relation.ON_OR_BEFORE)

    @property
    def strict(self) -> bool:
        """Whether the day itself does not count."""
        return self in (Relation.BEFORE, Relation.AFTER)


class DayKind(StrEnum):
    """Which days of a stretch; an evening and a night differ from a day in wording only."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    WEEKDAY = "weekday"
    WORKING_DAY = "working day"


@dataclass(frozen=True, slots=True)
class FixedDay:
    """`30 October`, `30 October 2026`."""

    day: int
    month: int
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.day} {_of_year(self.month, self.year)}"


@dataclass(frozen=True, slots=True)
class Named:
    """`Mischief Night`: the date of an anchor."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Shifted:
    """`14 days before Mischief Night`; the relation is before or after."""

    count: int
    unit: Unit
    relation: Relation
    base: "Day"

    def __str__(self) -> str:
        if self.count == 1 and self.unit is Unit.DAY:
            return f"the day {self.relation} {self.base}"
        return f"{self.count} {self.unit}{'s' * (self.count > 1)} {self.relation} {self.base}"


@dataclass(frozen=True, slots=True)
class WeekdayBeside:
    """`first Wednesday on or after Welcome Sunday`; backwards, 1 is the nearest and is called the last."""

    position: int
    weekday: int
    relation: Relation
    base: "Day"

    def __str__(self) -> str:
        nearest_back = self.relation.backwards and self.position == 1
        which = "last" if nearest_back else ordinal(self.position)
        return f"{which} {WEEKDAYS[self.weekday]} {self.relation} {self.base}"


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """`last Monday of October`, `first Friday of October 2026`."""

    position: int
    weekday: int
    month: int
    year: int | None = None

    def __str__(self) -> str:
        return f"{ordinal(self.position)} {WEEKDAYS[self.weekday]} of {_of_year(self.month, self.year)}"


@dataclass(frozen=True, slots=True)
class EachDay:
    """`each evening from 28 October to 30 October`; both ends count."""

    kind: DayKind
    first: "Day"
    last: "Day"

    def __str__(self) -> str:
        return f"{self.head} from {self.first} to {self.last}"

    @property
    def head(self) -> str:
        """The words before `from`."""
        return f"each {self.kind}"


@dataclass(frozen=True, slots=True)
class EveryWeekday:
    """`every Thursday and Friday from X to Y`; a step of 2 is every second week, with one weekday only."""

    weekdays: tuple[int, ...]
    step: int
    first: "Day"
    last: "Day"

    def __str__(self) -> str:
        return f"{self.head} from {self.first} to {self.last}"

    @property
    def head(self) -> str:
        """The words before `from`."""
        often = f"{ordinal(self.step)} " if self.step > 1 else ""
        return f"every {often}{joined([WEEKDAYS[weekday] for weekday in self.weekdays])}"


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """`first Tuesday of each month from X to Y`; a month without a fifth one is left out."""

    position: int
    weekday: int
    first: "Day"
    last: "Day"

    def __str__(self) -> str:
        return f"{self.head} from {self.first} to {self.last}"

    @property
    def head(self) -> str:
        """The words before `from`."""
        return f"{ordinal(self.position)} {WEEKDAYS[self.weekday]} of each month"


Day = FixedDay | Named | Shifted | WeekdayBeside | WeekdayOfMonth
Series = EachDay | EveryWeekday | MonthlyWeekday


@dataclass(frozen=True, slots=True)
class Rule:
    """One day or series, or a list of them: `30 October; Halloween`."""

    parts: tuple[Day | Series, ...]

    def __str__(self) -> str:
        return "; ".join(map(str, self.parts))


def render_rule(rule: Rule) -> str:
    """The rule in its canonical wording: reading it again gives the same rule."""
    return str(rule)


def anchors_in(rule: Rule) -> frozenset[str]:
    """The names of the anchors that the rule hangs on."""
    return frozenset().union(*map(_names_in, rule.parts))


def _names_in(part: Day | Series) -> frozenset[str]:
    match part:
        case Named(name):
            return frozenset({name})
        case Shifted(base=base) | WeekdayBeside(base=base):
            return _names_in(base)
        case EachDay(first=first, last=last) | EveryWeekday(first=first, last=last):
            return _names_in(first) | _names_in(last)
        case MonthlyWeekday(first=first, last=last):
            return _names_in(first) | _names_in(last)
        case FixedDay() | WeekdayOfMonth():
            return frozenset()


def names_a_year(rule: Rule) -> bool:
    """Whether any day of the rule is fixed to a year, so that it means nothing in another one."""
    return any(map(_has_year, rule.parts))


def _has_year(part: Day | Series) -> bool:
    match part:
        case FixedDay(year=year) | WeekdayOfMonth(year=year):
            return year is not None
        case Shifted(base=base) | WeekdayBeside(base=base):
            return _has_year(base)
        case EachDay(first=first, last=last) | EveryWeekday(first=first, last=last):
            return _has_year(first) or _has_year(last)
        case MonthlyWeekday(first=first, last=last):
            return _has_year(first) or _has_year(last)
        case Named():
            return False


def _of_year(month: int, year: int | None) -> str:
    return month_name(month) if year is None else f"{month_name(month)} {year:04d}"
