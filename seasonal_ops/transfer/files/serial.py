"""Excel's numbers as dates and times (ECMA-376 part 1, 18.17.4: serial date-times)."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

# Formats without a code of their own (18.8.30) that show a date or a time; those above 22 are East
# Asian, but for 45 to 47.
_DATE_FORMATS: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
# What stands in quotes, behind a backslash or in brackets is no code: colours, locales, conditions.
_NO_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_PERCENTAGES: Final = (9, 10)
_SINCE_1900: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone
_SINCE_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001


def shows_a_date(format_id: int, code: str | None) -> bool:
    """Whether a number format shows a number as a date or a time."""
    if code is None:
        return format_id in _DATE_FORMATS
    return re.search("[dmyhs]", _NO_CODE.sub("", code.split(";")[0]), re.IGNORECASE) is not None


def shows_a_percentage(format_id: int, code: str | None) -> bool:
    """Whether a number format shows 0.75 as 75%."""
    return format_id in _PERCENTAGES if code is None else "%" in _NO_CODE.sub("", code.split(";")[0])


def percentage(number: float) -> str:
    """What a cell shows in such a format, to four decimals: 75% for 0.75."""
    return f"{100 * number:.4f}".rstrip("0").rstrip(".") + "%"


def moment(serial: float, *, since_1904: bool) -> date | datetime | time | None:
    """What the number means: a time below one day, a date when whole; None beyond the year 9999."""
    if not 0 <= serial < 2_958_466:
        return None
    if serial < 60 and not since_1904:
        serial += serial >= 1  # Excel counts a 29 February 1900
    days, seconds = divmod(round(serial * 86_400), 86_400)
    if serial < 1:
        return (_SINCE_1900 + timedelta(seconds=seconds)).time()
    found = (_SINCE_1904 if since_1904 else _SINCE_1900) + timedelta(days=days, seconds=seconds)
    return found if seconds else found.date()
