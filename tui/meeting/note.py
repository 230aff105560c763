"""What is said in a meeting, written down."""

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.frame.box import Box
from tui.frame.dialog import Dialog
from tui.show import several_lines

_LONGEST = 4000
_PRINTED = "It stands in the minutes, which are handed round."
_KEPT = "It is kept, but not printed: the minutes are handed round."


class NoteForm(Dialog[str]):
    """Gives the whole note when it is another one, "" to take it away; `printed`: the minutes say it."""

    AUTO_FOCUS = "Input"

    def __init__(self, heading: str, before: str, *, printed: bool, typed: str | None = None) -> None:
        super().__init__(heading, "Enter keep it · Esc leave")
        self._before, self.printed = _line(before), printed
        self._typed = self._before if typed is None else _line(typed)

    def fields(self) -> list[Widget]:
        """One box; what was noted before stands in it, or what is `typed` already."""
        return [
            Static(Content(_PRINTED if self.printed else _KEPT), classes="label"),
            Box(
                self._typed,
                compact=True,
                max_length=_LONGEST,
                select_on_focus=False,
                placeholder="what was said or decided",
            ),
        ]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        self.dismiss(None if text == self._before.strip() else text)


def _line(text: str) -> str:
    return " ".join(several_lines(text).split("\n"))
