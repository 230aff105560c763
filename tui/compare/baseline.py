"""Which earlier seasons to compare with; several may be chosen."""

from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from seasonal_ops.views import EarlierSeason
from tui.frame.dialog import Choices, Dialog
from tui.keymap import TICK, bindings
from tui.show import one_line


class BaselinePicker(Dialog[tuple[str, ...]]):
    """Gives the labels that are ticked, the newest season first; without a tick that under the cursor."""

    BINDINGS: ClassVar = bindings((TICK,))

    def __init__(self, seasons: tuple[EarlierSeason, ...], now: tuple[str, ...]) -> None:
        super().__init__("Compare with", "↑↓ · space tick · Enter compare · Esc leave")
        self._seasons, self._ticked = seasons, set(now)

    def fields(self) -> list[Widget]:
        """A line a season."""
        return [Choices([self._line(one) for one in self._seasons])]

    def _line(self, season: EarlierSeason) -> str:
        tick = "✓" if season.label in self._ticked else " "
        return f"[{tick}] {one_line(season.name)}"

    def action_tick(self) -> None:
        """Tick the season, or take the tick away."""
        choices = self.query_one(Choices)
        season = self._seasons[choices.at]
        self._ticked ^= {season.label}
        choices.replace_option_prompt_at_index(choices.at, Content(self._line(season)))

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        ticked = tuple(one.label for one in self._seasons if one.label in self._ticked)
        self.dismiss(ticked or (self._seasons[event.option_index].label,))
