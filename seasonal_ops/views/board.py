"""The whole plan in as little as a line needs: a board of 100,000 activities is held in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from seasonal_ops.words import Status


class BoardRow(NamedTuple):
    """An activity in its line; a tuple, since it is made a hundred thousand times.

    Dates and times are local to the activity. `leads` and `supports` are partner slugs in order of the
    alphabet; of `asked` partners `answered` have. `over`: its end has passed, and its plan waits to hear how
    it went. `clash`: a partner has more at once than it can man. `anchor`: it begins on a named occasion of
    its plan. `sought` is what a filter looks into, casefolded. `ended`: it asks for no answer any more, since
    its end has passed, or the season of a plan that stayed a draft.
    """

    id: int
    version: int
    title: str
    starts_on: date
    ends_on: date
    start_time: time | None
    end_time: time | None
    status: Status
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    asked: int
    answered: int
    over: bool
    clash: bool
    anchor: bool
    sought: str
    ended: bool = False

    @property
    def late(self) -> bool:
        """Whether it is over and nobody said how it went."""
        return self.over and self.status.open

    @property
    def waiting(self) -> int:
        """How many assignments are unanswered, as the counter counts them: open, and not over."""
        return self.asked - self.answered if self.status.open and not self.ended else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPhase:
    """A phase of a plan, or what stands in none of its phases (`name` empty), with its activities by date.

    `number` tells it from the others, `draft` and `over` are its plan's. `total` counts activities that were
    not cancelled, `delivered` those of them that were; both of all its activities, though `rows` may be the
    first of them only.
    """

    number: int
    plan: str
    plan_name: str
    name: str
    draft: bool
    over: bool
    total: int
    delivered: int
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """One plan (its slug) or all of them, phase by phase; `whole` False: only the first activities yet.

    `names` are those of the partners, by slug.
    """

    plan: str | None
    today: date
    phases: tuple[BoardPhase, ...]
    whole: bool = True
    names: Mapping[str, str] = field(default_factory=dict)


def sought(*texts: str | None) -> str:
    """These texts as a filter looks into them."""
    return " ".join(text for text in texts if text).casefold()
