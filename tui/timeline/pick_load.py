"""Whose nights are counted below the bars."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from tui.frame.dialog import Choices, Dialog
from tui.frame.type_ahead import TypeAhead
from tui.show import one_line
from tui.timeline.load import EVERYBODY


@dataclass(frozen=True, slots=True)
class Whose:
    """A partner by its slug, EVERYBODY, or None for the partner of the row under the cursor."""

    partner: str | None


class LoadPicker(Dialog[Whose]):
    """Typing narrows the partners."""

    AUTO_FOCUS = "Input"

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__("Whose load", "type a name · ↑↓ · Enter show · Esc leave")
        partners = sorted(names.items(), key=lambda one: one[1].casefold())
        self._choices = [Whose(None), Whose(EVERYBODY), *(Whose(slug) for slug, _ in partners)]
        self._entries = [
            ("row lead partner", "the lead of the row under the cursor"),
            ("everybody whoever all", "whoever has most, night by night"),
            *((f"{name} {slug}", one_line(name)) for slug, name in partners),
        ]

    def fields(self) -> list[Widget]:
        """The box, the partners that match it."""
        return [TypeAhead(self._entries, placeholder="partner")]

    @on(Choices.OptionSelected)
    @on(Input.Submitted)
    def _on_chosen(self) -> None:
        chosen = self.query_one(TypeAhead).at
        if chosen >= 0:
            self.dismiss(self._choices[chosen])
