"""The long list of Today on the line API: only the lines in view are made, whatever the number."""

from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from seasonal_ops.views import ActivityView, TodayRow
from tui.agenda import Agenda, Kind
from tui.keymap import MOVE, bindings
from tui.messages import Moved, Opened
from tui.widgets.columns import Columns, Part


class ActivityList(ScrollView, can_focus=True, inherit_bindings=False):
    """Headings and activities with one cursor. Says `Moved` and `Opened`."""

    BINDINGS: ClassVar = bindings(MOVE)
    COMPONENT_CLASSES: ClassVar = {f"activity-list--{part.value}" for part in Part} | {
        "activity-list--cursor"
    }

    cursor: reactive[int] = reactive(-1, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.agenda = Agenda()
        self.anchors: frozenset[tuple[str, object]] = frozenset()
        self.notice: tuple[str, ...] = ("Reading the plans …",)

    @property
    def row(self) -> TodayRow | None:
        """The row under the cursor."""
        return self.agenda.row(self.cursor)

    def show(self, agenda: Agenda, *, notice: tuple[str, ...]) -> None:
        """Show other lines, the cursor on the same activity; `notice` stands there when there are none."""
        before = self.row
        self.agenda, self.notice = agenda, notice
        self.virtual_size = Size(0, len(agenda))
        line = agenda.line_of(before.activity.id) if before else None
        self._settle(agenda.nearest(self.cursor) if line is None else line)

    def patch(self, activity: ActivityView) -> None:
        """Show one activity as it is now, in its place."""
        self.agenda = self.agenda.with_activity(activity)
        self._settle(self.cursor)

    def _settle(self, line: int) -> None:
        self.set_reactive(ActivityList.cursor, line)
        self.refresh()
        self._keep_in_view()
        self.tell()

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint two lines, not the list."""
        self.refresh_line(before)
        self.refresh_line(after)
        self._keep_in_view()
        self.tell()

    def tell(self) -> None:
        """Say again where the cursor stands."""
        overdue = self.row is not None and self.agenda.at(self.cursor)[0].kind is Kind.OVERDUE
        self.post_message(Moved(self.row, overdue))

    def _keep_in_view(self) -> None:
        if self.cursor < 0:
            return
        # The heading above the first activity of a section comes into view with it.
        above = 1 if self.cursor and self.agenda.row(self.cursor - 1) is None else 0
        region = Region(0, self.cursor - above, 1, 1 + above)
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """To the next activity in that direction, over headings."""
        line = self.cursor + by
        while 0 <= line < len(self.agenda) and self.agenda.row(line) is None:
            line += by
        if self.agenda.row(line) is not None:
            self.cursor = line

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self.cursor = self.agenda.nearest(self.cursor + by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the first activity."""
        self.cursor = self.agenda.nearest(0)

    def action_last(self) -> None:
        """To the last activity."""
        self.cursor = self.agenda.nearest(len(self.agenda) - 1)

    def action_open(self) -> None:
        """Ask for the detail of the activity under the cursor."""
        if self.row is not None:
            self.post_message(Opened())

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second one opens."""
        line = event.y + self.scroll_offset.y
        if self.agenda.row(line) is not None:
            self.cursor = line
            if event.chain == _DOUBLE:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not len(self.agenda):
            return self._strip([(self.notice[y] if y < len(self.notice) else "", Part.NOTICE)], width)
        if line >= len(self.agenda):
            return Strip.blank(width, self.rich_style)
        section, row = self.agenda.at(line)
        columns = Columns(width)
        if row is None:
            return self._strip(columns.heading(section, self.agenda.today), width)
        is_anchor = (row.activity.plan, row.activity.starts_on) in self.anchors
        parts = columns.activity(section.kind, row, at_cursor=line == self.cursor, is_anchor=is_anchor)
        return self._strip(parts, width, at_cursor=line == self.cursor)

    def _strip(self, parts: list[tuple[str, Part]], width: int, *, at_cursor: bool = False) -> Strip:
        base = self.rich_style
        cursor = (
            self.get_component_rich_style("activity-list--cursor", partial=True) if at_cursor else Style()
        )
        segments = [
            Segment(
                text,
                base + self.get_component_rich_style(f"activity-list--{part.value}", partial=True) + cursor,
            )
            for text, part in parts
        ]
        return Strip(segments).adjust_cell_length(width, base + cursor)


_DOUBLE: Final = 2
