"""What is written: for people who open it, and for programs that read it."""

import csv
import json
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
import time_machine
from factories import make_activity, make_plan
from openpyxl import load_workbook
from sqlmodel import Session
from transfer.conftest import Desk

from seasonal_ops import planning
from seasonal_ops.models import PlanActivity, key
from seasonal_ops.planning import Edit

COLUMNS = [
    *(
        "what",
        "when",
        "until",
        "start",
        "end",
        "who leads",
        "who supports",
        "where",
        "meet",
        "theme",
        "phase",
    ),
    *("what to do", "status", "sensitivity", "why this date", "ref"),
]
HOSTILE = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1+1",
        "=cmd|' /C calc'!A0",
        "'=1",
        "<script>alert(1)</script>",
        "{{7*7}}",
    ),
    *(
        'He said "no", twice',
        "a; b",
        "_x0041_",
        "x005F_",
        "[/]",
        "[@click=app.quit]OK[/]",
        "#REF!",
        "TRUE",
        "0012",
    ),
    *("1e400", "2026-10-30", "30 October", "– dash", "👩‍🚒" * 20, "e\u0301" * 60, "\u200b", "a\xa0b"),
]


def _hostile(desk: Desk) -> None:
    def work(session: Session) -> None:
        for title in HOSTILE:
            row = make_activity(session, desk.plan(session), date(2026, 10, 30), title=title)
            edit = Edit(location=title, description=f"{title}\n{title}")
            from factories import LEAD, NOW

            planning.edit_activity(session, activity_id=key(row), edit=edit, actor=LEAD, now=NOW)

    desk.write(work)


def _csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def _book(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def test_a_csv_is_one_that_excel_opens_as_it_is(desk: Desk) -> None:
    content = desk.export("csv")
    assert content.startswith(b"\xef\xbb\xbfwhat,when,")
    assert content.count(b"\r\n") == 49
    rows = _csv(content)
    assert list(rows[0]) == COLUMNS
    assert [row["what"] for row in rows] == [one.title for one in desk.activities()]
    (day,) = [row for row in rows if row["what"] == "Community Action and Engagement Day 1 of 6"]
    assert {
        name: text for name, text in day.items() if name not in ("what to do", "ref", "who supports")
    } == {
        "what": "Community Action and Engagement Day 1 of 6",
        "when": "2026-09-22",
        "until": "",
        "start": "09:30",
        "end": "15:30",
        "who leads": "Community Safety Team, West Lancashire Borough Council",
        "where": day["where"],
        "meet": day["meet"],
        "theme": "Clearing and visual audits",
        "phase": "Preparation",
        "status": "planned",
        "sensitivity": "open",
        "why this date": day["why this date"],
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_taken_for_a_formula(desk: Desk, kind: str) -> None:
    _hostile(desk)
    content = desk.export(kind)
    if kind == "csv":
        cells = [text for row in _csv(content) for text in row.values()]
    else:
        book = _book(content)
        cells = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type != "d"]
        assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {
            "s",
            "inlineStr",
            "n",
            "d",
        }
        assert not [
            1 for sheet in book for row in sheet for cell in row if cell.data_type == "n" and cell.value
        ]
    assert not [text for text in cells if text and text[0] in "=+-@\t\r\n\0＝＋－＠"]
    assert "'=cmd|' /C calc'!A0" in cells


def test_a_workbook_has_a_sheet_for_each_phase(desk: Desk) -> None:
    desk.write(lambda session: make_activity(session, desk.plan(session), date(2026, 10, 30), title="Walk"))
    book = _book(desk.export("xlsx"))
    assert book.sheetnames == ["Preparation", "Operation", "Evaluation", "Other"]
    for sheet in book:
        assert [cell.value for cell in sheet[1]] == COLUMNS
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:P{sheet.max_row}"
    assert [cell.value for cell in book["Other"]["A"]] == ["what", "Walk"]


def test_cells_of_a_workbook_have_their_types(desk: Desk) -> None:
    desk.write(lambda session: make_activity(session, desk.plan(session), date(2026, 10, 30), title="Walk"))
    sheet = _book(desk.export("xlsx"))["Other"]
    what, when, until, start, end = sheet[2][:5]
    assert (what.value, what.data_type) == ("Walk", "s")
    assert (when.value, when.number_format) == (datetime(2026, 10, 30), "ddd d mmm yyyy")
    assert (start.value, start.number_format, end.value) == (time(18), "hh:mm", time(23))
    assert until.value is None


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (["A/B: [c]?", "a b   c"], ["A B   c", "a b   c 2"]),
        (["x" * 60, "x" * 61], ["x" * 31, "x" * 29 + " 2"]),
        (["History", "'quoted'"], ["History 2", "quoted"]),
        (["*", "?"], ["Sheet", "Sheet 2"]),
    ],
)
def test_sheets_have_names_that_a_workbook_takes(names: list[str], sheets: list[str]) -> None:
    from seasonal_ops.transfer.files.excel import Page, written

    content = written([Page(name, ["what"], [["a"]]) for name in names], made=datetime(2026, 8, 20))
    assert _book(content).sheetnames == sheets


def test_json_is_for_programs(desk: Desk) -> None:
    _hostile(desk)
    data = json.loads(desk.export("json"))
    assert data["plan"] == {
        "slug": "bright-sparx-2026",
        "name": "Bright Sparx 2026",
        "template": "bright-sparx",
        "year": 2026,
    }
    assert {tuple(row) for row in data["activities"]} == {tuple(COLUMNS)}
    (hostile,) = [row for row in data["activities"] if row["what"] == "=1+1"]
    assert (hostile["when"], hostile["until"], hostile["start"], hostile["end"]) == (
        *("2026-10-30", None, "18:00", "23:00"),
    )
    assert (hostile["where"], hostile["what to do"]) == ("=1+1", "=1+1\n=1+1")  # no spreadsheet opens it
    assert data["activities"][0]["who leads"] == [
        *("council-community-safety", "fire-and-rescue", "police"),
    ]


@pytest.mark.parametrize("shape", ["activities", "action-plan"])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_same_plan_gives_the_same_bytes(desk: Desk, kind: str, shape: str) -> None:
    _hostile(desk)
    with time_machine.travel(datetime(2026, 8, 20, tzinfo=UTC)):
        then = desk.export(kind, shape)
    with time_machine.travel(datetime(2027, 1, 1, tzinfo=UTC)):
        assert desk.export(kind, shape) == then


def test_a_plan_without_activities_has_its_headers(desk: Desk) -> None:
    desk.write(_empty_plan)
    assert _csv(desk.export("csv", slug="empty")) == []
    assert _book(desk.export("xlsx", slug="empty")).sheetnames == ["Activities"]
    assert json.loads(desk.export("json", slug="empty"))["activities"] == []


def _empty_plan(session: Session) -> None:
    plan = Desk.plan(session)
    session.add(type(plan)(**{**plan.model_dump(exclude={"id"}), "slug": "empty"}))


def test_a_guest_stands_in_the_export_of_both_plans(desk: Desk) -> None:
    def work(session: Session) -> None:
        other = make_plan(session, "freshers", Welcome_Sunday=date(2026, 9, 20))
        guest = make_activity(session, other, date(2026, 10, 30), title="Walk")
        guest.theme = "sexual-health"
        link = PlanActivity(
            plan_id=key(desk.plan(session)), activity_id=key(guest), home=False, phase="operation"
        )
        session.add(link)

    desk.write(work)
    here, there = (
        [row for row in _csv(desk.export("csv", slug=slug)) if row["what"] == "Walk"]
        for slug in ("bright-sparx-2026", "freshers-2026")
    )
    # Each plan's own phases and themes.
    assert (here[0]["phase"], there[0]["phase"]) == ("Operation", "")
    assert (here[0]["theme"], there[0]["theme"]) == ("", "Sexual health")


def test_an_action_plan_says_a_target_once(desk: Desk) -> None:
    desk.apply(
        'objective,target,owner,actions,by\nFires,At least 12,police; fire,"- Walk\n- Talk",1 December 2026\n'
        ",,schools,Sing,\n"
    )
    rows = list(_csv(desk.export("csv", "action-plan")))
    first = next(number for number, row in enumerate(rows) if row["target"] == "At least 12")
    assert [list(row.values())[:6] for row in rows[first : first + 2]] == [
        [
            *("Fires", "At least 12", "Lancashire Fire and Rescue Service\nLancashire Constabulary"),
            *("– Walk\n– Talk", "–", "2026-12-01"),
        ],
        ["", "", "Primary and secondary schools", "– Sing", "", ""],
    ]


def test_another_format_or_shape_is_an_error(desk: Desk) -> None:
    for kind, shape in (("pdf", "activities"), ("csv", "other")):
        with pytest.raises(ValueError, match="is not a valid"):
            desk.export(kind, shape)
