"""What happened to messages, told to the outbox."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from seasonal_ops.views import DeliveryView, LetterView, OutboxView

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent


@dataclass
class OutboxLoaded(Message):
    """The outbox was read."""

    view: OutboxView


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
