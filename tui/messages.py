"""What happened, told to the screens: results of thread workers, and moves in the list."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import ActivityView, PartnerView, TodayRow, TodayView


@dataclass
class TodayLoaded(Message):
    """Today was read; `newest` is the number of the newest fact just before."""

    view: TodayView
    newest: int


@dataclass
class PartnersLoaded(Message):
    """The partners were read, to assign one of them to an activity."""

    row: TodayRow
    partners: tuple[PartnerView, ...]


@dataclass
class ActivityChanged(Message):
    """A change was made; the activity as it is now."""

    activity: ActivityView


@dataclass
class Failed(Message):
    """Something could not be done. `stale`: another person changed it first."""

    sentence: str
    stale: bool = False
    activity_id: int | None = None


@dataclass
class Beat(Message):
    """The number of the newest fact; None when the database did not answer."""

    newest: int | None


@dataclass
class Moved(Message):
    """The cursor of the list stands on this row, or on none; `overdue` is the section it stands in."""

    row: TodayRow | None
    overdue: bool = False


@dataclass
class Opened(Message):
    """The lead asked for the detail of the row under the cursor."""


@dataclass
class Filtered(Message):
    """Only activities with these words are wanted; `done` when the lead leaves the box."""

    words: str
    done: bool = False
