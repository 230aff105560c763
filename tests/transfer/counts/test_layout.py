"""Wide or long is told by the headers; what is wrong with them is said where it stands."""

from datetime import date
from typing import Any

import pytest
from transfer.books import book
from transfer.counts.conftest import Office

NIGHT = date(2026, 10, 30)
ASB = ("asb-calls", NIGHT, None)

TOLD = [
    ("date,Calls about anti-social behaviour\n2026-10-30,3\n", "wide, by name"),
    ("Night of,ASB-Calls\n2026-10-30,3\n", "wide, by slug"),
    ("date,asb calls (police)\n2026-10-30,3\n", "wide, with something in brackets"),
    ("Police figures\n\ndate;weekday;asb-calls\n2026-10-30;Friday;3\n", "below a title, with semicolons"),
    ("measure,date,value\nasb-calls,2026-10-30,3\n", "long"),
    ("Indicator,Night,Count\nCalls about anti-social,30 Oct,3\n", "long, as people say it"),
    ("value,date,measure,unit\n3,Fri 30 October,asb-calls,calls\n", "long, in another order"),
    ("date,asb-calls,notes\n2026-10-30,3,quiet\n", "wide, with notes that are not read"),
    ("date,asb-calls\n2026-10-30,3\n\nFigures are provisional,\n", "wide, with a remark below"),
    ("date,asb-calls,Col\n2026-10-30,3,\n", "wide, with an empty column"),
]


@pytest.mark.parametrize("sheet", [row[0] for row in TOLD], ids=[row[1] for row in TOLD])
def test_a_sheet_is_read_however_it_is_laid_out(office: Office, sheet: str) -> None:
    office.apply(sheet)
    assert office.values() == {ASB: "3"}


NO_HEADERS = (
    'there is no line of headers with "date" and the names of measures, or with "date", "measure" and "value"'
)
OUT = "take the column out, or make it one: seasonal-ops measure add"
WRONG = [
    (
        "date,Calls about antisocial behavior\n2026-10-30,3\n",
        f"{NO_HEADERS}; fill in the sheet that count template writes",
    ),
    (
        "date,asb-calls,Arsn\n2026-10-30,3,1\n",
        'C1 (Arsn): no measure of this plan has this name; did you mean "Arson"?',
    ),
    (
        "date,asb-calls,count\n2026-10-30,3,1\n",
        "C1 (count): no measure of this plan has this name; " + OUT,
    ),
    (
        "date,asb-calls,mileage\n2026-10-30,3,1\n",
        "C1 (mileage): no measure of this plan has this name; " + OUT,
    ),
    (
        "date,arson,Arson\n2026-10-30,3,3\n",
        'C1 (Arson): the column "arson" says the same; take one of the two out',
    ),
    (
        "measure,date,night,value\narson,2026-10-30,2026-10-30,3\n",
        'C1 (night): the column "date" says the same; take one of the two out',
    ),
    (
        "measure,date,value\narson,2026-10-30,1,234\n",
        "row 2: the row has 4 cells, the headers 3: put a text that holds the separator into quotation marks",
    ),
    (
        "date,arson,weekday\n2026-10-30,3,Sat\n",
        "C2 (weekday): 30 October 2026 is a Friday; correct the date, or the weekday beside it",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "sentence"), WRONG, ids=[row[1][:30] for row in WRONG])
def test_what_is_wrong_with_the_headers_is_said_where_it_stands(
    office: Office, sheet: str, sentence: str
) -> None:
    assert [str(one) for one in office.preview(sheet).problems] == [sentence]


def test_columns_of_a_long_sheet_that_are_not_used_are_named(office: Office) -> None:
    looked = office.preview("measure,date,value,shift,asb-calls\narson,2026-10-30,1,late,7\n")
    assert looked.notes == ('not used, since no count has such columns: "shift" and "asb-calls"',)
    assert len(looked.entries) == 1


def test_merged_cells_hide_which_night_a_value_is_of(office: Office) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")

    content = book(["date", "arson"], [NIGHT, 1], [date(2026, 10, 31), None], work=merge)
    (problem,) = office.preview(office.table(content, "merged.xlsx")).problems
    assert str(problem) == 'sheet "Plan", B2 (arson): B2:B3 are merged; unmerge them and fill in each cell'


def test_every_sheet_with_counts_is_read_and_the_others_are_named(office: Office) -> None:
    from io import BytesIO

    from openpyxl import load_workbook
    from transfer.books import saved

    made = load_workbook(BytesIO(book(["date", "arson"], [NIGHT, 1])))
    more = made.create_sheet("Fires")
    more.append(["measure", "date", "value"])
    more.append(["deliberate-fires", NIGHT, 2])
    made.create_sheet("Sums").append(["what", 3])
    looked = office.apply(office.table(saved(made), "three.xlsx"))
    assert office.values() == {("arson", NIGHT, None): "1", ("deliberate-fires", NIGHT, None): "2"}
    assert looked.notes == ('left out, since they have no columns of counts: "Sums"',)


def test_an_empty_file_says_so(office: Office) -> None:
    assert [str(one) for one in office.preview(office.table(book(), "empty.xlsx")).problems] == [
        'sheet "Plan": the sheet is empty'
    ]
