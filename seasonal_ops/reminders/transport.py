"""What goes out, and what carries it. One channel, one transport."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from seasonal_ops.errors import DeliveryFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message ready to go. A copy of it carries the same `message_id`; `sent_at` is aware.

    `body` says it in plain text and `html` (empty: not at all) the same for programs that show it;
    `data` says it for programs, ready for JSON. `calendar` holds the activities that it speaks of, as a
    calendar file for those whose calendar asks for changes too seldom. `contact_id` is whose address it
    is.
    """

    address: str
    name: str
    subject: str
    body: str
    html: str = ""
    message_id: str
    sent_at: datetime
    calendar: bytes | None = None
    contact_id: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)


class Transport(Protocol):
    """Hands a message over to whoever takes it from here."""

    def send(self, message: Message) -> None:
        """Return only when it was taken. Raises DeliveryFailed, which says whether to try again."""

    def check(self, address: str) -> None:
        """Whether a message to that address could be handed over now; nothing is sent.

        Raises DeliveryFailed with a sentence that says what to mend.
        """


class Unreachable(DeliveryFailed):
    """Nobody takes anything at present, whatever the message: trying the next one is no use either."""
