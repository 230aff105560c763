"""Workbooks as the programs of this world write them."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from transfer.books import WHAT_WHEN, book, by_hand, saved

from seasonal_ops import transfer
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import Table
from seasonal_ops.transfer.table import Merge, Unusable

HEADERS = ("what", "when", "start")


def _read(content: bytes, folder: Path) -> Table:
    path = folder / "plan.xlsx"
    path.write_bytes(content)
    return transfer.read(path)


def _rows(table: Table) -> list[tuple[object, ...]]:
    return [row.values for sheet in table.sheets for row in sheet.rows]


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (date(2026, 10, 30), None, date(2026, 10, 30)),
        (date(2026, 10, 30), "ddd d mmm yyyy", date(2026, 10, 30)),
        (datetime(2026, 10, 30, 18, 30), None, datetime(2026, 10, 30, 18, 30)),
        (time(18, 30), None, time(18, 30)),
        (time(0), None, time(0)),
        (0.75, "hh:mm", time(18)),
        (0.7708333333, "h:mm AM/PM", time(18, 30)),  # seconds are rounded
        (46325, "General", 46325.0),
        (46325, '0 "days"', 46325.0),  # letters in quotation marks are no codes
        (46325, "[Red]0.00", 46325.0),
        (46325, "[$-809]d mmmm yyyy;@", date(2026, 10, 30)),
        (1.5, "[h]:mm", datetime(1900, 1, 1, 12, 0)),
        (-1, "d/m/yy", -1.0),  # no date
        (3, None, 3.0),
        (0.75, "0%", "75%"),  # as it is shown
        (1.2, "0%", "120%"),
        (0.07, "0.00%", "7%"),
        (0.1234567, "0.0%;[Red]-0.0%", "12.3457%"),
        (0.75, '0.00 "%"', 0.75),
        (True, None, "TRUE"),
        ("30 October", None, "30 October"),
    ],
)
def test_cells_keep_their_types(value: Any, number_format: str | None, read: object, tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        sheet["B2"] = value
        if number_format:
            sheet["B2"].number_format = number_format

    table = _read(book(HEADERS, ("Patrol", None, None), work=work), tmp_path)
    assert _rows(table)[1] == ("Patrol", read)


def test_a_workbook_may_count_from_1904(tmp_path: Path) -> None:
    made = Workbook()
    made.epoch = datetime(1904, 1, 1)  # type: ignore[assignment]
    sheet: Any = made.active
    sheet.append(HEADERS)
    sheet.append(("Patrol", date(2026, 10, 30), time(18)))
    assert _rows(_read(saved(made), tmp_path))[1] == ("Patrol", date(2026, 10, 30), time(18))


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="A2" t="inlineStr"><is><t>Joint</t><r><t> patrol</t></r></is></c>', "Joint patrol"),
        ('<c r="A2" t="inlineStr"><is><t>点検</t><rPh sb="0" eb="2"><t>てんけん</t></rPh></is></c>', "点検"),
        ('<c r="A2" t="str"><v>text</v></c>', "text"),
        ('<c r="A2" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', "a\nb_x0041_"),
        ('<c r="A2" t="d"><v>2026-10-30</v></c>', date(2026, 10, 30)),
        ('<c r="A2" t="d"><v>2026-10-30T18:00:00</v></c>', datetime(2026, 10, 30, 18, 0)),
        ('<c t="inlineStr"><is><t>no reference</t></is></c>', "no reference"),
        ('<c r="A2"><v></v></c>', None),
        ('<c r="A2" t="s"><v>1</v></c>', "two three"),
        ('<x:c xmlns:x="y" r="A2" t="str"><x:v>a prefix</x:v></x:c>', "a prefix"),
    ],
)
def test_every_way_to_hold_a_text_is_read(cell: str, read: object, tmp_path: Path) -> None:
    strings = "<sst><si><t>one</t></si><si><r><t>two</t></r><r><t> three</t></r></si></sst>"
    rows = f'{WHAT_WHEN}<row r="2">{cell}<c r="B2" t="str"><v>x</v></c></row>'
    assert _rows(_read(by_hand(rows, strings=strings), tmp_path))[1] == (read, "x")


def test_formulas_and_errors_are_kept_as_what_they_are(tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        sheet["A2"] = "=B2&C2"
        sheet["B2"] = "#REF!"

    shared = '<row r="3"><c r="A3"><f t="shared" si="0"/><v>7</v></c></row>'
    formula = Unusable("a formula", "holds a formula; copy the cell and paste its value")
    error = Unusable("#REF!", "holds an error; mend it or empty the cell")
    assert _rows(_read(book(HEADERS, work=work), tmp_path))[1] == (formula, error)
    assert _rows(_read(by_hand(WHAT_WHEN + shared), tmp_path))[1] == (formula,)


def test_merged_cells_are_told(tmp_path: Path) -> None:
    table = _read(book(HEADERS, work=lambda sheet: sheet.merge_cells("A2:A4")), tmp_path)
    assert table.sheets[0].merged == (Merge(2, 4, 0, 0),)
    assert str(table.sheets[0].merged[0]) == "A2:A4"


def test_rows_have_the_numbers_that_the_program_shows(tmp_path: Path) -> None:
    rows = book(HEADERS, (), ("Patrol", "1 May"), (None, None, "  "), ("Talk", "2 May"))
    assert [row.number for row in _read(rows, tmp_path).sheets[0].rows] == [1, 3, 5]


def test_sheets_come_in_their_order_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    made = Workbook()
    for name, state in (("Second", "visible"), ("Old", "hidden"), ("Older", "veryHidden")):
        sheet: Any = made.create_sheet(name)
        sheet.append(HEADERS)
        sheet.sheet_state = state
    table = _read(saved(made), tmp_path)
    assert [sheet.name for sheet in table.sheets] == ["Sheet", "Second"]
    assert table.notes == ('hidden, and left out: "Old" and "Older"',)


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    def work(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    table = _read(book(HEADERS, ("Patrol", "1 May"), work=work), tmp_path)
    assert len(table.sheets[0].rows) == 2
    assert table.notes == ("hidden or filtered away, and read like the others: rows, 1 of them",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (book(HEADERS, *[("a", "b")] * 3)[:-200], "damaged"),  # cut off
        (b"PK\x03\x04" + b"junk" * 50, "damaged"),
        (by_hand(sheet="<worksheet><sheetData>"), "damaged"),  # XML that breaks off
        (by_hand('<row r="x"><c r="A1"/></row>'), "damaged"),
        (by_hand('<row r="1"><c r="1A" t="str"><v>a</v></c></row>'), "damaged"),
        (by_hand('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged"),  # a text that is not there
        (by_hand('<row r="1"><c r="A1"><v>1e</v></c></row>'), "damaged"),
        (by_hand(workbook="<workbook>"), "damaged"),
        (by_hand(sheet='<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "declares XML entities"),
        (by_hand(strings='<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst/>'), "declares XML entities"),
        (by_hand(workbook='<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'), "declares XML entities"),
        (by_hand(styles='<!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>'), "declares XML entities"),
    ],
)
def test_a_damaged_or_a_hostile_one_is_refused(content: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match=sentence):
        _read(content, tmp_path)
