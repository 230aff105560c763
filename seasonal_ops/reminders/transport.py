"""What goes out, and what carries it. One channel, one transport."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from seasonal_ops.errors import DeliveryFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message ready to go. A copy of it carries the same `message_id`; `sent_at` is aware.

    `calendar` is the one activity that it speaks of, as a calendar file for those whose calendar asks
    for changes too seldom.
    """

    address: str
    name: str
    subject: str
    body: str
    message_id: str
    sent_at: datetime
    calendar: bytes | None = None


class Transport(Protocol):
    """Hands a message over to whoever takes it from here."""

    def send(self, message: Message) -> None:
        """Return only when it was taken. Raises DeliveryFailed, which says whether to try again."""


class Unreachable(DeliveryFailed):
    """Nobody takes anything at present, whatever the message: trying the next one is no use either."""
