"""Where an activity would stand, before that is kept. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.views.board import BoardRow
from tui.show import days, when
from tui.source.timeline import Place

_HALF_HOUR: Final = timedelta(minutes=30)
# A season and a year: whoever holds a key down that long means something else.
_FARTHEST: Final = timedelta(days=730)
_LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An activity as it is, and as it would stand."""

    was: BoardRow
    to: BoardRow

    @classmethod
    def of(cls, activity: BoardRow) -> "Proposal":
        """Where it stands."""
        return cls(activity, activity)

    @property
    def place(self) -> Place:
        """Where it is to stand."""
        to = self.to
        return Place(to.starts_on, to.ends_on, to.end_time if to.end_time != self.was.end_time else None)

    def on(self, now: BoardRow) -> "Proposal":
        """The same place for it as it is now."""
        to, place = self.to, self.place
        end = to.end_time if place.end is not None else now.end_time
        return Proposal(now, now._replace(starts_on=to.starts_on, ends_on=to.ends_on, end_time=end))

    @property
    def moves(self) -> bool:
        """Whether it would stand anywhere else than it does."""
        return self.to != self.was

    @property
    def sentence(self) -> str:
        """From when to when."""
        return f"{when(self.was)} → {when(self.to)}"

    def moved(self, by: int) -> "Proposal":
        """The whole of it, by days. Raises BadValue for more than two years."""
        try:
            on, last = self.to.starts_on + timedelta(days=by), self.to.ends_on + timedelta(days=by)
        except OverflowError:
            raise BadValue("there is no such day") from None
        if abs(on - self.was.starts_on) > _FARTHEST:
            raise BadValue("that is more than two years away; e edits the date itself")
        return Proposal(self.was, self.to._replace(starts_on=on, ends_on=last))

    def stretched(self, by: int) -> "Proposal":
        """Its end: by days without times, by half hours with them. Raises BadValue for nonsense."""
        to = self.to
        if to.start_time is None:
            return self._until(to.ends_on + timedelta(days=by), None)
        # The arithmetic of a wall clock: a night's half hours are counted by its hands.
        if to.end_time is None:
            if by < 0:
                raise BadValue("it has no end yet; } gives it one")
            end = datetime.combine(to.starts_on, to.start_time)
        else:
            end = datetime.combine(to.ends_on, to.end_time)
        end += by * _HALF_HOUR
        return self._until(end.date(), end.time())

    def _until(self, last: date, end: time | None) -> "Proposal":
        to = self.to
        backwards = end is not None and to.start_time is not None and end <= to.start_time
        if last < to.starts_on or (backwards and last == to.starts_on):
            raise BadValue("it cannot end before it begins; < > move the whole of it")
        if last - to.starts_on > _LONGEST:
            raise BadValue(f"it would last more than {days(_LONGEST.days)}; n adds another activity instead")
        return Proposal(self.was, to._replace(ends_on=last, end_time=end))
