"""What happened, told to the screens: results of thread workers, and moves in a list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from seasonal_ops.views import (
    ActivityView,
    DeliveryView,
    FeedView,
    LetterView,
    OutboxView,
    PartnerView,
    PlanView,
    TodayRow,
    TodayView,
)

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent


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
class FeedsLoaded(Message):
    """The subscriptions were read."""

    feeds: tuple[FeedView, ...]


@dataclass
class FeedChoicesLoaded(Message):
    """For whom and of what a new feed can be."""

    partners: tuple[PartnerView, ...]
    plans: tuple[PlanView, ...]


@dataclass
class FeedChanged(Message):
    """A feed was made, got another address, or was shut: as it is now, and the sentence that says so."""

    feed: FeedView
    told: str


@dataclass
class FeedPicked(Message):
    """The cursor of the list of feeds stands here, or on none."""

    feed: FeedView | None


@dataclass
class HistoryLoaded(Message):
    """What became of an activity's reminders was read."""

    activity_id: int
    deliveries: tuple[DeliveryView, ...]


@dataclass
class OutboxLoaded(Message):
    """The outbox was read."""

    view: OutboxView


@dataclass
class OutboxChanged(Message):
    """A reminder was put off, held or let go, and the sentence that says so."""

    told: str


@dataclass
class Posted(Message):
    """What was due was sent; None when it could not be begun, which Failed has said."""

    sent: "Sent | None"


@dataclass
class DeliveryPicked(Message):
    """The cursor of the outbox stands here, or on none."""

    delivery: DeliveryView | None


@dataclass
class LetterLoaded(Message):
    """A reminder's message as it reads now; or the sentence why there is none."""

    reminder_id: int
    letter: LetterView | str


@dataclass
class Failed(Message):
    """Something could not be done.

    `stale`: another person changed it first. `again`: it was only read, and is read again by itself.
    """

    sentence: str
    stale: bool = False
    activity_id: int | None = None
    again: bool = False


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
    """The lead asked for the detail of what is under the cursor."""


@dataclass
class Filtered(Message):
    """Only activities with these words are wanted; `done` when the lead leaves the box."""

    words: str
    done: bool = False
