"""Somebody else changed it before a key did: the lead sees who did what, and chooses."""

from datetime import datetime
from typing import Final

from textual import on
from textual.widget import Widget

from tui.activity.messages import Theirs
from tui.activity.two_editors import told
from tui.frame.dialog import Choices, Dialog, Sentence
from tui.show import one_line

_SHOWN: Final = 4
# The first choice is the one that loses nothing.
_CHOICES: Final = (("Leave it as it is now", False), ("Do it all the same", True))


class OvertakenDialog(Dialog[bool]):
    """Who changed what meanwhile; True does what was wanted all the same."""

    AUTO_FOCUS = "Choices"

    def __init__(self, tried: str, said: str) -> None:
        super().__init__("▲ It changed meanwhile", "↑↓ choose · Enter do it · Esc leave it as it is now")
        self._tried, self._said = tried, said

    def fields(self) -> list[Widget]:
        """What others did, what was not done for that reason, the ways out."""
        return [
            Sentence(f"{self._said}\n\n{self._tried} was not done."),
            Choices([text for text, _ in _CHOICES]),
        ]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(_CHOICES[event.option_index][1])


def in_words(theirs: tuple[Theirs, ...], now: datetime) -> str:
    """Each activity with a line for each change of it, the newest first; of many the first ones."""
    found = []
    for one in theirs[:_SHOWN]:
        lines = told(one.lines, now) or ["somebody changed it"]
        found += [one_line(one.now.title), *(f"  {line}" for line in lines)]
    more = len(theirs) - _SHOWN
    return "\n".join([*found, f"and {more} more that others changed"] if more > 0 else found)
