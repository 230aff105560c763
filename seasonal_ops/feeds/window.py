"""How much a feed holds: a good year back, and no more than calendars take of one feed. Pure.

Google Calendar drops what is beyond 1,000 events or 900 KB of a subscription without a word, and not by
date. What is left out here is what is missed least, and the lead is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MOST_EVENTS: Final = 1_000
MOST_BYTES: Final = 900_000  # uncompressed, head and tail included
# Last year's season can be looked up until this year's is over.
_KEPT_AFTER_END: Final = timedelta(days=400)
_TOMBSTONE_KEPT: Final = timedelta(days=31)  # gone on the day after 30 days past its end


@dataclass(frozen=True, slots=True)
class Held:
    """An event as far as room goes: the day that it ends on, and its bytes."""

    activity_id: int
    ends_on: date
    size: int


def oldest(today: date) -> date:
    """The earliest day on which an event may have ended to be shown on `today`."""
    return today - _KEPT_AFTER_END


def forgotten(today: date) -> date:
    """What ended before this day is not even kept hidden: no clock is wrong by so much."""
    return oldest(today) - _KEPT_AFTER_END


def tombstone_until(ends_on: date) -> date:
    """The first day on which a tombstone is no longer shown."""
    return ends_on + _TOMBSTONE_KEPT


def left_out(events: Iterable[Held], today: date, *, room: int) -> frozenset[int]:
    """Ids of what does not fit into `room` bytes and 1,000 events.

    What is to come goes first, the nearest foremost; what is past comes after, the latest foremost.
    """
    over: set[int] = set()
    count, size = 0, 0
    for one in sorted(events, key=lambda held: _rank(held, today)):
        count, size = count + 1, size + one.size
        if count > MOST_EVENTS or size > room:
            over.add(one.activity_id)
    return frozenset(over)


def _rank(event: Held, today: date) -> tuple[bool, int, int]:
    past = event.ends_on < today
    return past, abs((event.ends_on - today).days), event.activity_id
