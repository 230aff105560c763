"""Dates as people write them, taken apart: which day, month and year a text names. No calendar needed."""

import re
from dataclasses import dataclass
from typing import Final

from seasonal_ops.dates.wording import MONTHS, WEEKDAYS

_MONTH: Final = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
_WEEKDAY: Final = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS) + "|tues|thur|thurs|weds"
_ORDINAL: Final = "(?:st|nd|rd|th)?"
_GAP: Final = r"[ .,/\-]*"
_YEAR: Final = rf"(?:{_GAP}(?:(?P<year>[0-9]{{4}})|'?(?P<short>[0-9]{{2}})))?"
_AGAIN_YEAR: Final = r"(?:(?P=sign)(?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2})))?"
_DATE_FORMS: Final = (
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})",
    r"(?P<one>[0-9]{1,2})(?P<sign>[-/. ])(?P<two>[0-9]{1,2})" + _AGAIN_YEAR,
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?:of )?(?P<name>{_MONTH}){_YEAR}",
    rf"(?P<name>{_MONTH}){_GAP}(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:,? +(?P<year>[0-9]{{4}}))?",
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}",
)
_FORMS: Final = tuple(
    re.compile(rf"(?:(?P<weekday>{_WEEKDAY})[.,]? +)?(?:the )?{form}", re.IGNORECASE | re.ASCII)
    for form in _DATE_FORMS
)
# What stands between the two ends of a range; a hyphen only in `5-9 October`, since dates hold hyphens.
_BETWEEN: Final = (
    r" +(?:to|until|till|-|–|—) +",
    r"(?<=[0-9a-z])[–—](?=[0-9a-z])",
    r"(?<=^[0-9])-(?=[0-9]{1,2} *[a-z])",
    r"(?<=^[0-9]{2})-(?=[0-9]{1,2} *[a-z])",
)
_RANGE: Final = re.compile(rf"(?P<first>.+?)(?:{'|'.join(_BETWEEN)})(?P<last>.+)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Spelt:
    """What a text names. Two numbers with a sign between them are `numbers`, in the order written."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    numbers: tuple[int, int] | None = None

    @property
    def day_first(self) -> bool | None:
        """Whether two numbers can only be read with the day first, or only last; None when both can be."""
        if self.numbers is None or self.numbers[0] == self.numbers[1]:
            return None
        one, two = self.numbers
        if (one > 12) == (two > 12):
            return None
        return one > 12

    @property
    def ambiguous(self) -> bool:
        """Whether the two numbers name two different days, depending on which is the month."""
        return self.numbers is not None and self.numbers[0] != self.numbers[1] and max(self.numbers) <= 12


def spelt(text: str) -> Spelt | None:
    """What a text names as one date, None when it is none of these forms."""
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            return _spelt(found.groupdict())
    return None


def ends_of(text: str) -> tuple[str, str] | None:
    """The two texts between which a range spans: `5–9 October`; None when it is none."""
    found = _RANGE.fullmatch(text.strip())
    return (found["first"].strip(), found["last"].strip()) if found else None


def _spelt(found: dict[str, str | None]) -> Spelt:
    weekday = found.get("weekday")
    year, short = found.get("year"), found.get("short")
    month = found.get("month")
    if name := found.get("name"):
        month = str(_place(name, MONTHS) + 1)
    return Spelt(
        day=_number(found.get("day")),
        month=_number(month),
        year=_number(year) if short is None else 2000 + int(short),
        weekday=None if weekday is None else _place(weekday, WEEKDAYS),
        numbers=None if found.get("one") is None else (int(found["one"] or 0), int(found["two"] or 0)),
    )


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _place(word: str, names: tuple[str, ...]) -> int:
    return next(place for place, name in enumerate(names) if name[:3].lower() == word[:3].lower())
