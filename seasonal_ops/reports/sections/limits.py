"""Limits and design: what this report cannot show. Pure."""

from collections.abc import Iterator
from typing import Final

from seasonal_ops.paper.blocks import Block, Bullets, Heading, Line, Paragraph, Table, column, strong
from seasonal_ops.reports.phrases import beside_an_area, design_of
from seasonal_ops.reports.shapes import Report

_WORDS: Final = (
    ("likely real", "Daily counts are known; such a difference is rarer than 1 in 100 by chance alone."),
    (
        "probably real",
        "Rarer than 1 in 20 by chance alone, modest clustering included: one year's evidence.",
    ),
    (
        "unclear (suggestive)",
        "Only totals are known, and a modest clustering of incidents would explain the difference.",
    ),
    ("unclear", "Chance alone would often do as much."),
    ("too few to tell", "Fewer than 10 incidents in all: the counts alone, and no percentage."),
)
_LIMITS: Final = (
    "Counts are what was recorded: what people report, and how it is recorded, changes from year to year.",
    "Weather, the weekday on which an occasion falls and school holidays change the numbers by themselves.",
    "Measures that may hold the same incidents are never added up.",
    "A target that was met, and a number of things done, are no evidence of an effect.",
)
_BESIDE: Final = "What else changed in only one of two areas is not ruled out by comparing them."


def limits(report: Report) -> Iterator[Block]:
    """The design, what its words mean, and what bounds them."""
    yield Heading("Limits and design")
    yield Paragraph(design_of(report))
    beside = (_BESIDE,) if beside_an_area(report) else ()
    yield Bullets(tuple(map(Line, (*_LIMITS, *beside))))
    if report.evaluation.against:
        yield Table(
            caption="What the words of a verdict mean",
            head=("The words", "What they mean"),
            rows=tuple((strong(words), *column((meaning,))) for words, meaning in _WORDS),
            widths=(44, 136),
        )
