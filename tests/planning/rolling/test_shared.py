"""Plans that share activities: these stand in both again, and count once."""

from datetime import date

import pytest
from next_year import ACT, roll, season_of, standing, status
from sqlmodel import Session, col, select

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, PlanActivity
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Status


def days_of_six(session: Session, plan: Plan) -> list[ActivityView]:
    return [view for view in standing(session, plan) if "of 6" in view.title]


ORDERS = [("bright-sparx", "action-days"), ("action-days", "bright-sparx")]


@pytest.mark.parametrize("made", ORDERS)
@pytest.mark.parametrize("rolled", ORDERS)
def test_the_six_days_stand_in_both_plans_again_and_count_once(
    sqlite_database: Database, made: tuple[str, str], rolled: tuple[str, str]
) -> None:
    with sqlite_database.rehearse() as session:
        before = {slug: season_of(session, slug, 2026) for slug in made}
        moved, gone, *_ = (view.id for view in days_of_six(session, before["bright-sparx"]))
        planning.move_activity(session, activity_id=moved, to=date(2026, 9, 14), **ACT)
        status(session, gone, Status.CANCELLED)
        first, second = (roll(session, before[slug]).plan for slug in rolled)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (first, second)]
        # The one that was cancelled goes on in neither.
        assert both[0] == both[1]
        assert len(both[0]) == 5
        assert {view.plan for view in days_of_six(session, second)} == {first.slug}
        links = session.exec(select(PlanActivity).where(col(PlanActivity.activity_id).in_(both[0])))
        assert sorted((link.plan_id, link.home) for link in links) == sorted(
            [(first.id, True)] * 5 + [(second.id, False)] * 5
        )
        # What each plan says of them by itself stays: gates, and what a day waits for.
        sparx = first if first.template == "bright-sparx" else second
        assert {name for view in days_of_six(session, sparx) for name in view.gates} == {
            "action-days-funding"
        }
        assert all(
            len(gate.activities) == 5
            for plan in (first, second)
            for gate in queries.gates(session, plan)
            if gate.key == "action-days-funding"
        )
        (map_,) = standing(session, sparx, "Hot-spot map from three years of fires and calls")
        assert {view.needs for view in days_of_six(session, sparx)} == {(map_.id,)}


def test_a_guest_is_found_again_where_the_other_plan_moved_it_meanwhile(session: Session) -> None:
    first = roll(session, queries.find_plan(session, "bright-sparx-2026")).plan
    one = days_of_six(session, first)[0]
    planning.move_activity(session, activity_id=one.id, to=date(2027, 9, 1), **ACT)
    second = roll(session, queries.find_plan(session, "action-days-2026")).plan
    assert one.id in {view.id for view in days_of_six(session, second)}


def test_the_six_days_count_once_beside_a_plan_that_is_new_this_year(sqlite_database: Database) -> None:
    with sqlite_database.rehearse() as session:
        alone = season_of(session, "bright-sparx", 2026)
        days = season_of(session, "action-days", 2027)
        rolled = roll(session, alone)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (days, rolled.plan)]
        assert both[0] == both[1]


def test_a_new_plan_beside_one_that_was_rolled_finds_the_six_days(sqlite_database: Database) -> None:
    with sqlite_database.rehearse() as session:
        rolled = roll(session, season_of(session, "bright-sparx", 2026))
        days = season_of(session, "action-days", 2027)
        both = [{view.id for view in days_of_six(session, plan)} for plan in (days, rolled.plan)]
        assert both[0] == both[1]
