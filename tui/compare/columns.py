"""What stands where in a line of the measures, in cells. Pure."""

from typing import Final

from seasonal_ops.views import ComparedMeasure
from tui.compare.measures import MeasureSection
from tui.compare.verdicts import GLYPHS
from tui.frame.part import Part
from tui.show import fit, one_line

_MARGIN: Final = 3  # cursor, glyph, space
_COUNTS: Final = 15
_WIDE: Final = 66


class MeasureColumns:
    """The columns of a list `width` cells wide; both counts stand there where there is room."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.counts = _COUNTS if width >= _WIDE else 0
        self.verdict = 22 if width >= _WIDE else 17  # "shown, not tested"
        self.name = max(4, width - _MARGIN - self.verdict - self.counts - (2 if self.counts else 1))

    def heading(self, section: MeasureSection) -> list[tuple[str, Part]]:
        """What the measures are of, and how many there are."""
        count = f"{len(section.rows)} "
        name = fit(f" {section.kind.value}", max(0, self.width - len(count)))
        return [(name + count, Part.HEADING)]

    def measure(self, row: ComparedMeasure, *, at_cursor: bool) -> list[tuple[str, Part]]:
        """Cursor, verdict's glyph, name, both counts, verdict's words."""
        counts = [(fit(one_line(row.counts), self.counts) + " ", Part.MOMENT)] if self.counts else []
        part = Part.MOMENT if row.verdict is None else Part.STATUS
        return [
            ("▌" if at_cursor else " ", part),
            (f"{GLYPHS[row.verdict]} ", part),
            (fit(one_line(row.name), self.name) + " ", Part.TITLE),
            *counts,
            (fit(one_line(row.plain), self.verdict), part),
        ]
