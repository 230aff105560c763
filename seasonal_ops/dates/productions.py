"""What each production of grammar.lark means, as a part of a rule."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Final

from lark import Token, Transformer, v_args

from seasonal_ops.dates.rules import (
    Day,
    DayKind,
    EachDay,
    EveryWeekday,
    FixedDay,
    MonthlyWeekday,
    Named,
    Relation,
    Rule,
    Series,
    Shifted,
    Unit,
    WeekdayBeside,
    WeekdayOfMonth,
)
from seasonal_ops.dates.wording import LAST, MONTHS, ORDINALS, WEEKDAYS, month_name
from seasonal_ops.errors import BadValue
from seasonal_ops.names import pattern, quoted

# Any leap year: a 29 February without a year is right in some of them.
_FEBRUARY: Final = 2
_LEAP_YEAR: Final = 2028


@v_args(inline=True)
class Productions(Transformer[Token, Rule]):
    """One method a production; its arguments are what the production is made of."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._patterns = {name: pattern([name]) for name in names}

    def rule(self, *parts: Day | Series) -> Rule:
        return Rule(parts)

    def fixed(self, day: int, month: Token, year: Token | None) -> FixedDay:
        return _checked(day, _place(month, MONTHS) + 1, None if year is None else int(year))

    def iso(self, text: Token) -> FixedDay:
        year, month, day = map(int, text.split("-"))
        if not 1 <= month <= len(MONTHS):
            raise BadValue(f"{quoted(text)} is no date; write it as YYYY-MM-DD")
        return _checked(day, month, year)

    def number(self, text: Token) -> int:
        return int(text.rstrip("stndrhSTNDRH"))

    def named(self, text: Token) -> Named:
        return Named(next(name for name, spelt in self._patterns.items() if spelt.fullmatch(text)))

    def shifted(self, count: int, unit: Unit, direction: Token, base: Day) -> Shifted:
        return Shifted(count, unit, _relation(direction), base)

    def count(self, text: Token | None = None) -> int:
        return 1 if text is None else int(text)

    def unit(self, text: Token) -> Unit:
        return Unit.WEEK if text.lower().startswith("week") else Unit.DAY

    def working_unit(self, text: Token) -> Unit:
        _only_days(text)
        return Unit.WORKING_DAY

    def beside(self, position: int | None, weekday: Token, relation: Token, base: Day) -> WeekdayBeside:
        nearest = position is None or position == LAST
        return WeekdayBeside(
            1 if nearest else position or 1, _place(weekday, WEEKDAYS), _relation(relation), base
        )

    def of_month(self, position: int, weekday: Token, month: Token, year: Token | None) -> WeekdayOfMonth:
        of_year = None if year is None else int(year)
        return WeekdayOfMonth(position, _place(weekday, WEEKDAYS), _place(month, MONTHS) + 1, of_year)

    def ordinal(self, text: Token) -> int:
        if text.type == "ORDINAL":
            return ORDINALS.index(text.lower()) + 1
        position = self.number(text)
        if not 1 <= position <= len(ORDINALS):
            raise BadValue(f"{quoted(text)} is not an ordinal of a date rule; use first to fifth, or last")
        return position

    def last(self, _: Token) -> int:
        return LAST

    def each_day(self, kind: DayKind, first: Day, last: Day) -> EachDay:
        return EachDay(kind, first, last)

    def day_kind(self, text: Token) -> DayKind:
        return DayKind(text.lower())

    def working_kind(self, text: Token) -> DayKind:
        _only_days(text)
        return DayKind.WORKING_DAY

    def weekdays(self, *names: Token) -> tuple[int, ...]:
        return tuple(sorted({_place(name, WEEKDAYS) for name in names}))

    def every_weekday(self, weekdays: tuple[int, ...], first: Day, last: Day) -> EveryWeekday:
        return EveryWeekday(weekdays, 1, first, last)

    def every_nth(self, step: int, weekday: Token, first: Day, last: Day) -> EveryWeekday:
        return EveryWeekday((_place(weekday, WEEKDAYS),), step, first, last)

    def step(self, often: int | Token) -> int:
        if isinstance(often, Token):
            return 2
        if often == 1:
            raise BadValue(
                '"every first" can mean two things; say "every Thursday", or "first Thursday of each month"'
            )
        return often

    def monthly(self, position: int, weekday: Token, first: Day, last: Day) -> MonthlyWeekday:
        return MonthlyWeekday(position, _place(weekday, WEEKDAYS), first, last)


def _place(word: str, names: Sequence[str]) -> int:
    """Where in the list the weekday or month stands of which these are the first letters."""
    return next(place for place, name in enumerate(names) if name[:3].lower() == word[:3].lower())


def _relation(text: str) -> Relation:
    return Relation(" ".join(text.lower().split()))


def _only_days(unit: str) -> None:
    if not unit.lower().startswith("day"):
        raise BadValue('there is no "working week" in a date rule; count in working days')


def _checked(day: int, month: int, year: int | None) -> FixedDay:
    if year is not None and not date.min.year <= year <= date.max.year:
        raise BadValue(f"{quoted(str(year))} is no year; write one of four digits, such as 2026")
    longest = monthrange(_LEAP_YEAR if year is None else year, month)[1]
    if not 1 <= day <= longest:
        when = month_name(month) if year is None else f"{month_name(month)} {year}"
        # Which year's February it is nobody said.
        days = "28 or 29" if year is None and month == _FEBRUARY else longest
        raise BadValue(f"there is no {day} {when}; the month has {days} days")
    return FixedDay(day, month, year)
