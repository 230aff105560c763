"""Which status an activity shall have."""

from textual import on
from textual.widget import Widget

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Status
from tui.modals.dialog import Choices, Dialog
from tui.show import status_words


class StatusPicker(Dialog[Status]):
    """Every status, the present one highlighted."""

    def __init__(self, activity: ActivityView) -> None:
        super().__init__(f"Status of {activity.title}", "↑↓ choose · Enter set · Esc leave")
        self._now = activity.status

    def fields(self) -> list[Widget]:
        """The six words."""
        return [Choices([status_words(status) for status in Status], at=list(Status).index(self._now))]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(list(Status)[event.option_index])
