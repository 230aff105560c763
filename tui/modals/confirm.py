"""Asks before something that cannot be undone."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.modals.dialog import Choices, Dialog, Result


class Confirm(Dialog[Result]):
    """Says what would happen; each answer gives a value, None when nothing shall happen."""

    def __init__(self, heading: str, sentence: str, answers: Sequence[tuple[str, Result | None]]) -> None:
        super().__init__(heading, "↑↓ choose · Enter do it · Esc leave")
        self._sentence, self._answers = sentence, answers

    def fields(self) -> list[Widget]:
        """The sentence, the answers."""
        return [
            Static(Content(self._sentence), classes="sentence"),
            Choices([text for text, _ in self._answers]),
        ]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._answers[event.option_index][1])
