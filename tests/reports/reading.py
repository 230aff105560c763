"""A report's paper, read as a reader finds things in it."""

from collections.abc import Iterator

from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Table,
    Tiles,
)
from seasonal_ops.reports.document import report_paper
from seasonal_ops.reports.shapes import Report


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Bullets():
                yield from (line.text for line in block.items)
            case Tiles():
                for tile in block.tiles:
                    yield from (tile.title, tile.sentence, tile.figures)
            case Picture():
                yield from (block.alt, block.caption)
            case Table():
                yield from (block.caption, *block.head)
                yield from (line.text for row in block.rows for cell in row for line in cell)


def whole(report: Report) -> str:
    return "\n".join(texts(report_paper(report).body))


def first_page(paper: Paper) -> tuple[Block, ...]:
    end = next(n for n, block in enumerate(paper.body) if isinstance(block, Heading) and block.new_page)
    return paper.body[:end]


def section_below(report: Report, heading: str) -> tuple[Block, ...]:
    """The blocks under a heading, up to the next of its level or above."""
    body = report_paper(report).body
    start = next(n for n, block in enumerate(body) if isinstance(block, Heading) and block.text == heading)
    level = body[start].level  # type: ignore[union-attr]
    rest = body[start + 1 :]
    end = (n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level <= level)
    return rest[: next(end, len(rest))]


def table_below(report: Report, heading: str) -> list[list[str]]:
    table = next(block for block in section_below(report, heading) if isinstance(block, Table))
    return [[in_cell(cell) for cell in row] for row in table.rows]


def in_cell(cell: Cell) -> str:
    return " · ".join(line.text for line in cell)
