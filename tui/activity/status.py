"""Which status activities shall have."""

from textual import on
from textual.widget import Widget

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Status
from tui.frame.dialog import Choices, Dialog
from tui.show import named, status_words


class StatusPicker(Dialog[Status]):
    """Every status, the present one of the first highlighted."""

    def __init__(self, activities: tuple[ActivityView, ...]) -> None:
        super().__init__(f"Status of {named(activities)}", "↑↓ choose · Enter set · Esc leave")
        self._now = activities[0].status

    def fields(self) -> list[Widget]:
        """The six words."""
        return [Choices([status_words(status) for status in Status], at=list(Status).index(self._now))]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(list(Status)[event.option_index])
