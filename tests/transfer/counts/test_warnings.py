"""What is unusual needs a reason, in the row or for the sheet; what does not add up is found."""

from datetime import date, timedelta

import pytest
from transfer.counts.conftest import Office

from seasonal_ops.transfer import BadSheet, Outcome

NIGHTS = [date(2026, 10, 27) + timedelta(days=n) for n in range(12)]
PASTED = "date,arson\n" + "".join(f"{on},7\n" for on in NIGHTS[:6])


def _sentences(office: Office, sheet: str) -> list[str]:
    looked = office.preview(sheet)
    assert looked.problems == ()
    return [str(one) for one in looked.unexplained]


def test_an_unusual_value_stops_an_import_until_it_has_a_reason(office: Office) -> None:
    office.record("arson", "2", date(2025, 10, 30), baseline=True)
    sheet = "date,arson\n2026-10-30,40\n"
    (warning,) = _sentences(office, sheet)
    assert warning.startswith("B2 (arson): 40 is unusual for arson of 2026-10-30")
    with pytest.raises(BadSheet, match='say why in a column "reason" or with --reason'):
        office.apply(sheet)
    assert len(office.counts()) == 1
    office.apply(sheet, reason="the fire at the mill")
    assert [one.reason for one in office.counts() if one.on.year == 2026] == ["the fire at the mill"]


def test_a_reason_in_the_row_comes_before_that_of_the_sheet(office: Office) -> None:
    office.record("arson", "2", date(2025, 10, 30), baseline=True)
    office.apply("date,arson,reason\n2026-10-30,40,a row of bins\n2026-10-31,2,\n", reason="not this")
    assert [one.reason for one in office.counts() if one.on.year == 2026] == ["a row of bins", ""]


def test_one_value_copied_down_needs_one_reason(office: Office) -> None:
    (warning,) = _sentences(office, PASTED)
    assert warning == (
        "B7 (arson): 7 stands on 6 dates in a row, 2026-10-27 to 2026-11-01: "
        "check that it was counted and not copied down"
    )
    office.apply(PASTED, reason="counted twice over")
    assert [one.reason for one in office.counts()] == ["", "", "", "", "", "counted twice over"]


def test_a_reason_beside_any_of_the_copied_nights_is_enough(office: Office) -> None:
    sheet = "date,arson,reason\n" + "".join(f"{on},7,\n" for on in NIGHTS[1:6])
    assert _sentences(office, sheet.replace("\n", f"\n{NIGHTS[0]},7,counted twice over\n", 1)) == []


def test_what_was_explained_once_is_not_asked_about_again(office: Office) -> None:
    office.apply(PASTED, reason="counted twice over")
    assert _sentences(office, PASTED) == []
    assert _sentences(office, PASTED + f"{NIGHTS[8]},3\n") == []


def test_a_total_that_was_explained_is_not_asked_about_again(office: Office) -> None:
    sheet = "date,arson\n30/10/2026,1\nTotal,2\n"
    office.apply(sheet, reason="one more without a date")
    assert _sentences(office, sheet) == []


def test_five_zeros_in_a_row_are_nights_on_which_nothing_happened(office: Office) -> None:
    assert _sentences(office, PASTED.replace(",7", ",nil")) == []


# Each row: rows below "date,area,arson,asb-calls,total", and the total that is found not to add up.
TOTALS = [
    ("30/10/2026,,1,20,\n31/10/2026,,2,30,\nTotal,,3,50,\n", []),
    (
        "30/10/2026,,1,20,\n31/10/2026,,2,30,\nTotal,,4,50,\n",
        ["C3 (arson): the total in C4 (arson) is 4; its 2 values make 3"],
    ),
    (
        "30/10/2026,,1,20,\n31/10/2026,,,30,\nGrand total,,2,50,\n",
        ["C2 (arson): the total in C4 (arson) is 2; its one value makes 1"],
    ),
    (  # the word beside an empty date
        "30/10/2026,,1,20,\n31/10/2026,,2,30,\n,Total,3,51,\n",
        ["D3 (asb-calls): the total in D4 (asb-calls) is 51; its 2 values make 50"],
    ),
    ("30/10/2026,,1,20,21\n31/10/2026,,2,30,32\n", []),
    (
        "30/10/2026,,1,20,22\n31/10/2026,,2,30,\n",
        ["D2 (asb-calls): the total in E2 (total) is 22; its 2 values make 21"],
    ),
    (  # a total of each area, and one of all of them
        (
            "30/10/2026,Tanhouse,1,,\nTotal,Tanhouse,1,,\n30/10/2026,Ormskirk town centre,2,,\n"
            "Total,Ormskirk town centre,2,,\nTotal,,3,,\n"
        ),
        [],
    ),
    (  # one of all areas that they do not make
        "30/10/2026,Tanhouse,1,,\n30/10/2026,Ormskirk town centre,2,,\nTotal,,4,,\n",
        ["C3 (arson): the total in C4 (arson) is 4; its 2 values make 3"],
    ),
    ("30/10/2026,,about 1,20,\nSum,,,,\n", []),  # a total that is not filled in
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found"), TOTALS, ids=range(len(TOTALS)))
def test_totals_are_held_against_what_they_are_of_and_never_recorded(
    office: Office, rows: str, found: list[str]
) -> None:
    sheet = f"date,area,arson,asb-calls,total\n{rows}"
    assert _sentences(office, sheet) == found
    looked = office.apply(sheet, reason="as the agency has it")
    assert looked.count(Outcome.ADDED) == len(office.counts())
    assert {one.on for one in office.counts()} <= {date(2026, 10, 30), date(2026, 10, 31)}


def test_a_total_may_leave_out_what_is_a_part_of_another(office: Office) -> None:
    """Deliberate fires are among the fire incidents: both ways of adding are right."""
    for total in (10, 14):
        assert (
            _sentences(office, f"date,fire-incidents,deliberate-fires,total\n2026-10-30,10,4,{total}\n") == []
        )
    assert len(_sentences(office, "date,fire-incidents,deliberate-fires,total\n2026-10-30,10,4,12\n")) == 1


def test_totals_of_a_long_sheet_are_told_by_their_date(office: Office) -> None:
    sheet = "measure,date,value\narson,2026-10-30,1\narson,2026-10-31,2\narson,Total,{}\n"
    assert _sentences(office, sheet.format(3)) == []
    assert _sentences(office, sheet.format(5)) == [
        "C3 (value): the total in C4 (value) is 5; its 2 values make 3"
    ]
