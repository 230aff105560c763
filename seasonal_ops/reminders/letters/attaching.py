"""The activities of a message as one calendar file, as the feeds show them, under the same identity. Pure."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from seasonal_ops import ical
from seasonal_ops.errors import BadValue
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.reminders.letters.entries import guarded
from seasonal_ops.reminders.letters.wording import Letter
from seasonal_ops.reminders.shapes import UNASSIGNED
from seasonal_ops.words import Detail

_log = logging.getLogger(__name__)
# The plan's own name would tell of a sensitive activity which operation it belongs to.
_NAME: Final = "Partnership activity"


def calendar(letters: Sequence[Letter], events: Mapping[int, CalendarEvent]) -> bytes | None:
    """What lies ahead, or ends, as a calendar file; None when there is none of it.

    Counts and reports are owed for what is over.
    """
    unnamed = guarded(letters)
    shown = [
        _component(letter, replace(event, plan="") if unnamed else event)
        for letter in letters
        if (letter.ahead or letter.cancelled) and (event := events.get(letter.activity)) is not None
    ]
    content = b"".join(shown)
    return ical.head(_NAME) + content + ical.TAIL if content else None


def _component(letter: Letter, event: CalendarEvent) -> bytes:
    """The activity as full detail shows it; empty when no calendar can hold it."""
    try:
        if not letter.cancelled:
            return ical.vevent(event, detail=Detail.FULL)
        detail = None if UNASSIGNED in letter.notes else Detail.FULL
        return ical.tombstone(_as_told(letter, event), detail=detail)
    except BadValue as error:
        # The mail says it all in words; its feeds show the lead what is wrong with the activity.
        _log.warning("activity %s goes out without a calendar file: %s", letter.activity, error)
        return b""


def _as_told(letter: Letter, event: CalendarEvent) -> CalendarEvent:
    """The event at the time that the reader was told: nobody learns a new one from its end."""
    told = letter.schedule
    return replace(
        event,
        title=letter.title,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        start_time=told.start_time,
        end_time=told.end_time,
        time_zone=told.time_zone,
    )
