"""What stands where in a line of the partners, in cells; headings name the columns. Pure."""

from datetime import datetime
from typing import Final

from rich.cells import cell_len

from seasonal_ops.views.partners import WEEKS, PartnerLine
from tui.frame.part import Part
from tui.partners.standing import PartnerSection
from tui.show import ago, fit, one_line

Pieces = list[tuple[str, Part]]
_NUMBERS: Final = (("all", 5), ("✓done", 6), ("▲late", 6), ("◷unanswered", 12), ("✗no", 5))
_NARROW: Final = (*_NUMBERS[:3], ("◷unansw", 8), _NUMBERS[4])
_LOAD: Final = WEEKS + 8  # the weeks, a space, the peak `12!/10`, a space
_AGO: Final = 12
_BARS: Final = "▁▂▃▄▅▆▇█"


class PartnerColumns:
    """The columns of a list `width` cells wide; the name has what the others leave."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.load = _LOAD if width >= 60 else 0
        self.numbers = _NUMBERS if width >= 72 else _NARROW
        self.answered = _AGO if width >= 90 else 0
        self.written = _AGO if width >= 105 else 0
        taken = sum(cells for _, cells in self.numbers) + self.load + self.answered + self.written
        self.name = max(4, width - 2 - taken - (1 if self.load else 0))

    def heading(self, section: PartnerSection) -> Pieces:
        """What the section is, how many stand in it, and what the columns are."""
        name = f" {section.kind.value}  {len(section.rows)}"
        numbers = "".join(word.rjust(cells) for word, cells in self.numbers)
        load = f"  {fit(f'next {WEEKS} weeks', self.load)}"[: self.load + 1] if self.load else ""
        answered = fit("answered", self.answered) if self.answered else ""
        written = fit("written to", self.written) if self.written else ""
        words = f"{numbers}{load}{answered}{written}"
        return [(fit(name, max(0, self.width - cell_len(words))) + words, Part.HEADING)]

    def row(self, row: PartnerLine, now: datetime, *, at_cursor: bool) -> Pieces:
        """A partner: cursor, name, numbers, the load of the coming weeks, when it was last heard and told."""
        flag = "" if row.reached else " no contact"
        name = fit(one_line(row.name), max(1, self.name - len(flag)))
        counted = (
            (row.assigned, Part.STATUS),
            (row.delivered, Part.STATUS),
            (row.overdue, Part.OVERDUE),
            (row.unanswered, Part.FLAG),
            (row.declined, Part.FLAG),
        )
        pieces: Pieces = [("▌ " if at_cursor else "  ", Part.HEADING), (name, Part.TITLE), (flag, Part.FLAG)]
        for (_, cells), (number, part) in zip(self.numbers, counted, strict=True):
            pieces.append((str(number).rjust(cells), part if number else Part.MOMENT))
        if self.load:
            pieces += [
                (f" {spark(row.load, row.capacity)} ", Part.ANCHOR),
                (fit(peak(row), _LOAD - WEEKS - 1), Part.OVERDUE if row.overloaded else Part.MOMENT),
            ]
        if self.answered:
            pieces.append((fit(ago(row.answered, now), self.answered), Part.MOMENT))
        if self.written:
            pieces.append((fit(ago(row.written, now), self.written), Part.MOMENT))
        return pieces


def spark(load: tuple[int, ...], capacity: int | None) -> str:
    """`▁▂▅█····`: a bar a week, full at what the partner can man; a dot where it is on nothing.

    Where nobody said what it can man, an eighth is an activity.
    """
    full = max(1, len(_BARS) if capacity is None else capacity)
    return "".join(_BARS[max(0, min(8, 8 * one // full) - 1)] if one else "·" for one in load)


def peak(row: PartnerLine) -> str:
    """`12!/10`: the most in one night, against what it can man; nothing when it is on nothing."""
    if not row.peak:
        return ""
    return f"{row.peak}{'!' if row.overloaded else ''}" + ("" if row.capacity is None else f"/{row.capacity}")
