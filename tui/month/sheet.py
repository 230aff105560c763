"""The month as numbered lines, its sentences folded to a width. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from seasonal_ops.views import MonthLine, MonthSection, MonthSheet
from tui.lines import Lines, Section
from tui.show import one_line

_MOST_LINES: Final = 1000  # of one sentence; more than any has
_MARGIN: Final = 3
_LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a sentence; `first` of its lines or one that goes on, `plan` what Enter opens, or ""."""

    number: int
    text: str
    first: bool
    plan: str


class Sheet(Lines[str, SheetRow]):
    """The lines; the kind of a section is its heading."""

    @staticmethod
    def identity(row: SheetRow) -> int:
        """Which line of which sentence."""
        return row.number

    @classmethod
    def of(cls, sheet: MonthSheet, outcomes: Iterable[MonthSection], width: int) -> "Sheet":
        """First what is said of the month, then its lists, what came of it, what comes, and the record."""
        said = tuple(MonthLine(text=text) for text in sheet.said)
        last = tuple(MonthLine(text=text) for text in sheet.last)
        parts = [
            (sheet.title.upper(), said),
            *((one.heading, one.lines) for one in (*sheet.sections, *outcomes, sheet.ahead)),
            ("THE RECORD", last),
        ]
        sections, sentences = [], 0
        for heading, lines in parts:
            rows: list[SheetRow] = []
            for line in lines:
                rows += _folded(line, sentences * _MOST_LINES, width)
                sentences += 1
            sections.append(Section(heading, tuple(rows), total=len(lines)))
        return cls(tuple(sections))


def _folded(line: MonthLine, number: int, width: int) -> Iterable[SheetRow]:
    folded = Content(one_line(line.text)).wrap(max(_LEAST, width - _MARGIN - 2))
    for at, part in enumerate(folded[:_MOST_LINES]):
        yield SheetRow(number + at, part.plain, at == 0, line.plan)
