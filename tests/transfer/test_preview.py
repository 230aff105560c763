"""Every problem at once and each with its place; and what is worth saying of what can be taken."""

from datetime import date, time
from typing import Any

import pytest
from factories import make_activity, make_partner, make_plan
from transfer.books import book
from transfer.conftest import SLUG, Desk

from seasonal_ops.transfer import Imported, Outcome

NAMES = [
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
    *("what to do", "status", "sensitivity", "ref"),
]
HEAD = ",".join(NAMES) + "\n"


def row(**cells: str) -> str:
    """A line under HEAD; a header is written with _ for spaces."""
    cells = {"what": "Ward walk", "when": "30 October", **cells}
    return ",".join(f'"{cells.get(name.replace(" ", "_"), "")}"' for name in NAMES) + "\n"


def said(imported: Imported) -> list[str]:
    return [str(problem) for problem in imported.problems]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"what": ""}, "A2 (what): there is no title; say what is done"),
        ({"what": "x" * 201}, "A2 (what): the text has 201 characters; 200 at most"),
        ({"when": ""}, "B2 (when): there is no date; write one like 30 October 2026"),
        ({"when": "31 February"}, "B2 (when): there is no 31 February 2027; choose another date"),
        (
            {"when": "03/04/2026"},
            'B2 (when): "03/04/2026" can be 3 April or 4 March; write 3 April 2026, or say --day-first',
        ),
        ({"when": "Sat 30 October"}, "B2 (when): 30 October 2026 is a Friday, not a Saturday"),
        (  # a rule that never yields a date
            {"when": "each Saturday from 1 June to 2 June"},
            'B2 (when): the date rule "every Saturday from 1 June to 2 June" gives no date; change it',
        ),
        (
            {"when": "30 October 18:00", "start": "19:00"},
            "D2 (start): the row says two starts, 18:00 and 19:00; leave one",
        ),
        (
            {"when": "28–30 October", "until": "31 October"},
            "C2 (until): the row says two last days, 2026-10-30 and 2026-10-31; leave one",
        ),
        (
            {"when": "each day from 1 May to 3 May", "until": "5 May"},
            "C2 (until): a rule that gives several dates takes no last day",
        ),
        (
            {"until": "29 October"},
            "C2 (until): the last day 2026-10-29 is before the first day 2026-10-30; exchange them",
        ),
        (
            {"when": "30 October 9999"},
            "B2 (when): 9999-10-30 is too far away; use a year between 2 and 9998",
        ),
        ({"start": "25:00"}, 'D2 (start): "25:00" is no time of day; write it like 18:30'),
        ({"end": "23:00"}, "E2 (end): an end needs a start; fill in both"),
        (
            {"start": "18:00-22:00", "end": "23:00"},
            "E2 (end): the row says two ends, 22:00 and 23:00; leave one",
        ),
        (
            {"when": "30 October", "end": "6pm", "start": "all day"},
            "E2 (end): an end needs a start; fill in both",
        ),
        ({"start": "18:00", "end": "22:00-23:00"}, "E2 (end): one time is needed here; write it like 23:00"),
        (
            {"who_leads": "Rotary"},
            'F2 (who leads): there is no partner "Rotary"; make it known: seasonal-ops partner add "Rotary"',
        ),
        (
            {"who_leads": "police", "who_supports": "Lancashire Constabulary; Fire"},
            'G2 (who supports): "Lancashire Constabulary" cannot lead and support at once; name it once',
        ),
        ({"where": "x" * 201}, "H2 (where): the text has 201 characters; 200 at most"),
        ({"meet": "x" * 201}, "I2 (meet): the text has 201 characters; 200 at most"),
        (
            {"theme": "Enviroment"},  # near the slug, not the name
            (
                'J2 (theme): there is no theme "Enviroment"; did you mean "Clearing and visual audits" '
                'or "Patrols and enforcement"?'
            ),
        ),
        (
            {"phase": "Cooking"},
            'K2 (phase): there is no phase "Cooking"; known: Evaluation, Operation and Preparation',
        ),
        ({"what_to_do": "x" * 4001}, "L2 (what to do): the text has 4001 characters; 4000 at most"),
        (
            {"status": "done"},
            (
                'M2 (status): there is no status "done"; '
                "write planned, doing, delivered, partly, not-delivered or cancelled"
            ),
        ),
        (
            {"sensitivity": "secret"},
            'N2 (sensitivity): there is no sensitivity "secret"; write open, limited or sensitive',
        ),
    ],
)
def test_a_problem_has_its_place(desk: Desk, cells: dict[str, str], problem: str) -> None:
    assert said(desk.preview(HEAD + row(**cells))) == [problem]


def test_every_problem_of_every_row_is_said_at_once(desk: Desk) -> None:
    rows = row(what="", when="31/02/2026") + row(start="25:00") + row() + row(theme="x", phase="y")
    assert [one.partition(":")[0] for one in said(desk.preview(HEAD + rows))] == [
        *("A2 (what)", "B2 (when)", "D3 (start)", "J5 (theme)", "K5 (phase)")
    ]


def test_after_many_problems_it_is_enough(desk: Desk) -> None:
    imported = desk.preview(HEAD + row(theme="x") * 2000)
    assert len(imported.problems) == 502
    assert str(imported.problems[-1]) == "row 503: there are more than 500 problems; mend these first"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("what,when,end\nTalk,1 September,18:00\n", "C2 (end): an end needs a start; fill in both"),
        (
            "what,when,until,end\nTalk,2 September,1 September,18:00\n",
            "C2 (until): the last day 2026-09-01 is before the first day 2026-09-02; exchange them",
        ),
        ("what,when\n", "there is nothing below the headers"),
        ("apples,pears\n", 'row 1: there is no column "what" or "when"; write it into the line of headers'),
        (
            "what,when,lead,owner\nTalk,1 May,,\n",
            'D1 (owner): the column "lead" says the same; take one of the two out',
        ),
        (
            "what,when\nTalk, with tea,1 May\n",
            "row 2: the row has 3 cells, the headers 2: put a text that holds the separator into quotation",
        ),
        (
            "what,when,where\nTalk,1 September,Library\nTalk,2026-09-01,library\n",
            'A3 (what): "Talk" on 1 September 2026 stands in row 2 as well; leave one',
        ),
        (
            "what,when,ref\nTalk,1 September,{ref}\nTalks,2 September,{ref}\n",
            "C3 (ref): the same reference as in row 2; empty it in the row that is new",
        ),
        (
            "what,when,ref\nTalk,each day from 1 May to 3 May,{ref}\n",
            "B2 (when): the reference means one activity; give its one date",
        ),
        (
            "what,when\n" + "".join(f"Talk {n},each day from 1 May to 31 December\n" for n in range(90)),
            "the file asks for 22,050 activities; 20,000 at most",
        ),
        (
            '{"activities": [{"what": "Talk", "when": "31 February"}]}',
            "row 1 (when): there is no 31 February",
        ),
        ('{"activities": [{"what": ["Talk"], "when": "1 May"}]}', "row 1 (what): a text is needed here"),
    ],
)
def test_a_sheet_as_a_whole_may_be_wrong(desk: Desk, content: str, problem: str) -> None:
    ref = desk.titled("Collect the counts of the operation").uid
    (found,) = said(desk.preview(content.replace("{ref}", ref)))
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("rows", "work", "problem"),
    [
        (
            [("Patrol", "=DATE(2026,10,30)", None)],
            None,
            'sheet "Plan", B2 (when): holds a formula; copy the cell and paste its value',
        ),
        (
            [("Patrol", "#REF!", None)],
            None,
            'sheet "Plan", B2 (when): holds an error; mend it or empty the cell',
        ),
        (
            [("Patrol", date(2026, 10, 30), None), (None, date(2026, 10, 31), None)],
            "A2:A3",
            'sheet "Plan", A2 (what): A2:A3 are merged; unmerge them and fill in each cell',
        ),
        (
            [("Patrol", date(2026, 10, 30), None)],
            "A2:C2",
            'sheet "Plan", A2 (what): A2:C2 are merged; unmerge them and fill in each cell',
        ),
        ([("Patrol", 46325, None)], None, 'sheet "Plan", B2 (when): 46325 is a number and no date'),
        ([("Patrol", time(18), None)], None, 'sheet "Plan", B2 (when): 18:00 is a time of day and no date'),
    ],
)
def test_a_workbook_has_its_own_problems(desk: Desk, rows: Any, work: str | None, problem: str) -> None:
    content = book(("what", "when", "who leads"), *rows, work=lambda sheet: work and sheet.merge_cells(work))
    assert said(desk.preview(desk.table(content, "plan.xlsx")))[0].startswith(problem)


def test_a_title_across_the_top_may_be_merged(desk: Desk) -> None:
    rows = [("Bright Sparx 2026", None, None), ("what", "when", "owner"), ("Talk", date(2026, 9, 1), None)]
    content = book(*rows, work=lambda sheet: sheet.merge_cells("A1:C1"))
    assert desk.preview(desk.table(content, "plan.xlsx")).problems == ()


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("what,when,risk\nTalk,1 September,high\n", ['not used, since no plan has such columns: "risk" (C)']),
        (  # a column of another shape
            '{"activities": [{"what": "Talk", "when": "1 September", "objective": "Fires"}]}',
            ['not used, since no plan has such columns: "objective"'],
        ),
        (
            "what,when,lead\nTalk,1 September,LFRS\n",
            ['"LFRS" is taken for "Lancashire Fire and Rescue Service"'],
        ),
        (
            "what,when\nTalk,03/09/2026\nWalk,09/30/2026\n",
            ["dates such as 03/04/2026 are read with the month first, as another date of theirs has it"],
        ),
        (
            "what,when,ref\nTalk,1 September,nonsense\n",
            ["1 references are not known here; their rows are found by title, date and start"],
        ),
        ("what,when\nTa\x1blk,1 September\n", ["invisible control characters were taken out of A2"]),
    ],
)
def test_notes(desk: Desk, content: str, notes: list[str]) -> None:
    imported = desk.preview(content)
    assert imported.problems == ()
    assert list(imported.notes) == notes


def test_sheets_without_the_headers_are_left_out_by_name(desk: Desk) -> None:
    def work(sheet: Any) -> None:
        sheet.parent.create_sheet("Contacts").append(["name", "phone"])

    content = book(("what", "when"), ("Talk", date(2026, 9, 1)), work=work)
    imported = desk.preview(desk.table(content, "plan.xlsx"))
    assert imported.notes == ('left out, since they have no columns of a plan: "Contacts"',)
    assert imported.count(Outcome.ADDED) == 1


@pytest.mark.parametrize(
    ("cells", "warnings"),
    [
        ({}, ()),
        ({"when": "1 June 2026"}, ("1 June 2026 is past",)),
        (
            {"when": "30 October 2062"},
            ("30 October 2062 is far outside Bright Sparx 2026 (15 May 2026 to 7 December 2026)",),
        ),
        ({"start": "21:00", "end": "03:00"}, ("it ends the next day, 31 October 2026",)),
        (
            {"what": "Collect the counts of the operation", "when": "14 November"},
            ('"Collect the counts of the operation" stands on 13 November 2026 already; this is one more',),
        ),
    ],
)
def test_what_may_be_a_slip_is_said(desk: Desk, cells: dict[str, str], warnings: tuple[str, ...]) -> None:
    (entry,) = desk.preview(HEAD + row(**cells)).entries
    assert (entry.outcome, entry.warnings) == (Outcome.ADDED, warnings)


def test_the_order_of_day_and_month_may_be_said(desk: Desk) -> None:
    content = "what,when\nTalk,03/09/2026\n"
    assert [one.to for one in desk.preview(content, day_first=True).entries] == [date(2026, 9, 3)]
    assert [one.to for one in desk.preview(content, day_first=False).entries] == [date(2026, 3, 9)]


def test_another_cell_proves_the_order(desk: Desk) -> None:
    content = "what,when,until\nTalk,03/09/2026,\nWalk,04/09/2026,30/09/2026\n"
    assert [one.to for one in desk.preview(content).entries] == [date(2026, 9, 3), date(2026, 9, 4)]


def test_the_lines_are_previews_as_everywhere(desk: Desk) -> None:
    title = "Collect the counts of the operation"
    desk.write(lambda session: make_activity(session, desk.plan(session), date(2026, 10, 30), title="Walk"))
    walk = desk.titled("Walk")
    rows = (
        f"what,when,start,where\n{title},13 November,,\nTalk,1 September,,\nWalk,30 October,18:00,Ormskirk\n"
    )
    talk, walked = desk.preview(rows).moves
    assert (talk.title, talk.was, talk.to, talk.reason) == ("Talk", None, date(2026, 9, 1), "new")
    assert (walked.title, walked.was, walked.to, walked.reason, walked.activity) == (
        *("Walk", date(2026, 10, 30), date(2026, 10, 30), "where: nothing → Ormskirk", walk.id),
    )


def test_a_preview_writes_nothing(desk: Desk) -> None:
    before = desk.facts(), desk.activities()
    desk.preview(HEAD + row())
    assert (desk.facts(), desk.activities()) == before


def test_references_of_another_plan_are_said(desk: Desk) -> None:
    desk.write(lambda session: make_plan(session, "freshers", Welcome_Sunday=date(2026, 9, 20)))
    foreign = desk.activities("freshers-2026")[0]
    imported = desk.preview(f"what,when,ref\nTalk,1 September,{foreign.uid}\n")
    assert imported.notes == (
        "1 references belong to another plan; their rows are found by title, date and start",
    )
    assert imported.count(Outcome.ADDED) == 1


def test_a_partner_with_a_hostile_name_is_known_all_the_same(desk: Desk) -> None:
    desk.write(lambda session: make_partner(session, "=cmd|' /C calc'!A0"))
    imported = desk.preview("what,when,lead\nTalk,1 September,\"'=cmd|' /C calc'!A0\"\n")
    assert imported.problems == ()
    assert desk.activities()[0].plan == SLUG
