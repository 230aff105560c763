"""Somebody else changed the activity while it was being edited: the lead chooses, nothing is overwritten."""

from enum import Enum

from textual import on
from textual.widget import Widget

from seasonal_ops.names import joined
from tui.frame.dialog import Choices, Dialog, Sentence


class Way(Enum):
    """What shall become of the two."""

    MINE = "keep mine where I typed, theirs everywhere else"
    THEIRS = "look at theirs; what I typed is dropped"
    EDIT = "go on editing; nothing is saved yet"


class Collision(Dialog[Way]):
    """Who changed what; the first choice is the one that loses nothing."""

    AUTO_FOCUS = "Choices"

    def __init__(self, told: list[str], both: list[str]) -> None:
        super().__init__("▲ Somebody was quicker", "↑↓ choose · Enter · Esc go on editing")
        self._told, self._both = told, both

    @property
    def ways(self) -> list[Way]:
        """Where both changed one thing, keeping mine overwrites theirs: that is not the first choice."""
        return [Way.EDIT, Way.MINE, Way.THEIRS] if self._both else [Way.MINE, Way.EDIT, Way.THEIRS]

    def fields(self) -> list[Widget]:
        """What they did, what both did, the ways out."""
        said = "\n".join(self._told)
        clash = (
            f"Both of you changed: {joined(self._both)}. Keeping yours writes over theirs there."
            if self._both
            else "You changed other things than they did."
        )
        return [
            Sentence(f"{said}\n\n{clash}"),
            Choices([way.value for way in self.ways]),
        ]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self.ways[event.option_index])
