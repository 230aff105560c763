"""Where everything stands in the chart of the nights."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from seasonal_ops.views import Facing
from tests.tui.fakes.compare import COMPARED, FIRES, FIRST, MEASURES, values
from tui.compare.drawing import Pole, chart_of, poles, rungs, runs, ticks

DAYS = tuple(FIRST + timedelta(days=at) for at in range(12))


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ((), []),
        ((None, None), []),
        ((1, 2), [[(0, 1), (1, 2)]]),
        ((1, None, 0, 3), [[(0, 1)], [(2, 0), (3, 3)]]),  # a gap, and 0 is a value
        ((None, 5, None), [[(1, 5)]]),
    ],
)
def test_no_line_leads_over_a_night_without_a_return(
    known: tuple[int | None, ...], found: list[list[tuple[int, int]]]
) -> None:
    assert list(runs(values(known))) == found


@pytest.mark.parametrize(
    ("highest", "found"),
    [
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (0.5, [0, 1]),
        (27, [0, 10, 20]),
        (183, [0, 50, 100, 150]),
        (2400, [0, 1000, 2000]),
    ],
)
def test_the_axis_has_few_whole_numbers_from_0(highest: float, found: list[int]) -> None:
    assert rungs(highest) == found


@pytest.mark.parametrize(
    ("width", "found"),
    [
        (100, [(0, "27 Oct"), (1, "28"), (2, "29")]),
        (48, [(0, "27 Oct"), (2, "29"), (4, "31"), (6, "2 Nov"), (8, "4"), (10, "6")]),
        (20, [(0, "27 Oct"), (5, "1 Nov"), (10, "6")]),
        (0, [(0, "27 Oct")]),
    ],
)
def test_as_many_dates_as_there_is_room_for(width: int, found: list[tuple[int, str]]) -> None:
    assert ticks(DAYS, width)[: len(found)] == found


def test_names_of_occasions_keep_apart_in_lanes() -> None:
    named = [("Mischief Night", date(2026, 10, 30)), ("Halloween", date(2026, 10, 31))]
    assert poles([*named, ("Bonfire Night", date(2026, 11, 5))], DAYS, 80) == (
        Pole(3, "◆ Mischief Night", 0, left=False),
        Pole(4, "◆ Halloween", 1, left=False),
        Pole(9, "◆ Bonfire Night", 0, left=False),
    )
    # Further right there is no room: the name ends at its night.
    assert poles([("Bonfire Night", date(2026, 11, 7))], DAYS, 60) == (
        Pole(11, "Bonfire Night ◆", 0, left=True),
    )


def test_occasions_of_one_night_stand_together_and_others_are_left_out() -> None:
    named = [("Halloween", DAYS[4]), ("All Hallows", DAYS[4]), ("Christmas", date(2026, 12, 25))]
    assert poles(named, DAYS, 60) == (Pole(4, "◆ All Hallows, Halloween", 0, left=False),)


@pytest.mark.parametrize("width", [20, 30, 60, 120])
@pytest.mark.parametrize("at", range(12))
def test_a_name_never_leaves_the_chart(width: int, at: int) -> None:
    (pole,) = poles([("An occasion of a name that is far too long", DAYS[at])], DAYS, width)
    column = round((at + 0.4) * (width - 1) / 11.8)
    assert len(pole.name) <= (column + 1 if pole.left else width - column)


def test_a_chart_of_one_night() -> None:
    assert poles([("Halloween", DAYS[4])], DAYS[4:5], 40) == (Pole(0, "◆ Halloween", 0, left=False),)


def test_both_seasons_face_each_other_as_they_are_lined_up() -> None:
    by_date = chart_of(MEASURES[0], Facing.DATE, COMPARED.anchors)
    by_weekday = chart_of(MEASURES[0], Facing.WEEKDAY, COMPARED.anchors)
    assert by_date is not None
    assert by_weekday is not None
    assert by_date.this == by_weekday.this == values(FIRES)
    assert by_date.earlier[0][1][0] == Decimal(4)
    assert by_weekday.earlier[0][1][0] == Decimal(0)
    assert by_date.highest == 30
    assert by_weekday.earlier[0][1][-1] is None
    # Night 2 (0) meets night 2 of last year (0) by date.
    assert by_date.same == [(1, 0.0)]


def test_no_chart_without_a_night_and_at_most_three_earlier_seasons() -> None:
    assert chart_of(MEASURES[2], Facing.DATE, ()) is None
    many = replace(MEASURES[0], beside=MEASURES[0].beside * 5)
    chart = chart_of(many, Facing.DATE, ())
    assert chart is not None
    assert len(chart.earlier) == 3
