"""Which of what is due for one contact goes now, in which message, and what waits until when. Pure.

A contact gets one message for all that is due, and an ordinary one once a day; a change is told at
once. In its quiet hours nothing goes that would still be in time after them. What may have arrived is
repeated as it was, under its own Message-ID.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.nights import instant
from seasonal_ops.words import ReminderKind

AT_ONCE: Final = frozenset({ReminderKind.CHANGED, ReminderKind.CANCELLED})
MORNING: Final = time(9)
# Who could read more in one mail? What is over it comes with the next.
MOST_TOGETHER: Final = 200
# What is asked when it is over, and not before.
_OWED: Final = frozenset({ReminderKind.AFTER, ReminderKind.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A reminder that is due, or will be within a day. Instants in UTC.

    `begins` and `ends` are when its activity does, None where it has none. `repeats` is the Message-ID of
    the message that it may have arrived in; `tried` that it was put off by the other side.
    """

    id: int
    kind: ReminderKind
    due: datetime
    expires: datetime
    begins: datetime | None = None
    ends: datetime | None = None
    repeats: str | None = None
    tried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a contact may be written to. Quiet hours are local to `time_zone`, and may pass midnight.

    `last` is when an ordinary message last went to it, or may have, `busy` whether one is on its way.
    """

    time_zone: str = "Europe/London"
    quiet_from: time | None = None
    quiet_to: time | None = None
    last: datetime | None = None
    busy: bool = False

    def local(self, at: datetime) -> datetime:
        """The instant by the clocks of the contact."""
        return at.astimezone(ZoneInfo(self.time_zone))

    def quiet_until(self, now: datetime) -> datetime | None:
        """The end of the quiet hours that it is in; None outside of them."""
        if self.quiet_from is None or self.quiet_to is None:
            return None
        here = self.local(now)
        over_midnight = self.quiet_to <= self.quiet_from
        evening = here.time() >= self.quiet_from
        morning = here.time() < self.quiet_to
        if not (evening or morning if over_midnight else evening and morning):
            return None
        day = here.date() + timedelta(days=int(over_midnight and evening))
        end = instant(day, self.quiet_to, self.time_zone)
        if end <= now:  # clocks that were put back show this hour twice, and it is the second time
            again = datetime.combine(day, self.quiet_to, ZoneInfo(self.time_zone)).replace(fold=1)
            end = again.astimezone(UTC)
        return end if end > now else None

    def written_today(self, now: datetime) -> bool:
        """Whether it had its ordinary message of this local day."""
        return self.last is not None and self.local(self.last).date() == self.local(now).date()

    def tomorrow(self, now: datetime, at: time) -> datetime:
        """The next local day at a local time."""
        return instant(self.local(now).date() + timedelta(days=1), at, self.time_zone)


@dataclass(slots=True)
class Sorted:
    """Ids of what goes in one new message, of what is repeated by Message-ID, and until when others wait."""

    together: list[int] = field(default_factory=list)
    repeated: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    later: dict[int, datetime] = field(default_factory=dict)


def sort_out(waiting: Sequence[Waiting], pace: Pace, now: datetime) -> Sorted:
    """What to do with each; what is in neither part of the answer is left as it is.

    While a message is on its way to the contact, only what is at once goes beside it.
    """
    found = Sorted()
    quiet_end = pace.quiet_until(now)
    _repeat(found, [one for one in waiting if one.repeats is not None], quiet_end, now)
    new = [one for one in waiting if one.repeats is None and one.due <= now]
    if quiet_end is not None:
        found.later.update((one.id, quiet_end) for one in new if _can_wait(one, quiet_end))
        new = [one for one in new if one.id not in found.later]
    at_once = [one for one in new if one.kind in AT_ONCE]
    if pace.busy:
        found.together = [one.id for one in at_once][:MOST_TOGETHER]
        return found
    ordinary = [one for one in new if one.kind not in AT_ONCE]
    written = pace.written_today(now) or bool(found.repeated)
    if written and not at_once:
        morning = pace.tomorrow(now, MORNING)
        found.later.update((one.id, morning) for one in ordinary if one.expires > morning)
        ordinary = [one for one in ordinary if one.expires <= morning]
    found.together = [one.id for one in (*at_once, *ordinary)]
    if ordinary and not written and quiet_end is None:
        found.together += _rest_of_day(waiting, pace, now)
    del found.together[MOST_TOGETHER:]
    return found


def _repeat(found: Sorted, waiting: Sequence[Waiting], quiet_end: datetime | None, now: datetime) -> None:
    """A message goes again whole: with what it took along, and when one part of it cannot wait."""
    parts: dict[str, list[Waiting]] = defaultdict(list)
    for one in waiting:
        parts[one.repeats or ""].append(one)
    for message, some in parts.items():
        if not any(one.due <= now for one in some):
            continue
        if quiet_end is not None and all(_can_wait(one, quiet_end) for one in some):
            found.later.update((one.id, quiet_end) for one in some)
        else:
            found.repeated[message] = [one.id for one in some]


def _can_wait(one: Waiting, until: datetime) -> bool:
    """Whether it is in time after the quiet hours: a change before its activity begins, the rest at all."""
    if one.kind in AT_ONCE and one.begins is not None:
        return one.begins >= until
    return one.expires > until


def _rest_of_day(waiting: Sequence[Waiting], pace: Pace, now: datetime) -> list[int]:
    """What else would be due today: it comes with the one message of the day."""
    midnight = pace.tomorrow(now, time(0))
    return [
        one.id
        for one in waiting
        if now < one.due < midnight
        and one.kind not in AT_ONCE
        and one.repeats is None
        and not one.tried
        and (one.kind not in _OWED or (one.ends is not None and one.ends <= now))
    ]
