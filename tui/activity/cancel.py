"""Asks before activities are called off, and why."""

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import ActivityView
from tui.frame.box import Box
from tui.frame.dialog import Dialog, Sentence
from tui.show import long_day, named, one_line

_SHOWN = 6


class CancelForm(Dialog[str]):
    """Gives the reason, which may be empty; Enter cancels, Esc keeps everything as it is."""

    AUTO_FOCUS = "Input"

    def __init__(self, activities: tuple[ActivityView, ...]) -> None:
        super().__init__(f"Cancel {named(activities)}?", "Enter cancel it · Esc leave it as it is")
        self._activities = activities

    def fields(self) -> list[Widget]:
        """What it means, which ones, why."""
        return [
            Sentence(_meaning(self._activities)),
            Static(Content("Why (it is kept, and told)"), classes="label"),
            Box(compact=True, placeholder="no funding"),
        ]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


def _meaning(activities: tuple[ActivityView, ...]) -> str:
    """What becomes of it, and of several, which ones."""
    lines = [f"{long_day(one.starts_on)}  {one_line(one.title)}" for one in activities[:_SHOWN]]
    more = len(activities) - len(lines)
    them = "\n".join([*lines, f"and {more} more"] if more else lines)
    asked = {held.partner for one in activities for held in one.assignments}
    told = "Of a live plan, whoever was asked is told. " if asked else ""
    stays = "It stays" if len(activities) == 1 else "They stay"
    return f"{them}\n\n{told}{stays} in calendars as cancelled. u undoes it."
