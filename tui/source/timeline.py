"""Days, loads, and what a move would do."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, MoveOutlook, TimelineView
    from tui.source.activities import Seen


class Place(NamedTuple):
    """Where an activity is to stand, local; `end` None leaves its end as it is."""

    on: date
    last_day: date
    end: time | None = None


class TimelineSource(Protocol):
    """Days, loads, and what a move would do."""

    def timeline(self, plan: str | None) -> TimelineView:
        """The activities of one plan (its slug) or all of them, over days."""

    def outlook(self, seen: Seen, place: Place) -> MoveOutlook:
        """What moving an activity there would do; nothing is kept."""

    def place(self, seen: Seen, place: Place, *, along: bool) -> tuple[ActivityView, ...]:
        """Move it there, `along` with what waits for it; all that moved, itself first."""
