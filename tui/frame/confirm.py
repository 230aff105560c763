"""Asks before something that cannot be undone."""

from collections.abc import Sequence

from textual import on
from textual.widget import Widget

from tui.frame.dialog import Choices, Dialog, Result, Sentence


class Confirm(Dialog[Result]):
    """Says what would happen; each answer gives a value, None when nothing shall happen."""

    AUTO_FOCUS = "Choices"

    def __init__(self, heading: str, sentence: str, answers: Sequence[tuple[str, Result | None]]) -> None:
        super().__init__(heading, "↑↓ choose · Enter do it · Esc leave")
        self._sentence, self._answers = sentence, answers

    def fields(self) -> list[Widget]:
        """The sentence, the answers."""
        return [
            Sentence(self._sentence),
            Choices([text for text, _ in self._answers]),
        ]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._answers[event.option_index][1])
