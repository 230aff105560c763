"""A date as a lead types it. Pure."""

import re
from datetime import date, timedelta
from typing import Final

from seasonal_ops.errors import BadValue

_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_BRITISH: Final = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{4}|[0-9]{2}))?")
_WORDS: Final = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<name>[a-z]{3,9})\.?(?: (?P<year>[0-9]{4}))?"
)
_FURTHER: Final = re.compile(r"\+ ?(?P<by>[0-9]{1,3}) ?(?P<unit>d|days?|w|weeks?)?")
_NAMED: Final = re.compile(r"(?P<next>next )?(?P<name>[a-z]{3,9})")
_WEEKDAY: Final = re.compile(r"(?P<name>[a-z]{3,9}),? (?=[0-9])")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NEAR: Final = {"today": 0, "tomorrow": 1}
_WEEK: Final = 7
_CENTURY: Final = 2000


def read_date(text: str, *, near: date, today: date | None = None) -> date:
    """`5/11`, `5 Nov`, `Thu 5 November 2026`, `2026-11-05`; without a year the one nearest to `near`.

    With `today` also `tomorrow`, `friday`, `next friday`, `+2d`. Raises BadValue for anything else and for a
    date that does not exist.
    """
    text = " ".join(text.casefold().split())
    counted = None if today is None else day_by_name(text, today) or _further(text, today)
    if counted is not None:
        return counted
    named = _WEEKDAY.match(text)
    on = _written(text[named.end() :] if named else text, near)
    if named and not _WEEKDAYS[on.weekday()].startswith(named["name"]):
        raise BadValue(f"{on.day}/{on.month}/{on.year} is a {_WEEKDAYS[on.weekday()].title()}")
    return on


def day_by_name(text: str, today: date) -> date | None:
    """`today`, `tomorrow`, `friday` (the coming one), `next friday` (of next week), else None."""
    found = _NAMED.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return None
    weekday = _place(found["name"], _WEEKDAYS)
    try:
        if weekday is not None and found["next"]:
            return today - timedelta(days=today.weekday()) + timedelta(days=_WEEK + weekday)
        if weekday is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % _WEEK + 1)
        near = None if found["next"] else _NEAR.get(found["name"])
        return None if near is None else today + timedelta(days=near)
    except OverflowError:
        return None


def _further(text: str, today: date) -> date | None:
    found = _FURTHER.fullmatch(text)
    if found is None:
        return None
    weeks = (found["unit"] or "d").startswith("w")
    return today + timedelta(days=int(found["by"]) * (_WEEK if weeks else 1))


def _written(text: str, near: date) -> date:
    found = _ISO.fullmatch(text) or _BRITISH.fullmatch(text) or _WORDS.fullmatch(text)
    parts = {} if found is None else found.groupdict()
    named = _place(parts["name"], _MONTHS) if "name" in parts else None
    if found is None or ("name" in parts and named is None):
        raise BadValue("the date is not understood; write it as 5/11, 5 Nov or 2026-11-05")
    day = int(parts["day"])
    month = int(parts["month"]) if named is None else named + 1
    years = [_year(parts["year"])] if parts["year"] else [near.year - 1, near.year, near.year + 1]
    dates = [on for on in (_date(year, month, day) for year in years) if on is not None]
    if not dates:
        raise BadValue("there is no such day; look at the calendar and write it as 5/11")
    return min(dates, key=lambda on: abs(on - near))


def _year(text: str) -> int:
    """Two digits are a year of this century."""
    return int(text) + (_CENTURY if len(text) == len("26") else 0)


def _place(name: str, names: tuple[str, ...]) -> int | None:
    return next((at for at, known in enumerate(names) if known.startswith(name)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
