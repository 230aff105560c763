"""A list that is narrowed while typing."""

from abc import abstractmethod
from typing import Any, ClassVar

from textual import on
from textual.reactive import reactive

from tui.frame.key_line import KeyLine
from tui.frame.line_list import LineList
from tui.frame.screen import MainScreen
from tui.keymap import UNFILTER
from tui.messages import Filtered


class FilteringScreen(MainScreen):
    """`filtered` holds the words; Esc in the list shows everything again."""

    FILTER_HINT: ClassVar[str]

    filtered: reactive[str] = reactive("", init=False)

    @property
    @abstractmethod
    def list(self) -> LineList[Any]:
        """What is narrowed."""

    @abstractmethod
    def refresh_list(self) -> None:
        """Show what the filter lets through."""

    def move(self, by: int) -> None:
        """The next row in that direction."""
        self.list.action_move(by)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.list.tell()

    async def action_filter(self) -> None:
        """Type to narrow the list."""
        from tui.frame.filter_box import FilterBox

        if not self.query(FilterBox):
            await self.mount(FilterBox(self.FILTER_HINT), before=self.query_one(KeyLine))
        self.query_one(FilterBox).focus()

    @on(Filtered)
    def _on_filtered(self, message: Filtered) -> None:
        # What was typed last may arrive after Esc has taken the box away.
        if self.query("FilterBox"):
            self.filtered = message.words
        if message.done:
            self.list.focus()

    def watch_filtered(self) -> None:
        """Narrow while typing; the bottom line says how to see everything again."""
        way_back = (UNFILTER,) if self.filtered else ()
        self.query_one(KeyLine).show((*way_back, *self.line_of_keys))
        self.refresh_list()

    @property
    def narrowed(self) -> bool:
        """Whether there is a filter to leave."""
        return bool(self.query("FilterBox")) or self.filtered != ""

    def unfilter(self) -> None:
        """Show everything again."""
        self.query("FilterBox").remove()
        self.filtered = ""

    def action_back(self) -> None:
        """From the detail to the list; then the filter is left, the marks, and at last the screen."""
        if self.narrowed:
            self.unfilter()
        elif self.focused is self.list and self.list.marks:
            self.list.unmark()
        elif self.focused is self.list:
            super().action_back()
        self.list.focus()
