"""What a paper says, before it is Word, PDF, HTML or Markdown: headings, texts, tables, pictures. Pure.

Texts stand here as they came; whoever writes them out cleans them with `clean`, so that none is missed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from seasonal_ops.text import harmless

_BREAKS: Final = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; `link` is the `name` of a block of the same paper that it leads to."""

    text: str
    strong: bool = False
    link: str = ""


Cell: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 or 2; the title of the paper stands above both. `name` is what links lead to."""

    text: str
    level: int = 1
    name: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `link` as in a line."""

    text: str
    strong: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """What stands out on a first page: what it is of, what may be said of it, and the figures behind."""

    title: str
    sentence: str
    figures: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Two tiles a row."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing, as SVG for screens and PNG for Word; `alt` says in words what it shows, `width` in mm.

    One that says itself what it is of has no `caption`.
    """

    svg: bytes
    png: bytes
    alt: str
    caption: str = ""
    width: int = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head that is repeated on every page; each row has as many cells as the head.

    `caption` is what a screen reader says of it, `widths` are millimetres a column; `height`, where it
    is not 0, is what a row has at least, for a pen.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    height: int = 0
    name: str = ""


Block: TypeAlias = Heading | Paragraph | Bullets | Tiles | Picture | Table
# The number of each block that has a name, by that name.
Places: TypeAlias = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document on A4: `points` is the size of type in its tables, `on` the date of printing."""

    title: str
    name: str
    marking: str
    on: date
    landscape: bool
    points: float
    body: tuple[Block, ...]


def cell(*texts: str) -> Cell:
    """A cell of plain lines; empty ones are left out."""
    return tuple(Line(text) for text in texts if text)


def strong(*texts: str) -> Cell:
    """A cell of lines that catch the eye."""
    return tuple(Line(text, strong=True) for text in texts if text)


def clean(text: str) -> str:
    """The text on one line with single spaces, without anything that acts on its reader or its file."""
    return " ".join(harmless(text, keep=_BREAKS).split())


def column(values: Iterable[str]) -> tuple[Cell, ...]:
    """Cells of one plain line each."""
    return tuple(cell(value) for value in values)


def places(paper: Paper) -> Places:
    """What links of the paper can lead to, numbered from 1; a link to another name leads nowhere.

    Raises ValueError where two blocks have one name.
    """
    names = [block.name for block in paper.body if isinstance(block, Heading | Table) and block.name]
    found = {name: number for number, name in enumerate(names, start=1)}
    if len(found) < len(names):
        raise ValueError(f"two blocks of {paper.name!r} have one name")
    return found
