"""What was expected until now, what came, what is missing and by when it is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from desk import AFTER, NIGHT, Desk
from factories import LEAD, make_plan

from seasonal_ops import counting, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import key
from seasonal_ops.views import ReturnsView
from seasonal_ops.words import AreaRole, MeasureKind, Purpose, Status

FIRST = date(2026, 10, 27)


def returns(desk: Desk, slug: str, *, now: datetime = AFTER) -> ReturnsView:
    """The line of one measure."""
    return next(one for one in queries.returns(desk.session, desk.plan, now=now) if one.measure == slug)


def test_received_nil_late_missing_and_due(database: Database) -> None:
    with database.write() as session:
        desk = Desk(session, make_plan(session))
        # Entered on 10 November: the 14th day after the first night, the last on which it is not late.
        desk.now = datetime(2026, 11, 10, 9, tzinfo=UTC)
        desk.add("asb-calls", 4, FIRST)
        desk.add("asb-calls", 0, FIRST + timedelta(days=1))
        desk.now = AFTER
        desk.add("asb-calls", 9, FIRST + timedelta(days=4))
        # What was corrected came when it first came.
        desk.add("asb-calls", 5, FIRST, correct=True)
        view = returns(desk, "asb-calls")
    assert (view.name, view.source) == ("Calls about anti-social behaviour", "police")
    assert (view.expected, view.received, view.nil, view.late) == (12, 3, 1, 1)
    missing = (29, 30)
    assert view.missing[:2] == tuple(date(2026, 10, day) for day in missing)
    assert len(view.missing) == 9
    # On 20 November, what is of 5 November or before should have come.
    assert view.overdue[-1] == date(2026, 11, 5)
    assert view.due == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 10, 27, 12, tzinfo=UTC), 0),  # the first night is not over
        (datetime(2026, 10, 28, 0, 0, tzinfo=UTC), 1),
        (datetime(2027, 3, 1, tzinfo=UTC), 12),
    ],
    ids=["before", "first", "after"],
)
def test_only_nights_that_are_over_are_expected(
    sqlite_database: Database, now: datetime, expected: int
) -> None:
    with sqlite_database.write() as session:
        view = returns(Desk(session, make_plan(session)), "asb-calls", now=now)
    assert (view.expected, len(view.missing)) == (expected, expected)


def test_a_period_fills_its_days_and_an_area_counts_where_the_operation_is(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        desk = Desk(session, make_plan(session))
        desk.area("Tanhouse")
        desk.do(counting.add_area, name="Elsewhere", role=AreaRole.COMPARISON)
        desk.add("asb-calls", 60, NIGHT, until=date(2026, 11, 1))
        desk.add("asb-calls", 2, date(2026, 11, 2), area="tanhouse")
        desk.add("asb-calls", 2, date(2026, 11, 3), area="elsewhere")
        desk.add("asb-calls", 2, date(2025, 11, 4), baseline=True)
        view = returns(desk, "asb-calls")
    assert view.received == 4
    assert date(2026, 11, 3) in view.missing


def test_what_was_done_is_expected_when_it_was_promised(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        desk = Desk(session, make_plan(session))
        promised = [
            row
            for row in queries.activities(session, plan_id=key(desk.plan))
            if "audits-done" in row.measures
        ]
        days = tuple(sorted({row.starts_on for row in promised}))
        assert returns(desk, "audits-done").missing == days
        planning.set_status(
            session, activity_id=promised[0].id, status=Status.NOT_DELIVERED, note="", actor=LEAD, now=AFTER
        )
        assert returns(desk, "audits-done").missing == tuple(on for on in days if on != promised[0].starts_on)


def test_what_comes_once_is_expected_once(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        desk = Desk(session, make_plan(session))
        desk.count_of("agree", MeasureKind.PERCENTAGE)
        desk.count_of("promised by none", purpose=Purpose.OUTPUT)
        for slug in ("agree", "promised-by-none"):
            waiting = returns(desk, slug)
            assert (waiting.expected, waiting.missing, waiting.due) == (
                1,
                (date(2026, 11, 7),),
                date(2026, 11, 21),
            )
            desk.add(slug, 75, date(2026, 11, 3))
            assert replace(returns(desk, slug), missing=waiting.missing) == replace(waiting, received=1)
