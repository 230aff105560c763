"""All or nothing, and done again nothing: on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from pathlib import Path
from threading import Barrier

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session, select
from transfer.conftest import SLUG, Desk

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.models import PlanActivity, Series, key
from seasonal_ops.transfer import BadSheet, Imported, Outcome, limits
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Role, Sensitivity, Status

SHEET = """\
Activity,Date,From,To,Lead,Partners,Venue,Meeting place
Ward walk,Fri 30 October,6pm,11pm,Police & Street Scene,LFRS; Trading Standards,Ormskirk,Station
Night watch,30/10/2026,21:00,03:00,police,,,
Open week,5–9 October 2026,,,,,,
Rounds,each night from Mischief Night to Halloween,19:00,20:00,LFRS,,,
"""
ABOUT = """\
what,when,theme,phase,notes,status,marking
Talk,1 September,Education,operation,Bring leaflets.,doing,sensitive
"""
FIRE, POLICE = '"Lancashire Fire and Rescue Service"', '"Lancashire Constabulary"'


def _who(view: ActivityView, role: Role) -> list[str]:
    return sorted(one.partner for one in view.assignments if one.role is role)


def test_a_sheet_becomes_activities(each_desk: Desk) -> None:
    imported = each_desk.apply(SHEET)
    assert imported.count(Outcome.ADDED) == len(imported.entries) == 5
    walk = each_desk.titled("Ward walk")
    assert (walk.starts_on, walk.ends_on, walk.start_time, walk.end_time) == (
        *(date(2026, 10, 30), date(2026, 10, 30), time(18), time(23)),
    )
    assert (walk.location, walk.meet) == ("Ormskirk", "Station")
    assert _who(walk, Role.LEAD) == ["police", "street-scene"]  # both, equally
    assert _who(walk, Role.SUPPORT) == ["fire-and-rescue", "trading-standards"]
    assert walk.id in [entry.activity for entry in imported.entries]


def test_a_sheet_says_what_an_activity_is_about(each_desk: Desk) -> None:
    each_desk.apply(ABOUT)
    talk = each_desk.titled("Talk")
    assert (talk.theme, talk.phase, talk.description) == ("education", "operation", "Bring leaflets.")
    assert (talk.status, talk.sensitivity) == (Status.DOING, Sensitivity.SENSITIVE)


def test_an_end_before_the_start_is_the_next_morning(desk: Desk) -> None:
    desk.apply(SHEET)
    watch = desk.titled("Night watch")
    assert (watch.starts_on, watch.ends_on) == (date(2026, 10, 30), date(2026, 10, 31))


def test_a_range_has_its_last_day(desk: Desk) -> None:
    desk.apply(SHEET)
    week = desk.titled("Open week")
    assert (week.starts_on, week.ends_on, week.start_time) == (date(2026, 10, 5), date(2026, 10, 9), None)


def test_a_rule_of_many_dates_is_a_series(desk: Desk) -> None:
    desk.apply(SHEET)
    rounds = [one for one in desk.activities() if one.title == "Rounds"]
    assert [one.starts_on for one in rounds] == [date(2026, 10, 30), date(2026, 10, 31)]
    assert {one.date_rule for one in rounds} == {"each night from Mischief Night to Halloween"}
    (series,) = {one.series for one in rounds}
    with desk.database.read() as session:
        found = session.exec(select(Series).where(Series.id == series)).one()
    assert found.rule == "each night from Mischief Night to Halloween"


def test_a_rule_that_gives_more_dates_adds_to_its_series(desk: Desk) -> None:
    desk.apply(SHEET)
    imported = desk.apply(SHEET.replace("to Halloween", "to 1 November"))
    assert [entry.to for entry in imported.entries if entry.outcome is Outcome.ADDED] == [date(2026, 11, 1)]
    assert len({one.series for one in desk.activities() if one.title == "Rounds"}) == 1


def test_done_again_it_changes_nothing(each_desk: Desk) -> None:
    each_desk.apply(SHEET)
    before = each_desk.activities(), each_desk.facts()
    again = each_desk.apply(SHEET)
    assert [entry.outcome for entry in again.entries] == [Outcome.SAME] * 5
    assert (each_desk.activities(), each_desk.facts()) == before


def test_with_a_problem_nothing_is_stored(each_desk: Desk) -> None:
    before = each_desk.activities(), each_desk.facts()
    with pytest.raises(BadSheet) as caught:
        each_desk.apply(SHEET + "Talk,31 February,,,,,,\nWalk,30 Oct,,,Rotary,,,\n")
    assert str(caught.value) == (
        "B6 (Date): there is no 31 February 2027; choose another date; "
        "and 1 more problem: see them with --dry-run"
    )
    assert [one.row for one in caught.value.problems] == [6, 7]
    assert (each_desk.activities(), each_desk.facts()) == before


def _walk(desk: Desk, **more: object) -> ActivityView:
    desk.write(
        lambda session: make_activity(session, desk.plan(session), date(2026, 10, 30), title="Walk", **more)
    )
    return desk.titled("Walk")


@pytest.mark.parametrize(
    ("sheet", "changes"),
    [
        ("what,when\nWALK,30 October\n", []),  # found by title and date; nothing else is said
        ("what,when,where\nWalk,30 October,\n", []),  # an empty cell of a sheet that somebody typed
        ("ref,what,when,where\n{ref},Walk,30 October,\n", ["where: Ormskirk → nothing"]),  # of an export
        ("what,when,where\nWalk,30 October,Burscough\n", ["where: Ormskirk → Burscough"]),
        ("what,when,meet\nWalk,30 October,Station\n", ["meet: nothing → Station"]),
        ("what,when,notes\nWalk,30 October,Bring lamps.\n", ["what to do: nothing → Bring lamps."]),
        ("what,when,theme\nWalk,30 October,education\n", ["theme: nothing → Education"]),
        ("what,when,phase\nWalk,30 October,operation\n", ["phase: nothing → Operation"]),
        ("what,when,status\nWalk,30 October,doing\n", ["status: planned → doing"]),
        ("what,when,status\nWalk,30 October,\n", []),  # not said
        ("what,when,sensitivity\nWalk,30 October,limited\n", ["sensitivity: open → limited"]),
        ("what,when,lead\nWalk,30 October,police\n", [f"who leads: {FIRE} → {FIRE} and {POLICE}"]),
        ("ref,what,when,lead\n{ref},Walk,30 October,police\n", [f"who leads: {FIRE} → {POLICE}"]),
        ("what,when,lead\nWalk,30 October,\n", []),
        ("ref,what,when,lead\n{ref},Walk,30 October,\n", [f"who leads: {FIRE} → nothing"]),
        ("what,when,with\nWalk,30 October,police\n", [f"who supports: nothing → {POLICE}"]),
        (
            "what,when,with\nWalk,30 October,fire\n",  # led, and is now said to support
            [
                f"who leads: {FIRE} → nothing",
                f"who supports: nothing → {FIRE}",
            ],
        ),
        ("what,when,start,end\nWalk,30 October,18:00,22:00\n", ["end: 23:00 → 22:00"]),
        ("what,when,end\nWalk,30 October,22:00\n", ["end: 23:00 → 22:00"]),
        ("what,when,until\nWalk,30 October,\n", []),
        ("ref,what,when\n{ref},Ward walk,30 October\n", ["what: Walk → Ward walk"]),
        ("ref,what,when\n{ref},Walk,31 October\n", ["when: 30 October 2026 → 31 October 2026"]),
        (
            "ref,what,when,start,end\n{ref},Walk,31 October,21:00,03:00\n",
            ["when: 30 October 2026 → 31 October 2026", "start: 18:00 → 21:00", "end: 23:00 → 03:00"],
        ),
        (
            "ref,what,when,start,end\n{ref},Walk,30 October,,\n",
            ["start: 18:00 → nothing", "end: 23:00 → nothing"],
        ),
        ("ref,what,when,until\n{ref},Walk,30 October,1 November\n", ["until: nothing → 1 November 2026"]),
        ("what,when\nWalk,Mischief Night\n", ["rule: nothing → Mischief Night"]),
    ],
)  # fmt: skip
def test_a_row_changes_what_it_says_otherwise(desk: Desk, sheet: str, changes: list[str]) -> None:
    walk = _walk(desk)
    desk.apply("what,when,where,lead\nWalk,30 October,Ormskirk,fire\n")
    sheet = sheet.replace("{ref}", walk.uid)
    for imported in (desk.preview(sheet), desk.apply(sheet)):
        (entry,) = imported.entries
        assert [str(change) for change in entry.changes] == changes
        assert entry.outcome is (Outcome.CHANGED if changes else Outcome.SAME)
        assert entry.activity == walk.id
    facts = desk.facts()
    (entry,) = desk.apply(sheet).entries
    assert (entry.outcome, desk.facts()) == (Outcome.SAME, facts)


def test_a_marking_is_not_taken_away_by_an_empty_cell(desk: Desk) -> None:
    _walk(desk)
    desk.apply("what,when,marking\nWalk,30 October,limited\n")
    (entry,) = desk.apply("what,when,marking\nWalk,30 October,\n").entries
    assert entry.outcome is Outcome.SAME
    desk.apply("what,when,marking\nWalk,30 October,open\n")
    assert desk.titled("Walk").sensitivity is Sensitivity.OPEN


def test_what_is_changed_is_what_then_stands(each_desk: Desk) -> None:
    walk = _walk(each_desk)
    each_desk.apply("what,when,lead,with\nWalk,30 October,fire,street scene\n")
    each_desk.apply(
        "ref,what,when,start,end,where,theme,phase,lead,with,status\n"
        f"{walk.uid},Ward walk,31 October,21:00,03:00,Ormskirk,education,operation,police,fire,doing\n"
    )
    now = each_desk.titled("Ward walk")
    assert (now.id, now.starts_on, now.ends_on) == (walk.id, date(2026, 10, 31), date(2026, 11, 1))
    assert (now.start_time, now.end_time, now.location) == (time(21), time(3), "Ormskirk")
    assert (now.theme, now.phase, now.status) == ("education", "operation", Status.DOING)
    assert (_who(now, Role.LEAD), _who(now, Role.SUPPORT)) == (["police"], ["fire-and-rescue"])


def test_a_sheet_without_times_finds_what_has_got_one_since(desk: Desk) -> None:
    sheet = "what,when,start,end,until\nWalk,30 October,,,\n"
    desk.apply(sheet)
    desk.apply(f"ref,what,when,start\n{desk.titled('Walk').uid},Walk,30 October,18:00\n")
    assert [entry.outcome for entry in desk.apply(sheet).entries] == [Outcome.SAME]
    assert desk.titled("Walk").start_time == time(18)


def test_what_is_not_in_the_sheet_is_left_alone(desk: Desk) -> None:
    before = desk.activities()
    desk.apply("what,when\nWalk,30 October\n")
    assert [one for one in desk.activities() if one.title != "Walk"] == before


def test_one_that_goes_on_for_days_keeps_its_length(desk: Desk) -> None:
    desk.apply(SHEET)
    week = desk.titled("Open week")
    desk.apply(f"ref,what,when\n{week.uid},Open week,12 October\n")
    week = desk.titled("Open week")
    assert (week.starts_on, week.ends_on) == (date(2026, 10, 12), date(2026, 10, 16))


def test_a_night_keeps_ending_in_the_morning(desk: Desk) -> None:
    desk.apply(SHEET)
    watch = desk.titled("Night watch")
    desk.apply(f"ref,what,when,end\n{watch.uid},Night watch,31 October,23:00\n")
    watch = desk.titled("Night watch")
    assert (watch.starts_on, watch.ends_on) == (date(2026, 10, 31), date(2026, 10, 31))


def test_times_that_do_not_fit_the_activity_are_a_problem(desk: Desk) -> None:
    _walk(desk, start=None, end=None)
    (problem,) = desk.preview("what,when,end\nWalk,30 October,\n").problems or [None]
    assert problem is None
    (problem,) = desk.preview("what,when,end\nWalk,30 October,23:00\n").problems
    assert str(problem) == "C2 (end): an end needs a start; fill in both"


def _cancel(desk: Desk, activity_id: int) -> None:
    desk.write(
        lambda session: planning.cancel_activity(session, activity_id=activity_id, actor=LEAD, now=NOW)
    )


@pytest.mark.parametrize(
    ("sheet", "outcome"),
    [
        ("what,when\nWalk,30 October\n", Outcome.SAME),
        ("what,when,status\nWalk,30 October,cancelled\n", Outcome.SAME),
        ("what,when,status\nWalk,30 October,planned\n", Outcome.LEFT),
        ("what,when,where\nWalk,30 October,Burscough\n", Outcome.LEFT),
        ("ref,what,when\n{ref},Walk,31 October\n", Outcome.LEFT),
    ],
)
def test_what_is_cancelled_stays_so(desk: Desk, sheet: str, outcome: Outcome) -> None:
    walk = _walk(desk)
    _cancel(desk, walk.id)
    before = desk.titled("Walk")
    (entry,) = desk.apply(sheet.replace("{ref}", walk.uid)).entries
    assert (entry.outcome, desk.titled("Walk")) == (outcome, before)
    if outcome is Outcome.LEFT:
        assert entry.warnings == (
            (
                "it is cancelled, and stays so; to have it after all: "
                f"seasonal-ops activity status {walk.id} planned"
            ),
        )


def test_a_sheet_may_cancel(desk: Desk) -> None:
    _walk(desk)
    desk.apply("what,when,status\nWalk,30 October,cancelled\nTalk,1 September,cancelled\n")
    assert [desk.titled(title).status for title in ("Walk", "Talk")] == [Status.CANCELLED] * 2


def test_beside_a_cancelled_one_the_other_is_found(desk: Desk) -> None:
    _cancel(desk, _walk(desk).id)
    desk.write(lambda session: make_activity(session, desk.plan(session), date(2026, 10, 30), title="Walk"))
    (entry,) = desk.apply("what,when,where\nWalk,30 October,Burscough\n").entries
    assert entry.outcome is Outcome.CHANGED


def test_a_guest_is_changed_where_it_is_at_home(desk: Desk) -> None:
    def work(session: Session) -> None:
        other = make_plan(session, "freshers", Welcome_Sunday=date(2026, 9, 20))
        guest = make_activity(session, other, date(2026, 10, 30), title="Walk")
        session.add(PlanActivity(plan_id=key(desk.plan(session)), activity_id=key(guest), home=False))

    desk.write(work)
    before = desk.titled("Walk")
    same, left = (
        desk.apply(f"what,when,where\nWalk,30 October,{place}\n").entries[0] for place in ("", "Burscough")
    )
    assert (same.outcome, left.outcome) == (Outcome.SAME, Outcome.LEFT)
    assert left.warnings == ("it belongs to freshers-2026; change it there",)
    assert desk.titled("Walk") == before


def test_two_at_one_hour_are_told_apart_by_their_places(desk: Desk) -> None:
    sheet = "what,when,start,where\nWalk,30 October,18:00,Ormskirk\nWalk,30 October,18:00,Burscough\n"
    desk.apply(sheet)
    assert [one.location for one in desk.activities() if one.title == "Walk"] == ["Ormskirk", "Burscough"]
    swapped = "what,when,start,where\nWalk,30 October,18:00,Burscough\nWalk,30 October,18:00,Ormskirk\n"
    for again in (sheet, swapped):
        assert [entry.outcome for entry in desk.apply(again).entries] == [Outcome.SAME] * 2


def test_a_reference_finds_what_was_moved_and_renamed(desk: Desk) -> None:
    walk = _walk(desk)
    (entry,) = desk.preview(f"ref,what,when\n{walk.uid},Something else,6 November\n").entries
    assert (entry.outcome, entry.activity) == (Outcome.CHANGED, walk.id)


def test_a_row_copied_without_its_reference_is_one_too_many(desk: Desk) -> None:
    walk = _walk(desk)
    (problem,) = desk.preview(f"ref,what,when\n{walk.uid},Walk,30 October\n,Walk,30 October\n").problems
    assert str(problem) == 'B3 (what): "Walk" on 30 October 2026 stands in row 2 as well; leave one'


def test_progress_tells_of_every_line(desk: Desk) -> None:
    told: list[int] = []
    table = desk.table(SHEET)
    desk.apply(table, progress=told.append)
    assert (sum(told), table.length) == (5, 5)
    again: list[int] = []
    desk.apply(table, progress=again.append)
    assert sum(again) == 5


def test_sheets_of_phases_are_read_together(desk: Desk) -> None:
    from openpyxl import Workbook
    from transfer.books import saved

    made = Workbook()
    for name, title in (("Preparation", "Plan it"), ("Operation", "Do it")):
        sheet = made.create_sheet(name)
        sheet.append(["what", "when"])
        sheet.append([title, date(2026, 10, 30)])
    desk.apply(desk.table(saved(made), "plan.xlsx"))
    assert [desk.titled(title).phase for title in ("Plan it", "Do it")] == ["preparation", "operation"]


def test_a_sheet_of_any_size_within_the_limits_is_taken(desk: Desk) -> None:
    rows = "".join(f"Walk {n},2026-10-30\n" for n in range(1200))  # more than one batch
    imported = desk.apply("what,when\n" + rows)
    assert imported.count(Outcome.ADDED) == 1200
    assert limits.MOST_ROWS > 1200
    assert len([one for one in desk.activities() if one.title.startswith("Walk")]) == 1200


def test_a_partner_added_since_is_known(desk: Desk) -> None:
    desk.write(make_partner)
    desk.apply("what,when,lead\nTalk,1 September,Rotary\n")
    assert _who(desk.titled("Talk"), Role.LEAD) == ["ormskirk-rotary"]
    assert desk.titled("Talk").plan == SLUG


def test_a_theme_of_ones_own_is_known_where_it_stands(desk: Desk) -> None:
    edit = planning.Edit(theme="=Bins & beds; – 1")
    walk = _walk(desk)
    desk.write(
        lambda session: planning.edit_activity(session, activity_id=walk.id, edit=edit, actor=LEAD, now=NOW)
    )
    assert desk.titled("Walk").theme == edit.theme
    for kind in ("csv", "xlsx", "json"):
        table = desk.table(desk.export(kind), f"plan.{kind}")
        assert {entry.outcome for entry in desk.apply(table).entries} == {Outcome.SAME}


def test_two_who_import_at_once_store_it_once(postgres_database: Database, tmp_path: Path) -> None:
    desk = Desk(postgres_database, tmp_path)
    desk.write(make_plan)
    table = desk.table(SHEET)
    both = Barrier(2)

    def work(_: int) -> Imported:
        both.wait()
        return desk.apply(table)

    with ThreadPoolExecutor(2) as pool:
        imported = list(pool.map(work, range(2)))
    assert sorted(one.count(Outcome.ADDED) for one in imported) == [0, 5]
    assert len([one for one in desk.activities() if one.title == "Rounds"]) == 2
