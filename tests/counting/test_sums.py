"""Values that do not add up need a reason."""

from datetime import date, timedelta

import pytest
from desk import NIGHT, Desk

from seasonal_ops.words import MeasureKind, Qualifier

ANSWERS = ("yes", "no", "unsure")


@pytest.fixture
def survey(desk: Desk) -> Desk:
    """Three answers that are parts of one question."""
    desk.count_of("asked")
    for slug in ANSWERS:
        desk.count_of(slug, MeasureKind.PERCENTAGE, part_of="asked")
    return desk


@pytest.mark.parametrize(
    ("third", "warned"), [(17.9, True), (18, False), (22, False), (22.1, True), (12, True)], ids=str
)
def test_percentages_of_one_total_make_98_to_102(survey: Desk, third: float, warned: bool) -> None:
    survey.add("yes", 50)
    # Of two of three nothing can be said.
    survey.add("no", 30)
    found = survey.weigh("unsure", third).warnings
    assert bool(found) is warned
    if warned:
        assert found == (f"yes + no + unsure make {80 + third:g}% on 2026-10-30, not 100%",)
    assert not survey.weigh("unsure", third, NIGHT + timedelta(days=1)).warnings


def test_a_baseline_that_adds_to_92_is_found_once_where_its_last_row_stands(survey: Desk) -> None:
    rows = [(slug, value, NIGHT) for slug, value in zip(ANSWERS, (39, 30, 23), strict=True)]
    for order in (rows, rows[::-1]):
        warned = {one.measure.slug: one.warnings for one in survey.weigh_all(*order)}
        assert warned["unsure"] == ("yes + no + unsure make 92% on 2026-10-30, not 100%",)
        assert (warned["yes"], warned["no"]) == ((), ())


def test_parts_of_a_percentage_make_the_percentage(desk: Desk) -> None:
    desk.count_of("safe", MeasureKind.PERCENTAGE)
    for slug in ("very", "fairly"):
        desk.count_of(slug, MeasureKind.PERCENTAGE, part_of="safe")
    desk.add("safe", 75)
    desk.add("very", 30)
    assert desk.weigh("fairly", 45).warnings == ()
    assert desk.weigh("fairly", 20).warnings == ("very + fairly make 50% on 2026-10-30, not 75%",)


PERIOD = {"on": NIGHT, "until": date(2026, 11, 1)}


def test_a_total_is_held_against_its_nights_once_all_are_there(desk: Desk) -> None:
    for days in range(2):
        desk.add("asb-calls", 10, NIGHT + timedelta(days=days))
    # A night is still missing: 25 may be right, 15 cannot.
    assert desk.weigh("asb-calls", 25, **PERIOD).warnings == ()
    assert desk.weigh("asb-calls", 15, **PERIOD).warnings == (
        "2 nights of asb-calls from 2026-10-30 to 2026-11-01 make 20, and 15 stands for them together",
    )
    desk.add("asb-calls", 10, date(2026, 11, 1))
    assert desk.weigh("asb-calls", 30, **PERIOD).warnings == ()
    assert "3 nights" in desk.weigh("asb-calls", 31, **PERIOD).warnings[0]
    # "About 31" may be 30.
    assert desk.weigh("asb-calls", 31, qualifier=Qualifier.ABOUT, **PERIOD).warnings == ()


def test_the_last_night_is_held_against_the_total(desk: Desk) -> None:
    desk.area()
    desk.add("asb-calls", 30, **PERIOD)
    for days in range(2):
        desk.add("asb-calls", 10, NIGHT + timedelta(days=days))
    last = date(2026, 11, 1)
    assert desk.weigh("asb-calls", 10, last).warnings == ()
    assert "make 29, and 30 stands for them together" in desk.weigh("asb-calls", 9, last).warnings[0]
    assert desk.weigh("asb-calls", 9, last, area="tanhouse").warnings == ()
    assert desk.weigh("asb-calls", 9, date(2026, 11, 2)).warnings == ()


def test_of_many_nights_only_the_last_one_says_so(desk: Desk) -> None:
    desk.add("asb-calls", 30, **PERIOD)
    rows = [("asb-calls", 9, NIGHT + timedelta(days=days)) for days in range(3)]
    assert [len(one.warnings) for one in desk.weigh_all(*rows)] == [0, 0, 1]
    assert [len(one.warnings) for one in desk.weigh_all(*rows[::-1])] == [1, 0, 0]
