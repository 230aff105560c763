"""The frame that all questions share."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from tui.show import one_line

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None]):
    """A box with a heading and a line of keys; Esc leaves it with None."""

    BINDINGS: ClassVar = [Binding("escape", "leave", "leave", show=False)]

    def __init__(self, heading: str, keys: str) -> None:
        super().__init__()
        self._heading, self._keys = heading, keys

    def compose(self) -> ComposeResult:
        """Heading, what the question asks for, keys."""
        with Vertical(id="frame"):
            yield Static(Content(one_line(self._heading)), classes="heading")
            yield from self.fields()
            yield Static(Content(self._keys), classes="keys")

    def fields(self) -> list[Widget]:
        """The parts between heading and keys."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave with nothing chosen."""
        self.dismiss(None)


class Choices(OptionList):
    """A list of choices with the same keys as everywhere; texts are never markup."""

    BINDINGS: ClassVar = [
        Binding("j", "cursor_down", "next", show=False),
        Binding("k", "cursor_up", "previous", show=False),
    ]

    def __init__(self, texts: list[str], *, at: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(*map(Content, texts), id=id, markup=False, compact=True)
        if texts:
            self.highlighted = at

    @property
    def at(self) -> int:
        """The number of the highlighted choice, -1 when there is none."""
        return -1 if self.highlighted is None else self.highlighted
