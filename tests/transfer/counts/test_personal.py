"""Rows of persons are refused before anything else, and nothing that they hold is said again."""

from datetime import date, datetime
from io import BytesIO

import pytest
from transfer.books import book, saved
from transfer.counts.conftest import TODAY, Office

from seasonal_ops.counting import find_measure
from seasonal_ops.transfer import Kind
from seasonal_ops.transfer.counts.personal import REFUSED, is_personal_header, personal_cell
from seasonal_ops.transfer.table import Value

PERSONAL = [
    "Surname", "FORENAME(S)", "Name", "Victim", "Victim's surname", "D.O.B.", "Date of Birth", "Home address",
    "Postcode", "Tel. no", "E-mail", "NHS number", "NHS No.", "NI number", "Crime reference", "Crime ref",
    "Incident number", "Officer", "Collar number", "Age", "Gender", "Offender", "VRM",
]  # fmt: skip
HARMLESS = ["date", "area", "source", "Victims under 18", "Casualties", "Officers on duty", "Arson", "people"]


@pytest.mark.parametrize("header", PERSONAL)
def test_headers_of_persons_are_known(header: str) -> None:
    assert is_personal_header(header)


@pytest.mark.parametrize("header", HARMLESS)
def test_headers_of_counts_are_none_of_persons(header: str) -> None:
    assert not is_personal_header(header)


CELLS: list[tuple[Value, str]] = [
    ("ring 01695 577177", "a telephone number"),
    (7700900123.0, "a telephone number, or a reference"),
    (datetime(1998, 3, 14, 0, 0), "a date of birth"),
    (date(1998, 3, 14), "a date of birth"),
    (30.0, ""),
    (999999999.0, ""),
    (1234567890.5, ""),
    (date(2020, 10, 30), ""),
    (None, ""),
]


@pytest.mark.parametrize(("value", "what"), CELLS, ids=[str(row[0])[:24] for row in CELLS])
def test_what_a_cell_gives_away(value: Value, what: str) -> None:
    assert personal_cell(value, TODAY) == what


PLACES = [
    # below headers of counts
    ("date,Arson,Surname,DOB\n2026-10-30,1,Quux,3/4/1999\n", "row 1: columns C and D are about persons"),
    # without any headers of counts
    ("Monthly list\nSurname,Forename\nQuux,Zed\n", "row 2: columns A and B are about persons"),
    # in cells that are no columns of ours
    ("date,Arson,notes\n2026-10-30,x1x,Quux 07700 900123\n", "C2: this cell looks like a telephone number"),
    # in a quote
    (
        "measure,date,value,quote\narson,2026-10-30,1,Quux dob 3.4.99\n",
        "D2: this cell looks like a date of birth",
    ),
    # as a value
    ("date,Arson\n2026-10-30,quux@zed.example\n", "B2: this cell looks like an e-mail address"),
]


@pytest.mark.parametrize(("sheet", "sentence"), PLACES, ids=[row[1][:24] for row in PLACES])
def test_a_sheet_of_persons_is_refused_with_its_place_and_nothing_of_it(
    office: Office, sheet: str, sentence: str
) -> None:
    looked = office.preview(sheet)
    (problem,) = looked.problems
    assert str(problem).startswith(sentence)
    assert str(problem).endswith(REFUSED)
    shown = f"{looked}".casefold()
    assert not [secret for secret in ("quux", "zed", "900123", "1999", "3.4.99", "x1x") if secret in shown]
    assert looked.entries == ()


def test_a_measure_of_victims_is_no_person(office: Office) -> None:
    """What heads a column is a measure first, and the sheet that explains it is for readers."""
    with office.database.write() as session:
        measure = find_measure(session, office.plan(session), "arson")
        measure.name = measure.unit = "Victim"
    assert office.preview("date,Victim\n2026-10-30,1\n").problems == ()
    sheet = office.table(office.template(Kind.XLSX, measures=["arson"]), "victims.xlsx")
    assert office.preview(sheet).problems == ()


def test_a_second_sheet_of_persons_is_found(office: Office) -> None:
    from openpyxl import load_workbook

    made = load_workbook(BytesIO(book(["date", "Arson"], [date(2026, 10, 30), 1])))
    made.create_sheet("List").append(["surname", "age"])
    (problem,) = office.preview(office.table(saved(made), "b.xlsx")).problems
    assert problem.where == 'sheet "List", row 1'
