"""A date as a lead types it. Pure."""

import re
from datetime import date
from typing import Final

from seasonal_ops.errors import BadValue

_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_BRITISH: Final = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{4}))?")


def read_date(text: str, *, near: date) -> date:
    """`5/11`, `5/11/2026` or `2026-11-05`; without a year the one that comes nearest to `near`.

    Raises BadValue for anything else and for a date that does not exist.
    """
    found = _ISO.fullmatch(text.strip()) or _BRITISH.fullmatch(text.strip())
    if found is None:
        raise BadValue("the date is not understood; write it as 5/11 or 2026-11-05")
    day, month = int(found["day"]), int(found["month"])
    years = [int(found["year"])] if found["year"] else [near.year - 1, near.year, near.year + 1]
    dates = [on for on in (_date(year, month, day) for year in years) if on is not None]
    if not dates:
        raise BadValue("there is no such day; look at the calendar and write it as 5/11")
    return min(dates, key=lambda on: abs(on - near))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
