"""The list of the walk, beside the activity that is talked about."""

from typing import ClassVar, Final, Self

from rich.cells import cell_len

from seasonal_ops.views import ActivityView, WalkRow, Why
from tui.frame.detail import Detail
from tui.frame.line_list import LineList, Pieces
from tui.frame.part import Part
from tui.keymap import MARK, bindings
from tui.meeting.messages import Stands
from tui.meeting.walk import HEADINGS, Walk
from tui.show import STATUS_GLYPHS, fit, one_line, short_day

_PARTS: Final = {Why.OVERDUE: Part.OVERDUE, Why.GATE: Part.FLAG, Why.CLASH: Part.FLAG, Why.SOON: Part.TODAY}
_DAY: Final = 7


class WalkList(LineList[Walk]):
    """Says `Stands` and `Opened`. Where it is not shown it has the cursor all the same."""

    BINDINGS: ClassVar = bindings(MARK)

    def __init__(self) -> None:
        super().__init__(Walk(), "Reading the plan …")

    @property
    def row(self) -> WalkRow | None:
        """The row under the cursor."""
        return self.lines.row(self.cursor)

    def focus(self, scroll_visible: bool = True) -> Self:
        """Where it is not shown, what it stands on has the keyboard."""
        if self.display:
            return super().focus(scroll_visible)
        self.screen.query_one(Detail).focus(scroll_visible)
        return self

    def patch(self, activities: tuple[ActivityView, ...]) -> None:
        """Show these as they are now, in their places."""
        self.lines = self.lines.with_activities(activities)
        self.settle(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(Stands(self.row))

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or an activity: status, date, title, what is open."""
        section, row = self.lines.at(line)
        part = _PARTS.get(section.kind, Part.HEADING)
        if row is None:
            count = f"{len(section.rows)} "
            name = f" {HEADINGS[section.kind]}"
            return [(fit(name, max(0, width - len(count))) + count, part)]
        flags = _flags(row)
        one = row.activity
        glyph = f"{STATUS_GLYPHS[one.status]} "
        room = max(4, width - 1 - len(glyph) - _DAY - cell_len(flags))
        return [
            ("▌" if line == self.cursor else " ", part),
            (glyph, Part.STATUS),
            (f"{short_day(one.starts_on)} ", Part.MOMENT),
            (fit(one_line(one.title), room), Part.TITLE),
            (flags, Part.FLAG),
        ]


def _flags(row: WalkRow) -> str:
    asks = row.activity.status.open and Why.OVERDUE not in row.why
    waiting = len(row.activity.unanswered) if asks else 0
    flags = (f"◷{waiting}" if waiting else "", "×" if Why.CLASH in row.why else "")
    shown = " ".join(flag for flag in flags if flag)
    return f" {shown} " if shown else ""
