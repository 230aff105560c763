"""A part above its total, a night above its period, areas above their district."""

from datetime import date
from typing import Any

import pytest
from desk import NIGHT, Desk

from seasonal_ops import counting
from seasonal_ops.counting import NewCount
from seasonal_ops.words import AreaRole, MeasureKind, Qualifier

PERIOD = {"on": date(2026, 10, 28), "until": date(2026, 11, 1)}
WITHIN = {"on": NIGHT, "until": date(2026, 10, 31)}
TANHOUSE = {"area": "tanhouse"}


# asb-fires are among the deliberate-fires, and those among the fire-incidents.
@pytest.mark.parametrize("part", ["asb-fires", "deliberate-fires"])
def test_a_part_is_never_above_its_total_whichever_comes_last(desk: Desk, part: str) -> None:
    desk.add("fire-incidents", 9)
    assert desk.weigh(part, 9).problems == ()
    assert f"{part} is a part of fire-incidents, of which 9 is recorded" in desk.weigh(part, 10).problems[0]
    # On another night it is another total.
    assert desk.weigh(part, 10, date(2026, 10, 31)).problems == ()


def test_a_total_is_never_below_a_part_of_a_part(desk: Desk) -> None:
    desk.add("asb-fires", 9)
    assert desk.weigh("fire-incidents", 9).problems == ()
    (problem,) = desk.weigh("fire-incidents", 8).problems
    assert problem == (
        "fire-incidents of 2026-10-30 cannot be 8: asb-fires is a part of it, of which 9 is recorded;"
        " correct the one that is wrong first"
    )
    # "Over 8" may well be 9.
    assert desk.weigh("fire-incidents", 8, qualifier=Qualifier.OVER).problems == ()


def test_a_part_and_its_total_may_be_given_together_in_any_order(desk: Desk) -> None:
    rows = [("asb-fires", 9, NIGHT), ("fire-incidents", 12, NIGHT)]
    assert all(found.problems == () for found in desk.weigh_all(*rows))
    part, total = desk.weigh_all(("asb-fires", 9, NIGHT), ("fire-incidents", 8, NIGHT))
    assert "of which 8 is given too" in part.problems[0]
    assert total.problems == ()


def test_a_percentage_is_not_held_against_a_number(desk: Desk) -> None:
    desk.count_of("asked")
    desk.count_of("safe", MeasureKind.PERCENTAGE, part_of="asked")
    desk.add("asked", 40)
    assert desk.weigh("safe", 75).problems == ()


@pytest.mark.parametrize("part", ["asb-fires", "fire-incidents"])
@pytest.mark.parametrize(
    ("whole", "inside", "says"),
    [
        pytest.param(PERIOD, {}, ("for 2026-10-28 to 2026-11-01", "for 2026-10-30"), id="night"),
        pytest.param(PERIOD, PERIOD | TANHOUSE, ("in the whole district", "in Tanhouse"), id="area's period"),
        pytest.param({}, TANHOUSE, ("in the whole district", "in Tanhouse"), id="area"),
        pytest.param(PERIOD, TANHOUSE, ("in the whole district", "in Tanhouse"), id="area's night"),
        pytest.param(
            TANHOUSE | PERIOD,
            TANHOUSE,
            ("for 2026-10-28 to 2026-11-01", "for 2026-10-30"),
            id="its night",
        ),
    ],
)
def test_what_lies_within_is_never_above_what_holds_it_whichever_comes_last(
    desk: Desk, part: str, whole: dict[str, Any], inside: dict[str, Any], says: tuple[str, str]
) -> None:
    desk.area()
    above = desk.add("fire-incidents", 10, **whole)
    assert desk.weigh(part, 10, **inside).problems == ()
    (problem,) = desk.weigh(part, 11, **inside).problems
    assert (
        f"10 is recorded {says[0]}" in problem
        or f"10 is recorded for 2026-10-28 to 2026-11-01 {says[0]}" in problem
    )
    desk.session.delete(above)
    desk.session.flush()
    desk.add(part, 10, **inside)
    assert desk.weigh("fire-incidents", 10, **whole).problems == ()
    (problem,) = desk.weigh("fire-incidents", 9, **whole).problems
    assert "10 is recorded" in problem
    assert says[1] in problem


def test_a_shorter_period_is_held_against_a_longer_one_of_its_total(desk: Desk) -> None:
    desk.add("fire-incidents", 10, **PERIOD)
    assert desk.weigh("asb-fires", 10, **WITHIN).problems == ()
    assert "for 2026-10-28 to 2026-11-01" in desk.weigh("asb-fires", 11, **WITHIN).problems[0]
    # One that reaches out of it is of other days too.
    assert desk.weigh("asb-fires", 11, NIGHT, until=date(2026, 11, 2)).problems == ()


@pytest.mark.parametrize("role", AreaRole)
def test_areas_to_compare_with_may_lie_outside_the_district(desk: Desk, role: AreaRole) -> None:
    for name in ("Tanhouse", "Digmoor"):
        desk.do(counting.add_area, name=name, role=role)
    desk.add("asb-calls", 9)
    desk.add("asb-calls", 5, area="digmoor")
    inside = role is AreaRole.EVENT
    assert bool(desk.weigh("asb-calls", 10, area="tanhouse").problems) is inside
    # Each is below it, and together they are not.
    assert desk.weigh("asb-calls", 4, area="tanhouse").problems == ()
    found = desk.weigh("asb-calls", 5, area="tanhouse").problems
    assert (
        "the areas make 10 on 2026-10-30, and 9 stands for the whole district" in "".join(found)
    ) is inside
    desk.add("asb-calls", 4, area="tanhouse")
    assert bool(desk.weigh("asb-calls", 8, correct=True).problems) is inside
    assert desk.weigh("asb-calls", 10, correct=True).problems == ()


def test_of_a_sheet_the_district_says_it_once(desk: Desk) -> None:
    for name in ("Tanhouse", "Digmoor"):
        desk.area(name)
    book = desk.book()
    measure = book.measure("asb-calls")
    new = [NewCount(value="8", on=NIGHT)]
    new += [NewCount(value="5", on=NIGHT, area=area) for area in ("tanhouse", "digmoor")]
    found = counting.weigh_all(book, [(measure, one) for one in new])
    assert [len(one.problems) for one in found] == [1, 0, 0]


@pytest.mark.parametrize(
    ("qualifier", "most"),
    [
        (Qualifier.EXACT, 30),
        (Qualifier.ABOUT, 33),
        (Qualifier.ALMOST, 30),
        (Qualifier.OVER, None),
        (Qualifier.AT_LEAST, None),
    ],
)
def test_about_is_a_tenth_and_no_pass(desk: Desk, qualifier: Qualifier, most: int | None) -> None:
    desk.add("fire-incidents", 30, qualifier=qualifier)
    assert desk.weigh("asb-fires", most or 500).problems == ()
    assert bool(desk.weigh("asb-fires", (most or 500) + 1).problems) is (most is not None)
    # "About 20" may be 18.
    desk.add("fire-incidents", 18, date(2026, 10, 31))
    assert desk.weigh("asb-fires", 20, date(2026, 10, 31), qualifier=Qualifier.ABOUT).problems == ()
    assert desk.weigh("asb-fires", 21, date(2026, 10, 31), qualifier=Qualifier.ABOUT).problems


def test_percentages_do_not_add_up_over_days_or_areas(desk: Desk) -> None:
    desk.area()
    desk.count_of("safe", MeasureKind.PERCENTAGE)
    desk.add("safe", 50, **PERIOD)
    assert desk.weigh("safe", 70).problems == ()
    assert desk.weigh("safe", 70, **PERIOD, area="tanhouse").problems == ()
