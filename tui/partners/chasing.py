"""One key chases: the messages are shown as they would go, and Enter queues them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tui.frame.screen import MainScreen
from tui.messages import Told
from tui.partners.messages import ChaseRead

if TYPE_CHECKING:
    from seasonal_ops.views.chasing import Chased


class ChasingScreen(MainScreen):
    """Asks partners once more for what they owe; nothing goes before somebody has seen it."""

    def ask_to_chase(self, partners: tuple[str, ...] = (), activities: tuple[int, ...] = ()) -> None:
        """Show what would go to these partners (slugs), or to whoever owes a word on these activities.

        Of what partners owe, only the plan that is shown: what is asked for is what the lead sees.
        """
        whom = partners, activities, None if activities else self.desk.plan
        read = partial(self.source.preview_chase, *whom)
        self.ask("chase", lambda: ChaseRead(*whom, read()), latest=True, opens=True)

    @on(ChaseRead)
    def _on_chase_read(self, message: ChaseRead) -> None:
        from tui.partners.chase_dialog import ChaseDialog

        def sure(queue: bool | None) -> None:
            if queue:
                whom = message.partners, message.activities, message.plan
                self.ask("change", lambda: Told(told(self.source.chase(*whom))), tried="Chasing")

        self.app.push_screen(ChaseDialog(message.preview), sure)


def told(chased: Chased) -> str:
    """What was queued, and what becomes of it."""
    reminders, people = len(chased.reminders), chased.people
    wait = "reminder waits" if reminders == 1 else "reminders wait"
    contacts = "contact" if people == 1 else "contacts"
    return f"{reminders} {wait} for {people} {contacts}: the server sends what is due, or S does."
