"""The screens by their digits, the present one marked."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

from tui.keymap import SCREENS

_QUIET: Final = "$foreground-muted"
_HERE: Final = "bold reverse"
# Where all nine would not fit in 80 columns.
_SHORT: Final = {"Timeline": "Time", "Partners": "Partner", "Evaluate": "Eval"}


class Tabs(Widget):
    """One line; a click on a name goes there. Where room is scarce the names are shorter."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self._here = here

    def render(self) -> Content:
        """As much of each name as fits."""
        names = [key.title for key in SCREENS]
        wide = sum(len(name) + _BESIDE for name in names) <= self.size.width
        shown = names if wide else [_SHORT.get(name, name) for name in names]
        gap = " " if wide else ""
        return Content("").join(
            self._tab(name, f" {digit} {text}{gap}")
            for digit, (name, text) in enumerate(zip(names, shown, strict=True), start=1)
        )

    def _tab(self, name: str, text: str) -> Content:
        style = _HERE if name == self._here else _QUIET
        return Content.styled(text, style).stylize(f"@click=app.show('{name.lower()}')")


# The digit, and spaces around.
_BESIDE: Final = 4
