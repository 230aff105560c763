"""Which days are in view: by keys and wheel, and always those of what the cursor stands on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from textual import on

from seasonal_ops.views import AnchorView
from seasonal_ops.views.board import BoardRow
from tui.frame.filtering import FilteringScreen
from tui.timeline.bars import Days
from tui.timeline.chart import Chart
from tui.timeline.load_panel import LoadPanel
from tui.timeline.messages import Scrolled
from tui.timeline.ruler import Ruler
from tui.timeline.scale import Scale, zoom_for
from tui.timeline.window import Window

_WEEK: Final = 7


class TurningScreen(FilteringScreen):
    """Gives the dates, the bars and the loads one window on the days."""

    def __init__(self) -> None:
        super().__init__()
        self.days = Days()
        self.anchors: Sequence[AnchorView] = ()
        self._scale: Scale | None = None

    @property
    def list(self) -> Chart:
        """The bars."""
        return self.query_one(Chart)

    @property
    def standing(self) -> BoardRow | None:
        """What the cursor stands on, where it is proposed to stand."""
        proposal = self.list.proposal
        return self.list.row if proposal is None else proposal.to

    def look_at(self, scale: Scale | None = None) -> None:
        """Show this window on the days, or the one there is in the width that there is."""
        chart = self.list
        if self.desk.view is None or chart.days <= 0:
            return
        today, fresh = self.view.today, self._scale is None
        scale = scale or self._scale or Scale(today, chart.days, zoom_for(self.size.width))
        self._scale = Scale(scale.first, chart.days, scale.zoom)
        if fresh:
            self._scale = self._with_today(self._scale)
            self._follow()
        window = Window(chart.titles, self._scale, self.days, self.anchors, today)
        for one in (self.query_one(Ruler), chart, self.query_one(LoadPanel)):
            one.look(window)

    def follow(self) -> None:
        """Turn the days to what the cursor stands on, unless they show it."""
        if self._follow():
            self.look_at()

    def _follow(self) -> bool:
        """Whether they had to be turned."""
        standing = self.standing
        if self._scale is None or standing is None or self._in_view(standing):
            return False
        self._scale = self._scale.showing(standing.starts_on)
        return True

    def _in_view(self, row: BoardRow) -> bool:
        scale = self._scale
        return scale is not None and row.starts_on <= scale.last and row.ends_on >= scale.first

    def _with_today(self, scale: Scale) -> Scale:
        """Today a quarter from the left."""
        return scale.beginning(self.view.today - timedelta(days=scale.length // 4))

    def on_resize(self) -> None:
        """As many days as there is room for."""
        self.call_after_refresh(self.look_at)

    @on(Scrolled)
    def _on_scrolled(self, message: Scrolled) -> None:
        self.action_sideways(message.by)

    def action_sideways(self, by: int) -> None:
        """The days go on or back by a column."""
        if self._scale is not None:
            self.look_at(_turned(self._scale, by * self._scale.at.days))

    def action_weeks(self, by: int) -> None:
        """A week on or back; the cursor goes to what begins there if its own row is left behind."""
        if self._scale is None:
            return
        self.look_at(_turned(self._scale, by * _WEEK))
        row = self.standing
        if self.list.proposal is None and row is not None and not self._in_view(row):
            from_left = self._scale.first if by > 0 else self._scale.last - timedelta(days=_WEEK - 1)
            line = self.list.lines.first_from(from_left)
            found = self.list.lines.row(line)
            if found is not None and self._in_view(found):
                self.list.cursor = line

    def action_to_today(self) -> None:
        """Today in view, and the cursor on the first activity from today on."""
        if self._scale is not None:
            self.look_at(self._with_today(self._scale))
            if self.list.proposal is None:
                self.list.go_to(self.list.lines.first_from(self.view.today))

    def action_zoom(self, by: int) -> None:
        """Nearer or farther, around what the cursor stands on."""
        if self._scale is not None:
            around: date = self.standing.starts_on if self.standing else self.view.today
            self.look_at(self._scale.zoomed(self._scale.zoom + by, around))


def _turned(scale: Scale, days: int) -> Scale:
    """The same so many days on, as far as there are days."""
    try:
        return scale.beginning(scale.first + timedelta(days=days))
    except OverflowError:
        return scale
