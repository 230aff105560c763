"""Dossiers and nights made by hand, Word documents read back, and texts that try to break them."""

import base64
import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from seasonal_ops.paper import Dossier
from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    Tile,
    Tiles,
    cell,
    strong,
)
from seasonal_ops.queries.night import NightActivity, NightView
from seasonal_ops.views import ContactView, GateView, MeasureView, PlanView, TargetView
from seasonal_ops.words import Direction, GateKind, GateState, MeasureKind, Purpose
from tests.tui.fakes import an_activity, an_assignment

# The smallest pictures there are: one grey dot.
PNG: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
SVG: Final = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    b'<path d="M 0 0 L 9 9" style="stroke: #808080"/></svg>'
)
ON: Final = date(2026, 10, 30)
PRINTED: Final = date(2026, 10, 29)
# What a hostile import or a slip of the hand may put into a title (docs: security).
HOSTILE: Final = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "a\r\nATTENDEE:mailto:e@x",
    "a\rb",
    "a\x00b",
    "a\x0bb",
    "a\u2028b",
    "[/",
    "[@click=app.quit]OK[/]",
    "\x1b[2J",
    "\x1b]52;c;cHdu\x1b\\",
    "\x9b31m",
    "a\u202eb",
    "e" + "\u0301" * 10_000,
    "\ud800",
    "\ufffe\uffff",
    "a | b \\| c",
    "`code` *strong* _weak_ ~~struck~~ $x$",
    "[a link](https://example.org) ![a picture](x) <https://example.org>",
    "# a heading #",
    "1. a list",
    "- a list",
    "===",
    "&lt;b&gt; &#124; &amp;",
    "x" * 200,
)

__all__ = ["an_activity", "an_assignment"]


def a_plan(**more: Any) -> PlanView:
    """A draft without anchors."""
    values: dict[str, Any] = {
        "id": 1,
        "slug": "bright-sparx-2026",
        "name": "Bright Sparx 2026",
        "template": "bright-sparx",
        "year": 2026,
        "starts_on": date(2026, 5, 15),
        "ends_on": date(2026, 12, 7),
        "live": False,
        "activity_count": 1,
        "anchors": (),
    }
    return PlanView(**(values | more))


def a_dossier(*activities: Any, **more: Any) -> Dossier:
    """Of these activities, with the phases of Bright Sparx."""
    values: dict[str, Any] = {
        "plan": a_plan(),
        "phases": (("preparation", "Preparation"), ("operation", "Operation")),
        "activities": activities,
        "partners": {"police": "Lancashire Constabulary"},
    }
    return Dossier(**(values | more))


def a_gate(**more: Any) -> GateView:
    """Money for activity 1, not decided."""
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "key": "money",
        "kind": GateKind.FUNDING,
        "title": "Funding for Go4IT",
        "amount": None,
        "funder": "",
        "decide_by": date(2026, 9, 4),
        "decide_by_rule": None,
        "state": GateState.OPEN,
        "decided_on": None,
        "activities": (1,),
    }
    return GateView(**(values | more))


def a_target(**more: Any) -> TargetView:
    """Without a number."""
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "measure": "asb-calls",
        "text": "Fewer calls",
        "value": None,
        "percent": False,
        "by": None,
        "by_rule": None,
        "objective": "",
        "delivery_group": "",
        "set_at": datetime(2026, 8, 20, 9, 0, tzinfo=UTC),
        "activities": (),
    }
    return TargetView(**(values | more))


def a_measure(**more: Any) -> MeasureView:
    """Calls over the operation, given by the police."""
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "slug": "asb-calls",
        "name": "Calls about anti-social behaviour",
        "definition": "",
        "unit": "calls",
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
        "source": "police",
        "window_from": date(2026, 10, 27),
        "window_to": date(2026, 11, 7),
        "night_from": time(7),
        "person_related": False,
        "duplicate_group": None,
        "headline": False,
        "purpose": Purpose.OUTCOME,
        "part_of": None,
        "due_days": 14,
        "recorded": 0,
    }
    return MeasureView(**(values | more))


def a_contact(**more: Any) -> ContactView:
    """The duty desk of the police."""
    values: dict[str, Any] = {
        "id": 1,
        "partner": "police",
        "email": "duty@police.example",
        "name": "Duty desk",
        "deputy": False,
        "phone": "01695 500000",
    }
    return ContactView(**(values | more))


def a_night(*happening: NightActivity, **more: Any) -> NightView:
    """The night of Mischief Night, 24 hours long."""
    zone = ZoneInfo("Europe/London")
    values: dict[str, Any] = {
        "plan": a_plan(live=True),
        "on": ON,
        "begins": datetime(2026, 10, 30, 7, tzinfo=zone),
        "ends": datetime(2026, 10, 31, 7, tzinfo=zone),
        "happening": happening,
        "cancelled": (),
        "counts": (),
        "contacts": {},
        "next_nights": (),
        "partners": {"police": "Lancashire Constabulary"},
    }
    return NightView(**(values | more))


def every_block(text: str = "Calls", **more: Any) -> Paper:
    """The text in every place where one can stand, each block once, with links."""
    tile = Tile(text, text, text, link="counts")
    table = Table(
        caption=text,
        head=(text, "second"),
        rows=((cell(text, text), strong(text)), (cell(), (Line(text, link="lessons"),))),
        widths=(60, 120),
        height=8,
        name="counts",
    )
    body: tuple[Block, ...] = (
        Paragraph(text, strong=True, link="counts"),
        Tiles((tile, tile, tile)),
        Picture(svg=SVG, png=PNG, alt=text, caption=text, width=100),
        Heading(text, name="lessons", new_page=True),
        Heading(text, level=2),
        Bullets((Line(text, link="lessons"), Line(text, strong=True, link="nowhere"))),
        table,
    )
    values: dict[str, Any] = {"title": text, "name": text, "marking": text, "body": body}
    return Paper(**{"on": PRINTED, "landscape": False, "points": 9} | values | more)


def opened(document: bytes) -> Document:
    """The document as Word's reader finds it."""
    return docx.Document(io.BytesIO(document))


def cells(table: WordTable) -> list[list[str]]:
    """The texts of a table, row by row; lines of a cell are joined by a newline."""
    return [[each.text for each in row.cells] for row in table.rows]


def under(document: Document, heading: str) -> list[list[str]]:
    """The table that follows a heading."""
    found = False
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            if found:
                return cells(block)
        else:
            found = found or block.text == heading
    raise AssertionError(f"no table under {heading!r}")


def headings(document: Document) -> list[tuple[str, str]]:
    """Style and text of every paragraph that is a heading or the title."""
    return [
        (each.style.name or "", each.text)
        for each in document.paragraphs
        if each.style and each.style.name and each.style.name.startswith(("Heading", "Title"))
    ]


def has(row: Any, mark: str) -> bool:
    """Whether a table row carries a property such as `w:tblHeader`."""
    return row._tr.trPr is not None and row._tr.trPr.find(qn(mark)) is not None


def everything(document: bytes) -> str:
    """All parts of the file as one text."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
