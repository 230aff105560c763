"""A list that is narrowed while typing."""

from abc import abstractmethod
from typing import Any, ClassVar

from textual import on
from textual.reactive import reactive

from tui.messages import Filtered
from tui.screens.asking import SourceScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList


class FilteringScreen(SourceScreen):
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

    async def action_filter(self) -> None:
        """Type to narrow the list."""
        from tui.widgets.filter_box import FilterBox

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
        """Narrow while typing."""
        self.refresh_list()

    def unfilter(self) -> None:
        """Show everything again."""
        self.query("FilterBox").remove()
        self.filtered = ""
