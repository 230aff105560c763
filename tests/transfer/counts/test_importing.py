"""Sheets into a plan: what is recorded, what stops them and where, and that it is all or nothing."""

from datetime import date
from decimal import Decimal
from unittest import mock

import pytest
from factories import LEAD, make_activity
from transfer.counts.conftest import NOW, SLUG, TODAY, Office

from seasonal_ops.counting import add_area, recording
from seasonal_ops.models import key
from seasonal_ops.transfer import BadSheet, Outcome, limits
from seasonal_ops.words import CountStatus, Qualifier

NIGHT = date(2026, 10, 30)
LONG = "measure,date,until,area,value,qualifier,status,as_at,source,quote,reason,activity\n"


def test_a_wide_sheet_is_recorded_on_each_database(each_office: Office) -> None:
    sheet = "date,arson,asb-calls,residents-comments\n30/10/2026,nil,about 30,quiet\n31/10/2026,,10+,\n"
    sheet += "05/11/2026,0,,\n"
    looked = each_office.apply(sheet, source="police extract", as_at=date(2026, 11, 20))
    assert looked.count(Outcome.ADDED) == 5
    found = {(one.measure, one.on.day): one for one in each_office.counts()}
    assert {place: (one.value, one.text, one.nil, one.qualifier) for place, one in found.items()} == {
        ("arson", 30): (Decimal(0), "", True, Qualifier.EXACT),
        ("arson", 5): (Decimal(0), "", False, Qualifier.EXACT),
        ("asb-calls", 30): (Decimal(30), "", False, Qualifier.ABOUT),
        ("asb-calls", 31): (Decimal(10), "", False, Qualifier.AT_LEAST),
        ("residents-comments", 30): (None, "quiet", False, Qualifier.EXACT),
    }
    assert {(one.source, one.as_at, one.status) for one in found.values()} == {
        ("police extract", date(2026, 11, 20), CountStatus.PROVISIONAL)
    }


def test_a_long_row_says_everything_itself(office: Office) -> None:
    office.apply(
        LONG + "arson,2026-10-27,2026-11-07,Tanhouse,12,about,final,2026-11-20,police,almost a dozen,,\n",
        source="not this", as_at=TODAY, status=CountStatus.PROVISIONAL,
    )  # fmt: skip
    (one,) = office.counts()
    assert (one.on, one.until, one.area, one.value) == (
        date(2026, 10, 27), date(2026, 11, 7), "tanhouse", Decimal(12),
    )  # fmt: skip
    assert (one.qualifier, one.status, one.as_at) == (
        Qualifier.ABOUT,
        CountStatus.FINAL,
        date(2026, 11, 20),
    )
    assert (one.source, one.quote) == ("police", "almost a dozen")


def test_a_count_is_of_an_activity_of_the_plan(office: Office) -> None:
    with office.database.write() as session:
        row = make_activity(session, office.plan(session), NIGHT)
        row.measures, activity = ["arson"], key(row)
    office.apply(f"measure,date,value,activity\narson,2026-10-30,2,{activity}\n")
    assert [one.activity for one in office.counts()] == [activity]
    looked = office.preview("measure,date,value,activity\narson,2026-10-30,2,99999\narson,2026-10-30,2,x1\n")
    assert [(one.where, one.sentence.partition(";")[0]) for one in looked.problems] == [
        ("C2 (value)", f"activity 99999 does not stand in {SLUG}"),
        ("D3 (activity)", '"x1" is no activity\'s number'),
    ]


# Each row: what is below the headers measure,date,until,area,value,qualifier,unit; place and sentence.
BLOCKS = [
    ("arsn,30 Oct,,,3,,", "A2 (measure)", 'there is no measure "arsn"; did you mean "Arson"?'),
    (",30 Oct,,,3,,", "A2 (measure)", "there is no measure; name the one that is counted"),
    ("arson,,,,3,,", "B2 (date)", "there is no date; write one like 30 October 2026"),
    ("arson,31 Nov 2026,,,3,,", "B2 (date)", "there is no 31 November 2026; check the date"),
    ("arson,03/11/2026,,,3,,", "B2 (date)", '"03/11/2026" can be 3 November or 11 March'),
    ("arson,Sat 30 Oct 2026,,,3,,", "B2 (date)", "30 October 2026 is a Friday, not a Saturday"),
    ("arson,30 Oct,,Tanhuose,3,,", "D2 (area)", 'there is no area "Tanhuose"; did you mean Tanhouse?'),
    ("arson,30 Oct,,,3.5,,", "E2 (value)", '"3.5" cannot be a value of arson'),
    ("arson,30 Oct,,,-3,,", "E2 (value)", '"-3" cannot be a value of arson'),
    ("arson,30 Oct,,,١٢,,", "E2 (value)", '"١٢" cannot be a value of arson'),
    ("arson,30 Oct,,,1_000,,", "E2 (value)", '"1_000" cannot be a value of arson'),
    ("arson,30 Oct,,,<5,,", "E2 (value)", '"<5" is hidden by its source'),
    ("arson,30 Oct,,,-,,", "E2 (value)", '"-" can mean none or not known'),
    ("arson,30 Oct,,,about 3,over,", "E2 (value)", "the cell says about, its qualifier over"),
    ("arson,30 Oct,,,3,exactly,", "F2 (qualifier)", 'there is no qualifier "exactly"'),
    ("arson,30 Oct,,,3,,tons", "E2 (value)", 'arson is in crimes, not in "tons"'),
    ("arson,30 Nov 2026,,,3,,", "E2 (value)", "2026-11-30"),  # not yet
    ("arson,9 Nov 2026,,,3,,", "E2 (value)", "2026-11-09 is outside the window of arson"),
    ("arson,30 Oct,29 Oct,,3,,", "E2 (value)", "2026-10-29"),  # ends before it begins
]


@pytest.mark.parametrize(("row", "where", "sentence"), BLOCKS, ids=[row[0] for row in BLOCKS])
def test_what_stops_a_sheet_is_said_with_its_place(
    office: Office, row: str, where: str, sentence: str
) -> None:
    content = f"measure,date,until,area,value,qualifier,unit\n{row}\n"
    (problem,) = office.preview(content).problems
    assert problem.where == where
    assert sentence in problem.sentence
    with pytest.raises(BadSheet, match=r"\(" + where.split("(")[1][:-1]):
        office.apply(content)


def test_the_same_mistake_is_said_of_every_row(office: Office) -> None:
    looked = office.preview("date,area,arson\n2026-10-30,Up Holland,3\n2026-10-31,Up Holland,4\n")
    assert [one.where for one in looked.problems] == ["B2 (area)", "B3 (area)"]


def test_one_wrong_cell_and_nothing_of_the_sheet_is_recorded(office: Office) -> None:
    facts = office.facts()
    with pytest.raises(BadSheet) as caught:
        office.apply("date,arson,asb-calls\n2026-10-30,3,30\n2026-10-31,x,31\n2026-11-01,y,\n")
    assert str(caught.value).startswith('B3 (arson): "x" cannot be a value of arson')
    assert str(caught.value).endswith("and 1 more problem: see them with --dry-run")
    assert (office.counts(), office.facts()) == ([], facts)


def test_a_preview_changes_nothing(office: Office) -> None:
    facts = office.facts()
    assert office.preview("date,arson\n2026-10-30,3\n").count(Outcome.ADDED) == 1
    assert (office.counts(), office.facts()) == ([], facts)


def test_what_is_stopped_half_way_leaves_nothing(each_office: Office) -> None:
    with (
        mock.patch.object(recording, "happened", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        each_office.apply("date,arson\n2026-10-30,3\n2026-10-31,4\n")
    assert each_office.counts() == []


def test_only_what_was_looked_at_is_replaced(each_office: Office) -> None:
    sheet = "date,arson,asb-calls\n2026-10-30,3,30\n2026-10-31,4,31\n"
    each_office.apply("date,arson,asb-calls\n2026-10-30,1,\n2026-10-31,2,21\n")
    seen = each_office.preview(sheet, correct=True).seen
    # Corrected, as the sheet has it already, taken out, and recorded where nothing was.
    each_office.apply("date,arson\n2026-10-30,5\n2026-10-31,4\n", correct=True)
    each_office.withdraw("asb-calls", date(2026, 10, 31))
    each_office.record("asb-calls", "29", NIGHT)
    facts = each_office.facts()
    late = each_office.apply(sheet, seen=seen, correct=True)
    assert {(one.measure, one.on, one.sentence) for one in late.overtaken} == {
        ("arson", NIGHT, "you recorded 5 there meanwhile"),
        ("asb-calls", NIGHT, "you recorded 29 there meanwhile"),
        ("asb-calls", date(2026, 10, 31), "you took out what was recorded there meanwhile"),
    }
    assert each_office.facts() == facts
    assert each_office.apply(sheet, seen=late.seen, correct=True).overtaken == ()
    assert set(each_office.values().values()) == {"3", "4", "30", "31"}


def test_a_blank_is_missing_and_erases_nothing(office: Office) -> None:
    office.record("arson", "3", NIGHT)
    looked = office.apply("date,arson,asb-calls\n2026-10-30,,\n2026-10-31,n/k,5\n")
    assert office.values() == {("arson", NIGHT, None): "3", ("asb-calls", date(2026, 10, 31), None): "5"}
    assert looked.notes == ("blank, and what is recorded stays: B2 (arson)",)


def test_of_many_blanks_the_first_are_named(office: Office) -> None:
    nights = [date(2026, 10, 27 + n) for n in range(5)] + [date(2026, 11, 1 + n) for n in range(3)]
    for on in nights:
        office.record("arson", "3", on)
    sheet = "date,arson,asb-calls\n" + "".join(f"{on},,1\n" for on in nights)
    looked = office.preview(sheet, reason="counted")
    places = ", ".join(f"B{row} (arson)" for row in range(2, 8))
    assert looked.notes == (f"blank, and what is recorded stays: {places} and 2 more",)


def _repeated(where: str, rows: str, first: str, instead: str = "add them up first") -> str:
    return f"{where}: {rows}, the first in {first}; one row a date: {instead}"


WIDE = """date,area,arson,asb-calls
2026-10-30,,1,1
2026-10-30,,0,2
2026-10-30,Tanhouse,0,1
2026-10-30,Tanhouse,,1
"""
REPEATED = [
    # a list with a row an incident, told by its equal values
    (
        "measure,date,value\narson,2026-10-30,1\nArson,30 October 2026,1.0\narson,30/10/2026,1\n",
        [_repeated("C3 (value)", "3 rows for 30 October 2026", "C2 (value)")],
    ),
    # two that differ
    (
        "measure,date,value\narson,2026-10-30,3\narson,2026-10-30,about 3\n",
        [_repeated("C3 (value)", "2 rows for 30 October 2026", "C2 (value)")],
    ),
    # a wide row is one problem, and one of another area another
    (
        WIDE,
        [
            _repeated("C3 (arson)", "2 rows for 30 October 2026", "C2 (arson)"),
            _repeated("D5 (asb-calls)", "2 rows for 30 October 2026 in tanhouse", "D4 (asb-calls)"),
        ],
    ),
    # what cannot be added up
    (
        "measure,date,value\nresidents-comments,2026-10-30,quiet\nresidents-comments,2026-10-30,loud\n",
        [_repeated("C3 (value)", "2 rows for 30 October 2026", "C2 (value)", "put them into one cell")],
    ),
]


@pytest.mark.parametrize(
    ("sheet", "problems"), REPEATED, ids=["a row an incident", "that differ", "wide", "texts"]
)
def test_rows_for_one_place_stop_the_sheet(office: Office, sheet: str, problems: list[str]) -> None:
    assert [str(one) for one in office.preview(sheet).problems] == problems
    with pytest.raises(BadSheet, match="one row a date"):
        office.apply(sheet)
    assert office.counts() == []


UNITS = [
    ("Detritus removed (tons)", 'detritus-removed is in tonnes, not in "tons"'),
    ("detritus-removed (kg)", 'detritus-removed is in tonnes, not in "kg"'),
    ("Arson (thousands)", 'arson is in crimes, not in "thousands"'),
]


@pytest.mark.parametrize(("header", "sentence"), UNITS, ids=[row[0] for row in UNITS])
def test_a_header_may_not_say_another_unit(office: Office, header: str, sentence: str) -> None:
    (problem,) = office.preview(f"date,{header}\n2026-10-30,150\n2026-10-31,20\n").problems
    assert (problem.where, sentence in problem.sentence) == (f"B1 ({header})", True)


@pytest.mark.parametrize("header", ["Detritus removed (tonnes)", "Detritus removed (t)", "Arson (police)"])
def test_a_header_may_say_its_own_unit_or_anything_else(office: Office, header: str) -> None:
    assert office.preview(f"date,{header}\n2026-10-30,150\n").problems == ()


def test_a_date_that_is_wrong_for_all_of_a_row_is_said_once(office: Office) -> None:
    looked = office.preview("date,arson,asb-calls,injuries\n2026-11-30,1,2,x\n2026-11-29,,2,\n")
    assert [one.where for one in looked.problems] == ["B2 (arson)", "D2 (injuries)", "C3 (asb-calls)"]


def test_an_area_may_be_called_like_the_whole(office: Office) -> None:
    with office.database.write() as session:
        add_area(session, name="Whole District", actor=LEAD, now=NOW)
    office.apply("date,area,arson\n2026-10-30,Whole district,5\n2026-10-30,,7\n")
    assert office.values() == {("arson", NIGHT, "whole-district"): "5", ("arson", NIGHT, None): "7"}
    assert {one.outcome for one in office.preview(office.template(areas=["Whole District"])).entries} == {
        Outcome.SAME
    }


def test_the_second_of_two_that_differ_is_not_passed_over_for_being_recorded(office: Office) -> None:
    sheet = "measure,date,value\narson,2026-10-30,4\n"
    office.apply(sheet)
    looked = office.preview(sheet.replace("arson,", "arson,2026-10-30,3\narson,"), correct=True)
    assert [one.row for one in looked.problems] == [3]


def test_what_cannot_be_read_is_said_of_each_row(office: Office) -> None:
    looked = office.preview("measure,date,value\narson,2026-10-30,3\narson,2026-10-30,3.5\n")
    assert [(one.row, one.sentence[:6]) for one in looked.problems] == [(3, "2 rows"), (3, '"3.5" ')]


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    sheet = "date,arson\n2026-10-30,3\n2026-10-31,about 4\n"
    office.apply(sheet)
    facts = office.facts()
    assert [one.outcome for one in office.apply(sheet).entries] == [Outcome.SAME, Outcome.SAME]
    assert office.facts() == facts


def test_a_correction_is_said_and_the_old_value_is_kept(office: Office) -> None:
    office.record("arson", "3", NIGHT)
    sheet = "date,arson\n2026-10-30,4\n"
    (problem,) = office.preview(sheet).problems
    assert str(problem) == (
        "B2 (arson): arson of 2026-10-30 is recorded as 3 already; to replace it add --correct"
    )
    (entry,) = office.apply(sheet, correct=True).entries
    assert (entry.outcome, entry.was, entry.to) == (Outcome.CHANGED, "3", "4")
    (one,) = office.counts()
    assert (one.value, one.revision) == (Decimal(4), 2)


def test_counts_of_earlier_seasons_come_in_as_a_baseline(office: Office) -> None:
    sheet = "date,arson\n2025-10-30,4\n30/10/2024,5\n"
    assert [one.where for one in office.preview(sheet).problems] == ["B2 (arson)", "B3 (arson)"]
    office.apply(sheet, baseline=True)
    assert office.values() == {
        ("arson", date(2025, 10, 30), None): "4",
        ("arson", date(2024, 10, 30), None): "5",
    }


def test_more_values_than_a_file_may_hold_are_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blank cells are none; five years of days of sixteen measures are not too many."""
    assert (date(2026, 9, 1) - date(2021, 9, 1)).days * 16 <= limits.MOST_COUNTS
    monkeypatch.setattr(limits, "MOST_COUNTS", 4)
    sheet = "date,arson,asb-calls\n2026-10-29,1,2\n2026-10-30,3,4\n2026-10-31,,\n"
    assert len(office.preview(sheet).entries) == 4
    for text in (sheet + "2026-11-01,,5\n", sheet + "2026-11-01,x,\n2026-11-02,1,2\n2026-11-03,1,1\n"):
        (problem,) = office.preview(text).problems
        assert str(problem) == "there are more than 4 values; split the file, by measure or by year"


def test_day_and_month_are_proven_by_the_sheet_or_said(office: Office) -> None:
    sheet = "date,arson\n03/11/2026,3\n"
    assert len(office.preview(sheet).problems) == 1
    assert [one.on for one in office.preview(sheet, day_first=True).entries] == [date(2026, 11, 3)]
    proven = office.preview(sheet + "30/10/2026,1\n")
    assert [one.on for one in proven.entries] == [date(2026, 11, 3), NIGHT]


def test_areas_stand_in_a_column(office: Office) -> None:
    office.apply("date,area,arson\n2026-10-30,,5\n2026-10-30,Tanhouse,2\n2026-10-30,ormskirk-town-centre,1\n")
    assert office.values() == {
        ("arson", NIGHT, None): "5",
        ("arson", NIGHT, "tanhouse"): "2",
        ("arson", NIGHT, "ormskirk-town-centre"): "1",
    }
    again = office.preview("date,area,arson\n2026-10-30,Whole district,5\n")
    assert [one.outcome for one in again.entries] == [Outcome.SAME]


def test_percentages_come_as_they_are_or_as_how_many_of_how_many(office: Office) -> None:
    from seasonal_ops.counting import find_measure
    from seasonal_ops.words import MeasureKind

    with office.database.write() as session:
        find_measure(session, office.plan(session), "criminal-damage").kind = MeasureKind.PERCENTAGE
    office.apply("date,criminal-damage\n2026-10-29,75%\n2026-10-30,150/200\n2026-10-31,about 12.5\n")
    assert [(one.value, one.yes, one.answered) for one in office.counts()] == [
        (Decimal(75), None, None),
        (Decimal(75), 150, 200),
        (Decimal("12.5"), None, None),
    ]
    (problem,) = office.preview("date,criminal-damage\n2026-11-01,101%\n").problems
    assert str(problem).startswith("B2 (criminal-damage): 101 per cent is above 100")


def test_no_text_of_a_sheet_becomes_a_formula_or_a_control_character(office: Office) -> None:
    """A formula is refused, what acts on a terminal is taken out, a guarded text is what it was."""
    from transfer.books import book

    sheet = book(["date", "arson"], [NIGHT, "=1+1"])
    (problem,) = office.preview(office.table(sheet, "formula.xlsx")).problems
    assert problem.sentence == "the cell holds a formula; copy the cell and paste its value"
    office.apply("date,residents-comments\n2026-10-30,'=HYPERLINK(1)\x1b[2J\n")
    assert [one.text for one in office.counts()] == ["=HYPERLINK(1)[2J"]


def test_who_imported_it_and_when_is_kept(office: Office) -> None:
    office.apply("date,arson\n2026-10-30,3\n")
    (one,) = office.counts()
    assert (one.entered_by, one.entered_at) == (LEAD.name, NOW)
