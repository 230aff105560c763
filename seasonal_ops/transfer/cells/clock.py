"""Times of the day as people write them: `18:00`, `6pm`, `6.30 pm`, `1800`, `18:00-23:00`, `noon`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.names import key, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.table import Value

_TIME: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::[0-9]{2})?)? ?(?P<half>[ap])\.?m?\.?"
    r"|(?P<hour24>[0-9]{1,2})[:.](?P<minute24>[0-9]{2})(?::[0-9]{2})?"
    r"|(?P<hours>[0-9]{1,2})(?P<minutes>[0-9]{2})"
    r"|(?P<bare>[0-9]{1,2})"
)
_BETWEEN: Final = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b)\s*")
_HOURS: Final = re.compile(r"\s*(?:hours|hrs|hr|h)\b\.?")
_NAMED: Final = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0)}
_ALL_DAY: Final = frozenset({"all day", "allday", "all-day", "whole day"})


@dataclass(frozen=True, slots=True)
class Times:
    """A start and an end, either of which may be open."""

    start: time | None = None
    end: time | None = None


NO_TIMES: Final = Times()


def read_times(value: Value) -> Times:
    """The one or two times that a cell holds. Raises BadValue."""
    match value:
        case None:
            return NO_TIMES
        case datetime():
            return Times(value.time())
        case time():
            return Times(value.replace(second=0, microsecond=0))
        case float():
            return Times(_of_number(value))
        case str():
            return _of_text(value)
        case _:
            raise _wrong(value)


def _of_number(value: float) -> time:
    """A part of a day, as a cell without a format holds a time; or 1800 as a person types it."""
    if 0 <= value < 1:
        minutes = round(value * 1440)
        return time(minutes // 60 % 24, minutes % 60)
    return _one(f"{value:g}" if value >= 100 else str(value), "")


def _of_text(text: str) -> Times:
    if len(text) > limits.LONGEST_DATE:
        raise _wrong(text[: limits.LONGEST_DATE])
    said = _HOURS.sub("", key(text))
    if said in _ALL_DAY:
        return NO_TIMES
    parts = _BETWEEN.split(said)
    if len(parts) > 2:
        raise _wrong(text)
    if len(parts) == 1:
        return Times(_one(said, ""))
    end_half = _half(parts[1])
    return Times(_start(parts[0], parts[1], end_half), _one(parts[1], ""))


def _start(text: str, end: str, half: str) -> time:
    """`6-11pm` begins in the evening, `10-2pm` in the morning: a half not said is the end's, if that fits."""
    if _half(text) or not half or not text.isdigit():
        return _one(text, "")
    same = _one(text, half)
    return same if same < _one(end, "") else _one(text, "a" if half == "p" else "p")


def _half(text: str) -> str:
    found = _TIME.fullmatch(text)
    return (found and found["half"]) or ""


def _one(text: str, half: str) -> time:
    if text in _NAMED:
        return _NAMED[text]
    found = _TIME.fullmatch(text)
    if found is None or (found["bare"] and not half):
        raise _wrong(text)
    if half := found["half"] or half:
        hour, minute = int(found["hour"] or found["bare"] or 99), int(found["minute"] or 0)
        if not 1 <= hour <= 12:
            raise _wrong(text)
        hour = hour % 12 + 12 * (half == "p")
    else:
        hour = int(found["hour24"] or found["hours"])
        minute = int(found["minute24"] or found["minutes"])
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23 or minute > 59:
        raise _wrong(text)
    return time(hour, minute)


def _wrong(value: object) -> BadValue:
    shown = value.isoformat() if isinstance(value, date) else str(value)
    return BadValue(f"{quoted(shown)} is no time of day; write it like 18:30")
