"""What the count grid asks: a reason, and which sheet to open; and what it shows of a cell's past."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.views import CountPlace, CountView, SheetChoice
from seasonal_ops.words import REASON_DUE, MeasureKind
from tui.evaluate.cell_line import said
from tui.frame.box import Box
from tui.frame.dialog import Dialog, Sentence
from tui.frame.scrolled import Scroll
from tui.frame.type_ahead import TypeAhead
from tui.show import one_line


class ReasonBox(Dialog[str]):
    """One line why; nothing typed is no reason. `refused` says why what was typed before was not taken."""

    AUTO_FOCUS = "Input"

    def __init__(self, heading: str, sentence: str, *, text: str = "", refused: str = "") -> None:
        super().__init__(heading, "Enter keep it · Esc leave")
        self._sentence, self._text, self.refused = sentence, text, refused

    def fields(self) -> list[Widget]:
        """What it is about, and the box."""
        sentence = Sentence(one_line(self._sentence))
        box = Box(one_line(self._text), placeholder="why", max_length=400, compact=True)
        refused = Static(Content(f"× {one_line(self.refused)}"), classes="refused")
        return [refused, sentence, box] if self.refused else [sentence, box]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())


class SheetPicker(Dialog[CountPlace]):
    """Type ahead: the whole district, areas, activities."""

    def __init__(self, choices: tuple[SheetChoice, ...]) -> None:
        super().__init__("Enter counts", "type to narrow · ↑↓ choose · Enter open · Esc leave")
        self._choices = choices

    def fields(self) -> list[Widget]:
        """The box, and what matches it."""
        titles = [one_line(one.title) for one in self._choices]
        return [TypeAhead([(title, title) for title in titles], placeholder="part of an area or activity")]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(TypeAhead).at
        if at >= 0:
            self.dismiss(self._choices[at].at)


class PastBox(Dialog[None]):
    """Every revision of a cell, the newest first."""

    def __init__(self, heading: str, views: tuple[CountView, ...], kind: MeasureKind, now: datetime) -> None:
        super().__init__(heading, "↑↓ scroll · Esc close")
        self._views, self._kind, self._zone = views, kind, now.tzinfo

    def fields(self) -> list[Widget]:
        """Two lines a revision."""
        lines = [line for view in self._views for line in self._lines(view)]
        return [Scroll(Static(Content("\n").join(lines or [Content("Nothing was ever recorded.")])))]

    def _lines(self, view: CountView) -> list[Content]:
        at = view.entered_at.astimezone(self._zone if self._zone is not None else ZoneInfo("UTC"))
        head = Content.assemble(
            (f"{view.revision}  {said(view, self._kind)}", "bold"),
            f"  {'' if view.withdrawn else view.status.value}",
        )
        reason = "the reason is not given yet" if view.reason == REASON_DUE else one_line(view.reason)
        about = [f"by {one_line(view.entered_by)}, {at:%a} {at.day} {at:%b %Y %H:%M}"]
        about += [f"because: {reason}"] if reason else []
        about += [f"approved by {one_line(view.approved_by)}"] if view.approved_by else []
        about += [one_line(view.source)] if view.source else []
        return [head, Content.styled("   " + " · ".join(about), "$foreground-muted")]
