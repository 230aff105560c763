"""What the gateway knows of messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.gateway.connection import Connection

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent
    from seasonal_ops.views import DeliveryView, LetterView, OutboxView


class OutboxGateway(Connection):
    """A transaction each; sending makes its own. `post` is asked only when a message is read or sent."""

    def history(self, activity_id: int) -> tuple[DeliveryView, ...]:
        """What became of an activity's reminders, the first due first."""
        from seasonal_ops.reminders.outbox.history import history

        with self._database.read() as session:
            return tuple(history(session, activity_id))

    def outbox(self) -> OutboxView:
        """What is to be sent and what was."""
        from seasonal_ops.reminders.outbox.trays import outbox

        with self._database.read() as session:
            return outbox(session, self._clock())

    def letter(self, reminder_id: int) -> LetterView:
        """The whole message that a reminder goes out in, as it reads now."""
        from seasonal_ops.views import LetterView

        with self._database.read() as session:
            message = self._post.read(session, reminder_id)
        return LetterView(
            name=message.name, address=message.address, subject=message.subject, body=message.body
        )

    def retry(self, reminder_id: int) -> None:
        """Send one again that was given up or put off."""
        from seasonal_ops.reminders.outbox import by_hand

        with self._change() as session:
            by_hand.requeue(session, reminder_id=reminder_id, **self._signed)

    def hold(self, reminder_id: int) -> None:
        """Keep one back until it is released."""
        from seasonal_ops.reminders.outbox import by_hand

        with self._change() as session:
            by_hand.hold(session, reminder_id=reminder_id, **self._signed)

    def release(self, reminder_id: int) -> None:
        """Let one go that is held."""
        from seasonal_ops.reminders.outbox import by_hand

        with self._change() as session:
            by_hand.release(session, reminder_id=reminder_id, **self._signed)

    def send_due(self) -> Sent:
        """Send what is due, now; what it did."""
        return self._post.send()
