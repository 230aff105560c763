"""The lines kept at the top: where one is, how long until the next anchor, and what is not in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui.frame.line import Line
from tui.frame.tabs import Tabs
from tui.show import days, long_day, one_line

if TYPE_CHECKING:
    from seasonal_ops.views import Pause, TodayView
    from tui.frame.desk import Desk

_LOUD: Final = "bold $text-warning"
_QUIET: Final = "$foreground-muted"


class TopLines(Vertical):
    """The two lines that are kept: where one is and how long until the next anchor; what is not in order.

    They follow the desk by themselves.
    """

    trail, state = Content(""), ""

    def compose(self) -> ComposeResult:
        """Two lines."""
        yield Line(id="title")
        yield Line(id="counters")

    def on_mount(self) -> None:
        """The shell, before any data."""
        self.watch(self.app, "view", self._follow)
        self.watch(self.app, "answers", self._follow, init=False)

    def head(self, trail: str, state: str = "") -> None:
        """Where one is, and how it goes there."""
        self.trail, self.state = Content.styled(f" {trail.strip()}", "bold"), state.strip()
        self._follow()

    def _follow(self) -> None:
        desk = cast("Desk", self.app)
        if desk.view is not None:
            self.show(desk.view, readonly=desk.readonly, answers=desk.answers)
            return
        self.query_one("#title", Line).put(self.trail)
        self.query_one("#counters", Line).put(Content.styled(" reading …", _QUIET))

    def show(self, view: TodayView, *, readonly: bool, answers: bool) -> None:
        """What the view says, from its frozen clock; when it was read, or that the database is away."""
        quiet = f"{self.state}   " if self.state else ""
        right = Content.assemble((quiet, _QUIET), _date_and_anchor(view))
        self.query_one("#title", Line).put(self.trail, right)
        may, style = ("read-only", "bold") if readonly else ("live", _QUIET)
        state = (f" {may} {view.now:%H:%M} ", style) if answers else (" not live ", _LOUD)
        self.query_one("#counters", Line).put(_counters(view), Content.assemble(state))


class Header(TopLines):
    """Besides, the screens and, when there are any: what was not sent, plans that are still drafts.

    Over the outbox it does not say that there is something in the trays.
    """

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where, self._over_outbox = where, where == "Outbox"
        self.trail = Content(f" Seasonal Ops ▸ {where}")

    def compose(self) -> ComposeResult:
        """Three lines, and more only when there is something to say in them."""
        yield from super().compose()
        yield Tabs(self._where)
        yield Line(id="pause")
        yield Line(id="given-up")
        yield Line(id="held")
        yield Line(id="expired")
        yield Line(id="drafts")

    def on_mount(self) -> None:
        """Without what is only said when there is something."""
        for name in ("#pause", "#given-up", "#held", "#expired", "#drafts"):
            self.query_one(name).display = False
        super().on_mount()

    def show(self, view: TodayView, *, readonly: bool, answers: bool) -> None:
        """Of which plan; the messages."""
        self.trail = Content.styled(f" {one_line(view.title)}{_draft_mark(view)} ▸ {self._where}", "bold")
        super().show(view, readonly=readonly, answers=answers)
        self._show_messages(view)
        drafts = self.query_one("#drafts", Line)
        names = _drafts(view)
        drafts.display = view.plan is None and bool(names)
        drafts.put(Content.assemble((" Drafts, nothing is sent for them: ", _QUIET), names))

    def _show_messages(self, view: TodayView) -> None:
        paused = "" if view.pause is None else f" ● {_paused(view.pause)}"
        self._warn("#pause", paused, "S send " if self._over_outbox else "7 review, S send ")
        self._show_trays(view)
        late = f" – {_reminders(view.expired)} came too late" if view.expired else ""
        self._warn("#expired", late, "seasonal-ops remind list --state expired ")

    def _show_trays(self, view: TodayView) -> None:
        if self._over_outbox:
            return
        given_up = f" ✗ {_reminders(view.given_up)} given up" if view.given_up else ""
        self._warn("#given-up", given_up, "press 7 ")
        held = f" ■ {_reminders(view.held)} held" if view.held else ""
        self._warn("#held", held, "7 review, or type: seasonal-ops remind settle --held ")

    def _warn(self, name: str, sentence: str, what_to_do: str) -> None:
        """One line, away while there is nothing to say in it."""
        line = self.query_one(name, Line)
        line.display = bool(sentence)
        line.put(Content.styled(sentence, _LOUD), Content(what_to_do))


def _paused(pause: Pause) -> str:
    from seasonal_ops.views import moment

    if not pause.count:
        waits = "waits" if pause.waiting == 1 else "wait"
        return f"{_reminders(pause.waiting)} {waits}; no server runs"
    since = f"since {moment(pause.since)}" if pause.since else "nothing ever ran"
    if pause.waiting:
        return f"{pause.count} due while nothing ran ({since}), {pause.waiting} more"
    return f"{_reminders(pause.count)} due while nothing ran ({since})"


def _reminders(number: int) -> str:
    return f"{number} reminder" if number == 1 else f"{number} reminders"


def _draft_mark(view: TodayView) -> str:
    return " (draft)" if view.plan is not None and not view.live else ""


def _date_and_anchor(view: TodayView) -> Content:
    """The right half of the first line of every screen."""
    today = long_day(view.today)
    if view.next_anchor is None:
        return Content(f"{today} ")
    left = (view.next_anchor.on - view.today).days
    name = one_line(view.next_anchor.name)
    return Content(f"{today} · {'today' if left == 0 else days(left) + ' to'} ◆ {name} ")


def _counters(view: TodayView) -> Content:
    uncounted = len(view.uncounted)
    counted = (
        ("▲", len(view.overdue), "overdue", "overdue"),
        ("×", view.clashes, "clash" if view.clashes == 1 else "clashes", "clash"),
        ("◷", view.unanswered, "unanswered", "waiting"),
        ("✎", uncounted, "count missing" if uncounted == 1 else "counts missing", "counts"),
    )
    parts = [
        # A click goes where the key of the same name goes.
        Content.styled(f" {glyph} {number} {word}  ", _LOUD if number else _QUIET).stylize(
            f"@click=app.jump('{to}')"
        )
        for glyph, number, word, to in counted
    ]
    return Content("").join(parts)


def _drafts(view: TodayView) -> str:
    """The plans that wait for go-live; for one that is over nobody waits any more."""
    drafts = (plan for plan in view.plans if not plan.live and plan.ends_on >= view.today)
    return ", ".join(one_line(plan.name) for plan in drafts)
