"""A paper as text on the screen: headings, paragraphs, lists, and each row of a table as lines. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from tui.frame.detail import labelled
from tui.show import one_line, several_lines

if TYPE_CHECKING:
    from seasonal_ops.paper.blocks import Block, Line, Paper, Table


def page(paper: "Paper", width: int) -> Content:
    """The paper in lines of at most `width` cells; what it withholds is not there either."""
    lines = [
        Content.styled(one_line(paper.title), "bold"),
        Content.styled(paper.marking, "$foreground-muted"),
    ]
    for block in paper.body:
        lines += _lines(block, width)
    return Content("\n").join(lines)


def _lines(block: "Block", width: int) -> Iterator[Content]:
    from seasonal_ops.paper.blocks import Bullets, Heading, Paragraph, Table

    match block:
        case Heading():
            yield Content("")
            yield Content.styled(one_line(block.text).upper(), "bold $text-accent")
        case Paragraph():
            text = Content.styled(several_lines(block.text), "bold" if block.strong else "")
            yield from text.wrap(width)
        case Bullets():
            for item in block.items:
                yield from _bullet(item, width)
        case Table():
            yield from _table(block, width)


def _bullet(item: "Line", width: int) -> Iterator[Content]:
    folded = Content.styled(one_line(item.text), "bold" if item.strong else "").wrap(max(8, width - 2))
    for number, line in enumerate(folded):
        yield Content.assemble("  " if number else "· ", line)


def _table(table: "Table", width: int) -> Iterator[Content]:
    """The first cell of a row stands alone, as a heading of the others under their names."""
    for number, row in enumerate(table.rows):
        first, *others = ([one_line(line.text) for line in cell] for cell in row)
        if number:
            yield Content("")
        yield Content.styled(" · ".join(first), "bold")
        for name, texts in zip(table.head[1:], others, strict=True):
            labels = [name, *[""] * len(texts)]
            yield from labelled(
                ((label, "", text) for label, text in zip(labels, texts, strict=False)), width
            )
