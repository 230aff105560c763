"""The lines kept at the top: where one is, how long until the next anchor, and what is not in order."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from seasonal_ops.views import Pause, TodayView, moment
from tui.show import days, long_day, one_line
from tui.widgets.line import Line

_LOUD: Final = "bold $text-warning"
_QUIET: Final = "$foreground-muted"


class Header(Vertical):
    """Title, counters and, when there are any: what was not sent, and the plans that are still drafts.

    `over_outbox` stands over the trays themselves, and does not say that there is something in them.
    """

    def __init__(self, where: str, *, over_outbox: bool = False) -> None:
        super().__init__()
        self._where, self._over_outbox = where, over_outbox
        self._counters, self._read = Content(""), ""

    def compose(self) -> ComposeResult:
        """Two lines, and more only when there is something to say in them."""
        yield Line(id="title")
        yield Line(id="counters")
        yield Line(id="pause")
        yield Line(id="given-up")
        yield Line(id="held")
        yield Line(id="expired")
        yield Line(id="drafts")

    def on_mount(self) -> None:
        """The shell, before any data."""
        self.query_one("#title", Line).put(Content(f" Seasonal Ops ▸ {self._where}"))
        self.query_one("#counters", Line).put(Content.assemble((" reading …", _QUIET)))
        for name in ("#pause", "#given-up", "#held", "#expired", "#drafts"):
            self.query_one(name).display = False

    def show(self, view: TodayView, *, readonly: bool) -> None:
        """What the view says, from its frozen clock."""
        title = f" {one_line(view.title)}{_draft_mark(view)} ▸ {self._where}"
        self.query_one("#title", Line).put(Content.assemble((title, "bold")), _date_and_anchor(view))
        self._counters, self._read = _counters(view, readonly=readonly), f"{view.now:%H:%M}"
        self.live(answers=True)
        self._show_messages(view)
        drafts = self.query_one("#drafts", Line)
        names = _drafts(view)
        drafts.display = view.plan is None and bool(names)
        drafts.put(Content.assemble((" Drafts, nothing is sent for them: ", _QUIET), names))

    def _show_messages(self, view: TodayView) -> None:
        paused = "" if view.pause is None else f" ◷ {_paused(view.pause)}"
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

    def live(self, *, answers: bool) -> None:
        """When the data was read last, or that the database does not answer."""
        state = (f"live {self._read} ", _QUIET) if answers else ("not live ", _LOUD)
        self.query_one("#counters", Line).put(self._counters, Content.assemble(state))


def _paused(pause: Pause) -> str:
    since = f"since {moment(pause.since)}" if pause.since else "nothing ever ran"
    return f"{_reminders(pause.count)} due while nothing ran ({since})"


def _reminders(number: int) -> str:
    return f"{number} reminder" if number == 1 else f"{number} reminders"


def _draft_mark(view: TodayView) -> str:
    return " (draft)" if view.plan is not None and not view.live else ""


def _date_and_anchor(view: TodayView) -> Content:
    today = long_day(view.today)
    if view.next_anchor is None:
        return Content(f"{today} ")
    left = (view.next_anchor.on - view.today).days
    name = one_line(view.next_anchor.name)
    return Content(f"{today} · {'today' if left == 0 else days(left) + ' to'} ◆ {name} ")


def _counters(view: TodayView, *, readonly: bool) -> Content:
    counted = (
        ("▲", len(view.overdue), "overdue"),
        ("×", view.clashes, "clash" if view.clashes == 1 else "clashes"),
        ("◷", view.unanswered, "unanswered"),
        ("✎", len(view.uncounted), "count missing" if len(view.uncounted) == 1 else "counts missing"),
    )
    parts: list[tuple[str, str]] = []
    for glyph, number, word in counted:
        parts.append((f" {glyph} {number} {word}  ", _LOUD if number else _QUIET))
    if readonly:
        parts.append((" read-only", "bold"))
    return Content.assemble(*parts)


def _drafts(view: TodayView) -> str:
    """The plans that wait for go-live; for one that is over nobody waits any more."""
    drafts = (plan for plan in view.plans if not plan.live and plan.ends_on >= view.today)
    return ", ".join(one_line(plan.name) for plan in drafts)
