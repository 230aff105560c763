"""The anchors of a season that is being made."""

from datetime import date

import pytest

import plans
from seasonal_ops.errors import BadValue
from seasonal_ops.templates.choosing import anchor_choices

WELCOME = {"Welcome Sunday": date(2027, 9, 19)}


def test_what_must_be_given_is_missing_and_what_hangs_on_it_waits() -> None:
    missing, term, fair = anchor_choices(plans.load("freshers"), year=2027, given={})
    assert (missing.on, missing.needed, missing.problem) == (None, True, "must be given")
    assert missing.note == "Ask the university each year; an equivalent arrival day will do."
    assert (term.on, term.problem, term.reason) == (None, "", 'waits for "Welcome Sunday"')
    assert (fair.on, fair.problem, fair.reason) == (None, "", 'waits for "Start of term"')


def test_with_it_all_have_dates() -> None:
    welcome, term, fair = anchor_choices(plans.load("freshers"), year=2027, given=WELCOME)
    assert (welcome.on, welcome.given, welcome.problem) == (date(2027, 9, 19), True, "")
    assert (term.on, term.given, term.needed) == (date(2027, 9, 20), False, False)
    assert fair.on == date(2027, 9, 22)


def test_a_date_given_for_a_rule_wins_and_the_rest_follows_it() -> None:
    given = {**WELCOME, "Start of term": date(2027, 9, 27)}
    _, term, fair = anchor_choices(plans.load("freshers"), year=2027, given=given)
    assert (term.on, term.given) == (date(2027, 9, 27), True)
    assert fair.on == date(2027, 9, 29)


def test_a_date_of_another_year_is_a_problem_of_its_own_box() -> None:
    given = {"Bonfire Night": date(2029, 11, 5)}
    found = {one.name: one for one in anchor_choices(plans.load("bright-sparx"), year=2027, given=given)}
    assert found["Bonfire Night"].problem == "for a plan of 2027 it must be a date in 2027 or 2028"
    assert not any(one.problem for name, one in found.items() if name != "Bonfire Night")


def test_a_season_that_crosses_the_year_ends_in_the_next() -> None:
    found = {one.name: one.on for one in anchor_choices(plans.load("night-safe"), year=2026, given={})}
    assert found["Christmas Day"] == date(2026, 12, 25)
    assert found["New Year's Day"] == date(2027, 1, 1)


def test_a_year_that_cannot_be_planned() -> None:
    with pytest.raises(BadValue, match="9999 cannot be planned"):
        anchor_choices(plans.load("night-safe"), year=9999, given={})
