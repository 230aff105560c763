"""Says that something did not work, and stays until it was read."""

from typing import ClassVar

from textual.widget import Widget

from tui.frame.dialog import Dialog, Sentence
from tui.keymap import READ, bindings
from tui.show import one_line, several_lines


class ErrorDialog(Dialog[None]):
    """One sentence that says what to do; `tried` names what it is about (`Cancelling Joint patrol`)."""

    BINDINGS: ClassVar = bindings((READ,))

    def __init__(self, heading: str, sentence: str, *, tried: str = "") -> None:
        super().__init__(f"▲ {heading}", "Enter closes")
        self.sentence, self._tried = sentence, tried

    def fields(self) -> list[Widget]:
        """The sentence, begun with a capital."""
        text = several_lines(self.sentence)
        if self._tried:
            text = f"{one_line(self._tried)} did not work: {text}"
        return [Sentence(text[:1].upper() + text[1:])]
