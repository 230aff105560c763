"""Who is here, and who sent apologies: one list, one key."""

from collections.abc import Mapping
from typing import ClassVar, Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from seasonal_ops.views import AttendanceView
from seasonal_ops.words import Attendance
from tui.frame.dialog import Choices, Dialog
from tui.keymap import ROLL_CALL, bindings
from tui.show import one_line

_NEXT: Final = {
    None: Attendance.PRESENT,
    Attendance.PRESENT: Attendance.APOLOGIES,
    Attendance.APOLOGIES: None,
}
_SAID: Final = {Attendance.PRESENT: "✓ here     ", Attendance.APOLOGIES: "– apologies", None: "· not said "}


class RollCall(Dialog[dict[str, Attendance | None]]):
    """Gives what was said otherwise than before, by slug; Esc leaves everything as it was."""

    BINDINGS: ClassVar = bindings(ROLL_CALL)
    AUTO_FOCUS = "Choices"

    def __init__(self, heading: str, partners: tuple[AttendanceView, ...], *, done: str) -> None:
        super().__init__(heading, f"space here · a apologies · V all are here · Enter {done} · Esc leave")
        self._partners = partners
        self._said: dict[str, Attendance | None] = {one.partner: one.attendance for one in partners}

    def fields(self) -> list[Widget]:
        """How many, and one line a partner."""
        return [Static(Content(""), id="counted"), Choices([self._line(one) for one in self._partners])]

    def on_mount(self) -> None:
        """Count them."""
        self._count()

    def _line(self, one: AttendanceView) -> str:
        return f"{_SAID[self._said[one.partner]]}  {one_line(one.name)}"

    def _count(self) -> None:
        here, away = (list(self._said.values()).count(one) for one in Attendance)
        counted = f"{here} here, {away} apologies" if self._partners else "The plan asks nobody yet."
        self.query_one("#counted", Static).update(Content(counted))

    def action_turn(self) -> None:
        """Here, apologies, not said."""
        at = self.query_one(Choices).at
        if at >= 0:
            self._set(at, _NEXT[self._said[self._partners[at].partner]])

    def action_say(self, word: str) -> None:
        """Apologies; again takes it back."""
        at = self.query_one(Choices).at
        if at >= 0:
            said = self._said[self._partners[at].partner]
            self._set(at, None if said is Attendance(word) else Attendance(word))

    def action_everybody(self) -> None:
        """All of whom nothing was said are here."""
        for at, one in enumerate(self._partners):
            if self._said[one.partner] is None:
                self._set(at, Attendance.PRESENT)

    def _set(self, at: int, said: Attendance | None) -> None:
        one = self._partners[at]
        self._said[one.partner] = said
        self.query_one(Choices).replace_option_prompt_at_index(at, Content(self._line(one)))
        self._count()

    @on(Choices.OptionSelected)
    def _on_selected(self) -> None:
        self.action_done()

    def action_done(self) -> None:
        """Keep it."""
        before: Mapping[str, Attendance | None] = {one.partner: one.attendance for one in self._partners}
        self.dismiss({slug: said for slug, said in self._said.items() if said is not before[slug]})

    def key_enter(self) -> None:
        """The list says it itself, but one with nobody in it."""
        if not self._partners:
            self.action_done()
