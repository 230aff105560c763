"""What a report is made of, read from the database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import counting, planning
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound
from seasonal_ops.models import Activity, Plan, key
from seasonal_ops.planning import Edit
from seasonal_ops.reports.gather import gather
from seasonal_ops.reports.shapes import Change, Learnt, Report
from seasonal_ops.words import Readers, Sensitivity, Status

LATER = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
ACT: dict[str, Any] = {"actor": LEAD, "now": NOW}


def report(
    session: Session, plan: Plan, *against: str, readers: Readers = Readers.PARTNERSHIP, now: datetime = LATER
) -> Report:
    """The plan after its season."""
    return gather(session, plan, against, readers=readers, now=now)


def count(session: Session, plan: Plan, value: str, reason: str = "") -> None:
    """Deliberate fires on Mischief Night."""
    new = counting.NewCount(value=value, on=date(plan.year, 10, 30), reason=reason)
    measure = counting.find_measure(session, plan, "deliberate-fires")
    counting.add_count(session, plan=plan, measure=measure, new=new, actor=LEAD, now=LATER)


def walk(session: Session, plan: Plan, title: str, sensitivity: Sensitivity = Sensitivity.OPEN) -> Activity:
    """An activity added by hand."""
    row = make_activity(session, plan, date(2026, 10, 30), title=title)
    planning.edit_activity(session, activity_id=key(row), edit=Edit(sensitivity=sensitivity), **ACT)
    return row


def cancel(session: Session, row: Activity, note: str) -> None:
    """Called off, and why."""
    planning.set_status(session, activity_id=key(row), status=Status.CANCELLED, note=note, **ACT)


def test_without_a_name_the_season_before_stands_beside_it(database: Database) -> None:
    with database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session)
        count(session, last, "9")
        count(session, this, "3")
        found = report(session, this)
    assert found.evaluation.against == ("bright-sparx-2025",)
    assert found.printed == date(2026, 12, 1)


def test_a_first_season_is_reported_alone_and_a_baseline_that_is_named_must_be_there(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        assert report(session, plan).evaluation.against == ()
        with pytest.raises(NotFound):
            report(session, plan, "bright-sparx-2019")


def test_what_became_of_the_activities_stands_beside_what_was_promised(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session, "action-days")
        first, second = walk(session, plan, "First walk"), walk(session, plan, "Second walk")
        planning.go_live(session, plan_id=key(plan), **ACT)
        cancel(session, first, "no crew")
        planning.move_activity(session, activity_id=key(second), to=date(2026, 10, 31), **ACT)
        walk(session, plan, "Third walk")
        found = report(session, plan).delivery
    assert (found.taken, found.promised) == (date(2026, 8, 20), 16)
    assert (found.tally.total, found.tally.cancelled) == (17, 1)
    assert (found.moved, found.added, found.unnamed) == (1, 1, 0)
    assert found.changes[0] == Change(
        title="First walk", was=date(2026, 10, 30), to=None, reason="cancelled: no crew"
    )


def test_a_draft_promised_nothing(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        found = report(session, make_plan(session, "action-days")).delivery
    assert (found.taken, found.promised, found.agencies, found.changes) == (None, 0, (), ())
    assert found.tally.total == 14


def test_the_public_is_told_of_open_changes_alone_and_not_why(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session, "action-days")
        rows = [walk(session, plan, f"{one} walk", one) for one in Sensitivity]
        planning.go_live(session, plan_id=key(plan), **ACT)
        for row in rows:
            cancel(session, row, "Sergeant Bloggs is ill")
        make_activity(session, plan, date(2026, 10, 29), title="Late walk")
        found = report(session, plan, readers=Readers.PUBLIC)
    said = [(one.title, one.reason) for one in found.delivery.changes]
    assert said == [("open walk", "cancelled"), ("Late walk", "added since")]
    assert found.delivery.unnamed == 2
    assert found.veiled == {key(row) for row in rows[1:]}


def test_a_lesson_has_its_owners_name_and_the_plan_that_it_became_part_of(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        owner = make_partner(session)
        two = planning.add_lesson(session, plan_id=key(plan), text="Two vans", owner_id=key(owner), **ACT)
        two.activity_id = key(make_activity(session, make_plan(session, year=2027), date(2027, 9, 1)))
        planning.add_lesson(session, plan_id=key(plan), text="Nobody's", owner_id=None, **ACT)
        found = report(session, plan).lessons
        public = report(session, plan, readers=Readers.PUBLIC).lessons
    assert found == (
        Learnt(text="Two vans", owner="Ormskirk Rotary", became="Bright Sparx 2027"),
        Learnt(text="Nobody's"),
    )
    assert [one.became for one in public] == ["", ""]


def test_why_an_unusual_value_stands_is_for_the_partnership_alone(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        count(session, plan, "30", "a stack of pallets")
        own, public = report(session, plan), report(session, plan, readers=Readers.PUBLIC)
    assert own.reasons == {"deliberate-fires": ("30 October 2026, 30: a stack of pallets",)}
    assert public.reasons == {}
    assert own.returns["deliberate-fires"].received == 1
