"""How a page looks: the stylesheet of all pages, and what the paper itself asks for. Pure.

A page may hold no style but the one in its head, so that sizes stand here as rules.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from seasonal_ops.paper.blocks import Block, Paper, Picture, Table, clean

_SHEET: Final = Path(__file__).with_name("page.css")
# In rem. A narrower column cannot be read: on a narrow screen the table is moved instead.
_NARROWEST: Final = 6.5
# What a table may ask for of a screen, and what a wide paper takes of it at most.
_WIDEST: Final = 62
_WIDE_PAGE: Final = 84
# Between the margins of A4 upright and lying, in mm: what the widths of columns add up to at most.
_UPRIGHT: Final = 180
_LYING: Final = 267


def style(paper: Paper, ids: tuple[str, ...]) -> str:
    """The sheet and the paper's own rules; `ids` are those of the blocks of its body."""
    rules = [_common(), *_page(paper)]
    for block, name in zip(paper.body, ids, strict=True):
        rules.extend(_block(block, name, _LYING if paper.landscape else _UPRIGHT))
    return "\n".join(rules)


@cache
def _common() -> str:
    return _SHEET.read_text(encoding="utf-8")


def _page(paper: Paper) -> Iterator[str]:
    """A4 with the marking above and page numbers below (CSS Paged Media, 5)."""
    foot = f'{_string(f"{clean(paper.name)} · page ")} counter(page) " of " counter(pages)'
    font = "font: 9pt Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
    yield (
        f"@page {{ size: A4 {'landscape' if paper.landscape else 'portrait'}; margin: 15mm;"
        f" @top-center {{ content: {_string(clean(paper.marking))}; {font}; font-weight: bold }}"
        f" @bottom-center {{ content: {foot}; {font} }} }}"
    )
    yield f"@media print {{ table {{ font-size: {paper.points}pt }} }}"
    if paper.landscape:
        yield f"@media screen {{ body {{ max-width: {_WIDE_PAGE}rem }} }}"


def _string(text: str) -> str:
    """The text as a string of a stylesheet, in which nothing but letters and digits stands for itself."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def _block(block: Block, name: str, page: int) -> Iterator[str]:
    match block:
        case Picture():
            yield f"@media print {{ #{name} svg {{ max-width: {block.width}mm }} }}"
        case Table():
            whole = sum(block.widths)
            least = min(_WIDEST, _NARROWEST * whole / min(block.widths))
            yield f"@media screen {{ #{name} table {{ min-width: {least:.2f}rem }} }}"
            yield f"#{name} table {{ width: {min(100, 100 * whole / page):.2f}% }}"
            for position, width in enumerate(block.widths, start=1):
                share = 100 * width / whole
                yield f"#{name} col:nth-child({position}) {{ width: {share:.2f}% }}"
            if block.height:
                yield f"#{name} td {{ height: {block.height}mm }}"
        case _:
            pass
