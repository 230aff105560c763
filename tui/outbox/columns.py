"""What stands where in a line of the outbox, in cells. Pure."""

from datetime import datetime
from typing import Final

from seasonal_ops.views import DeliveryView, moment
from tui.frame.part import Part
from tui.outbox.outgoing import Kind, OutboxSection, state, what
from tui.show import fit, one_line, short_day

_PARTS: Final = {
    Kind.GIVEN_UP: Part.OVERDUE,
    Kind.TWICE: Part.FLAG,
    Kind.HELD: Part.FLAG,
    Kind.WAITING: Part.FLAG,
    Kind.COMING: Part.HEADING,
    Kind.SENT: Part.TODAY,
}
_MARGIN: Final = 1
_STATE: Final = 13
_MOMENT: Final = 16
_DAY: Final = 7


class OutboxColumns:
    """The columns of a list `width` cells wide; what it is about takes what is left over.

    The day of the activity stands at the right, where there is room for it.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.whom = 24 if width >= 90 else 16 if width >= 70 else 12
        self.day = _DAY if width >= 70 else 0
        self.what = max(4, width - _MARGIN - _STATE - _MOMENT - self.whom - self.day - 3)

    def heading(self, section: OutboxSection) -> list[tuple[str, Part]]:
        """A tray's heading, with how many there are at the right."""
        shown, total = len(section.rows), max(len(section.rows), section.total)
        count = f"{total:,} " if shown == total else f"{total:,}, the first {shown:,} shown "
        name = fit(f" {section.kind.value}", max(0, self.width - len(count)))
        return [(name + count, _PARTS[section.kind])]

    def row(self, kind: Kind, row: DeliveryView, now: datetime, *, at_cursor: bool) -> list[tuple[str, Part]]:
        """A reminder's line: cursor, state, when it goes or was sent, to whom, what, of what day."""
        part = Part.STATUS if kind is Kind.COMING else _PARTS[kind]
        at = row.sent if row.sent is not None and not row.to_come else row.goes
        return [
            ("▌" if at_cursor else " ", part),
            (fit(state(row, now), _STATE) + " ", part),
            (fit(moment(at), _MOMENT) + " ", Part.MOMENT),
            (fit(one_line(row.partner_name), self.whom) + " ", Part.LEAD),
            (fit(what(row), self.what), Part.TITLE),
            (short_day(row.on).rjust(self.day) if row.on and self.day else " " * self.day, Part.MOMENT),
        ]
