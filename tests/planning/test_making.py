"""A season is made as it was shown."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from factories import LEAD, make_activity, make_plan
from sqlmodel import Session

import plans
from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed, Refused
from seasonal_ops.models import Plan, key
from seasonal_ops.planning.making import Chosen, make_season, next_year, rehearse_season, template_for
from seasonal_ops.planning.rehearsing import move_anchor_as_seen, rehearse_anchor
from seasonal_ops.views import Move
from seasonal_ops.words import Check, Status

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
ACT: dict[str, Any] = {"actor": LEAD, "now": NOW}
WELCOME = {"Welcome Sunday": date(2027, 9, 19)}


def from_template(slug: str, year: int = 2027, **more: Any) -> Chosen:
    return Chosen(year, plans.load(slug), **more)


def from_plan(session: Session, plan: Plan, year: int = 2027, **more: Any) -> Chosen:
    return Chosen(year, template_for(session, plan), plan, **more)


@pytest.mark.parametrize("kind", ["template", "plan"])
def test_what_is_shown_is_what_is_made_and_showing_keeps_nothing(database: Database, kind: str) -> None:
    with database.write() as session:
        make_plan(session)

    def chosen(session: Session) -> Chosen:
        if kind == "template":
            return from_template("bright-sparx")
        return from_plan(session, queries.find_plan(session, "bright-sparx-2026"))

    with database.rehearse() as session:
        shown = rehearse_season(session, chosen(session), **ACT)
    assert (shown.name, shown.obstacle, shown.activities) == ("Bright Sparx 2027", "", 48)
    assert shown.first is not None
    assert shown.first.year == 2027
    assert all(one.rule is not Check.UNANSWERED and not one.activities for one in shown.findings)
    with database.read() as session:
        assert [one.slug for one in queries.plans(session)] == ["bright-sparx-2026"]
    with database.write() as session:
        made = make_season(session, chosen(session), seen=shown.moves, **ACT)
    assert (made.slug, made.live, made.activity_count) == ("bright-sparx-2027", False, 48)
    assert (made.starts_on, made.ends_on) == (shown.first, shown.last)


def test_what_changed_since_it_was_shown_is_not_made(database: Database) -> None:
    with database.write() as session:
        make_plan(session)
    seen = _rehearsed(database)
    with database.write() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        make_activity(session, row, date(2026, 11, 4), title="One more")
    with pytest.raises(Changed, match="look at its dates again"):
        _make(database, seen)
    with database.read() as session:
        assert len(queries.plans(session)) == 1


def test_what_was_cancelled_is_proposed_and_goes_on_when_it_is_included(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        one = key(make_activity(session, plan, date(2026, 11, 4), title="Fun fair"))
        planning.set_status(session, activity_id=one, status=Status.CANCELLED, note="rain", **ACT)
    (left,) = (move for move in _rehearsed(database) if move.proposed)
    assert (left.title, left.to, left.activity) == ("Fun fair", None, one)
    (goes,) = (move for move in _rehearsed(database, include={one}) if move.title == "Fun fair")
    assert (goes.to, goes.proposed) == (date(2027, 11, 4), False)


def _rehearsed(database: Database, **more: Any) -> tuple[Move, ...]:
    with database.rehearse() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        return rehearse_season(session, from_plan(session, row, **more), **ACT).moves


def _make(database: Database, seen: tuple[Move, ...]) -> None:
    with database.write() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        make_season(session, from_plan(session, row), seen=seen, **ACT)


def test_problems_stand_where_they_belong(database: Database) -> None:
    with database.write() as session:
        make_plan(session)
    with database.rehearse() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        there = rehearse_season(session, from_template("bright-sparx", 2026), **ACT)
        before = rehearse_season(session, from_plan(session, row, 2025), **ACT)
        bare = rehearse_season(session, from_template("freshers"), **ACT)
    assert there.year_problem == "there is a plan of that year already; give another year"
    assert len(there.moves) == 48  # its dates can be told all the same
    assert before.year_problem == "that is not after 2026; give a later year"
    assert bare.obstacle == "Welcome Sunday: must be given"
    assert bare.moves == ()
    with pytest.raises(Refused, match="already"), database.write() as session:
        make_season(session, from_template("bright-sparx", 2026), seen=(), **ACT)


@pytest.mark.parametrize(
    ("slug", "after", "today", "year"),
    [
        ("bright-sparx", None, date(2026, 8, 1), 2027),  # 2026 has a plan
        ("night-safe", None, date(2026, 11, 26), 2026),  # its nights are still to come
        ("action-days", None, date(2026, 11, 26), 2027),  # its last anchor is past
        ("freshers", None, date(2026, 12, 26), 2027),  # begins in May, half a year on it is over
        ("bright-sparx", 2026, date(2026, 8, 1), 2027),  # rolled forward: the year after
        ("bright-sparx", 2025, date(2026, 8, 1), 2027),  # or the first that has no plan
    ],
)
def test_the_year_that_is_meant_when_none_is_given(
    sqlite_database: Database, slug: str, after: int | None, today: date, year: int
) -> None:
    with sqlite_database.rehearse() as session:
        make_plan(session)
        assert next_year(session, plans.load(slug), after=after, today=today) == year


def test_an_anchor_moves_what_was_shown_or_nothing(database: Database) -> None:
    on = date(2026, 11, 7)
    with database.write() as session:
        make_plan(session)
    with database.rehearse() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        shown = rehearse_anchor(session, plan=row, name="Bonfire Night", on=on, **ACT)
    assert (shown.problem, shown.on) == ("", on)
    assert (shown.moves[0].title, shown.moves[0].to) == ("Bonfire Night", on)
    with pytest.raises(Changed, match="look again"):
        _move(database, on, shown.moves[1:])
    assert _bonfire_night(database) == date(2026, 11, 5)
    assert _move(database, on, shown.moves) == shown.moves
    assert _bonfire_night(database) == on


def _move(database: Database, on: date, seen: tuple[Move, ...]) -> tuple[Move, ...]:
    with database.write() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        return move_anchor_as_seen(session, plan=row, name="Bonfire Night", on=on, seen=seen, **ACT)


def _bonfire_night(database: Database) -> date:
    with database.read() as session:
        anchors = queries.plan(session, queries.find_plan(session, "bright-sparx-2026")).anchors
        return next(one.on for one in anchors if one.name == "Bonfire Night")


def test_what_hangs_on_an_anchor_and_stays_is_told_with_the_reason(database: Database) -> None:
    with database.write() as session:
        row = make_plan(session)
        first, second, *_ = (
            one
            for one in queries.activities(session, plan_id=key(row))
            if one.date_rule and "before Bonfire Night" in one.date_rule and one.series is None
        )
        other = next(
            one
            for one in queries.activities(session, plan_id=key(row))
            if one.date_rule and "before Mischief Night" in one.date_rule and one.series is None
        )
        planning.set_status(session, activity_id=first.id, status=Status.DELIVERED, **ACT)
        for one in (second, other):
            planning.move_activity(session, activity_id=one.id, to=date(2026, 8, 31), **ACT)
    with database.rehearse() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        shown = rehearse_anchor(session, plan=row, name="Bonfire Night", on=date(2026, 11, 7), **ACT)
    reasons = {one.activity: one.reason for one in shown.stays}
    assert reasons[first.id] == "it is delivered"
    assert reasons[second.id].startswith("it was moved by hand from ")
    assert other.id not in reasons  # it hangs on another anchor
    assert all(one.was == one.to for one in shown.stays)
    assert {one.activity for one in shown.moves}.isdisjoint(reasons)


def test_why_an_anchor_cannot_move_is_part_of_the_answer(sqlite_database: Database) -> None:
    with sqlite_database.rehearse() as session:
        row = make_plan(session)
        shown = rehearse_anchor(session, plan=row, name="Easter", on=date(2026, 4, 5), **ACT)
    assert "there is no anchor 'Easter'" in shown.problem
