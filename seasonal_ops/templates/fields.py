"""The kinds of value a template file may hold, and how strictly each is read."""

import re
from collections.abc import Callable
from datetime import time
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StrictFloat, StrictInt, StringConstraints

from seasonal_ops.errors import BadValue
from seasonal_ops.text import accept_line, accept_text

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_PERCENT: Final = re.compile(r"[+-]\d+(\.\d+)?%")
# Twelve weeks of chasing is more than any season needs; a larger number is a slip of the hand.
_LONGEST_DAYS: Final = 84


class PartnerKind(StrEnum):
    """What sort of agency a partner is."""

    FIRE = "fire"
    POLICE = "police"
    COUNCIL = "council"
    COUNTY = "county"
    UNIVERSITY = "university"
    HEALTH = "health"
    CHARITY = "charity"
    EDUCATION = "education"
    BUSINESS = "business"
    OTHER = "other"


class Audience(StrEnum):
    """Who is reminded: contacts of partners, their deputies, or whoever leads the task-and-time group."""

    ASSIGNED = "assigned"
    UNANSWERED = "unanswered"
    LEADS = "leads"
    DEPUTIES = "deputies"
    GROUP_LEAD = "group-lead"


class CatchUp(StrEnum):
    """What becomes of a reminder that fell due while nothing was running (docs: reminders)."""

    LATE = "late"
    UNTIL_MIDNIGHT = "until-midnight"
    LATEST = "latest"


def _as_value_error(accept: Callable[..., str], longest: int) -> Callable[[str], str]:
    def checked(value: str) -> str:
        try:
            return accept(value, "the text", longest=longest)
        except BadValue as trouble:
            raise ValueError(str(trouble)) from None

    return checked


def _clock(value: Any) -> time:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('expected a time in quotes, from "00:00" to "23:59"')
    return time(int(found[1]), int(found[2]))


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        raise ValueError(f'"{value}" is no time zone; expected a name such as "Europe/London"') from None
    return value


def _target_value(value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if (number and isfinite(value)) or (isinstance(value, str) and _PERCENT.fullmatch(value)):
        return value
    raise ValueError('expected a number, or a change such as "-20%"')


Line = Annotated[str, AfterValidator(_as_value_error(accept_line, 200))]
RuleText = Annotated[str, AfterValidator(_as_value_error(accept_line, 300))]
Prose = Annotated[str, AfterValidator(_as_value_error(accept_text, 4000))]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Clock = Annotated[time, BeforeValidator(_clock)]
Zone = Annotated[str, AfterValidator(_zone)]
DayOffset = Annotated[StrictInt, Field(ge=-_LONGEST_DAYS, le=_LONGEST_DAYS)]
Pounds = Annotated[StrictFloat, Field(ge=0, allow_inf_nan=False)]
TargetValue = Annotated[StrictInt | StrictFloat | str, BeforeValidator(_target_value)]
