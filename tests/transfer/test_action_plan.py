"""The Delivery Action Plan: in, out, and in again."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity
from sqlmodel import Session
from transfer.books import book
from transfer.conftest import Desk

from seasonal_ops import planning, queries
from seasonal_ops.models import key
from seasonal_ops.transfer import Outcome
from seasonal_ops.views import TargetView
from seasonal_ops.words import Role

HEADERS = ("Objective", "Target - March 2027", "Owner", "Actions", "CSP/Divisional Delivery Group")
PLAN = """\
Objective,Target - March 2027,Owners,Actions,CSP/Divisional Delivery Group
Fewer fires,At least 12 action days by 31/12/2026,"LFRS
Police","• Clear the sites
• Visual audits","• LPG
• Bonfire Strategy Group"
,,Trading Standards,Inspect the shops,
,To reduce crime,,Talk to schools,–
Better streets,,–,,LPG
"""


def _targets(desk: Desk) -> list[TargetView]:
    """Those that an import set: the template's have a measure."""
    with desk.database.read() as session:
        return [one for one in queries.targets(session, desk.plan(session)) if one.measure is None]


def _leads(desk: Desk, title: str) -> list[str]:
    return sorted(one.partner for one in desk.titled(title).assignments if one.role is Role.LEAD)


def test_rows_become_targets_with_their_actions(each_desk: Desk) -> None:
    imported = each_desk.apply(PLAN)
    assert imported.count(Outcome.ADDED) == len(imported.entries) == 7
    days, crime, streets = _targets(each_desk)
    assert (days.objective, days.text, days.delivery_group) == (
        *("Fewer fires", "At least 12 action days by 31/12/2026", "LPG; Bonfire Strategy Group"),
    )
    assert (days.value, days.percent, days.by) == (Decimal(12), False, date(2026, 12, 31))
    assert (crime.objective, crime.value, crime.by, crime.delivery_group) == (
        *("Fewer fires", None, date(2027, 3, 31), ""),  # the date stands in the header
    )
    assert (streets.objective, streets.text, streets.delivery_group) == (
        *("Better streets", "To reduce crime", "LPG"),
    )
    titles = {one.id: one.title for one in each_desk.activities()}
    assert [titles[one] for one in days.activities] == [
        *("Clear the sites", "Visual audits", "Inspect the shops"),
    ]
    assert [titles[one] for one in crime.activities] == ["Talk to schools"]
    assert streets.activities == ()


def test_owners_are_equal_and_go_on_downwards(desk: Desk) -> None:
    desk.apply(PLAN)
    assert _leads(desk, "Visual audits") == ["fire-and-rescue", "police"]
    assert _leads(desk, "Inspect the shops") == ["trading-standards"]
    assert _leads(desk, "Talk to schools") == ["trading-standards"]  # blank: as above


def test_actions_are_on_the_day_that_their_target_is_due(desk: Desk) -> None:
    desk.apply(PLAN)
    clear, talk = desk.titled("Clear the sites"), desk.titled("Talk to schools")
    assert (clear.starts_on, clear.ends_on, clear.start_time) == (
        date(2026, 12, 31),
        date(2026, 12, 31),
        None,
    )
    assert (talk.starts_on, talk.date_reason) == (
        date(2027, 3, 31),
        "the target is due by 31 March 2027",
    )


def test_a_target_without_a_number_is_taken_with_a_word(desk: Desk) -> None:
    warned = {one.title: one.warnings for one in desk.preview(PLAN).entries if one.is_target and one.warnings}
    assert warned == {
        "To reduce crime": (
            'no number is read from it, so it cannot be measured; say one, such as "at least 12" or "-10%"',
        )
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_in_and_out_and_in_again_changes_nothing(each_desk: Desk, kind: str) -> None:
    each_desk.apply(PLAN)
    walk = "what,when,start,end,lead\nNight walk,30 October,21:00,03:00,police\nShow,5–9 October,,,\n"
    each_desk.apply(walk)
    before = each_desk.activities(), _targets(each_desk), each_desk.facts()
    for content in (PLAN.encode(), each_desk.export(kind, "action-plan")):
        again = each_desk.apply(each_desk.table(content, f"again.{kind}"))
        assert {entry.outcome for entry in again.entries} == {Outcome.SAME}
    assert (each_desk.activities(), _targets(each_desk), each_desk.facts()) == before


def test_what_was_moved_since_is_found_by_its_target(desk: Desk) -> None:
    desk.apply(PLAN)
    talk = desk.titled("Talk to schools").id
    desk.write(
        lambda session: planning.move_activity(
            session, activity_id=talk, to=date(2027, 3, 1), actor=LEAD, now=NOW
        )
    )
    assert {entry.outcome for entry in desk.apply(PLAN).entries} == {Outcome.SAME}
    assert {entry.outcome for entry in desk.apply(desk.export("csv", "action-plan")).entries} == {
        Outcome.SAME
    }
    assert desk.titled("Talk to schools").starts_on == date(2027, 3, 1)


def test_an_activity_that_stands_comes_to_serve_a_target(desk: Desk) -> None:
    desk.write(
        lambda session: make_activity(
            session, desk.plan(session), date(2026, 12, 31), title="Visual audits", start=None, end=None
        )
    )
    audits = desk.titled("Visual audits")
    imported = desk.apply(PLAN)
    (entry,) = [one for one in imported.entries if one.title == "Visual audits"]
    assert (entry.outcome, [change.what for change in entry.changes]) == (Outcome.CHANGED, ["who leads"])
    assert audits.id in _targets(desk)[0].activities


TWICE = (
    "objective,target,owner,actions,by\n"
    "Fires,Fewer fires,police,Walk,1 December 2026\n"
    "Crime,Fewer crimes,police,Walk,1 December 2026\n"
)


def test_one_action_under_two_targets_is_one(desk: Desk) -> None:
    desk.apply(TWICE)
    walk = desk.titled("Walk")
    assert [target.activities for target in _targets(desk)] == [(walk.id,), (walk.id,)]
    for again in (TWICE, desk.export("csv", "action-plan")):
        assert {one.outcome for one in desk.apply(again).entries} == {Outcome.SAME}


def test_an_action_of_different_owners_is_each_ones_own(desk: Desk) -> None:
    sheet = TWICE.replace("crimes,police", "crimes,LFRS")
    desk.apply(sheet)
    walks = [one for one in desk.activities() if one.title == "Walk"]
    assert [one.lead_slugs for one in walks] == [("police",), ("fire-and-rescue",)]
    assert [target.activities for target in _targets(desk)] == [(walks[0].id,), (walks[1].id,)]
    for again in (sheet, desk.export("csv", "action-plan")):
        assert {one.outcome for one in desk.apply(again).entries} == {Outcome.SAME}


def test_an_action_comes_to_serve_another_target_too(desk: Desk) -> None:
    desk.apply("\n".join(TWICE.splitlines()[:2]))
    walk = desk.titled("Walk")
    desk.apply(TWICE)
    assert [target.activities for target in _targets(desk)] == [(walk.id,), (walk.id,)]


def _walks(desk: Desk, *dates: date) -> list[int]:
    for on in dates:
        desk.write(
            lambda session, on=on: make_activity(
                session, desk.plan(session), on, title="Walk", start=None, end=None
            )
        )
    return [one.id for one in desk.activities() if one.title == "Walk"]


def _served_by(desk: Desk, *ids: int) -> None:
    def work(session: Session) -> None:
        plan_id = key(desk.plan(session))
        planning.set_target(session, plan_id=plan_id, text="Fewer fires", activities=ids, actor=LEAD, now=NOW)

    desk.write(work)


DEC_1, DEC_2, DEC_3 = date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3)


@pytest.mark.parametrize(
    ("dates", "serving", "when", "found"),
    [
        ([DEC_1, DEC_1], [1], "1 December 2026", 1),  # of two that day the one that serves the target
        ([DEC_1, DEC_1], [1], "", 1),
        ([DEC_2, DEC_3], [0, 1], "", 0),  # both were moved since
        ([DEC_1, DEC_2], [1], "1 December 2026", 0),  # the one of that day comes to serve it
        ([DEC_2], [0], "1 December 2026", 0),  # is moved
        ([DEC_2, DEC_3], [0, 1], "1 December 2026", None),  # which of the two? It is one more
    ],
)
def test_an_action_is_the_activity_that_it_can_only_be(
    desk: Desk, dates: list[date], serving: list[int], when: str, found: int | None
) -> None:
    ids = _walks(desk, *dates)
    _served_by(desk, *(ids[at] for at in serving))
    sheet = f"target,actions,by,when\nFewer fires,Walk,1 December 2026,{when}\n"
    (entry,) = [one for one in desk.preview(sheet).entries if not one.is_target]
    assert entry.activity == (None if found is None else ids[found])


def test_what_is_said_anew_of_a_target(desk: Desk) -> None:
    desk.apply(PLAN)
    later = PLAN.replace("March 2027", "April 2027").replace("• LPG", "• CSP")
    changed = {
        one.title: [str(change) for change in one.changes]
        for one in desk.apply(later).entries
        if one.outcome is Outcome.CHANGED
    }
    assert changed == {
        "At least 12 action days by 31/12/2026": [
            "group: LPG; Bonfire Strategy Group → CSP; Bonfire Strategy Group"
        ],
        "To reduce crime": ["by: 31 March 2027 → 30 April 2027"],
    }
    assert [(one.by, one.value) for one in _targets(desk)] == [
        (date(2026, 12, 31), Decimal(12)),
        (date(2027, 4, 30), None),
        (date(2027, 4, 30), None),
    ]


def test_a_number_that_was_set_by_hand_stays(desk: Desk) -> None:
    desk.apply(PLAN)
    crime = _targets(desk)[1]

    def measure(session: Any) -> None:
        planning.set_target(
            session,
            plan_id=key(desk.plan(session)),
            target_id=crime.id,
            text=crime.text,
            objective=crime.objective,
            by=crime.by,
            value=Decimal(-10),
            percent=True,
            activities=crime.activities,
            actor=LEAD,
            now=NOW,
        )

    desk.write(measure)
    desk.apply(PLAN.replace("Talk to schools", '"Talk to schools\nTalk to parents"'))
    crime = _targets(desk)[1]
    assert (crime.value, crime.percent, len(crime.activities)) == (Decimal(-10), True, 2)


def test_a_long_action_has_a_short_title_and_all_of_its_text(desk: Desk) -> None:
    action = "Walk through every street of the ward with the neighbours and " + "write it down " * 20
    sheet = f"objective,target,owner,actions,by\nA,At least 12,police,{action},1 December 2026\n"
    desk.apply(sheet)
    (walk,) = [one for one in desk.activities() if one.title.startswith("Walk through")]
    assert action.startswith(walk.title.removesuffix("…"))
    assert len(walk.title) <= 200
    assert walk.description == action.strip()
    assert action.strip() in desk.export("csv", "action-plan").decode()
    for again in (sheet, desk.export("csv", "action-plan")):
        assert {one.outcome for one in desk.apply(again).entries} == {Outcome.SAME}


def test_merged_cells_go_on_downwards(desk: Desk) -> None:
    rows = [("Fires", "At least 12", "police", "Walk", "LPG"), (None, None, None, "Talk", None)]

    def work(sheet: Any) -> None:
        for column in "ABCE":
            sheet.merge_cells(f"{column}2:{column}3")

    content = book(HEADERS, *rows, work=work)
    desk.apply(desk.table(content, "plan.xlsx"))
    assert _leads(desk, "Talk") == ["police"]
    assert len(_targets(desk)[0].activities) == 2


@pytest.mark.parametrize(
    ("merge", "problem"),
    [
        ("D2:D3", 'sheet "Plan", D2 (Actions): D2:D3 are merged; unmerge them and fill in each cell'),
        ("A2:B2", 'sheet "Plan", A2 (Objective): A2:B2 are merged; unmerge them and fill in each cell'),
        ("A1:A2", 'sheet "Plan", A1 (Objective): A1:A2 are merged; unmerge them and fill in each cell'),
    ],
)
def test_other_merged_cells_are_a_problem(desk: Desk, merge: str, problem: str) -> None:
    rows = [("Fires", "At least 12", "police", "Walk", "LPG"), (None, None, None, "Talk", None)]
    content = book(HEADERS, *rows, work=lambda sheet: sheet.merge_cells(merge))
    assert str(desk.preview(desk.table(content, "plan.xlsx")).problems[0]) == problem


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "A,To reduce crime,police,Walk,,",
            (
                'B2 (target): there is no date; write one into a column "by", '
                'or into the target ("by March 2027")'
            ),
        ),
        ("A,B,police,Walk,,31 February", "F2 (by): there is no 31 February 2027; choose another date"),
        (
            "A,B by May 2027,Rotary,Walk,,",
            'C2 (owner): there is no partner "Rotary"; make it known: seasonal-ops partner add "Rotary"',
        ),
        (
            "A,B by March 9999,,Walk,,",
            "row 2: 9999-03-31 is too far away; use a year between 2 and 9998",
        ),
        (f"{'x' * 1001},B by May 2027,,Walk,,", "A2 (objective): the text has 1001 characters; 1000 at most"),
        (f"A,{'x' * 1001},,,,", "B2 (target): the text has 1001 characters; 1000 at most"),
        (f"A,B by May 2027,,Walk,{'x' * 201},", "E2 (group): the text has 201 characters; 200 at most"),
        (f"A,B by May 2027,,{'x' * 4001},,", "D2 (actions): an action has 4001 characters; 4000 at most"),
    ],
)
def test_problems_of_an_action_plan_have_their_place(desk: Desk, row: str, problem: str) -> None:
    (found,) = desk.preview(f"objective,target,owner,actions,group,by\n{row}\n,,,Talk,,\n").problems[:1]
    assert str(found) == problem


def test_an_inherited_problem_is_said_once(desk: Desk) -> None:
    rows = "A,B by May 2027,Rotary,Walk\n,,,Talk\n,,,Sing\n"
    assert len(desk.preview(f"objective,target,owner,actions\n{rows}").problems) == 1


def test_a_line_that_only_introduces_is_said(desk: Desk) -> None:
    imported = desk.preview('objective,target,owner,actions\nA,B by May 2027,,"We do it by:\n• Talk"\n')
    assert imported.notes == ('row 2: "We do it by:" only introduces what follows; it is left out',)


def test_actions_may_have_days_and_times_of_their_own(desk: Desk) -> None:
    sheet = (
        "objective,target,owner,actions,by,when,start,end\n"
        "Fires,At least 12,police,Walk,1 December 2026,30 October,21:00,03:00\n"
        ",,,Talk,,,,\n"
    )
    desk.apply(sheet)
    walk, talk = desk.titled("Walk"), desk.titled("Talk")
    assert (walk.starts_on, walk.ends_on, walk.start_time) == (
        *(date(2026, 10, 30), date(2026, 10, 31), time(21)),
    )
    assert (talk.starts_on, talk.start_time) == (date(2026, 12, 1), None)
    for again in (sheet, desk.export("xlsx", "action-plan")):
        name = "again" if isinstance(again, str) else "again.xlsx"
        assert {one.outcome for one in desk.apply(desk.table(again, name)).entries} == {Outcome.SAME}


def test_one_export_names_what_serves_no_target(desk: Desk) -> None:
    desk.apply(PLAN)
    text = desk.export("csv", "action-plan").decode()
    for view in desk.activities():
        assert view.title.replace('"', '""') in text
