"""An untouched plan is next year's template, on the printed calendars; last season's stays as it is."""

from collections import Counter
from datetime import date, timedelta

import pytest
from factories import make_contact
from next_year import (
    ACT,
    NIGHTS,
    SEASONS,
    everything,
    given_for,
    on_dates,
    printed,
    roll,
    season_of,
    standing,
    status,
)
from sqlmodel import Session, select

import plans
from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, Reminder, key
from seasonal_ops.templates import expand
from seasonal_ops.views import Move
from seasonal_ops.words import Status


@pytest.mark.parametrize("slug", SEASONS)
def test_an_untouched_season_is_what_its_template_gives(
    session: Session, sqlite_database: Database, slug: str
) -> None:
    rolled = roll(session, queries.find_plan(session, f"{slug}-2026"))
    with sqlite_database.rehearse() as other:
        assert everything(session, rolled.plan) == everything(other, season_of(other, slug, 2027))


@pytest.mark.parametrize("slug", ["bright-sparx", "freshers", "night-safe"])
def test_seven_years_in_a_row_stay_on_the_printed_calendar(sqlite_database: Database, slug: str) -> None:
    with sqlite_database.rehearse() as session:
        plan = season_of(session, slug, 2024)
        for year in range(2024, 2031):
            if year > 2024:
                plan = roll(session, plan, year).plan
            anchors = {one.name: one for one in queries.plan(session, plan).anchors}
            wanted = printed(year, slug)
            assert {name: anchors[name].on for name in wanted} == wanted
            for name, weekday in zip(
                ("Mischief Night", "Halloween", "Bonfire Night"), NIGHTS[year], strict=True
            ):
                if name in anchors:
                    assert anchors[name].reason.endswith(f"; a {weekday} in {year}")
            draft = expand(plans.load(slug), year=year, given=given_for(slug, year))
            assert sorted((view.key or "", view.starts_on) for view in standing(session, plan)) == sorted(
                (one.spec.key, one.on) for one in draft.activities
            )


def test_the_preview_shows_mischief_night_on_saturday_the_thirtieth(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "bright-sparx", 2026)
    with database.rehearse() as session:
        shown = roll(session, plan).moves
    assert shown[1] == Move(
        title="◆ Mischief Night",
        was=date(2026, 10, 30),
        to=date(2027, 10, 30),
        reason="Mischief Night is 30 October; a Saturday in 2027",
    )
    first = next(move for move in shown if move.title == "Go4IT, first evening")
    assert (first.was, first.to, first.reason, first.warnings) == (
        date(2026, 10, 30),
        date(2027, 10, 30),
        "Mischief Night is 30 October; a Saturday in 2027",
        ("on a Saturday now, on a Friday in 2026",),
    )
    # Nothing was stored; and what was shown is what is done.
    with database.write() as session:
        assert [row.slug for row in session.exec(select(Plan))] == ["bright-sparx-2026"]
        assert roll(session, plan).moves == shown
        assert journal.verify(session).defects == ()


def test_the_diff_begins_with_the_occasions_and_goes_by_the_new_dates(session: Session, little: Plan) -> None:
    (gone,) = on_dates(session, little, date(2026, 10, 28), title="Cancelled")
    status(session, gone, Status.CANCELLED)
    rolled = roll(session, little)
    titles = [move.title for move in rolled.moves]
    assert titles[:4] == ["◆ Half-term Monday", "◆ Mischief Night", "◆ Halloween", "◆ Bonfire Night"]
    rest = rolled.moves[4:]
    assert len(rest) == len(standing(session, little))
    # What does not go on stands where it would have been.
    days = [move.to or (move.was or date.max) + timedelta(weeks=52) for move in rest]
    assert days == sorted(days)
    assert {move.activity for move in rest} == {view.id for view in standing(session, little)}
    # The line of an activity names the one of last season, where its story stands.
    assert all(move.was == queries.activity(session, move.activity or 0).starts_on for move in rest)


def test_last_seasons_plan_is_as_it_was(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "little", 2026)
        planning.go_live(session, plan_id=key(plan), **ACT)
        before = everything(session, plan), standing(session, plan)
        newest = journal.newest(session)
        rolled = roll(session, plan)
        assert (everything(session, plan), standing(session, plan)) == before
        facts = journal.read(session, limit=journal.newest(session) - newest)[::-1]
        kinds = Counter(fact.kind for fact in facts)
        rows = standing(session, rolled.plan)
        waits = sum(len(view.needs) for view in rows)
        assert kinds == {"PlanDrafted": 1, "ActivityAdded": len(rows), "DependencyAdded": waits}
        drafted = facts[0].after or {}
        assert (facts[0].subject, drafted["rolled_from"]) == (f"plan:{rolled.plan.id}", "little-2026")
        assert drafted["anchors"]["Mischief Night"] == "2027-10-30"
        assert journal.verify(session).defects == ()


def test_nothing_is_sent_for_a_plan_that_is_not_live(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "little", 2026)
        make_contact(session, queries.find_partner(session, "police"))
        planning.go_live(session, plan_id=key(plan), **ACT)
        before = session.exec(select(Reminder)).all()
        assert before
        rolled = roll(session, plan)
        assert rolled.plan.live_at is None
        assert session.exec(select(Reminder)).all() == before
