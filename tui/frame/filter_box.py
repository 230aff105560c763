"""The box in which a filter is typed; made when it is first wanted, since loading text boxes takes time."""

from textual.widgets import Input

from tui.frame.box import Box
from tui.messages import Filtered


class FilterBox(Box):
    """Tells each change of its text; Enter keeps the filter and leaves the box."""

    def __init__(self, hint: str) -> None:
        super().__init__(placeholder=hint, compact=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while typing."""
        event.stop()
        self.post_message(Filtered(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the list, narrowed."""
        event.stop()
        self.post_message(Filtered(event.value, done=True))
