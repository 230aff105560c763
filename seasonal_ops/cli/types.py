"""Values on the command line: dates, times of day, words of a closed list, anchors with their dates."""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final

import click

from seasonal_ops.errors import BadValue

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
# The years in which plans can begin, and one more.
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2101
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})")


class DateType(click.ParamType[date]):
    """A date, YYYY-MM-DD, or with its year as sheets may have it: 30/10/2026, Fri 30 Oct 2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a sentence that says what to write."""
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            return date.fromisoformat(text) if _DATE.fullmatch(text) else _as_in_sheets(text)
        except BadValue as error:
            return self.fail(str(error), param, ctx)
        except ValueError:
            return self.fail(f"{text} is not a date that exists; check the day and the month", param, ctx)


def _as_in_sheets(text: str) -> date:
    """Raises BadValue with one sentence."""
    # Scripts write the form that needs nothing of this.
    from seasonal_ops.transfer.cells.days import DateReader

    return DateReader(None, day_first=None).read_one(text)


class MonthType(click.ParamType[date]):
    """A month, YYYY-MM, as its first day."""

    name = "YYYY-MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first day of the month, or a sentence that says what to write."""
        found = _MONTH.fullmatch(str(value).strip())
        if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR and 1 <= int(found[2]) <= 12:
            return date(int(found[1]), int(found[2]), 1)
        return self.fail(f"{value!r} is not a month; write it like 2026-10", param, ctx)


class TimeType(click.ParamType[time]):
    """A local time of day, HH:MM."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """The time, or a sentence that says what to write."""
        found = _TIME.fullmatch(str(value).strip())
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        return self.fail(f"{value!r} is not a time of day; write it like 18:30", param, ctx)


class HoursType(click.ParamType[tuple[time, time]]):
    """Two local times of day, HH:MM-HH:MM; the second may be on the next morning."""

    name = "HH:MM-HH:MM"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[time, time]:
        """From and until when, or a sentence that says what to write."""
        if isinstance(value, tuple):
            return value
        start, dash, end = str(value).replace("–", "-").partition("-")
        if not dash:
            self.fail(f"{value!r} names no hours; write them like 22:00-07:00", param, ctx)
        return TIME.convert(start, param, ctx), TIME.convert(end, param, ctx)


class AnchorType(click.ParamType[tuple[str, date]]):
    """An anchor with its date, NAME=DATE."""

    name = "NAME=DATE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, date]:
        """The name and the date, or a sentence that says what to write."""
        name, equals, text = str(value).partition("=")
        if not equals or not name.strip():
            self.fail(f'{value!r} names no date; write it like "Welcome Sunday=2027-09-19"', param, ctx)
        return name.strip(), DATE.convert(text, param, ctx)


class MomentType(click.ParamType[datetime]):
    """A date with a time, ISO 8601; without an offset it is local."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or a sentence that says what to write."""
        try:
            return datetime.fromisoformat(str(value).strip())
        except ValueError:
            return self.fail(f"{value!r} is not a time; write it like 2026-10-30T09:00", param, ctx)


def words(of: type[StrEnum], *, without: tuple[StrEnum, ...] = ()) -> click.Choice[str]:
    """A choice among the words of a closed list."""
    return click.Choice([word.value for word in of if word not in without])


# "-3" is a value to be refused with a sentence, no option that nobody knows.
NEGATIVES: Final = {"ignore_unknown_options": True}
DATE: Final = DateType()
MONTH: Final = MonthType()
TIME: Final = TimeType()
HOURS: Final = HoursType()
ANCHOR: Final = AnchorType()
MOMENT: Final = MomentType()
