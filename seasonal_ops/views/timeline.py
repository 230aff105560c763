"""Activities over days: what stands when, who has how much, and what a move would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seasonal_ops.views.board import BoardRow
from seasonal_ops.views.plans import ActivityView
from seasonal_ops.views.previews import Finding, Move

# How many activities begin in a night (07:00 to 07:00, by the date of its evening), by partner's slug.
Loads = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """Days with a name, both ends in it: half-term, a bank holiday."""

    name: str
    first: date
    last: date
    holiday: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Activities over one plan or all of them, by their first day, in light rows.

    `loads` count over all plans, whichever is shown, and leave out what is cancelled or
    was not delivered, and whoever declined. `capacities` are of one night, by slug, where anybody said.
    `days` are the periods of the plans shown and the bank holidays near them.
    """

    rows: tuple[BoardRow, ...]
    days: tuple[NamedDays, ...]
    loads: Loads
    capacities: Mapping[str, int]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChange:
    """How many activities a partner has in a night, before a change and after it."""

    partner: str
    name: str
    night: date
    was: int
    to: int
    capacity: int | None

    @property
    def over(self) -> bool:
        """Whether it is more than it can man."""
        return self.capacity is not None and self.to > self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveOutlook:
    """What a move would do.

    `along` is what waits for it and would be moved with it; `alone` are the findings that are new when it
    moves alone, `together` those when the others go along. `told` are names of partners who get a message,
    `untold` of those who would be concerned and have nobody to write to; `accepted` said yes to the old
    date. `feeds` are names of calendar subscriptions that show it. `rule` is what its date hung on until
    now. `live` False: a draft, nobody is told anything.
    """

    was: ActivityView
    to: ActivityView
    along: tuple[Move, ...] = ()
    alone: tuple[Finding, ...] = ()
    together: tuple[Finding, ...] = ()
    loads: tuple[LoadChange, ...] = ()
    told: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    rule: str | None = None
    live: bool = True
