"""The sheet of one night: who, where, when, whom to ring, what to count."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from seasonal_ops.paper import sheet_docx, sheet_md
from seasonal_ops.paper.blocks import Table
from seasonal_ops.paper.sheet import sheet_paper
from seasonal_ops.queries.night import NightActivity, NightCount, NightView
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, GateKind, GateState, Role, Sensitivity, Status
from tests.paper.makers import (
    HOSTILE,
    ON,
    PRINTED,
    a_contact,
    a_gate,
    a_measure,
    a_night,
    a_plan,
    an_activity,
    an_assignment,
    cells,
    everything,
    headings,
    opened,
)

POLICE = an_assignment(
    "Police", Role.LEAD, Answer.ACCEPTED, partner="police", partner_name="Lancashire Constabulary"
)
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def patrol(**more: Any) -> ActivityView:
    """A night patrol led by the police, which have accepted."""
    values: dict[str, Any] = {
        "start_time": time(21),
        "end_time": time(3),
        "ends_on": date(2026, 10, 31),
        "location": "Town centre",
        "meet": "Station yard, 20:45",
        "description": "Be seen.\nMove groups on.",
        "assignments": (POLICE,),
    }
    return replace(an_activity(1, "Late patrol", ON, **values), **more)


def facts(one: NightActivity, **more: Any) -> dict[str, list[str]]:
    """What the sheet says of an activity, by label; a strong line is marked with `!`."""
    (table,) = [
        each
        for each in sheet_paper(a_night(one, **more), printed=PRINTED).body
        if isinstance(each, Table) and each.head[0] == "When"
    ]
    return {
        label[0].text: [f"!{line.text}" if line.strong else line.text for line in said]
        for label, said in table.rows
    }


def test_a_whole_sheet() -> None:
    """Word for word, as Markdown; the document is made of the same blocks."""
    rotary = an_assignment("Rotary", response=Answer.DECLINED)
    schools = an_assignment("Schools")
    count = a_measure(night_from=time(0), name="Groups moved on", unit="groups", slug="groups")
    night = a_night(
        NightActivity(activity=patrol(assignments=(POLICE, rotary, schools)), ring=(a_contact(),)),
        cancelled=(an_activity(2, "Stall", ON, status_note="storm"),),
        counts=(NightCount(measure=count, at=("Late patrol",)), NightCount(measure=a_measure(), at=())),
        contacts={"police": (a_contact(), a_contact(name="", phone="", deputy=True)), "schools": ()},
    )
    expected = """\
**OFFICIAL: for those on duty**

# Night of Fri 30 Oct 2026

Bright Sparx 2026: from 07:00 Fri 30 Oct to 07:00 Sat 31 Oct. Printed on Thu 29 Oct 2026.

## Late patrol

| When | Fri 30 Oct 2026, 21:00–03:00, ends Sat 31 Oct |
| --- | --- |
| Meet | **Station yard, 20:45** |
| Where | Town centre |
| What | Be seen. · Move groups on. |
| Lead | Police: accepted |
| Support | **Rotary: DECLINED** · Schools: no answer |
| Ring | **Duty desk (Police): 01695 500000** |

## Does not happen

| When | What | Why |
| --- | --- | --- |
| Fri 30 Oct 2026 · 14:00–17:00 | **Stall** | storm |

## What to count

| What | In | At | Count |
| --- | --- | --- | --- |
| **Groups moved on** | groups, 00:00–24:00 | Late patrol |  |

## Also counted for this date

| What | In | By | Count |
| --- | --- | --- | --- |
| **Calls about anti-social behaviour** | calls, 07:00–07:00 | Police |  |

## Contacts

| Partner | Name | Telephone | E-mail |
| --- | --- | --- | --- |
| **Police** | Duty desk | 01695 500000 | duty@police.example |
| **Police** | (deputy) | no number | duty@police.example |
| **Schools** | nobody is known |  |  |
"""
    assert sheet_md(night, printed=PRINTED) == expected
    document = opened(sheet_docx(night, printed=PRINTED))
    assert headings(document) == [
        ("Title", "Night of Fri 30 Oct 2026"),
        ("Heading 1", "Late patrol"),
        ("Heading 1", "Does not happen"),
        ("Heading 1", "What to count"),
        ("Heading 1", "Also counted for this date"),
        ("Heading 1", "Contacts"),
    ]
    assert cells(document.tables[2]) == [
        ["What", "In", "At", "Count"],
        ["Groups moved on", "groups, 00:00–24:00", "Late patrol", ""],
    ]
    (section,) = document.sections
    assert section.orientation is WD_ORIENT.PORTRAIT
    assert section.header.paragraphs[0].text == "OFFICIAL: for those on duty"


def test_a_night_without_anything_says_so_and_what_comes_next() -> None:
    empty = a_night(
        next_nights=(date(2026, 11, 5), date(2027, 1, 1)), counts=(NightCount(measure=a_measure(), at=()),)
    )
    assert sheet_md(empty, printed=PRINTED).splitlines()[6:] == [
        "**Nothing is planned in this night.**",
        "",
        "The next nights in this plan: Thu 5 Nov 2026, Fri 1 Jan 2027.",
    ]
    assert "Nothing comes after it in this plan." in sheet_md(a_night(), printed=PRINTED)
    assert opened(sheet_docx(empty, printed=PRINTED)).tables == []


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2026, 10, 23), None),
        (date(2026, 10, 24), "**The clocks go back: this night is an hour longer.**"),
        (date(2027, 3, 27), "**The clocks go forward: this night is an hour shorter.**"),
    ],
)
def test_a_night_in_which_the_clocks_change(on: date, sentence: str | None) -> None:
    zone = ZoneInfo("Europe/London")
    begins, ends = (datetime(on.year, on.month, day, 7, tzinfo=zone) for day in (on.day, on.day + 1))
    lines = sheet_md(a_night(on=on, begins=begins, ends=ends), printed=PRINTED).splitlines()
    assert [line for line in lines if "clocks" in line] == [sentence] * bool(sentence)


def test_a_draft_says_that_nobody_was_told() -> None:
    draft = sheet_md(a_night(plan=a_plan()), printed=PRINTED)
    assert "**The plan is a draft: nothing was sent yet.**" in draft
    assert "draft" not in sheet_md(a_night(), printed=PRINTED)


RINGS: list[tuple[Any, Any, list[str]]] = [
    # whom the night knows, who is asked, what the sheet says
    ((a_contact(),), (POLICE,), ["!Duty desk (Police): 01695 500000"]),
    (
        (a_contact(phone=""), a_contact(name="", deputy=True)),
        (POLICE,),
        [
            "!Duty desk (Police): no number is known, duty@police.example",
            "!duty@police.example (Police, deputy): 01695 500000",
        ],
    ),
    ((), (POLICE, an_assignment("Rotary", Role.LEAD)), ["!nobody is named: ask Police or Rotary"]),
    # a lead that does not come cannot be asked
    (
        (),
        (replace(POLICE, response=Answer.DECLINED), an_assignment("Rotary")),
        ["!nobody is named: ask Rotary"],
    ),
    ((), (), ["!nobody is named: ask whoever runs the plan"]),
]


@pytest.mark.parametrize(("known", "asked", "said"), RINGS)
def test_whom_to_ring(known: Any, asked: Any, said: list[str]) -> None:
    one = NightActivity(activity=patrol(assignments=asked), ring=known)
    assert facts(one)["Ring"] == said


def test_who_comes_and_who_does_not() -> None:
    asked = (
        POLICE,
        an_assignment("Fire", Role.LEAD, Answer.DECLINED),
        an_assignment("Rotary", response=Answer.PROPOSED, proposed_on=date(2026, 11, 1)),
        an_assignment("Schools"),
        an_assignment("Early Help"),
    )
    said = facts(NightActivity(activity=patrol(assignments=asked)))
    assert said["Lead"] == ["!Fire: DECLINED", "Police: accepted"]
    assert said["Support"] == ["Rotary: asks for Sun 1 Nov 2026", "Schools, Early Help: no answer"]


WARNINGS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    (
        {"gates": (a_gate(),)},
        ["!needs money: not granted yet (Funding for Go4IT, decide by Fri 4 Sep 2026)"],
    ),
    ({"gates": (a_gate(state=GateState.REFUSED),)}, ["!needs money: refused (Funding for Go4IT)"]),
    (
        {"gates": (a_gate(kind=GateKind.PERMISSION),)},
        ["!needs permission: not given yet (Funding for Go4IT, decide by Fri 4 Sep 2026)"],
    ),
    (
        {"gates": (a_gate(kind=GateKind.PERMISSION, state=GateState.REFUSED),)},
        ["!needs permission: refused (Funding for Go4IT)"],
    ),
    *(
        ({"needs": (an_activity(2, "Briefing", status=status),)}, [f"!“Briefing” comes first: {words}"])
        for status, words in (
            (Status.PLANNED, "not done yet"),
            (Status.DOING, "not done yet"),
            (Status.PARTLY, "done only partly"),
            (Status.NOT_DELIVERED, "was not done"),
            (Status.CANCELLED, "is cancelled"),
        )
    ),
]


@pytest.mark.parametrize(("more", "said"), WARNINGS)
def test_what_stands_in_the_way(more: dict[str, Any], said: list[str]) -> None:
    assert facts(NightActivity(activity=patrol(), **more)).get("Look out", []) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"assignments": ()}, "!nobody leads it"),
        ({"assignments": (replace(POLICE, response=Answer.DECLINED),)}, "!nobody leads it"),
        (
            {"sensitivity": Sensitivity.SENSITIVE},
            "!sensitive: not to be told to anybody who is not on duty",
        ),
    ],
)
def test_what_else_to_look_out_for(more: dict[str, Any], said: str) -> None:
    assert facts(NightActivity(activity=patrol(**more)))["Look out"] == [said]


def test_what_is_said_only_where_there_is_something_to_say() -> None:
    bare = patrol(location="", meet="", description="")
    assert list(facts(NightActivity(activity=bare))) == ["Where", "Lead", "Ring"]
    assert facts(NightActivity(activity=bare))["Where"] == ["no place is given"]
    guest = patrol(
        plan="night-safe-2026", plan_name="Night Safe 2026", status=Status.PARTLY, status_note="fog"
    )
    assert facts(NightActivity(activity=guest))["Plan"] == ["it stands in Night Safe 2026"]
    assert facts(NightActivity(activity=guest))["Status"] == ["partly: fog"]


def full_of(text: str) -> NightView:
    """The text wherever a night has one."""
    contact = a_contact(name=text, phone=text, email=text)
    asked = replace(POLICE, partner=text, partner_name=text)
    view = patrol(
        title=text, location=text, meet=text, description=text, status_note=text, assignments=(asked,)
    )
    one = NightActivity(activity=view, gates=(a_gate(title=text),), needs=(view,), ring=(contact,))
    measure = a_measure(name=text, unit=text, source=text)
    return a_night(
        one,
        plan=a_plan(name=text),
        cancelled=(view,),
        counts=(NightCount(measure=measure, at=(text,)), NightCount(measure=measure, at=())),
        contacts={text: (contact,)},
        partners={text: text},
    )


def check(text: str) -> None:
    """Both open; each table has the cells that were meant, and no markup but ours stands in them."""
    night = full_of(text)
    shape = [
        (len(block.head), len(block.rows) + 1)
        for block in sheet_paper(night, printed=PRINTED).body
        if isinstance(block, Table)
    ]
    assert [
        (len(each.columns), len(each.rows)) for each in opened(sheet_docx(night, printed=PRINTED)).tables
    ] == shape
    tokens = READER.parse(sheet_md(night, printed=PRINTED))
    kinds = [token.type for token in tokens]
    assert kinds.count("tr_open") == sum(rows for _columns, rows in shape)
    assert kinds.count("th_open") + kinds.count("td_open") == sum(c * r for c, r in shape)
    inside = {child.type for token in tokens for child in token.children or []}
    assert inside <= {"text", "text_special", "strong_open", "strong_close"}
    assert not {"html_block", "fence", "code_block", "bullet_list_open", "ordered_list_open"} & set(kinds)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    check(text)


@settings(max_examples=30)
@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


def test_the_same_night_is_the_same_bytes_and_all_of_it_is_there() -> None:
    night = a_night(NightActivity(activity=patrol(sensitivity=Sensitivity.SENSITIVE), ring=(a_contact(),)))
    first = sheet_docx(night, printed=PRINTED)
    assert sheet_docx(night, printed=PRINTED) == first
    # It is for those on duty: of the sensitive too it says where and whom to ring.
    assert all(word in everything(first) for word in ("Town centre", "01695 500000", "Station yard"))
