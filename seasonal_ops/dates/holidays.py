"""England's bank holidays from the snapshot that ships with the product.

The snapshot has the shape of gov.uk's bank-holidays.json and lists what that file lists: the days
off themselves. When Christmas Day is a Saturday, that is the Monday after and not the Saturday.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

_SNAPSHOT: Final = "bank-holidays.json"
_DIVISION: Final = "england-and-wales"


@dataclass(frozen=True, slots=True)
class Holidays:
    """Bank holidays by date; whole years are known, from the first date's year to the horizon."""

    names: Mapping[date, str]

    @property
    def horizon(self) -> date:
        """The last bank holiday that is known."""
        return max(self.names, default=date.min)

    @property
    def since(self) -> date:
        """The first day from which bank holidays are known."""
        return min(self.names, default=date.max).replace(month=1, day=1)


def read_holidays(text: str) -> Holidays:
    """The division England and Wales of a file in gov.uk's shape: {division: {events: [{title, date}]}}."""
    events = json.loads(text)[_DIVISION]["events"]
    return Holidays(MappingProxyType({date.fromisoformat(event["date"]): event["title"] for event in events}))


@cache
def england() -> Holidays:
    """The snapshot, read once."""
    from importlib.resources import files

    return read_holidays(files(__package__).joinpath(_SNAPSHOT).read_text(encoding="utf-8"))
