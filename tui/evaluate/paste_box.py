"""What keeping a pasted block would do, before anything is kept."""

from collections.abc import Callable
from typing import ClassVar, Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import PasteLine, PasteView
from tui.frame.box import Box
from tui.frame.dialog import Dialog
from tui.frame.one_of import OneOf
from tui.frame.scrolled import Scroll
from tui.keymap import KEEP_BLOCK, bindings
from tui.show import one_line

_SHOWN: Final = 200
_WAYS: Final = ("a line is a measure", "a line is a night")


class PasteBox(Dialog[str]):
    """Counts what is new, corrected, the same; every problem with its place; a reason for what is unusual.

    Gives the reason, which may be empty; `reason` is what was typed before. `turn` asks for the block to be
    taken the other way round.
    """

    BINDINGS: ClassVar = bindings((KEEP_BLOCK,))

    def __init__(self, found: PasteView, turn: Callable[[bool, str], None], reason: str = "") -> None:
        super().__init__("Paste from a spreadsheet", keys_of(found))
        self._found, self._turn, self._reason = found, turn, reason

    def fields(self) -> list[Widget]:
        """Sentence, which way it lies, what there is to say of it, and the reason."""
        found = self._found
        fields: list[Widget] = [Static(Content(summary(found)), id="sum")]
        if found.turned is not None:
            way = OneOf(*_WAYS, id="way")
            way.set_reactive(OneOf.at, int(found.turned))
            fields.append(way)
        lines = told(found)
        if lines:
            fields.append(Scroll(Static(Content("\n").join(lines)), id="lines"))
        if wanted(found):
            hint = "why the unusual values are right; empty: say it later with !"
            box = Box(self._reason, placeholder=hint, max_length=400, compact=True, id="reason")
            box.display = bool(found.unusual)
            fields.append(box)
        return fields

    def on_mount(self) -> None:
        """Enter keeps the block wherever one is; the arrows scroll first."""
        found = self.query("#reason, #lines, #way")
        shown = [one for one in found if one.display]
        if shown:
            self.set_focus(next((one for one in shown if one.id == "reason"), shown[0]))

    @on(OneOf.Changed)
    def _on_turned(self, event: OneOf.Changed) -> None:
        event.stop()
        if self._found.turned is not None and bool(event.at) is not self._found.turned:
            typed = self.query("#reason")
            self.dismiss(None)
            self._turn(bool(event.at), typed.first(Input).value if typed else self._reason)

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())

    @on(OneOf.Done)
    def _on_done(self, event: OneOf.Done) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep it, if it can be kept."""
        self.dismiss(self.query_one("#reason", Input).value.strip() if wanted(self._found) else None)


def wanted(found: PasteView) -> bool:
    """Whether there is something to keep, and nothing in the way."""
    return not found.problems and bool(found.new + found.changed)


def keys_of(found: PasteView) -> str:
    """The keys that do something."""
    turn = "←→ turn it · " if found.turned is not None else ""
    return f"{turn}Enter keep all · Esc keep nothing" if wanted(found) else f"{turn}Esc leave"


def summary(found: PasteView) -> str:
    """`12 new, 2 corrected, 1 as recorded already.`, or why nothing is kept."""
    if found.problems:
        many = len(found.problems)
        return f"× Nothing can be kept: {many} {'problem' if many == 1 else 'problems'} in it, listed below."
    late = f"{_late(len(found.meanwhile))} " if found.meanwhile else ""
    counted = ((found.new, "new"), (found.changed, "corrected"), (found.same, "as recorded already"))
    said = ", ".join(f"{number:,} {words}" for number, words in counted if number)
    unusual = f" ! {len(found.unusual):,} unusual." if found.unusual else ""
    return f"{late}{said}.{unusual}" if said else "There is no value in it."


def _late(many: int) -> str:
    changed = "1 value was changed" if many == 1 else f"{many:,} values were changed"
    return f"× Nothing is kept yet: {changed} while you looked. Look again, then keep it or leave it."


def told(found: PasteView) -> list[Content]:
    """A line for all that is wrong, unusual or corrected, the gravest first."""
    lines = [
        *(_line("×", one, "$text-error") for one in found.problems),
        *(_line("×", one, "$text-error") for one in found.meanwhile),
        *(_line("!", one, "$text-warning") for one in found.unusual),
        *(_line("~", one, "") for one in found.changes),
        *(Content.styled(f"  {one_line(note)}", "$foreground-muted") for note in found.notes),
    ]
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], Content(f"  and {more:,} more")] if more > 0 else lines


def _line(glyph: str, line: PasteLine, style: str) -> Content:
    where = f"{one_line(line.where)}: " if line.where else ""
    return Content.styled(f"{glyph} {where}{one_line(line.sentence)}", style)
