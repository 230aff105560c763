"""Lines of headers as people write them."""

import pytest

from seasonal_ops.transfer.cells.headings import Column, heading, missing
from seasonal_ops.transfer.records import ACTION_PLAN_COLUMNS, ACTIVITY_COLUMNS
from seasonal_ops.transfer.table import Kind, Row, Sheet


def _sheet(*lines: list[str | None]) -> Sheet:
    return Sheet("Plan", tuple(Row(number, tuple(line)) for number, line in enumerate(lines, start=1)))


def _columns(*headers: str) -> list[str | None]:
    found = heading(_sheet(list(headers)), Kind.XLSX)
    assert found is not None
    meant = {at: column.value for column, at in found.columns.items()}
    return [meant.get(at) for at in range(len(headers))]


@pytest.mark.parametrize(
    ("headers", "meant"),
    [
        (["what", "when"], ["what", "when"]),
        (["Activity", "Date"], ["what", "when"]),
        (["TASK:", "Start date", "End Date"], ["what", "when", "until"]),
        (["Action", "Day", "Start time", "Finish"], ["what", "when", "start", "end"]),
        (["Event name", "Date", "Time"], ["what", "when", "start"]),
        (["Title", "When?", "Lead agency", "Partners"], ["what", "when", "who leads", "who supports"]),
        (["Item", "On", "Owner(s)", "With whom"], ["what", "when", "who leads", "who supports"]),
        (["What", "When", "Responsible", "Supported by"], ["what", "when", "who leads", "who supports"]),
        (["What", "When", "By whom", "Venue"], ["what", "when", "who leads", "where"]),
        (["What", "When", "Location", "Meeting\nplace"], ["what", "when", "where", "meet"]),
        (["What", "When", "Notes", "Theme", "Phase"], ["what", "when", "what to do", "theme", "phase"]),
        (["What", "When", "Status", "Ref."], ["what", "when", "status", "ref"]),
        (["What / activity", "Date (2026)"], ["what", "when"]),
        (["Activity", "From", "To"], ["what", "when", "until"]),  # dates …
        (["Activity", "Date", "From", "To"], ["what", "when", "start", "end"]),  # … or times of the day
        (["What", "When", "Risk", ""], ["what", "when", None, None]),  # not ours
    ],
)
def test_columns_are_known_by_what_people_call_them(headers: list[str], meant: list[str | None]) -> None:
    assert _columns(*headers) == meant


@pytest.mark.parametrize("columns", [ACTIVITY_COLUMNS, ACTION_PLAN_COLUMNS])
def test_every_header_of_an_export_is_known(columns: tuple[Column, ...]) -> None:
    assert _columns(*columns) == [column.value for column in columns]


def test_columns_of_the_other_shape_are_not_used() -> None:
    found = heading(_sheet(["What", "When", "Objective", "Target"]), Kind.XLSX)
    assert found is not None
    assert (found.action_plan, found.unknown) == (False, (2, 3))


def test_an_action_plan_is_told_by_its_headers() -> None:
    headers = ["Objective", "Target - March 2017", "Owner", "Actions", "CSP/Divisional Delivery Group"]
    found = heading(_sheet(headers), Kind.XLSX)
    assert found is not None
    assert found.action_plan
    assert list(found.columns) == [
        Column.OBJECTIVE,
        Column.TARGET,
        Column.LEADS,
        Column.ACTIONS,
        Column.GROUP,
    ]


def test_a_title_may_stand_above_the_headers() -> None:
    found = heading(_sheet(["Bright Sparx 2026"], ["drafted by", "the group"], ["What", "When"]), Kind.XLSX)
    assert found is not None
    assert found.row == 3


def test_headers_further_down_are_not_looked_for() -> None:
    assert heading(_sheet(*[["text"]] * 10, ["What", "When"]), Kind.XLSX) is None


def test_two_columns_of_one_meaning_are_told() -> None:
    found = heading(_sheet(["What", "When", "Lead", "Owner"]), Kind.XLSX)
    assert found is not None
    assert found.twice == ((2, 3),)


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (["What", "Whn"], 'there is no column "when"; write it into the line of headers; is it "Whn"?'),
        (
            ["When", "Ativity"],
            'there is no column "what"; write it into the line of headers; is it "Ativity"?',
        ),
        (["Activity", "Lead"], 'there is no column "when"; write it into the line of headers'),
        (["Apples"], 'there is no column "what" or "when"; write it into the line of headers'),
    ],
)
def test_what_is_missing_is_said_with_what_it_may_be(headers: list[str], sentence: str) -> None:
    sheet = _sheet(headers)
    assert heading(sheet, Kind.XLSX) is None
    assert missing(sheet, Kind.XLSX).sentence == sentence
