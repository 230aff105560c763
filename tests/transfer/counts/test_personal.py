"""Rows of persons are refused before anything else, and nothing that they hold is said again."""

from datetime import date, datetime
from io import BytesIO

import pytest
from transfer.books import book, saved
from transfer.counts.conftest import TODAY, Office

from seasonal_ops.counting import find_measure
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import Kind
from seasonal_ops.transfer.counts.personal import REFUSED, is_personal_header, personal_cell
from seasonal_ops.transfer.table import Value

PERSONAL = [
    "Surname", "FORENAME(S)", "Name", "Victim", "Victim's surname", "D.O.B.", "Date of Birth", "Home address",
    "Postcode", "Tel. no", "E-mail", "NHS number", "NHS No.", "NI number", "Crime reference", "Crime ref",
    "Incident number", "Officer", "Collar number", "Age", "Gender", "Offender", "VRM", "victim name",
    "Nominals", "phone no of caller", "victim details", "Complainant name", "Suspect (if any)", "mobile",
    "Age of patient",
]  # fmt: skip
HARMLESS = ["date", "area", "source", "Victims under 18", "Casualties", "Officers on duty", "Arson", "people",
    "Phone calls", "Area name", "Witness appeals", "Offences", "Callers", "Name of measure", "Sex offences",
]  # fmt: skip


@pytest.mark.parametrize("header", PERSONAL)
def test_headers_of_persons_are_known(header: str) -> None:
    assert is_personal_header(header)


@pytest.mark.parametrize("header", HARMLESS)
def test_headers_of_counts_are_none_of_persons(header: str) -> None:
    assert not is_personal_header(header)


CELLS: list[tuple[Value, str]] = [
    ("ring 01695 577177", "a telephone number"),
    ("1695577177", "a telephone number, or a reference"),
    ("999999999", ""),
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
    # of which we know nothing, in a long sheet
    (
        "measure,date,value,phone no of caller,victim details,Complainant name\narson,2026-10-30,1,x1x,,Quux",
        "row 1: columns D, E and F are about persons",
    ),
    # where dates stand
    ("date,Arson\nzed@quux.example,1\n", "A2: this cell looks like an e-mail address"),
    ("date,Arson\nQuux 14/03/1998,1\n", "A2: this cell looks like a date of birth"),
    # where areas stand
    ('date,Arson,area\n2026-10-30,1,"Flat 2, 14 Quux Street"\n', "C2: this cell looks like an address"),
    # where headers stand
    ("date,Arson,quux@zed.example\n2026-10-30,1,2\n", "C1: this cell looks like an e-mail address"),
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


@pytest.mark.parametrize("what", ["source", "reason"])
def test_what_is_said_of_the_whole_sheet_is_looked_at_too(office: Office, what: str) -> None:
    said = {what: "Quux, 07700 900123"}
    with pytest.raises(BadValue, match=f"the {what} looks like a telephone number; take it out") as caught:
        office.apply("date,Arson\n2026-10-30,1\n", **said)
    assert "Quux" not in str(caught.value)


UNREAD = [
    # an area that may be an address
    ("date,Arson,area\n2026-10-30,1,Quux House 14\n", "this is no area that is known; see"),
    # a date that may be anything
    ("date,Arson\nQuux Zed,1\n", "this is no date; write one like 30 October 2026"),
    ("date,Arson\n31.10.x,1\n", "this is no date; write one like 30 October 2026"),
]


@pytest.mark.parametrize(("sheet", "sentence"), UNREAD, ids=[row[0][11:] for row in UNREAD])
def test_what_may_be_of_a_person_is_not_said_again(office: Office, sheet: str, sentence: str) -> None:
    (problem,) = office.preview(sheet).problems
    assert problem.sentence.startswith(sentence)
    assert "Quux" not in str(problem)


def test_a_header_that_may_be_a_row_is_named_by_its_column(office: Office) -> None:
    looked = office.preview("measure,date,value,Quux 14,colour\narson,2026-10-30,1,,\n")
    assert looked.notes == ('not used, since no count has such columns: column D and "colour"',)


def test_old_dates_are_dates_where_dates_stand(office: Office) -> None:
    """A baseline is of long ago: in no other column a date of then is taken for one of a count."""
    sheet = "date,Arson\n{}/10/1998,1\n30 October 1999,2\n31/10/1998 18:00,3\n"
    assert office.preview(sheet.format(30), baseline=True).problems == ()


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
