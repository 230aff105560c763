"""A paper as Markdown: CommonMark 0.31 and the tables of GitHub Flavored Markdown 0.29. Pure.

Every text goes through `escaped`: what came from outside is read as it stands, never as markup. A paper
stays one file, so that a picture is said in words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, assert_never

from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Cell,
    Heading,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    Tile,
    Tiles,
    clean,
)

# A backslash before any ASCII punctuation is an escape (CommonMark, 2.4). `$` and `~` are no markup there,
# but in readers built on it; so are bare addresses, which the last two alternatives take apart.
_ACTS: Final = re.compile(r"[\\`*_\[\]<>|&#~$]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
# At the beginning of a text: a list, a numbered list, a rule or an underlined heading.
_BEGINS: Final = re.compile(r"^(\d*)([-+=.)])")
_BETWEEN_LINES: Final = " · "

# What a link is written to, by the name of the block that it leads to.
Anchors: TypeAlias = Mapping[str, str]


def markdown(paper: Paper) -> str:
    """The paper as text that ends with a newline; its marking and its date stand where a page has them."""
    anchors = _anchors(paper)
    body = (_block(block, anchors) for block in paper.body)
    parts = (f"**{escaped(paper.marking)}**", f"# {escaped(paper.title)}", *body)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text on one line, so that it means itself wherever it stands."""
    return _BEGINS.sub(r"\1\\\2", _ACTS.sub(r"\\\g<0>", clean(text)))


def _anchors(paper: Paper) -> Anchors:
    """The anchors that readers make of headings, as GitHub does; a table has that of the heading above."""
    found: dict[str, str] = {}
    often: dict[str, int] = {}
    here = _anchor(paper.title, often)
    for block in paper.body:
        if isinstance(block, Heading):
            here = _anchor(block.text, often)
        if isinstance(block, Heading | Table) and block.name:
            found[block.name] = here
    return found


def _anchor(heading: str, often: dict[str, int]) -> str:
    """Letters, digits, hyphens and what joins words, in lower case; of one that stood before, a number too.

    GitHub's rule: html-pipeline, TableOfContentsFilter.
    """
    kept = (one for one in clean(heading).lower() if one in " -" or _in_words(one))
    anchor = "".join(kept).replace(" ", "-")
    before = often.get(anchor, 0)
    often[anchor] = before + 1
    return f"{anchor}-{before}" if before else anchor


def _in_words(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc")


def _block(block: Block, anchors: Anchors) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            return _line(Line(block.text, block.strong, block.link), anchors)
        case Bullets():
            return _list(_line(item, anchors) for item in block.items)
        case Tiles():
            return _list(_tile(tile, anchors) for tile in block.tiles)
        case Picture():
            shown = f"\\[Chart: {escaped(block.alt)}\\]"
            return f"{escaped(block.caption)}\n\n{shown}" if block.caption else shown
        case Table():
            return "\n".join(_table(block, anchors))
        case _:
            assert_never(block)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items if item)


def _tile(tile: Tile, anchors: Anchors) -> str:
    title = Line(tile.title, strong=True, link=tile.link)
    return _cell((title, Line(tile.sentence), Line(tile.figures)), anchors)


def _table(block: Table, anchors: Anchors) -> Iterator[str]:
    yield _row(escaped(text) for text in block.head)
    yield _row("---" for _ in block.head)
    for cells in block.rows:
        yield _row(_cell(lines, anchors) for lines in cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(lines: Cell, anchors: Anchors) -> str:
    return _BETWEEN_LINES.join(written for line in lines if (written := _line(line, anchors)))


def _line(line: Line, anchors: Anchors) -> str:
    text = escaped(line.text)
    if not text:
        return ""
    said = f"**{text}**" if line.strong else text
    anchor = anchors.get(line.link)
    return f"[{said}](#{anchor})" if anchor else said
