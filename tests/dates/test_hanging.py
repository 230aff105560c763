"""A date as a rule of its own: so many days from the nearest anchor. And which rules mean one year alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.dates import Calendar, Dated, anchors_in, date_of, hanging, names_a_year, parse
from seasonal_ops.errors import BadValue
from seasonal_ops.names import by_key

NAMES = ("Mischief Night", "Last Friday before Christmas", "Christmas Day", "New Year's Eve", "Term (autumn)")


def season(**anchors: date) -> Calendar:
    """Anchors are given by name with _ for spaces."""
    dated = {name.replace("_", " "): Dated(on, "as given") for name, on in anchors.items()}
    return Calendar(begins=date(2026, 5, 1), anchors=dated)


AUTUMN = season(
    Mischief_Night=date(2026, 10, 30),
    Halloween=date(2026, 10, 31),
    Bonfire_Night=date(2026, 11, 5),
    Half_term=date(2026, 10, 26),
)
HANGING = [
    # the anchor's own day
    ("2026-11-05", "Bonfire Night"),
    # one day on either side is said without a number
    ("2026-11-06", "the day after Bonfire Night"),
    ("2026-11-04", "the day before Bonfire Night"),
    ("2026-11-08", "3 days after Bonfire Night"),
    # the nearest one on the other side, whatever the order in which the anchors stand
    ("2026-10-25", "the day before Half term"),
    ("2026-11-02", "2 days after Halloween"),
    # far from all of them, and in another year
    ("2027-01-05", "61 days after Bonfire Night"),
    ("2026-05-01", "178 days before Half term"),
]


@pytest.mark.parametrize(("on", "rule"), HANGING)
def test_a_date_hangs_on_the_anchor_nearest_to_it(on: str, rule: str) -> None:
    assert hanging(date.fromisoformat(on), AUTUMN) == rule


def test_of_two_that_are_as_near_it_is_the_earlier_one() -> None:
    # Between half-term of the 26th and Mischief Night of the 30th; the earlier stands later in the plan.
    assert hanging(date(2026, 10, 28), AUTUMN) == "2 days after Half term"


def test_without_any_anchor_it_is_the_day_of_the_year() -> None:
    assert hanging(date(2027, 2, 3), Calendar(begins=date(2026, 9, 1))) == "3 February"


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
anchored = st.dictionaries(st.sampled_from(NAMES), days, min_size=1)


def read_back(rule: str, calendar: Calendar) -> date:
    return date_of(parse(rule, calendar.anchors), calendar).on


@given(anchored, st.data())
def test_the_rule_gives_the_date_back(dates: dict[str, date], data: st.DataObject) -> None:
    calendar = Calendar(begins=date(2026, 5, 1), anchors={name: Dated(on, "") for name, on in dates.items()})
    near = data.draw(st.sampled_from(sorted(dates)))
    on = dates[near] + timedelta(days=data.draw(st.integers(-400, 400)))
    rule = hanging(on, calendar)
    assert read_back(rule, calendar) == on
    # It hangs on one anchor, and none is nearer.
    (name,) = anchors_in(parse(rule, calendar.anchors))
    assert abs(on - dates[name]) == min(abs(on - other) for other in dates.values())


@given(st.text(max_size=30), days, st.integers(-400, 400))
def test_whatever_the_anchor_is_called(name: str, at: date, offset: int) -> None:
    try:
        by_key([name], "anchor")
    except BadValue:
        return  # no template takes it as a name
    calendar = Calendar(begins=date(2026, 5, 1), anchors={name: Dated(at, "")})
    on = at + timedelta(days=offset)
    assert read_back(hanging(on, calendar), calendar) == on


@pytest.mark.parametrize("offset", [-999, 999, -1000, 1000, 3650])
def test_far_away_it_is_a_rule_all_the_same(offset: int) -> None:
    # A slip in a year puts an activity there; neither roll-forward nor export may stumble over it.
    on = date(2026, 10, 30) + timedelta(days=offset)
    calendar = season(Mischief_Night=date(2026, 10, 30))
    assert read_back(hanging(on, calendar), calendar) == on


BOUND = [
    # a year anywhere in the rule binds all of it
    ("30 October 2026", True),
    ("2026-10-30", True),
    ("first Friday of October 2026", True),
    ("2 days after 30 October 2026", True),
    ("last Friday before 25 December 2026", True),
    ("each evening from 28 October 2026 to Mischief Night", True),
    ("every Thursday from Mischief Night to 30 November 2026", True),
    ("first Tuesday of each month from 1 September to 30 November 2026", True),
    ("Mischief Night; 5 November 2026", True),
    # the same forms without one
    ("30 October", False),
    ("first Friday of October", False),
    ("2 days after Mischief Night", False),
    ("last Friday before 25 December", False),
    ("each evening from 28 October to Mischief Night", False),
    ("first Tuesday of each month from 1 September to 30 November", False),
    ("Mischief Night; 5 November", False),
]


@pytest.mark.parametrize(("text", "bound"), BOUND)
def test_a_rule_that_names_a_year_means_nothing_in_another(text: str, bound: bool) -> None:
    assert names_a_year(parse(text, NAMES)) is bound


def test_an_anchor_whose_name_holds_a_year_is_a_name() -> None:
    assert names_a_year(parse("2 days after Jubilee 2027", ["Jubilee 2027"])) is False
