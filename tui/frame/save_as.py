"""Asks under which name a paper is to be written, and writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.frame.box import Box
from tui.frame.confirm import Confirm
from tui.frame.dialog import Dialog
from tui.frame.one_of import OneOf
from tui.frame.screen import DeskScreen
from tui.show import one_line

_ENDS: Final = "It ends with .docx, .pdf, .html or .md. A name alone goes where this program was started."


@dataclass(frozen=True, slots=True)
class Named:
    """The name that was typed, and which of the words was chosen."""

    file: str
    at: int


# Writes what was named: where it went; None when there is one already that is not to be replaced.
Write = Callable[[Named, bool], str | None]


@dataclass
class Written(Message):
    """It stands in this file."""

    path: str


@dataclass
class Taken(Message):
    """There is a file of that name already."""

    write: Write
    named: Named


class SaveAs(Dialog[Named]):
    """A name that can be typed over; `words` are for whom it may be, the first unless another is chosen."""

    AUTO_FOCUS = "#file"

    def __init__(self, heading: str, proposed: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(heading, "Enter write · Tab next field · Esc leave")
        self._proposed, self._words = one_line(proposed), words

    def fields(self) -> list[Widget]:
        """For whom, and the name."""
        whom: list[Widget] = [OneOf(*self._words, id="whom")] if self._words else []
        return [
            *whom,
            Static(Content("File"), classes="label"),
            Box(self._proposed, id="file", compact=True, select_on_focus=False),
            Static(Content(_ENDS), classes="label"),
        ]

    @on(OneOf.Done)
    def _on_whom(self) -> None:
        self.query_one("#file").focus()

    @on(Input.Submitted)
    def _on_named(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Named(event.value, self.query_one(OneOf).at if self._words else 0))


class SavingScreen(DeskScreen):
    """Writes files that the lead names; never over another one without asking."""

    def save_as(self, heading: str, proposed: str, write: Write, words: tuple[str, ...] = ()) -> None:
        """Ask for the name, and write."""

        def named(found: Named | None) -> None:
            if found is not None:
                self._write(write, found)

        # A file changes nothing that the partnership knows: it is written where nothing may be changed, too.
        self.app.push_screen(SaveAs(heading, proposed, words), named)

    def _write(self, write: Write, named: Named, *, replace: bool = False) -> None:
        self.say("Writing …")
        self.ask("write", partial(_written, write, named, replace))

    @on(Written)
    def _on_written(self, message: Written) -> None:
        self.say(f"Wrote {one_line(message.path)}.")

    @on(Taken)
    def _on_taken(self, message: Taken) -> None:
        def sure(replace: bool | None) -> None:
            if replace:
                self._write(message.write, message.named, replace=True)

        name = one_line(message.named.file)
        question = Confirm(
            "There is such a file already",
            f"{name} would be replaced, and what stands in it be lost.",
            [("leave it, and write nothing", False), (f"replace {name}", True)],
        )
        self.app.push_screen(question, sure)


def _written(write: Write, named: Named, replace: bool) -> Message:
    path = write(named, replace)
    return Taken(write, named) if path is None else Written(path)
