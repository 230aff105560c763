"""A paper as Markdown: CommonMark 0.31 and the tables of GitHub Flavored Markdown 0.29. Pure.

Every text goes through `escaped`: what came from outside is read as it stands, never as markup.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from seasonal_ops.paper.blocks import Block, Cell, Heading, Line, Paper, Paragraph, Table, clean

# A backslash before any ASCII punctuation is an escape (CommonMark, 2.4). `$` and `~` are no markup there,
# but in readers built on it; so are bare addresses, which the last two alternatives take apart.
_ACTS: Final = re.compile(r"[\\`*_\[\]<>|&#~$]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
# At the beginning of a text: a list, a numbered list, a rule or an underlined heading.
_BEGINS: Final = re.compile(r"^(\d*)([-+=.)])")
_BETWEEN_LINES: Final = " · "


def markdown(paper: Paper) -> str:
    """The paper as text that ends with a newline; its marking and its date stand where a page has them."""
    parts = (f"**{escaped(paper.marking)}**", f"# {escaped(paper.title)}", *map(_block, paper.body))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text on one line, so that it means itself wherever it stands."""
    return _BEGINS.sub(r"\1\\\2", _ACTS.sub(r"\\\g<0>", clean(text)))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            return _line(Line(block.text, block.strong))
        case Table():
            return "\n".join(_table(block))
        case _:
            assert_never(block)


def _table(block: Table) -> Iterator[str]:
    yield _row(escaped(text) for text in block.head)
    yield _row("---" for _ in block.head)
    for cells in block.rows:
        yield _row(map(_cell, cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(lines: Cell) -> str:
    return _BETWEEN_LINES.join(written for written in map(_line, lines) if written)


def _line(line: Line) -> str:
    text = escaped(line.text)
    return f"**{text}**" if line.strong and text else text
