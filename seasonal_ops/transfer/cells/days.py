"""Cells of dates: real dates, dates as people write them, ranges, and rules of the plan's own language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from seasonal_ops.dates import Calendar, Dated, dates_of, parse, plain
from seasonal_ops.dates.rules import FixedDay, Rule
from seasonal_ops.dates.wording import WEEKDAYS, month_name, weekday_name
from seasonal_ops.errors import BadValue
from seasonal_ops.names import quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.clock import NO_TIMES, Times, read_times
from seasonal_ops.transfer.cells.spelling import Spelt, ends_of, spelt
from seasonal_ops.transfer.table import Value

GIVEN: Final = "a date as given"
# Where the time of day begins in `30 October 18:00` and `2026-10-30T18:00:00`.
_TIME_FROM: Final = re.compile(r"(?:,? (?:at )?|T)(?=[0-9]{1,2}(?::[0-9]{2}|(?:\.[0-9]{2})? ?[ap]\.?m))")
_NO_TIME: Final = "00:00:00"  # what programs write after a date that has no time


@dataclass(frozen=True, slots=True)
class Days:
    """What a cell of dates gives: its date, or the many of a rule; a last day; times of the day."""

    dates: tuple[Dated, ...]
    last: date | None = None
    times: Times = NO_TIMES
    rule: str | None = None


def day_first(values: Iterable[Value]) -> bool | None:
    """Whether numbers such as 03/04 have their day first, as other cells of their columns prove.

    None when no cell proves it, or when some prove the one and some the other.
    """
    proofs = {proof for value in values if isinstance(value, str) for proof in _proofs(value)}
    return proofs.pop() if len(proofs) == 1 else None


def _proofs(text: str) -> Iterable[bool]:
    if len(text) > limits.LONGEST_DATE:
        return
    text = " ".join(text.split())
    for part in ends_of(text) or (text,):
        found = spelt(_TIME_FROM.split(part, maxsplit=1)[0])
        if found is not None and found.day_first is not None:
            yield found.day_first


def reads_as_date(value: Value) -> bool:
    """Whether a cell holds a date, or two ends of a range, and nothing else but a time; no rule."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or len(value) > limits.LONGEST_DATE:
        return False
    text = " ".join(value.split())
    return all(spelt(_TIME_FROM.split(part, maxsplit=1)[0]) is not None for part in ends_of(text) or (text,))


class DateReader:
    """Reads cells of dates against one season; without a calendar a date says its year, and is no rule.

    `day_first` None: what can be read two ways is refused.
    """

    def __init__(self, calendar: Calendar | None, *, day_first: bool | None) -> None:
        self._calendar = calendar
        self._day_first = day_first
        self._known: dict[str, Days | str] = {}

    def read(self, value: Value) -> Days:
        """The dates of a cell. Raises BadValue with one sentence."""
        match value:
            case datetime():
                return Days((Dated(value.date(), GIVEN),), times=read_times(value))
            case date():
                return Days((Dated(value, GIVEN),))
            case str():
                return self._of_text(value)
            case float() | int():
                raise BadValue(f"{value:g} is a number and no date; format the cell as a date")
            case time():
                raise BadValue(f"{value:%H:%M} is a time of day and no date; write one like 30 October 2026")
            case _:
                raise BadValue("this is no date; write one like 30 October 2026")

    def read_one(self, value: Value) -> date:
        """The one date of a cell. Raises BadValue, also when the cell holds a range or a series."""
        found = self.read(value)
        if len(found.dates) > 1 or found.last is not None:
            raise BadValue("one date is needed here; write one like 30 October 2026")
        return found.dates[0].on

    def _of_text(self, text: str) -> Days:
        if text not in self._known:
            try:
                self._known[text] = self._fresh(" ".join(text.split()))
            except BadValue as error:
                self._known[text] = str(error)
        found = self._known[text]
        if isinstance(found, str):
            raise BadValue(found)
        return found

    def _fresh(self, text: str) -> Days:
        if len(text) > limits.LONGEST_DATE:
            return self._by_rule(text)
        if (written := spelt(text)) is not None:
            return Days((self._dated(written, text),))
        if (range_of := self._range(text)) is not None:
            return range_of
        day, _, clock = _TIME_FROM.sub("\0", text, count=1).partition("\0")
        if clock and (written := spelt(day)) is not None:
            times = Times() if clock == _NO_TIME else read_times(clock)
            return Days((self._dated(written, day),), times=times)
        return self._by_rule(text)

    def _range(self, text: str) -> Days | None:
        ends = ends_of(text)
        if ends is None:
            return None
        first, last = spelt(ends[0]), spelt(ends[1])
        if first is None or last is None:
            return None
        until = self._dated(last, ends[1]).on
        if first.month is None and first.numbers is None:
            first = replace(first, month=until.month, year=until.year)
        begins = self._dated(first if first.year else replace(first, year=last.year), ends[0])
        if begins.on > until and first.year is None and last.year is not None:
            # `28 December to 2 January 2027` begins in the year before.
            begins = self._dated(replace(first, year=last.year - 1), ends[0])
        return Days((begins,), last=until)

    def _dated(self, written: Spelt, text: str) -> Dated:
        day, month = self._day_and_month(written, text)
        found = self._on(day, month, written.year)
        if written.weekday is not None and found.on.weekday() != written.weekday:
            weekday = WEEKDAYS[written.weekday]
            raise BadValue(f"{plain(found.on)} is a {weekday_name(found.on)}, not a {weekday}")
        return found

    def _on(self, day: int, month: int, year: int | None) -> Dated:
        if not 1 <= month <= 12:
            raise BadValue(f"there is no month {month}; write a date like 30 October 2026")
        if year is None:
            if self._calendar is None:
                raise BadValue(f"{day} {month_name(month)} is of no year; write it like 2026-10-30")
            (found,) = dates_of(Rule((FixedDay(day, month),)), self._calendar)
            return found
        try:
            return Dated(date(year, month, day), GIVEN)
        except ValueError:
            raise BadValue(f"there is no {day} {month_name(month)} {year}; check the date") from None

    def _day_and_month(self, written: Spelt, text: str) -> tuple[int, int]:
        if written.numbers is None:
            if written.day is None or written.month is None:
                raise BadValue(f"{quoted(text)} names no month; write a date like 30 October 2026")
            return written.day, written.month
        one, two = written.numbers
        proof = written.day_first
        if written.ambiguous and self._day_first is None:
            raise self._either(one, two, written.year, text)
        if proof is not None and self._day_first not in (None, proof):
            raise BadValue(
                f"{quoted(text)} has day and month the other way round; write it with the month's name"
            )
        first = self._day_first is not False if proof is None else proof
        return (one, two) if first else (two, one)

    def _either(self, one: int, two: int, year: int | None, text: str) -> BadValue:
        readings = f"{one} {month_name(two)} or {two} {month_name(one)}"
        of_year = "" if year is None else f" {year}"
        otherwise = ", or say --day-first" if self._calendar else f" or {two} {month_name(one)}{of_year}"
        return BadValue(
            f"{quoted(text)} can be {readings}; write {one} {month_name(two)}{of_year}{otherwise}"
        )

    def _by_rule(self, text: str) -> Days:
        if self._calendar is None:
            raise BadValue(f"{quoted(text)} is not a date; write it like 2026-10-30 or 30 October 2026")
        rule = parse(text, self._calendar.anchors)
        canonical = str(rule)
        if len(canonical) > limits.LONGEST_RULE:
            raise BadValue(f"the date rule has {len(canonical)} characters; {limits.LONGEST_RULE} at most")
        return Days(dates_of(rule, self._calendar), rule=canonical)
