"""Whatever the bytes and the cells are: a table, a sentence, or problems, and never a traceback."""

import csv
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transfer.books import book, by_hand
from transfer.conftest import Desk

from seasonal_ops import transfer
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import Imported
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, Unusable

REUSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
WORKBOOK = book(("what", "when"), ("Walk", date(2026, 10, 30)), ("Talk", "=1+1"))
XML = st.text(alphabet="<>/=\"'rcvtsfmi ABC123&;:!-[]x_0", max_size=60)
WORDS = st.sampled_from(
    [
        *(
            "30 October",
            "31 February",
            "03/04",
            "each day from 1 May to 3 May",
            "Halloween",
            "Mischief Night",
        ),
        *(
            "18:00",
            "6pm-11pm",
            "noon",
            "police",
            "LFRS; Fire",
            "planned",
            "cancelled",
            "sensitive",
            "operation",
        ),
        *("– one\n– two", "by March 2027", "at least 12", "–", "education", "x" * 300, "=1+1", "\x00"),
    ]
)
VALUES = st.one_of(
    *(st.none(), WORDS, st.text(max_size=12), st.dates(), st.times(), st.floats()),
    st.datetimes(),
    st.just(Unusable("a formula", "holds a formula")),
)


def _read(content: bytes, folder: Path) -> None:
    """A table, or one sentence."""
    path = folder / "plan"
    path.write_bytes(content)
    try:
        found: Table | BadValue = transfer.read(path)
    except BadValue as error:
        found = error
    assert isinstance(found, Table) or "\n" not in str(found)


@REUSED
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    _read(content, tmp_path)


@REUSED
@given(st.text(alphabet='ab,;\t"\r\n\0é', max_size=60))
def test_any_separated_text(tmp_path: Path, content: str) -> None:
    _read(f"what,when\n{content}".encode(), tmp_path)


@REUSED
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_any_damage_to_a_workbook(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOK)
    for at, value in changes:
        content[at] = value
    _read(bytes(content), tmp_path)


@REUSED
@given(XML, XML, XML, st.sampled_from(["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]))
def test_any_parts_of_a_workbook(tmp_path: Path, rows: str, strings: str, other: str, name: str) -> None:
    whole = by_hand(rows, strings=f"<sst>{strings}</sst>")
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(content, "w") as new:
        for member in old.namelist():
            new.writestr(member, f"<a>{other}</a>" if member == name else old.read(member))
    _read(whole, tmp_path)
    _read(content.getvalue(), tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some),
    max_leaves=8,
)


@REUSED
@given(JSON)
def test_any_json(tmp_path: Path, data: object) -> None:
    for whole in (data, {"activities": data}, {"activities": [data]}, {"action_plan": [{"target": data}]}):
        _read(json.dumps(whole).encode(), tmp_path)


@pytest.mark.parametrize(
    "headers",
    [
        [column for column in Column if column not in ("objective", "target", "actions", "group", "by")],
        [*("objective", "target", "owners", "actions", "group", "by", "when", "until", "start", "end")],
    ],
)
@REUSED
@given(data=st.data())
def test_any_cells(desk: Desk, headers: list[str], data: st.DataObject) -> None:
    cells = st.lists(VALUES, min_size=len(headers), max_size=len(headers)).map(tuple)
    lines = data.draw(st.lists(cells, max_size=4))
    rows = (Row(1, tuple(headers)), *(Row(number, line) for number, line in enumerate(lines, start=2)))
    assert isinstance(desk.preview(Table(Kind.XLSX, (Sheet("Plan", rows),))), Imported)


@REUSED
@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=5))
def test_any_rows_below_any_headers(desk: Desk, rows: list[list[str]]) -> None:
    file = StringIO()
    csv.writer(file).writerows([["what", "when", "who leads"], *rows])
    try:
        table = desk.table(file.getvalue().encode("utf-8", "replace"))
    except BadValue:
        return
    assert isinstance(desk.preview(table), Imported)
