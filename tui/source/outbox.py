"""Messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent
    from seasonal_ops.views import DeliveryView, LetterView, OutboxView


class OutboxSource(Protocol):
    """What is to be sent, and what was."""

    def history(self, activity_id: int) -> tuple[DeliveryView, ...]:
        """What became of an activity's reminders, the first due first."""

    def outbox(self) -> OutboxView:
        """What is to be sent and what was."""

    def letter(self, reminder_id: int) -> LetterView:
        """The whole message that a reminder goes out in, as it reads now."""

    def retry(self, reminder_id: int) -> None:
        """Send one again that was given up or put off."""

    def hold(self, reminder_id: int) -> None:
        """Keep one back until it is released."""

    def release(self, reminder_id: int) -> None:
        """Let one go that is held."""

    def send_due(self) -> Sent:
        """Send what is due, now; what it did."""
