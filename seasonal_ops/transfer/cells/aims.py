"""What a target of an action plan says in words: by when, and how much. Only what is said plainly is read."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.dates.wording import MONTHS
from seasonal_ops.transfer.cells.spelling import spelt

_MONTH: Final = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_DATE: Final = re.compile(
    rf"\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}),? [0-9]{{4}}"
    r"|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2})\b",
    re.IGNORECASE | re.ASCII,
)
_MONTH_OF: Final = re.compile(rf"\b(?P<month>{_MONTH}),? (?P<year>[0-9]{{4}})\b", re.IGNORECASE | re.ASCII)
_NUMBER: Final = re.compile(
    r"(?P<sign>[-+−±] ?)?(?P<digits>[0-9][0-9,]*(?:\.[0-9]{1,4})?)(?P<percent> ?%| per ?cent)?"
)
_AMOUNT: Final = re.compile(
    r"\b(?:at least|at most|no fewer than|no more than|not more than|minimum of|maximum of|up to) *$",
    re.IGNORECASE,
)
# A number of these says how long, how old or which one, and not how many.
_NO_AMOUNT: Final = re.compile(r" *(?:days?|weeks?|months?|years?|hours?|minutes?)\b", re.IGNORECASE)
_DOWN: Final = re.compile(r"\b(?:reduc|decreas|fewer|lower|less|cut\b|fall)", re.IGNORECASE)
_UP: Final = re.compile(r"\b(?:increas|rais|more|higher|improv|grow)", re.IGNORECASE)


def date_in(text: str, *, day_first: bool | None) -> date | None:
    """The one date that a text names; a month is meant with its last day. None for none, for several,
    and for one such as 03/04/2027 when `day_first` does not say how it is meant.
    """
    found = {day for day in _dates(text, day_first=day_first) if day is not None}
    return found.pop() if len(found) == 1 else None


def _dates(text: str, *, day_first: bool | None) -> Iterator[date | None]:
    for match in _DATE.finditer(text):
        yield _date(match[0], day_first=day_first)
    for match in _MONTH_OF.finditer(_DATE.sub(" ", text)):
        month = next(
            at for at, name in enumerate(MONTHS, 1) if name[:3].lower() == match["month"][:3].lower()
        )
        year = int(match["year"])
        yield date(year, month, monthrange(year, month)[1]) if year >= 1 else None


def _date(text: str, *, day_first: bool | None) -> date | None:
    found = spelt(text)
    if found is None or found.year is None:
        return None
    day, month = found.day, found.month
    if found.numbers is not None:
        first = day_first if found.ambiguous else found.day_first is not False
        if first is None:
            return None
        day, month = found.numbers if first else reversed(found.numbers)
    try:
        return date(found.year, month or 0, day or 0)
    except ValueError:
        return None


def amount_in(text: str) -> tuple[Decimal | None, bool]:
    """The number aimed at, and whether it is a change in per cent; None where the text is not plain.

    "at least 12" is 12; "reduce by 20%" and "-20%" are a change of -20 per cent. A bare "20%" is neither.
    """
    without_dates = _MONTH_OF.sub(" ", _DATE.sub(" ", text))
    numbers = list(_NUMBER.finditer(without_dates))
    if len(numbers) != 1:
        return None, False
    (number,) = numbers
    value = Decimal(number["digits"].replace(",", ""))
    if number["percent"]:
        sign = _sign((number["sign"] or "").strip(), without_dates)
        return (sign * value, True) if sign and value < 10**6 else (None, False)
    plain = not number["sign"] and not _NO_AMOUNT.match(without_dates, number.end())
    if plain and _AMOUNT.search(without_dates[: number.start()]) and value < 10**9:
        return value, False
    return None, False


def _sign(sign: str, text: str) -> int:
    if sign in ("-", "−"):
        return -1
    if sign == "+":
        return 1
    down, up = bool(_DOWN.search(text)), bool(_UP.search(text))
    return 0 if sign or down == up else -1 if down else 1
