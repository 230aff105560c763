"""One value on many dates in a row: more likely pasted than counted."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

_MANY: Final = 5
_DAY: Final = timedelta(days=1)


def pasted(values: Mapping[date, Decimal]) -> str:
    """The sentence that a value other than 0 stands on five or more dates in a row; "" when none does."""
    run: list[date] = []
    longest: list[date] = []
    for on in sorted(values):
        follows = run and on - run[-1] == _DAY and values[on] == values[run[-1]]
        run = [*run, on] if follows else [on]
        if values[on] and len(run) > len(longest):
            longest = run
    if len(longest) < _MANY:
        return ""
    return (
        f"{values[longest[0]]:f} stands on {len(longest)} dates in a row, {longest[0]} to {longest[-1]}:"
        " check that it was counted and not copied down"
    )
