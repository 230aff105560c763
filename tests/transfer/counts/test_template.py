"""The sheet that goes out: which dates, which columns, what is filled in, what an analyst is told."""

import csv
from datetime import date, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from factories import make_activity
from transfer.counts.conftest import Office

from seasonal_ops.counting import find_measure
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import key
from seasonal_ops.transfer import Kind
from seasonal_ops.transfer.counts import Shape, template
from seasonal_ops.transfer.counts.about import night
from seasonal_ops.words import CountStatus, Qualifier

NIGHT = date(2026, 10, 30)


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def _sheets(content: bytes) -> dict[str, Any]:
    from openpyxl import load_workbook

    made = load_workbook(BytesIO(content))
    return {sheet.title: sheet for sheet in made}


def test_a_wide_sheet_has_a_row_a_date_of_the_windows_and_a_column_a_measure(office: Office) -> None:
    headers, *rows = _rows(office.template(measures=["arson", "injuries"]))
    assert headers == ["date", "weekday", "occasion", "Arson", "Firework and bonfire injuries"]
    assert (rows[0][0], rows[-1][0], len(rows)) == ("2026-10-27", "2026-11-12", 17)
    assert rows[3] == ["2026-10-30", "Friday", "Mischief Night", "", ""]
    # arson is counted until two days after Bonfire Night, injuries for a week
    assert [row[3:] for row in rows[11:13]] == [["", ""], ["–", ""]]


def test_a_partner_is_asked_for_what_it_is_the_source_of(office: Office) -> None:
    headers, *_ = _rows(office.template(partner="nhs"))
    assert headers[3:] == ["Firework and bonfire injuries"]
    with pytest.raises(Refused, match="there is nothing to count so; see: seasonal-ops measure list"):
        office.template(partner="nhs", measures=["arson"])


def test_an_unknown_name_comes_with_the_nearest(office: Office) -> None:
    with pytest.raises(BadValue, match='there is no measure "arsn"; did you mean "Arson"'):
        office.template(measures=["arsn"])
    with pytest.raises(BadValue, match='there is no area "Tanhuose"; did you mean "Tanhouse"'):
        office.template(areas=["Tanhuose"])
    with pytest.raises(NotFound, match="did you mean police"):
        office.template(partner="polic3")


def test_what_is_recorded_is_filled_in_as_it_is_read_again(office: Office) -> None:
    office.record("arson", "0", date(2026, 10, 29), nil=True)
    office.record("arson", "0", NIGHT)
    office.record("arson", "3", date(2026, 10, 31), qualifier=Qualifier.AT_LEAST)
    office.record("arson", "4", date(2026, 10, 27), until=date(2026, 11, 7))
    office.record("arson", "0", NIGHT, area="tanhouse")
    headers, *rows = _rows(office.template(measures=["arson"]))
    assert headers == ["date", "weekday", "occasion", "until", "area", "Arson"]
    filled = [row for row in rows if row[-1]]
    assert [(row[0], *row[3:]) for row in filled] == [
        ("2026-10-27", "2026-11-07", "", "4"),
        ("2026-10-29", "", "", "nil"),
        ("2026-10-30", "", "", "0"),
        ("2026-10-31", "", "", "at least 3"),
        ("2026-10-30", "", "Tanhouse", "0"),
    ]


def test_a_long_sheet_has_a_row_a_value_with_all_that_is_known_of_it(office: Office) -> None:
    with office.database.write() as session:
        activity = key(make_activity(session, office.plan(session), NIGHT))
    office.record(
        "arson", "3", NIGHT, qualifier=Qualifier.ABOUT, status=CountStatus.FINAL, as_at=date(2026, 11, 20),
        source="police", quote="=a few", reason="read twice", activity=activity,
    )  # fmt: skip
    headers, *rows = _rows(office.template(shape=Shape.LONG, measures=["arson"]))
    assert headers == [
        "measure", "date", "until", "area", "value", "qualifier", "status", "as_at", "source", "quote",
        "reason", "activity",
    ]  # fmt: skip
    assert len(rows) == 13
    assert rows[3] == ["Arson", "2026-10-30", *[""] * 10]
    assert rows[4] == [
        "Arson", "2026-10-30", "", "", "3", "about", "final", "2026-11-20", "police", "'=a few", "read twice",
        f"{activity}",
    ]  # fmt: skip


def test_areas_that_are_asked_for_are_a_block_each(office: Office) -> None:
    office.record("arson", "3", NIGHT)  # of the whole district, which is not asked for
    _, *rows = _rows(office.template(measures=["arson"], areas=["Tanhouse", "ormskirk"]))
    assert len(rows) == 24
    assert [(row[0], row[3]) for row in rows[::11]] == [
        ("2026-10-27", "Ormskirk town centre"),
        ("2026-11-07", "Ormskirk town centre"),
        ("2026-11-06", "Tanhouse"),
    ]


def test_what_has_no_cell_is_counted(office: Office) -> None:
    with office.database.write() as session:
        activity = key(make_activity(session, office.plan(session), NIGHT))
    office.record("arson", "3", NIGHT, activity=activity)
    office.record("arson", "3", date(2025, 10, 30), baseline=True)
    office.record("arson", "3", NIGHT, area="tanhouse")
    office.record("asb-calls", "3", NIGHT)

    def left_out(**asked: Any) -> int:
        with office.database.read() as session:
            plan = office.plan(session)
            return template(session, plan, kind=Kind.CSV, measures=["arson"], **asked).left_out

    assert left_out() == 2
    assert left_out(shape=Shape.LONG) == 1
    assert left_out(areas=["tanhouse"]) == 2


def test_a_workbook_has_typed_cells_and_says_what_is_counted(office: Office) -> None:
    office.record("arson", "3", NIGHT)
    with office.database.write() as session:
        find_measure(session, office.plan(session), "arson").night_from = time(7)
    sheets = _sheets(office.template(Kind.XLSX, measures=["arson", "injuries"]))
    assert list(sheets) == ["Counts", "What is counted"]
    counts, about = sheets.values()
    assert (counts["D5"].value, counts["D5"].data_type, counts["D5"].style) == (3, "n", "Plan number")
    assert counts["A5"].is_date
    assert (counts["D14"].value, counts["D14"].fill.fgColor.rgb[-6:]) == ("–", "D9D9D9")
    assert counts["E14"].fill.fill_type is None
    lines = [[cell.value for cell in row] for row in about.iter_rows()]
    assert lines[1][0] == "Arson"
    assert lines[1][2:] == [
        "crimes",
        "a night runs 07:00 to 07:00 of the next day, under the date on which it begins",
        "Tue 27 Oct 2026 to Sat 7 Nov 2026",
        "police",
    ]
    assert lines[2][3] == "a day runs 00:00 to 24:00"
    rules = [line[1] for line in lines if line[0] == "How to fill it in"]
    assert any(rule.startswith("Leave a cell blank while its number is not known.") for rule in rules)


def test_a_night_is_named_by_its_boundary() -> None:
    assert night(time(6, 30)).startswith("a night runs 06:30 to 06:30")


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("kind", [Kind.CSV, Kind.XLSX])
def test_an_untouched_sheet_comes_back_without_a_word(office: Office, kind: Kind, shape: Shape) -> None:
    looked = office.preview(office.table(office.template(kind, shape=shape), f"out.{kind}"))
    assert (looked.problems, looked.entries, looked.notes) == ((), (), ("there is no value in it yet",))


def test_a_dash_within_the_window_or_a_value_outside_it_is_refused(office: Office) -> None:
    sheet = office.template(measures=["arson", "injuries"]).decode("utf-8-sig")
    looked = office.preview(sheet.replace("–,\r", "2,\r", 1).replace("Tuesday,,,", "Tuesday,,–,", 1))
    assert [(one.where, one.sentence[:34]) for one in looked.problems] == [
        ("D2 (Arson)", '"–" can mean none or not known; wr'),
        ("D14 (Arson)", "2026-11-08 is outside the window o"),
    ]


def test_a_window_across_a_year_end_goes_out_and_comes_back(office: Office) -> None:
    with office.database.write() as session:
        measure = find_measure(session, office.plan(session), "arson")
        measure.window_from, measure.window_to = date(2025, 12, 30), date(2026, 1, 2)
    content = office.template(measures=["arson"])
    assert [row[0] for row in _rows(content)[1:]] == ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]
    filled = content.decode().replace("Wednesday,,", "Wednesday,,3").replace("Thursday,,", "Thursday,,4")
    office.apply(filled)
    assert office.values() == {
        ("arson", date(2025, 12, 31), None): "3",
        ("arson", date(2026, 1, 1), None): "4",
    }


def test_a_measure_called_like_a_column_goes_out_in_a_long_sheet_only(office: Office) -> None:
    with office.database.write() as session:
        measure = find_measure(session, office.plan(session), "arson")
        measure.slug, measure.name = "area", "Area"
    with pytest.raises(Refused, match="a measure is named like a column of a sheet; take --shape long"):
        office.template(measures=["area"])
    assert _rows(office.template(shape=Shape.LONG, measures=["area"]))[1][0] == "Area"
