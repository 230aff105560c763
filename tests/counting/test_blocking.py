"""What no value may be; each is one sentence that says what to do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from desk import NIGHT, Desk

from seasonal_ops import counting
from seasonal_ops.counting import NewCount
from seasonal_ops.counting.checks import date_problem
from seasonal_ops.models import Measure
from seasonal_ops.words import CountStatus, MeasureKind, Qualifier

TO_NIGHT = {"until": date(2026, 11, 7)}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"value": -1}, "in digits"),
        ({"on": date(2026, 10, 26)}, "is outside the window of asb-calls (2026-10-27 to 2026-11-07)"),
        ({"on": date(2026, 10, 26)}, "kept for comparisons with --baseline"),
        ({"on": date(2026, 11, 8)}, "widen the window: seasonal-ops measure set bright-sparx-2026 asb"),
        # No baseline comes after its season.
        ({"on": date(2026, 11, 8), "baseline": True}, "is outside the window"),
        ({"on": date(1989, 12, 31), "baseline": True}, "is before 1990; check the year"),
        ({"until": date(2026, 10, 29)}, "the last day 2026-10-29 is before the first day 2026-10-30"),
        ({"area": "Tanhouse"}, "there is no area 'Tanhouse'; make it known: seasonal-ops area add"),
        ({"as_at": date(2026, 11, 21)}, "cannot stand as at 2026-11-21, which is still to come"),
        ({"unit": "tonnes"}, "give the value in calls"),
        ({"activity": 999}, "activity 999 does not stand in bright-sparx-2026; see: seasonal-ops"),
        ({"nil": True}, "a nil return is 0, and 30 is not"),
        ({"source": "a\x00b"}, "the source holds an invisible control character"),
        ({"quote": "x" * 1001}, "the quote has 1001 characters; 1000 at most"),
        ({"reason": "\u202e"}, "the reason holds an invisible control character"),
    ],
)  # fmt: skip
def test_blocked(desk: Desk, said: dict[str, Any], sentence: str) -> None:
    found = desk.weigh(**{"slug": "asb-calls", "value": 30} | said)
    assert len(found.problems) == 1
    assert sentence in found.problems[0]


@pytest.mark.parametrize("field", ["source", "quote", "reason"])
def test_a_text_that_tells_of_a_person_is_refused_and_not_repeated(desk: Desk, field: str) -> None:
    (problem,) = desk.weigh("asb-calls", 30, **{field: "rang 07700 900123"}).problems
    assert problem.startswith(f"the {field} holds ")
    assert "900123" not in problem


def test_words_as_a_value_tell_of_no_person(desk: Desk) -> None:
    desk.count_of("mood", MeasureKind.TEXT)
    assert desk.weigh("mood", "quiet").problems == ()
    assert "the value holds" in desk.weigh("mood", "ask victim@example.org").problems[0]
    assert "no nil return" in desk.weigh("mood", "0", nil=True).problems[0]


def test_everything_that_is_wrong_with_a_value_is_said_at_once(desk: Desk) -> None:
    assert len(desk.weigh("asb-calls", "x", date(2026, 12, 1), area="Nowhere").problems) == 3


def test_a_day_that_is_still_to_come(desk: Desk) -> None:
    measure = Measure(slug="m", window_from=NIGHT, window_to=NIGHT + timedelta(days=9))

    def problem(until: date, today: date) -> str:
        return date_problem(measure, NIGHT, until, baseline=False, plan="p", today=today)

    assert problem(NIGHT, NIGHT) == ""
    assert "is still to come" in problem(NIGHT, NIGHT - timedelta(days=1))
    assert "is still to come" in problem(NIGHT + timedelta(days=1), NIGHT)


@pytest.mark.parametrize("on", [date(2025, 10, 30), date(1990, 1, 1), date(2026, 10, 26)], ids=str)
def test_a_baseline_is_of_an_earlier_season_or_from_before_the_window(desk: Desk, on: date) -> None:
    assert desk.add("asb-calls", 3, on, baseline=True).on == on


def test_a_value_that_stands_is_replaced_only_when_it_is_said_to_be_a_correction(desk: Desk) -> None:
    desk.area()
    desk.add("asb-calls", 30)
    assert desk.weigh("asb-calls", 31).problems == (
        "asb-calls of 2026-10-30 is recorded as 30 already; to replace it add --correct",
    )
    assert "recorded as 30 already" in desk.weigh("asb-calls", 30, qualifier=Qualifier.ABOUT).problems[0]
    assert desk.weigh("asb-calls", 31, correct=True).problems == ()
    # Another night, another area and a period are other places.
    for other in ({"on": date(2026, 10, 31)}, {"area": "tanhouse", "value": 29}, TO_NIGHT):
        assert desk.weigh(**{"slug": "asb-calls", "value": 31} | other).problems == ()


@pytest.mark.parametrize("recorded", [None, 3, 4])
@pytest.mark.parametrize(
    ("other", "says"),
    [
        pytest.param({"value": "4"}, "3 and 4", id="value"),
        pytest.param({"qualifier": Qualifier.ABOUT}, "3 and about 3", id="qualifier"),
        pytest.param({"status": CountStatus.FINAL}, "3 as provisional and as final", id="status"),
    ],
)
def test_one_place_given_twice_and_differently(
    desk: Desk, recorded: int | None, other: dict[str, Any], says: str
) -> None:
    if recorded is not None:
        desk.add("asb-calls", recorded)
    book, new = desk.book(), NewCount(value="3", on=NIGHT, correct=True)
    rows = [(book.measure("asb-calls"), one) for one in (new, replace(new, **other), new)]
    first, second, third = counting.weigh_all(book, rows)
    assert (first.problems, first.same, first.clashes) == ((), recorded == 3, False)
    # Even if it is what is recorded: the first would replace it.
    assert second.problems == (f"asb-calls of 2026-10-30 is given twice: {says}; leave one out",)
    assert (second.same, second.clashes) == (False, True)
    assert (third.problems, third.same, third.clashes) == ((), True, False)


@pytest.mark.parametrize(
    ("on", "until", "overlaps"),
    [
        (date(2026, 10, 27), date(2026, 10, 30), True),  # they share a day
        (date(2026, 10, 31), date(2026, 11, 1), True),  # within it
        (date(2026, 10, 27), date(2026, 10, 29), False),  # ends the day before
        (date(2026, 11, 2), date(2026, 11, 2), False),  # a night within a period is held against its total
    ],
    ids=str,
)
def test_periods_share_no_day(desk: Desk, on: date, until: date, overlaps: bool) -> None:
    desk.area()
    desk.add("asb-calls", 90, until=date(2026, 11, 4))
    found = desk.weigh("asb-calls", 9, on, until=until)
    assert ("overlaps 2026-10-30 to 2026-11-04" in "".join(found.problems)) is overlaps
    assert desk.weigh("asb-calls", 9, on, until=until, area="tanhouse").problems == ()


def test_periods_of_two_activities_may_share_days(desk: Desk) -> None:
    last = date(2026, 10, 31)
    first, second = (desk.activity("asb-calls", until=last) for _ in range(2))
    desk.add("asb-calls", 9, until=last, activity=first)
    assert desk.weigh("asb-calls", 9, until=last, activity=second).problems == ()
    assert desk.weigh("asb-calls", 9, until=last).problems == ()
