"""Dates go by rule, by distance from the nearest anchor, or as they were given by hand."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from next_year import ACT, added, by_rule, line, lines, on_dates, printed, roll, season_of, standing
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import When

BY_DISTANCE = [
    # on an anchor, and beside one that is a day of the month: as far from it as it was
    ("2026-10-30", "2027-10-30", "Mischief Night is 30 October; a Saturday in 2027, as in 2026"),
    ("2026-11-06", "2027-11-06", "the day after Bonfire Night (Fri 5 November 2027), as in 2026"),
    # into the next year, and over the leap day of 2028
    ("2027-02-01", "2028-02-01", "88 days after Bonfire Night (Fri 5 November 2027), as in 2026"),
    ("2027-03-02", "2028-03-01", "117 days after Bonfire Night (Fri 5 November 2027), as in 2026"),
    # beside one that is a weekday by its rule: the same weekday
    ("2026-10-22", "2027-10-21", "4 days before Half-term Monday (Mon 25 October 2027), as in 2026"),
    ("2026-05-04", "2027-05-03", "175 days before Half-term Monday (Mon 25 October 2027), as in 2026"),
]


@pytest.mark.parametrize(("was", "to", "reason"), BY_DISTANCE)
def test_what_has_no_rule_keeps_its_distance_from_the_nearest_anchor(
    session: Session, little: Plan, was: str, to: str, reason: str
) -> None:
    on_dates(session, little, date.fromisoformat(was))
    rolled = roll(session, little)
    found = line(rolled)
    assert (found.was, found.to, found.reason) == (date.fromisoformat(was), date.fromisoformat(to), reason)
    (new,) = standing(session, rolled.plan, "Walk")
    assert (new.starts_on, new.date_reason, new.original_on) == (found.to, reason, found.to)
    # From now on it has a rule, and moves along.
    calendar = queries.calendar_of(session, rolled.plan)
    assert [one.on for one in dates_of(parse(new.date_rule or "", calendar.anchors), calendar)] == [found.to]


def test_a_weekday_is_kept_beside_the_last_friday_before_christmas(session: Session, nights: Plan) -> None:
    # A Wednesday in 2026, nine days before Christmas Day; its Friday is the 18th.
    on_dates(session, nights, date(2026, 12, 16))
    assert line(roll(session, nights)).to == date(2027, 12, 22)


HALF_TERM = [
    # half-term as given for 2026 and 2027 (None: a Monday, by its rule), where a Thursday goes, is it shifted
    (date(2026, 10, 27), None, date(2027, 10, 21), True),
    (None, date(2027, 10, 26), date(2027, 10, 21), True),
    (date(2026, 10, 27), date(2027, 10, 26), date(2027, 10, 21), False),
    # a week earlier, it goes along
    (None, date(2027, 10, 18), date(2027, 10, 14), False),
    # a Sunday, and a Friday: the nearest Thursday is three days off at most
    (None, date(2027, 10, 24), date(2027, 10, 21), True),
    (None, date(2027, 10, 22), date(2027, 10, 21), True),
]


@pytest.mark.parametrize(("before", "after", "to", "shifted"), HALF_TERM)
def test_the_weekday_is_kept_when_the_anchor_is_given_on_another(
    sqlite_database: Database, before: date | None, after: date | None, to: date, shifted: bool
) -> None:
    given_dates = {} if after is None else {"Half-term_Monday": after}
    with sqlite_database.rehearse() as session:
        little = season_of(
            session, "little", 2026, **({} if before is None else {"Half-term_Monday": before})
        )
        on_dates(session, little, date(2026, 10, 22))
        found = line(roll(session, little, **given_dates))
    assert (found.to, found.reason.endswith("; on the nearest Thursday, as it was")) == (to, shifted)


def test_the_weekday_is_kept_beside_an_arrival_day_that_was_no_sunday(session: Session) -> None:
    plan = queries.find_plan(session, "freshers-2026")
    about = {"plan_id": key(plan), "name": "Welcome Sunday", "on": date(2026, 9, 19)}
    planning.move_anchor(session, **about, **ACT)
    # A Friday, the day before people arrived.
    on_dates(session, plan, date(2026, 9, 18))
    assert line(roll(session, plan)).to == date(2027, 9, 17)


def test_beside_welcome_sunday_the_weekday_stays_as_long_as_it_is_a_sunday(session: Session) -> None:
    plan = queries.find_plan(session, "freshers-2026")
    on_dates(session, plan, date(2026, 9, 18))
    assert line(roll(session, plan)).to == date(2027, 9, 17)


@given(st.lists(st.dates(date(2026, 9, 1), date(2027, 2, 28)), min_size=1, max_size=8, unique=True))
@settings(max_examples=12)
def test_any_date_keeps_its_distance(season: Database, dates: list[date]) -> None:
    old = printed(2026, "night-safe") | {"Christmas Day": date(2026, 12, 25)}
    new = printed(2027, "night-safe") | {"Christmas Day": date(2027, 12, 25)}
    with season.rehearse() as session:
        plan = queries.find_plan(session, "night-safe-2026")
        for on in dates:
            on_dates(session, plan, on)
        for was, to, _ in lines(roll(session, plan)):
            assert was is not None
            nearest = min(abs(was - on) for on in old.values())
            assert to in {new[name] + (was - on) for name, on in old.items() if abs(was - on) == nearest}


def test_what_was_moved_by_hand_is_back_on_its_rule_and_says_so(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "2 days after Bonfire Night")
    planning.move_activity(session, activity_id=one, to=date(2026, 11, 12), **ACT)
    there = "Sat 7 November 2026 to Thu 12 November 2026"
    assert lines(roll(session, little)) == [
        (
            date(2026, 11, 12),
            date(2027, 11, 7),
            (
                f"was moved by hand in 2026, from {there}; it is back on its rule",
                "on a Sunday now, on a Thursday in 2026",
            ),
        )
    ]


def test_a_given_date_that_was_moved_goes_from_where_it_stood(session: Session, little: Plan) -> None:
    (one,) = on_dates(session, little, date(2026, 11, 10))
    planning.move_activity(session, activity_id=one, to=date(2026, 11, 6), **ACT)
    assert lines(roll(session, little)) == [
        (date(2026, 11, 6), date(2027, 11, 6), ("on a Saturday now, on a Friday in 2026",))
    ]


BOUND = [
    # bound to a year, in any form: as far from the nearest anchor as it was
    ("30 October 2026", [date(2027, 10, 30)]),
    ("2026-11-07", [date(2027, 11, 7)]),
    ("each day from 4 November 2026 to Bonfire Night", [date(2027, 11, 4), date(2027, 11, 5)]),
    # what is not bound goes by itself
    ("7 November", [date(2027, 11, 7)]),
]


@pytest.mark.parametrize(("rule", "dates"), BOUND)
def test_a_rule_that_is_bound_to_a_year_is_a_date_as_given(
    session: Session, little: Plan, rule: str, dates: list[date]
) -> None:
    by_rule(session, little, rule)
    rolled = roll(session, little)
    assert [to for _, to, _ in lines(rolled)] == dates
    assert "2026" not in " ".join(view.date_rule or "" for view in standing(session, rolled.plan, "Walk"))


def test_an_anchor_that_was_given_by_hand_is_to_be_checked(session: Session, little: Plan) -> None:
    about = {"plan_id": key(little), "name": "Half-term Monday", "on": date(2026, 10, 19)}
    planning.move_anchor(session, **about, **ACT)
    note = "Ask the schools."
    by_hand = "was given by hand in 2026; this is its rule's date: check it"
    found = line(roll(session, little), "◆ Half-term Monday")
    assert (found.was, found.to, found.warnings) == (date(2026, 10, 19), date(2027, 10, 25), (by_hand, note))
    with_date = roll(session, little, 2028, **{"Half-term_Monday": date(2028, 10, 23)})
    assert line(with_date, "◆ Half-term Monday").warnings == (note,)
    named = {one.name: one.given for one in queries.plan(session, with_date.plan).anchors}
    assert named == {
        "Half-term Monday": True, "Mischief Night": False, "Halloween": False, "Bonfire Night": False,
    }  # fmt: skip


def test_two_years_ahead_are_two_years_ahead(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 10, 22))
    rolled = roll(session, little, 2028)
    assert (rolled.plan.slug, rolled.plan.name) == ("little-2028", "Little Sparx 2028")
    assert line(rolled).to == date(2028, 10, 26)


LENGTHS = [
    # whole days; a night; several days and nights; an end at the start
    (2, {}),
    (1, {"start": time(21), "end": time(3)}),
    (3, {"start": time(21), "end": time(3)}),
    (1, {"start": time(9), "end": time(9)}),
    (0, {"start": time(9)}),
]


@pytest.mark.parametrize(("days", "times"), LENGTHS)
def test_what_takes_a_night_or_days_takes_as_long_again(
    session: Session, little: Plan, days: int, times: dict[str, time]
) -> None:
    # Over the end of summer time in both years.
    on = date(2026, 10, 24)
    added(session, little, When(on=on, reason="given", last_day=on + timedelta(days=days), **times))
    rolled = roll(session, little)
    (was,), (new,) = standing(session, little, "Walk"), standing(session, rolled.plan, "Walk")
    assert (was.ends_on - was.starts_on).days == (new.ends_on - new.starts_on).days == days
    assert (was.start_time, was.end_time) == (new.start_time, new.end_time)
