"""A paper as one HTML file: no script, nothing from elsewhere, charts inside it, fit to be printed.

Every text is cleaned and escaped where the template writes it; the page's own policy allows its one style.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seasonal_ops.paper.blocks import Block, Heading, Paper, Picture, Places, Table, clean, places
from seasonal_ops.paper.web_drawing import drawing
from seasonal_ops.paper.web_style import style

if TYPE_CHECKING:
    from jinja2 import Template

# Of fewer sections nobody needs a list.
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """A block with what the page needs beside it."""

    kind: str
    block: Block
    id: str
    drawing: str


def html(paper: Paper, *, more_style: str = "") -> str:
    """The page; `more_style` is added to its stylesheet."""
    known = places(paper)
    parts = tuple(_part(block, number, known) for number, block in enumerate(paper.body, start=1))
    sheet = style(paper, tuple(part.id for part in parts)) + more_style
    sections = [part for part in parts if isinstance(part.block, Heading) and part.block.level == 1]
    return _template().render(
        paper=paper,
        places=known,
        parts=parts,
        contents=sections if len(sections) > _FEW else [],
        style=sheet,
        hash=f"sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}",
    )


def _part(block: Block, number: int, known: Places) -> _Part:
    place = known.get(block.name) if isinstance(block, Heading | Table) else None
    return _Part(
        kind=type(block).__name__,
        block=block,
        id=f"part{place}" if place else f"block{number}",
        drawing=_drawing(block, number),
    )


def _drawing(block: Block, number: int) -> str:
    return drawing(block.svg, title=block.alt, number=number) if isinstance(block, Picture) else ""


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html")


def _cleaned(value: object) -> object:
    """Whatever is written, but for what the template says is safe."""
    return clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
