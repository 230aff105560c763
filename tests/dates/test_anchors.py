"""Anchors that hang on each other, on given dates, in circles."""

from datetime import date

import pytest

from seasonal_ops.dates import Dated, Holidays, resolve_anchors
from seasonal_ops.errors import BadValue

BEGINS = date(2027, 9, 1)


def test_anchors_hang_on_each_other_in_any_order() -> None:
    rules = {
        "Freshers' Fair": "first Wednesday on or after Start of term",
        "Start of term": "the day after Welcome Sunday",
        "Welcome Sunday": None,
    }
    found = resolve_anchors(rules, {"welcome  sunday": date(2027, 9, 19)}, begins=BEGINS)
    assert list(found.items()) == [
        (
            "Freshers' Fair",
            Dated(
                date(2027, 9, 22),
                "Freshers' Fair is Wed 22 September 2027:"
                " first Wednesday on or after Start of term (Mon 20 September 2027)",
            ),
        ),
        (
            "Start of term",
            Dated(
                date(2027, 9, 20),
                "Start of term is Mon 20 September 2027:"
                " the day after Welcome Sunday (Sun 19 September 2027)",
            ),
        ),
        (
            "Welcome Sunday",
            Dated(date(2027, 9, 19), "Welcome Sunday is 19 September 2027, as given; a Sunday"),
        ),
    ]


def test_a_given_date_overrides_the_rule_and_breaks_a_circle() -> None:
    rules = {"A": "the day after B", "B": "the day before A"}
    found = resolve_anchors(rules, {"B": date(2027, 10, 1)}, begins=BEGINS)
    assert found["A"].on == date(2027, 10, 2)


WARNED = [
    # the name promises another weekday
    (date(2027, 9, 20), ("Welcome Sunday is given as Mon 20 September 2027, which is no Sunday",)),
    # last year's date, given again
    (
        date(2026, 9, 20),
        (
            (
                "Welcome Sunday is given as Sun 20 September 2026,"
                " outside the season that begins on 1 September 2027"
            ),
        ),
    ),
    # the first and the last day of a season's year
    (date(2027, 9, 5), ()),
    (date(2028, 8, 27), ()),
]


@pytest.mark.parametrize(("on", "warnings"), WARNED)
def test_a_given_date_that_looks_wrong(on: date, warnings: tuple[str, ...]) -> None:
    found = resolve_anchors({"Welcome Sunday": None}, {"Welcome Sunday": on}, begins=BEGINS)
    assert found["Welcome Sunday"].warnings == warnings


WRONG = [
    # all that is missing, and how to give it
    (
        {"Welcome Sunday": None, "Term": None, "Fair": "2 days after Term"},
        {},
        (
            "Welcome Sunday and Term need dates each year; give the real ones, as in"
            ' --anchor "Welcome Sunday=2027-09-01" --anchor "Term=2027-09-01"'
        ),
    ),
    (
        {"Term": None},
        {},
        'Term needs a date each year; give the real ones, as in --anchor "Term=2027-09-01"',
    ),
    # a circle
    (
        {"A": "the day after B", "B": "the day after C", "C": "the day after A"},
        {},
        "anchors hang on each other in a circle: A → B → C → A; give one of them a date",
    ),
    ({"A": "the day after A"}, {}, "anchors hang on each other in a circle: A → A; give one of them a date"),
    # a name nobody knows
    (
        {"Welcome Sunday": None},
        {"Welcom Sunday": BEGINS},
        'there is no anchor "Welcom Sunday"; did you mean Welcome Sunday?',
    ),
    # a rule that is wrong, or gives many dates
    ({"A": "31 February"}, {}, "the anchor A: there is no 31 February; the month has 28 or 29 days"),
    (
        {"A": "1 May; 2 May"},
        {},
        'the anchor A: the date rule "1 May; 2 May" gives 2 dates where one is needed',
    ),
]


@pytest.mark.parametrize(("rules", "given", "sentence"), WRONG)
def test_anchors_that_cannot_be_dated(
    rules: dict[str, str | None], given: dict[str, date], sentence: str
) -> None:
    with pytest.raises(BadValue) as caught:
        resolve_anchors(rules, given, begins=BEGINS)
    assert str(caught.value) == sentence


def test_the_holidays_may_be_given() -> None:
    holidays = Holidays({date(2027, 9, 2): "a day off", date(2027, 12, 25): "Christmas Day"})
    found = resolve_anchors({"A": "1 working day after 1 September"}, {}, begins=BEGINS, holidays=holidays)
    assert found["A"].on == date(2027, 9, 3)
