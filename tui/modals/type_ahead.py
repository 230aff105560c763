"""A text box that narrows the choices under it, and keeps the keyboard throughout."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui.modals.dialog import Choices


class TypeAhead(Vertical):
    """Every word typed must stand in an entry's first text; its second text is shown."""

    BINDINGS: ClassVar = [
        Binding("down", "move(1)", "next", show=False),
        Binding("up", "move(-1)", "previous", show=False),
    ]

    def __init__(self, entries: list[tuple[str, str]], *, placeholder: str) -> None:
        super().__init__()
        self._entries, self._placeholder = entries, placeholder
        self._found = list(range(len(entries)))

    def compose(self) -> ComposeResult:
        """The box, and what matches it."""
        yield Input(placeholder=self._placeholder, compact=True)
        choices = Choices(self._lines())
        choices.can_focus = False
        yield choices

    @property
    def at(self) -> int:
        """The number of the highlighted entry, -1 when nothing matches."""
        at = self.query_one(Choices).at
        return self._found[at] if at >= 0 else -1

    def _lines(self) -> list[str]:
        return [self._entries[number][1] for number in self._found]

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        words = event.value.casefold().split()
        self._found = [
            number
            for number, (text, _) in enumerate(self._entries)
            if all(word in text.casefold() for word in words)
        ]
        choices = self.query_one(Choices)
        choices.set_options(map(Content, self._lines()))
        choices.highlighted = 0 if self._found else None

    def action_move(self, by: int) -> None:
        """The next or previous choice."""
        choices = self.query_one(Choices)
        choices.action_cursor_down() if by > 0 else choices.action_cursor_up()
