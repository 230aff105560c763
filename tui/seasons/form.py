"""The frame of the forms that show what they would do: boxes above, dates with their reasons below."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from seasonal_ops.views import Finding, Move
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.line import Line
from tui.frame.screen import DeskScreen
from tui.keymap import BACK, EVERYWHERE, FORM, LEAVE, NEXT_BOX, NEXT_WARNING, Key, bindings
from tui.lines import Section
from tui.messages import Failed
from tui.seasons.boxes import Boxes, Row
from tui.seasons.messages import BoxesChanged
from tui.seasons.preview_list import PreviewList
from tui.seasons.told import Kind, entries, findings


class FormScreen(DeskScreen):
    """Whenever a box changes, what it would do is worked out anew; no key waits for it.

    One question at a time: what was typed meanwhile is asked when the answer to the last is there.
    """

    KEYS: ClassVar[tuple[Key, ...]] = (NEXT_BOX, NEXT_WARNING)
    TRAIL: ClassVar[str]
    BINDINGS: ClassVar = bindings((*KEYS, *FORM, *EVERYWHERE))

    _asking = False
    _stale = False

    def compose(self) -> ComposeResult:
        """Title, boxes, what it comes to, what it would do, keys."""
        yield TopLines()
        yield Boxes(*self.rows())
        yield Line(id="sum")
        yield PreviewList()
        yield from self.steps()
        yield KeyLine((*self.KEYS, *LEAVE, BACK))

    def rows(self) -> Iterable[Row]:
        """The boxes that are always there."""
        raise NotImplementedError

    def steps(self) -> Iterable[Widget]:
        """What stands below the list."""
        return ()

    def question(self) -> bool:
        """Ask what it would do now; False when there is nothing to ask."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the desk: what others change may change what this would do."""
        self.title_is("")
        self.watch(self.desk, "view", self.changed, init=False)

    def title_is(self, name: str, right: str = "") -> None:
        """Say at the top what this is about."""
        self.head(f"{self.TRAIL} ▸ {name}" if name else self.TRAIL, right)

    @property
    def list(self) -> PreviewList:
        """What it would do."""
        return self.query_one(PreviewList)

    @property
    def boxes(self) -> Boxes:
        """What is chosen."""
        return self.query_one(Boxes)

    @on(BoxesChanged)
    def changed(self) -> None:
        """Work it out anew, now or when the present answer is there."""
        if self._asking:
            self._stale = True
        else:
            self._stale = False
            self._asking = self.question()

    def answered(self) -> None:
        """The answer to the last question is there, or there is none."""
        self._asking = False
        if self._stale:
            self.changed()

    @on(Failed)
    def _on_no_answer(self, message: Failed) -> None:
        """The desk says why; what stands on the screen stays."""
        if message.again:
            self.answered()

    def put(
        self,
        moves: Sequence[Move],
        found: Sequence[Finding],
        notice: Sequence[str],
        *,
        stays: Sequence[Move] = (),
        fresh: bool = False,
    ) -> None:
        """Show what it would do, leave alone, and what to look at; the notice when that is nothing."""
        sections = (
            Section(Kind.DATES, tuple(entries(moves, fresh=fresh))),
            Section(Kind.STAYS, tuple(entries(stays))),
            Section(Kind.FINDINGS, tuple(findings(found))),
        )
        self.list.put(sections, notice)

    @property
    def warnings(self) -> int:
        """How many entries of the list are loud."""
        return self.list.lines.count(lambda entry: entry.loud)

    def action_next_field(self) -> None:
        """To the box below."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the box above."""
        self.focus_previous()

    def action_next_loud(self) -> None:
        """To the next warning, round and round."""
        if self.list.next_loud():
            self.list.focus()
        else:
            self.say("There is no warning among these dates.")

    def action_back(self) -> None:
        """Leave it: nothing was changed."""
        self.dismiss()
