"""What happened, told to the screens: what more than one room says. Each room has its own beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from seasonal_ops.views import PlanView, TodayView


@dataclass
class TodayLoaded(Message):
    """Today was read; `newest` is the number of the newest fact just before, `plans` are all there are."""

    view: TodayView
    newest: int
    plans: tuple[PlanView, ...]


class Outcome(Message):
    """What became of a change."""

    def missed(self) -> Message | None:
        """What the app tells in its place when the screen that asked for the change was left meanwhile."""
        return self


@dataclass
class Told(Outcome):
    """A change was made, and the sentence that says so."""

    told: str


@dataclass
class Failed(Outcome):
    """Something could not be done.

    `stale`: another person changed it first. `again`: it was only read, and is read again by itself.
    `tried` names what was to be changed, where that is known.
    """

    sentence: str
    stale: bool = False
    again: bool = False
    tried: str = ""

    def missed(self) -> Message | None:
        """Nothing of what was only read."""
        return None if self.again else self


@dataclass
class Beat(Message):
    """The number of the newest fact; None when the database did not answer, and `why`."""

    newest: int | None
    why: str = ""


@dataclass
class Opened(Message):
    """The lead asked for the detail of what is under the cursor."""


@dataclass
class Marked(Message):
    """So many lines are marked now."""

    number: int


@dataclass
class Filtered(Message):
    """Only what has these words is wanted; `done` when the lead leaves the box."""

    words: str
    done: bool = False
