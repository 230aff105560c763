"""What went on in each night."""

from datetime import date, time

import pytest
from factories import make_activity, make_plan

from seasonal_ops.db import Database
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.deployed import deployed
from seasonal_ops.models import Plan, PlanActivity, key
from seasonal_ops.words import Status

# A stretch in which no activity of the template stands.
WINDOW = Window(date(2027, 3, 1), date(2027, 3, 5))
FIRST, SECOND, THIRD = WINDOW.days()[:3]


@pytest.mark.parametrize(
    ("start", "end", "ends_on", "nights"),
    [
        pytest.param(time(18), time(23), SECOND, {SECOND}, id="an evening"),
        pytest.param(time(21), time(3), THIRD, {SECOND}, id="past midnight it is still its night"),
        pytest.param(time(21), time(7), THIRD, {SECOND}, id="until 07:00"),
        pytest.param(time(21), time(8), THIRD, {SECOND, THIRD}, id="into the next"),
        pytest.param(time(1), time(3), SECOND, {FIRST}, id="after midnight it is the night before"),
        pytest.param(time(18), None, SECOND, {SECOND}, id="without an end"),
        pytest.param(None, None, SECOND, {SECOND}, id="all of one day"),
        pytest.param(None, None, date(2027, 3, 20), set(), id="a preparation of weeks"),
        pytest.param(time(9), time(17), date(2027, 3, 20), set(WINDOW.days()[1:]), id="timed over many days"),
    ],
)
def test_an_activity_counts_in_the_nights_that_it_reaches(
    sqlite_database: Database, start: time | None, end: time | None, ends_on: date, nights: set[date]
) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        activity = make_activity(session, plan, SECOND, start=start, end=end)
        activity.ends_on = ends_on
        session.flush()
        assert deployed(session, plan, WINDOW) == dict.fromkeys(nights, 1)


def test_an_operation_of_many_days_counts_on_each(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        activity = make_activity(session, plan, FIRST, start=None, end=None)
        activity.ends_on = THIRD
        standing = session.get_one(PlanActivity, (key(plan), key(activity)))
        standing.phase = "operation"
        session.flush()
        assert deployed(session, plan, WINDOW) == {FIRST: 1, SECOND: 1, THIRD: 1}


@pytest.mark.parametrize(
    ("status", "count"),
    [
        (Status.PLANNED, 1),
        (Status.DELIVERED, 1),
        (Status.PARTLY, 1),
        (Status.NOT_DELIVERED, 0),
        (Status.CANCELLED, 0),
    ],
)
def test_what_did_not_happen_was_not_deployed(sqlite_database: Database, status: Status, count: int) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        make_activity(session, plan, FIRST).status = status
        session.flush()
        assert deployed(session, plan, WINDOW).get(FIRST, 0) == count


def test_guests_count_and_other_plans_do_not(database: Database) -> None:
    with database.write() as session:
        plan, home = make_plan(session), make_plan(session, "action-days")
        guest = make_activity(session, home, FIRST)
        make_activity(session, home, SECOND)
        session.add(PlanActivity(plan_id=key(plan), activity_id=key(guest), home=False))
        session.flush()
        assert deployed(session, plan, WINDOW) == {FIRST: 1}


def test_of_a_plan_without_activities_nothing(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        assert deployed(session, Plan(id=999, slug="x", name="x", template="x", year=2026), WINDOW) == {}
