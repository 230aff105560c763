"""What stands where in a line of the audit log, in cells. Pure."""

from datetime import datetime, tzinfo
from typing import Final

from seasonal_ops.views import RecordLine, moment
from tui.audit.record import DOORS, Kind, sentence
from tui.frame.part import Part
from tui.show import fit, one_line, short_day

_MARGIN: Final = 1
_DOOR: Final = 13
# Columns from which weekdays have room beside the sentence, and then the door too.
_WIDE: Final = 80
_ROOMY: Final = 120


class RecordColumns:
    """The columns of a list `width` cells wide; the sentence takes what is left over."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.weekdays = width >= _WIDE
        self.moment, self.who = (16, 16) if self.weekdays else (12, 9)
        self.door = _DOOR if width >= _ROOMY else 0
        self.told = max(4, width - _MARGIN - self.moment - self.who - self.door - 3)

    def heading(self, count: str) -> list[tuple[str, Part]]:
        """What the list is, with how many there are at the right."""
        name = fit(f" {Kind.RECORD.value}", max(0, self.width - len(count) - 1))
        return [(f"{name}{count} ", Part.HEADING)]

    def row(self, line: RecordLine, zone: tzinfo | None, *, at_cursor: bool) -> list[tuple[str, Part]]:
        """A fact's line: cursor, when, who, through which door, what."""
        told = Part.MOMENT if line.undone else Part.TITLE
        door = fit(DOORS[line.actor_kind], self.door) + " " if self.door else ""
        return [
            ("▌" if at_cursor else " ", told),
            (fit(self._moment(line.at.astimezone(zone)), self.moment) + " ", Part.MOMENT),
            (fit(one_line(line.actor), self.who) + " ", Part.LEAD),
            (door, Part.MOMENT),
            (fit(sentence(line), self.told), told),
        ]

    def _moment(self, at: datetime) -> str:
        return moment(at) if self.weekdays else f"{short_day(at)} {at:%H:%M}"
