"""A list of activities in which a key goes to what wants attention next."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from tui.frame.filtering import FilteringScreen

Row = TypeVar("Row")


class LookingScreen(FilteringScreen, Generic[Row]):
    """Says of a row of its list whether it wants attention."""

    @abstractmethod
    def clashes(self, row: Row) -> bool:
        """Whether a partner has more at once than it can man."""

    @abstractmethod
    def is_late(self, row: Row) -> bool:
        """Whether it is overdue."""

    @abstractmethod
    def waits(self, row: Row) -> bool:
        """Whether somebody who was asked has not answered."""

    def action_next_clash(self) -> None:
        """Go to the next clash, round and round."""
        self.go_on(self.clashes, "No clash among these activities.")

    def action_next_overdue(self) -> None:
        """Go to what is overdue next, round and round."""
        self.go_on(self.is_late, "Nothing is overdue among these activities.")

    def action_next_waiting(self) -> None:
        """Go to the next that waits for an answer, round and round."""
        self.go_on(self.waits, "Everybody has answered for these activities.")

    def go_on(self, wanted: Callable[[Row], bool], otherwise: str) -> None:
        """To the next row that is wanted; if there is none, say so."""
        line = self.list.lines.next(self.list.cursor, wanted)
        if line is None:
            self.say(otherwise)
        else:
            self.list.cursor = line
