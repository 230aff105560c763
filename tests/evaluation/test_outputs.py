"""Planned against delivered, and nothing counted twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import LEAD, NOW, make_plan
from sqlmodel import Session

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.evaluation import outputs as outputs_
from seasonal_ops.evaluation.outputs.delivered import Value, total
from seasonal_ops.evaluation.shapes import OutputResult
from seasonal_ops.models import Measure, Plan, key
from seasonal_ops.words import AreaRole, MeasureKind, Purpose
from tests.evaluation.recording import measure_of, promising, put

TODAY = date(2027, 12, 1)
HALLOWEEN = date(2026, 10, 31)


def of(session: Session, plan: Plan, slug: str, today: date = TODAY) -> OutputResult:
    """The result of one output."""
    return next(one for one in outputs_.outputs(session, plan, today=today) if one.measure.slug == slug)


def the_year_and_its_season(session: Session) -> tuple[Plan, Plan]:
    """The source's year: 14 days and 350 tonnes, of which 6 days and 150 tonnes were Bright Sparx's."""
    year, season = make_plan(session, "action-days"), make_plan(session)
    days = promising(session, year, "action-days-held")
    inside = {row.id for row in promising(session, season, "action-days-held")}
    assert (len(days), len(inside)) == (14, 6)
    for row in days:
        put(session, year, "action-days-held", "1", row.starts_on, activity_id=row.id)
        put(session, year, "detritus-removed", "25", row.starts_on, activity_id=row.id)
    return year, season


def test_the_days_of_a_season_inside_the_year_come_out_once(database: Database) -> None:
    with database.write() as session:
        year, season = the_year_and_its_season(session)
        days = of(session, year, "action-days-held"), of(session, season, "action-days-held")
        tonnes = of(session, year, "detritus-removed"), of(session, season, "detritus-removed")
    assert [(one.delivered, one.shared, one.sessions) for one in days] == [(14, 6, 14), (6, 6, 6)]
    assert [(one.delivered, one.shared) for one in tonnes] == [(350, 150), (150, 150)]
    assert days[1].sentence == (
        "6 days delivered of 6 planned. 6 of 6 activities that promised it have reported."
        " 6 of these are recorded as among the 14 of Community Action and Engagement Days 2026:"
        " never add them up."
    )
    assert "150 of these are recorded as among the 150 of Bright Sparx 2026" in tonnes[0].sentence
    assert "350 tonnes delivered; no number was aimed at." in tonnes[0].sentence


def test_an_activity_that_both_plans_counted_counts_as_each_has_it(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        _, season = the_year_and_its_season(session)
        first = promising(session, season, "detritus-removed")[0]
        put(session, season, "detritus-removed", "30", first.starts_on, activity_id=first.id)
        found = of(session, season, "detritus-removed")
    assert (found.delivered, found.shared) == (155, 155)


def test_a_day_entered_without_its_activity_is_not_added_to_what_the_other_plan_has(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        _, season = the_year_and_its_season(session)
        first = promising(session, season, "action-days-held")[0]
        put(session, season, "action-days-held", "1", first.starts_on)
        found = of(session, season, "action-days-held")
    assert found.delivered == 6


def test_tons_are_named_beside_tonnes_and_never_mixed(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        year, season = the_year_and_its_season(session)
        measure_of(session, year, "detritus-removed").unit = "tons"
        session.flush()
        found = of(session, season, "detritus-removed")
        whole = of(session, year, "detritus-removed")
    assert (found.delivered, found.shared) == (None, 0)
    said = "action-days-2026 has 150 tons of the same activities, which are no tonnes: not added."
    assert found.sentence.endswith(said)
    assert (whole.delivered, whole.shared) == (350, 0)


def test_who_has_not_reported_and_what_is_not_over_is_said(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        first, *_, last = promising(session, plan, "action-days-held")
        put(session, plan, "action-days-held", "1", first.starts_on, activity_id=first.id)
        before = of(session, plan, "action-days-held", last.starts_on)
        nothing = of(session, plan, "audits-done")
    assert before.sentence == (
        "1 (days) delivered of 6 planned."
        " 1 of 6 activities that promised it have reported; 1 is not over yet."
    )
    assert (nothing.delivered, nothing.sessions) == (None, 0)
    assert nothing.sentence.startswith("Nothing is recorded yet")


def test_without_a_target_the_standing_activities_are_planned_where_each_is_one_of_the_unit(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        audits = promising(session, plan, "audits-done")
        assert of(session, plan, "audits-done").planned == len(audits)
        # Tonnes are not one an activity.
        assert of(session, plan, "detritus-removed").planned is None
        planning.cancel_activity(session, activity_id=key(audits[0]), reason="", actor=LEAD, now=NOW)
        found = of(session, plan, "audits-done")
        assert (found.planned, found.activities) == (len(audits) - 1 or None, len(audits) - 1)


def test_what_was_entered_for_an_earlier_season_is_not_of_this_one(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        put(session, plan, "audits-done", "5", HALLOWEEN - timedelta(days=365))
        assert of(session, plan, "audits-done").delivered is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # One figure for the days and each of them: the figure holds them.
        ([("14", 1, 30, None, None), ("2", 3, 3, None, None), ("3", 4, 4, None, None)], 14),
        # The days together are more than the figure that should hold them.
        ([("4", 1, 30, None, None), ("2", 3, 3, None, None), ("3", 4, 4, None, None)], 5),
        # A day outside of it comes to it.
        ([("4", 1, 10, None, None), ("2", 12, 12, None, None)], 6),
        # The district's own value holds its areas.
        ([("9", 3, 3, None, None), ("2", 3, 3, AreaRole.EVENT, None)], 9),
        ([("2", 3, 3, AreaRole.EVENT, None), ("3", 3, 3, AreaRole.EVENT, None)], 5),
        # An area to compare with is no part of it.
        ([("2", 3, 3, AreaRole.EVENT, None), ("3", 3, 3, AreaRole.COMPARISON, None)], 2),
        # Two activities of one day.
        ([("2", 3, 3, None, 1), ("3", 3, 3, None, 2)], 5),
    ],
)
def test_a_sum_holds_no_value_twice(
    values: list[tuple[str, int, int, AreaRole | None, int | None]], expected: int
) -> None:
    rows = [
        Value("p", "days", "held", date(2026, 6, first), date(2026, 6, last), area, activity, Decimal(value))
        for value, first, last, area, activity in values
    ]
    assert total(rows) == expected
    assert total(rows[::-1]) == expected


def kicks(session: Session, plan: Plan) -> Measure:
    """A weekly session: attendances, of which people, of which regulars, as the source has them."""
    sample = measure_of(session, plan, "go4it-attendance")
    shared = sample.model_dump(exclude={"id"}) | {
        "window_from": date(2026, 4, 1),
        "window_to": date(2027, 3, 31),
        "position": 90,
    }
    rows = [
        Measure(**shared | {"slug": "kicks", "part_of": None}),
        Measure(**shared | {"slug": "kicks-people", "part_of": "kicks"}),
        Measure(
            **shared
            | {"slug": "kicks-regulars", "part_of": "kicks-people", "definition": "Ten or more sessions."}
        ),
        Measure(**shared | {"slug": "kicks-average", "part_of": "kicks", "kind": MeasureKind.QUANTITY}),
    ]
    session.add_all(rows)
    session.flush()
    return rows[0]


def test_a_series_says_its_sessions_people_and_regulars(sqlite_database: Database) -> None:
    whole = {"until": date(2027, 3, 31)}
    with sqlite_database.write() as session:
        plan = make_plan(session)
        kicks(session, plan)
        for slug, value in (("kicks", 2595), ("kicks-people", 102), ("kicks-regulars", 86)):
            put(session, plan, slug, str(value), date(2026, 4, 1), **whole)
        told = of(session, plan, "kicks").sentence
        put(session, plan, "kicks-average", "34", date(2026, 4, 1), **whole)
        averaged = of(session, plan, "kicks").sentence
    assert told.endswith("2,595 attendances; 102 people came, 86 of them 10 times or more.")
    assert "at 76 or 77 sessions, 34 on average" in averaged


def test_sessions_are_counted_and_checked_against_the_people(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        kicks(session, plan)
        for week in range(3):
            put(session, plan, "kicks", "20", date(2026, 4, 2) + timedelta(weeks=week))
        put(session, plan, "kicks-people", "15", date(2026, 4, 1), until=date(2027, 3, 31))
        found = of(session, plan, "kicks")
    assert (found.delivered, found.sessions) == (60, 3)
    assert "60 attendances at 3 sessions, 20 on average; 15 people came." in found.sentence
    assert "15 people cannot come more than 45 times." in found.sentence


def test_outcomes_and_words_are_no_outputs(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        found = outputs_.outputs(session, make_plan(session), today=TODAY)
    assert {one.measure.purpose for one in found} == {Purpose.OUTPUT, Purpose.ENGAGEMENT}
    assert "residents-comments" not in {one.measure.slug for one in found}
