"""A series goes on by its rule, or date by date."""

from datetime import date, time

from factories import make_partner
from next_year import ACT, by_rule, lines, on_dates, roll, season_of, standing, status
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import Edit
from seasonal_ops.words import Role, Status


def test_each_date_of_a_series_keeps_what_it_has_of_its_own(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        rotary = make_partner(session)
        first, second, third = by_rule(session, little, "each evening from Mischief Night to 1 November")
        planning.assign(session, activity_id=second, partner_id=key(rotary), role=Role.LEAD, **ACT)
        planning.edit_activity(session, activity_id=third, edit=Edit(location="Beacon Park"), **ACT)
        planning.move_activity(session, activity_id=first, to=date(2026, 10, 29), start=time(19), **ACT)
        rolled = roll(session, little)
        found = standing(session, rolled.plan, "Walk")
        assert [(view.starts_on, view.lead_slugs, view.location, view.start_time) for view in found] == [
            (date(2027, 10, 30), (), "", time(19)),
            (date(2027, 10, 31), ("ormskirk-rotary",), "", None),
            (date(2027, 11, 1), (), "Beacon Park", None),
        ]
        assert len({view.series for view in found}) == 1
        (series,) = [one for one in queries.series(session, key(rolled.plan)) if one.title == "Walk"]
        assert series.rule == "each evening from Mischief Night to 1 November"


def test_a_cancelled_date_of_a_series_is_proposed_and_the_others_keep_their_places(
    session: Session, little: Plan
) -> None:
    _, second, _ = by_rule(session, little, "each evening from Mischief Night to 1 November")
    status(session, second, Status.CANCELLED, "rain")
    rolled = roll(session, little)
    assert [(was, to) for was, to, _ in lines(rolled)] == [
        (date(2026, 10, 30), date(2027, 10, 30)),
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), date(2027, 11, 1)),
    ]
    (said,) = lines(rolled)[1][2]
    assert said.startswith(
        "was cancelled in 2026 (rain): not taken along; its date would be Sun 31 October 2027;"
    )
    assert [view.starts_on.day for view in standing(session, rolled.plan, "Walk")] == [30, 1]


def test_a_rule_that_gives_fewer_dates_says_which_ends(session: Session, little: Plan) -> None:
    # Five Thursdays in October 2026, four in 2027.
    by_rule(session, little, "every Thursday from 1 October to 31 October")
    rolled = roll(session, little)
    (last,) = (line for line in lines(rolled) if line[1] is None)
    assert last[0] == date(2026, 10, 29)
    assert last[2][0].startswith("its rule gives no date for it in the next season; to take it: --include ")
    assert [view.starts_on.day for view in standing(session, rolled.plan, "Walk")] == [7, 14, 21, 28]


def test_a_rule_that_gives_more_dates_adds_one_like_the_last(session: Session, little: Plan) -> None:
    # Four Fridays to the 29th in 2026, five in 2027.
    rotary = make_partner(session)
    ids = by_rule(session, little, "every Friday from 1 October to 29 October", start=time(18))
    planning.assign(session, activity_id=ids[-1], partner_id=key(rotary), **ACT)
    rolled = roll(session, little)
    new = next(move for move in rolled.moves if move.title == "Walk" and move.was is None)
    assert (new.to, new.activity, new.warnings) == (
        date(2027, 10, 29), None, ("its rule gives this date more",),
    )  # fmt: skip
    found = standing(session, rolled.plan, "Walk")
    assert [view.starts_on.day for view in found] == [1, 8, 15, 22, 29]
    assert [len(view.assignments) for view in found] == [0, 0, 0, 1, 1]
    assert {view.start_time for view in found} == {time(18)}


def test_a_series_of_given_dates_goes_on_date_by_date(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 8), date(2026, 10, 15), date(2026, 11, 6))
    rolled = roll(session, little)
    assert [to for _, to, _ in lines(rolled)] == [date(2027, 10, 7), date(2027, 10, 14), date(2027, 11, 6)]
    assert len({view.series for view in standing(session, rolled.plan, "Walk")}) == 1


def test_a_series_of_given_dates_goes_on_in_the_second_year_too(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 8), date(2026, 10, 15), date(2026, 11, 6))
    rolled = roll(session, roll(session, little).plan, 2028)
    # Half-term Monday is the 30th; the days before it are Thursdays still.
    assert [to for _, to, _ in lines(rolled)] == [date(2028, 10, 12), date(2028, 10, 19), date(2028, 11, 6)]


def test_a_series_of_given_dates_moves_with_an_anchor_date_by_date(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 11, 4), date(2026, 11, 6))
    plan = roll(session, little).plan
    about = {"plan_id": key(plan), "name": "Bonfire Night", "on": date(2027, 11, 8)}
    planning.move_anchor(session, **about, **ACT)
    assert [view.starts_on.day for view in standing(session, plan, "Walk")] == [7, 9]


def test_a_series_whose_rule_was_changed_goes_by_the_new_one(session: Session, little: Plan) -> None:
    first, *_ = by_rule(session, little, "every Thursday from 1 October to 31 October")
    series = queries.activity(session, first).series or 0
    rule = "every Friday from 1 October to 31 October"
    planning.change_rule(session, series_id=series, rule=rule, since=date(2026, 10, 10), **ACT)
    rolled = roll(session, little)
    assert {to.weekday() for _, to, _ in lines(rolled) if to} == {4}


def test_what_fell_away_with_the_old_rule_takes_no_date_of_the_new_one(
    session: Session, little: Plan
) -> None:
    first, *_ = by_rule(session, little, "every Tuesday from 13 days before Half-term Monday to 3 days before"
                        " Half-term Monday")  # fmt: skip
    series = queries.activity(session, first).series or 0
    rule = "every Tuesday from 12 days before Half-term Monday to 3 days before Half-term Monday"
    planning.change_rule(session, series_id=series, rule=rule, since=date(2026, 10, 1), **ACT)
    assert [(was.day, to and to.day) for was, to, _ in lines(roll(session, little)) if was] == [
        (13, None),
        (20, 19),
    ]
