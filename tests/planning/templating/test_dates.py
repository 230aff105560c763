"""Rules, dates by hand and lengths mean the same next year."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from factories import make_activity
from sqlmodel import Session
from written_down import ACT, EVENINGS, again, drafted, given_in, specs, standing, walk, written

from seasonal_ops import planning, queries
from seasonal_ops.dates import IfAvoided
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import Edit, When
from seasonal_ops.words import Role


def moved(session: Session, ids: list[int]) -> None:
    planning.move_activity(session, activity_id=ids[1], to=date(2026, 11, 3), **ACT)


def cancelled(session: Session, ids: list[int]) -> None:
    planning.cancel_activity(session, activity_id=ids[-1], **ACT)


def other_partner(session: Session, ids: list[int]) -> None:
    police = queries.find_partner(session, "police")
    planning.assign(session, activity_id=ids[2], partner_id=key(police), role=Role.LEAD, **ACT)


def other_place(session: Session, ids: list[int]) -> None:
    planning.edit_activity(session, activity_id=ids[0], edit=Edit(location="Beacon Park"), **ACT)


def other_hours(session: Session, ids: list[int]) -> None:
    planning.move_activity(session, activity_id=ids[0], to=date(2026, 10, 27), start=time(9), **ACT)


def longer(session: Session, ids: list[int]) -> None:
    when = When(on=date(2026, 10, 28), reason="", last_day=date(2026, 10, 29), start=time(18), end=time(20))
    planning.put_on(session, activity_id=ids[1], when=when, **ACT)


CHANGES = [
    # whatever makes one date differ from its series: each date is then written down by itself
    moved,
    cancelled,
    other_partner,
    other_place,
    other_hours,
    pytest.param(longer),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_series_of_which_one_date_differs(
    session: Session, plan: Plan, change: Callable[[Session, list[int]], None]
) -> None:
    ids = walk(session, plan, EVENINGS, start=time(18), end=time(20))
    change(session, ids)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    left = 4 - (change is cancelled)
    assert [name for name, _, _ in specs(draft.template)] == ["walk", "walk-2", "walk-3", "walk-4"][:left]


def test_a_series_that_stands_on_its_rule_stays_one(session: Session, plan: Plan) -> None:
    walk(session, plan, EVENINGS, start=time(21), end=time(3))
    assert specs(written(session, plan)) == [("walk", EVENINGS, None)]


RULES = [
    # what still gives the date stays; what was given, or is bound to a year, hangs on the nearest anchor
    ("last Friday of October", "last Friday of October"),
    ("Mischief Night", "Mischief Night"),
    ("30 October 2026", "Mischief Night"),
    ("first Monday of November 2026", "3 days after Mischief Night"),
]


@pytest.mark.parametrize(("rule", "kept"), RULES)
def test_a_rule_stays_where_it_means_the_same_every_year(
    session: Session, plan: Plan, rule: str, kept: str
) -> None:
    walk(session, plan, rule)
    assert specs(written(session, plan)) == [("walk", kept, None)]


def test_a_given_date_hangs_on_the_nearest_anchor(session: Session, plan: Plan) -> None:
    make_activity(session, plan, date(2026, 4, 5), title="Walk")
    assert specs(written(session, plan)) == [("walk", "4 days after Year start", None)]


def test_a_date_that_was_moved_off_a_day_to_avoid_is_written_by_its_rule(
    session: Session, plan: Plan
) -> None:
    # The 31st is a Saturday.
    said = {"avoid": ("weekend",), "if_avoided": IfAvoided.EARLIER}
    (one,) = walk(session, plan, "the day after Mischief Night", **said)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert specs(draft.template) == [("walk", "the day after Mischief Night", None)]
    # Moved to the Saturday by hand it is to stand there: nothing is avoided once more.
    planning.move_activity(session, activity_id=one, to=date(2026, 10, 31), **ACT)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert [one.avoid for one in draft.template.activities if one.title == "Walk"] == [()]


NIGHT, OFFICE, DAY_LONG = (time(21), time(3)), (time(9), time(17)), (time(9), time(9))


LENGTHS = [
    # first and last day, hours, and how the last day is said
    ((30, 30), (None, None), None),
    ((30, 31), (None, None), "the day after Mischief Night"),
    ((28, 30), (None, None), "2 days after 2 days before Mischief Night"),
    ((30, 31), NIGHT, None),
    ((29, 31), NIGHT, "2 days after the day before Mischief Night"),
    ((30, 31), OFFICE, "the day after Mischief Night"),
    # an end at the start is a day later
    ((30, 31), DAY_LONG, None),
]


@pytest.mark.parametrize(("days_of", "times", "ends"), LENGTHS)
def test_what_takes_a_night_or_days_takes_as_long_again(
    session: Session, plan: Plan, days_of: tuple[int, int], times: tuple[Any, Any], ends: str | None
) -> None:
    first, last = (date(2026, 10, number) for number in days_of)
    row = make_activity(session, plan, first, title="Walk", start=None, end=None)
    when = When(on=first, reason="", last_day=last, start=times[0], end=times[1])
    planning.put_on(session, activity_id=key(row), when=when, **ACT)
    draft = again(session, plan)
    assert drafted(draft) == standing(session, plan)
    assert [one[2] for one in specs(draft.template)] == [ends]


def test_anchors_that_were_moved_are_given_again(session: Session) -> None:
    plan = queries.find_plan(session, "bright-sparx-2026")
    for name, on in (("Half-term Monday", date(2026, 10, 20)), ("Mischief Night", date(2026, 10, 29))):
        planning.move_anchor(session, plan_id=key(plan), name=name, on=on, **ACT)
    assert given_in(session, plan).keys() == {"Half-term Monday", "Mischief Night"}
    assert drafted(again(session, plan)) == standing(session, plan)
