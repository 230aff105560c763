"""What happened to feeds, told to their screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import FeedView, PartnerView, PlanView


@dataclass
class FeedsLoaded(Message):
    """The subscriptions were read, and the names of partners and plans by slug."""

    feeds: tuple[FeedView, ...]
    partners: Mapping[str, str]
    plans: Mapping[str, str]


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
