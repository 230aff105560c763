"""The messages of a chase, exactly as they would go, and Enter to let them."""

from typing import ClassVar, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from seasonal_ops.views import moment
from seasonal_ops.views.chasing import ChaseLetter, ChasePreview
from tui.frame.dialog import Dialog
from tui.frame.scrolled import Scroll
from tui.keymap import LETTERS, bindings
from tui.show import one_line, several_lines

_QUIET: Final = "$foreground-muted"


class ChaseDialog(Dialog[bool]):
    """One message a person, one under the other; j and k scroll."""

    BINDINGS: ClassVar = bindings(LETTERS)
    AUTO_FOCUS = "Scroll"

    def __init__(self, preview: ChasePreview) -> None:
        super().__init__(f"Remind: {_asked(preview)}", "Enter queue · ↑↓ read · Esc leave, nothing is sent")
        self._preview = preview

    def fields(self) -> list[Widget]:
        """Of which plans, where there are several, and who is left out; then the messages."""
        plans = self._preview.plans
        of = [Static(Content(f"Of {', '.join(map(one_line, plans))}"))] if len(plans) > 1 else []
        left_out = [
            Static(Content.styled(f"▲ left out: {one_line(one)}", "$text-warning"))
            for one in self._preview.left_out
        ]
        letters = [Static(_letter(one), classes="letter") for one in self._preview.letters]
        return [Scroll(*of, *left_out, *letters)]

    def action_scroll(self, by: int) -> None:
        """A line on."""
        self.query_one(Scroll).scroll_relative(y=by, animate=False)

    def action_queue(self) -> None:
        """Let them go."""
        self.dismiss(True)


def _asked(preview: ChasePreview) -> str:
    """`9 requests of 3 plans in 1 message`; of one plan its name."""
    requests, plans, letters = preview.requests, preview.plans, len(preview.letters)
    of = one_line(plans[0]) if len(plans) == 1 else f"{len(plans)} plans"
    messages = "message" if letters == 1 else "messages"
    return f"{requests} request{'' if requests == 1 else 's'} of {of} in {letters} {messages}"


def _letter(one: ChaseLetter) -> Content:
    whom = one_line(one.address) if not one.name else f"{one_line(one.name)} <{one_line(one.address)}>"
    goes = "as soon as something sends" if one.goes is None else f"{moment(one.goes)}: {one_line(one.why)}"
    partner, subject = one_line(one.partner_name), one_line(one.subject)
    head = (("To", whom), ("Partner", partner), ("Goes", goes), ("Subject", subject))
    lines = [Content.assemble((f"{label:<9}", _QUIET), value) for label, value in head]
    # Line by line: a message is shown whole, however long it is.
    body = "\n".join(several_lines(line) for line in one.body.rstrip().split("\n"))
    return Content("\n").join([*lines, Content(""), Content(body)])
