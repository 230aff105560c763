"""A text box that narrows the choices under it, and keeps the keyboard throughout."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui.frame.box import Box
from tui.frame.dialog import Choices
from tui.keymap import TYPED_CHOICES, bindings


class TypeAhead(Vertical):
    """Every word typed must stand in an entry's first text; its second text is shown."""

    BINDINGS: ClassVar = bindings(TYPED_CHOICES)

    def __init__(self, entries: list[tuple[str, str]], *, placeholder: str) -> None:
        super().__init__()
        self._entries, self._placeholder = entries, placeholder
        self._found = list(range(len(entries)))

    def compose(self) -> ComposeResult:
        """The box, and what matches it."""
        yield Box(placeholder=self._placeholder, compact=True)
        choices = Choices(self._lines())
        choices.can_focus = False
        yield choices

    @property
    def at(self) -> int:
        """The number of the highlighted entry, -1 when nothing matches."""
        at = self.query_one(Choices).at
        return self._found[at] if at >= 0 else -1

    def fill(self, entries: list[tuple[str, str]]) -> None:
        """What there is to choose from was read; what is typed already narrows it."""
        self._entries = entries
        self._narrow(self.query_one(Input).value)

    def _lines(self) -> list[str]:
        return [self._entries[number][1] for number in self._found]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        if self.at < 0:
            event.stop()
            why = "Nothing here is called that." if self._entries else "Still reading; a moment."
            self.app.notify(why, severity="warning", markup=False)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        self._found = matching([text for text, _ in self._entries], typed)
        choices = self.query_one(Choices)
        choices.set_options(map(Content, self._lines()))
        choices.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        """The next or previous choice."""
        choices = self.query_one(Choices)
        choices.action_cursor_down() if by > 0 else choices.action_cursor_up()


def matching(texts: Sequence[str], typed: str) -> list[int]:
    """The numbers of the texts that hold every word of what is typed, in any case.

    First those that begin with all of it, then those in which each word begins one; else as they stood.
    """
    words, whole = typed.casefold().split(), " ".join(typed.casefold().split())
    folded = [text.casefold() for text in texts]

    def rank(number: int) -> int:
        begun = folded[number].split()
        if folded[number].startswith(whole):
            return 0
        return 1 if all(any(one.startswith(word) for one in begun) for word in words) else 2

    found = [number for number, text in enumerate(folded) if all(word in text for word in words)]
    return sorted(found, key=rank)
