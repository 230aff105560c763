"""Dates, weekdays and ordinals in words, the same whatever the computer's language is set to."""

from datetime import date
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
LAST: Final = -1
_BY_HAND: Final = "moved by hand"


def month_name(month: int) -> str:
    """October for 10."""
    return MONTHS[month - 1]


def weekday_name(on: date) -> str:
    """The date's weekday in full."""
    return WEEKDAYS[on.weekday()]


def ordinal(position: int) -> str:
    """First for 1, up to fifth; last for -1."""
    return "last" if position == LAST else ORDINALS[position - 1]


def numbered(day: int) -> str:
    """18th for 18."""
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def plain(on: date) -> str:
    """19 September 2027."""
    return f"{on.day} {month_name(on.month)} {on.year}"


def short(on: date) -> str:
    """Sun 19 September 2027."""
    return f"{weekday_name(on)[:3]} {plain(on)}"


def brief(on: date, *, year: bool = True) -> str:
    """Sun 19 Sep 2027, or without the year."""
    text = f"{weekday_name(on)[:3]} {on.day} {month_name(on.month)[:3]}"
    return f"{text} {on.year}" if year else text


def moved_by_hand(on: date, *, was: date) -> str:
    """The reason of a date that somebody set `on` a day, instead of the one that it `was`."""
    return f"{_BY_HAND} on {plain(on)} from {plain(was)}"


def is_by_hand(reason: str) -> bool:
    """Whether the reason says no more than that somebody moved it."""
    return reason.startswith(_BY_HAND)
