"""A choice among a few words in one line."""

from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.keymap import ONE_OF, bindings


class OneOf(Widget, can_focus=True):
    """`● full  ○ limited  ○ busy`; arrows and space choose, Enter is done with it."""

    BINDINGS: ClassVar = bindings(ONE_OF)
    at: reactive[int] = reactive(0)

    @dataclass
    class Changed(Message):
        """Another word was chosen, the one with this number."""

        at: int

    @dataclass
    class Done(Message):
        """Enter was pressed."""

        one_of: "OneOf"

        @property
        def control(self) -> "OneOf":
            """Which one."""
            return self.one_of

    def __init__(self, *words: str, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._words = words

    def render(self) -> Content:
        """All words, the chosen one marked and bold."""
        chosen = f"{'bold ' if self.has_focus else ''}"
        parts = [
            (f"● {word}   ", f"{chosen}$text-accent") if number == self.at else (f"○ {word}   ", "")
            for number, word in enumerate(self._words)
        ]
        return Content.assemble(*parts)

    def watch_at(self, at: int) -> None:
        """Tell it."""
        self.post_message(self.Changed(at))

    def action_move(self, by: int) -> None:
        """The next word, round and round."""
        self.at = (self.at + by) % len(self._words)

    def action_done(self) -> None:
        """To the next field."""
        self.post_message(self.Done(self))
