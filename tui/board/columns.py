"""What stands where in a line of the board, in cells. Pure.

The title has what the others leave; behind it stand the flags, with their words where there is room.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rich.cells import cell_len

from seasonal_ops.views.board import BoardPhase, BoardRow
from tui.board.blocks import Block
from tui.frame.part import Part
from tui.show import SAVING, day, days, fit, lasts, one_line, short_day, status_words

Pieces = list[tuple[str, Part]]
_WIDE: Final = 90
_WIDEST: Final = 140
_MARGIN: Final = 3  # cursor, glyph, space
_MOMENT: Final = 11
_HOURS: Final = 11
_BAR: Final = 6
_EIGHTHS: Final = "█▏▎▍▌▋▊▉"


class BoardColumns:
    """The columns of a list `width` cells wide; `names` are the partners', by slug."""

    def __init__(self, width: int, names: Mapping[str, str] | None = None) -> None:
        self.width, self.names = width, names or {}
        self.wide = width >= _WIDE
        self.status = 15 if self.wide else 11
        self.lead = max(12, width // 8) if self.wide else 13 if width >= 72 else 9
        self.supports = self.lead if self.wide else 0
        self.worded = width >= _WIDEST
        self.answered = 12 if self.worded else 4 if width >= 60 else 0
        self.moment = _MOMENT + (1 + _HOURS if self.wide else 0)
        columns = [self.moment, self.lead, self.supports, self.answered, self.status]
        self.title = max(4, width - _MARGIN - sum(one + 1 for one in columns if one))

    def heading(self, block: Block, *, titled: bool, at_cursor: bool) -> Pieces:
        """A phase: folded or not, its name (after its plan's, when titled), how much of it is delivered."""
        phase = block.phase
        known = f" {phase.delivered}/{phase.total} delivered {bar(phase.delivered, phase.total)} "
        if len(block.rows) < len(phase.rows):
            # A bar of all of them over a few of them would be taken for theirs.
            known = f" {len(block.rows)} of {len(phase.rows)} shown "
        name = f"{'▸' if block.folded else '▾'} {heading_of(phase, titled=titled)}"
        flags = _of_all(block) if block.folded else ""
        room = max(0, self.width - 1 - cell_len(known) - cell_len(flags))
        return [
            ("▌" if at_cursor else " ", Part.HEADING),
            (fit(name, room), Part.HEADING),
            (flags, Part.FLAG),
            (known, Part.HEADING),
        ]

    def row(self, row: BoardRow, today: date, *, at_cursor: bool, saving: bool = False) -> Pieces:
        """An activity: cursor, glyph, when, title with its flags, leads, supports, answers, status."""
        glyph, part = _mark(row)
        flags = _flags(row, today, worded=self.wide)
        title = fit(one_line(row.title), self.title - cell_len(flags))
        pieces = [
            ("▌" if at_cursor else " ", part),
            (f"{glyph} ", part),
            (fit(self._moment(row, today), self.moment) + " ", Part.MOMENT),
            (title, Part.MOMENT if not row.status.open else Part.TITLE),
            (flags + " ", Part.FLAG),
            (several(self._said(row.leads), self.lead, none="no lead") + " ", Part.LEAD),
        ]
        if self.supports:
            pieces.append((several(self._said(row.supports), self.supports) + " ", Part.LEAD))
        if self.answered:
            answered = f"{row.answered}/{row.asked}" if row.asked else "–"
            answered += " answered" if self.worded and row.asked else ""
            part = Part.FLAG if row.waiting else Part.MOMENT
            pieces.append((fit(answered, self.answered) + " ", part))
        return [*pieces, (fit(SAVING if saving else status_words(row.status), self.status), Part.STATUS)]

    def _said(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.names.get(slug, slug) for slug in slugs)

    def _moment(self, row: BoardRow, today: date) -> str:
        on = row.starts_on
        # In another year the weekday helps nobody.
        said = day(on) if on.year == today.year else f"{short_day(on)} {on.year}"
        if not self.wide:
            return said
        if lasts(row):
            return f"{said:<{_MOMENT}}→ {short_day(row.ends_on)}"
        if row.start_time is None:
            return f"{said:<{_MOMENT}} all day"
        end = "" if row.end_time is None else f"–{row.end_time:%H:%M}"
        return f"{said:<{_MOMENT}} {row.start_time:%H:%M}{end}"


def heading_of(phase: BoardPhase, *, titled: bool) -> str:
    """`Bright Sparx 2026 (draft) › Preparation`; the phase alone where there is one plan only."""
    name = one_line(phase.name) or "without a phase"
    draft = " (draft)" if phase.draft else ""
    return f"{one_line(phase.plan_name)}{draft} › {name}" if titled else name


def bar(part: int, whole: int) -> str:
    """`███▎░░`, to an eighth of a cell, and never full before all is done."""
    eighths = 8 * _BAR * part // whole if whole else 0
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return drawn + "░" * (_BAR - len(drawn))


def several(names: tuple[str, ...], width: int, *, none: str = "") -> str:
    """As many partners as fit, and how many more there are: none of them may be cut off unsaid."""
    shown = [one_line(name) for name in names] or [none]
    for kept in range(len(shown), 1, -1):
        more = f" +{len(shown) - kept}" if kept < len(shown) else ""
        if cell_len(", ".join(shown[:kept]) + more) <= width:
            return fit(", ".join(shown[:kept]) + more, width)
    more = f" +{len(shown) - 1}" if len(shown) > 1 else ""
    return fit(fit(shown[0], width - len(more)).rstrip() + more, width)


def _mark(row: BoardRow) -> tuple[str, Part]:
    if row.late:
        return "▲", Part.OVERDUE
    return ("◆", Part.ANCHOR) if row.anchor else (" ", Part.HEADING)


def _flags(row: BoardRow, today: date, *, worded: bool) -> str:
    late = (today - row.ends_on).days
    how_late = (f" {days(late)}" if worded else f" {late}d") if late > 0 else ""
    flags = (
        f"late{how_late}" if row.late else "",
        ("× clash" if worded else "×") if row.clash else "",
        f"◷{row.waiting}" if row.waiting else "",
    )
    shown = " ".join(flag for flag in flags if flag)
    return f" {shown}" if shown else ""


def _of_all(block: Block) -> str:
    """What would be seen unfolded."""
    counted = zip(("▲", "×", "◷"), block.flags, ("late", "clash", "unanswered"), strict=True)
    return " ".join(f"{glyph} {number} {word}" for glyph, number, word in counted if number)
