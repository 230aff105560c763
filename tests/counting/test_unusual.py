"""A night that past years make unlikely."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from desk import NIGHT, Desk
from factories import make_plan

from seasonal_ops.counting.past import dispersion, past_of
from seasonal_ops.errors import Refused
from seasonal_ops.queries.past_counts import PastNight
from seasonal_ops.words import MeasureKind

WINDOW = date(2026, 10, 27), date(2026, 11, 7)


def nights(year: int, values: dict[date, int], *, first: date, last: date) -> list[PastNight]:
    """What a season's plan recorded over its window."""
    return [
        PastNight(on=on, area=None, value=Decimal(value), year=year, window_from=first, window_to=last)
        for on, value in values.items()
    ]


def in_2025(values: dict[date, int]) -> list[PastNight]:
    return nights(2025, values, first=date(2025, 10, 27), last=date(2025, 11, 7))


def beside(values: dict[date, int]) -> list[PastNight]:
    """The same, recorded in this year's plan."""
    return nights(2026, values, first=WINDOW[0], last=WINDOW[1])


def test_a_season_on_fixed_dates_is_matched_by_the_calendar() -> None:
    past = past_of(in_2025({date(2025, 10, 30): 4}), WINDOW, year=2026, moves=False)
    assert past.same_night == {(None, NIGHT): (4,)}


def test_a_season_that_follows_the_term_is_matched_by_its_day() -> None:
    last = nights(2025, {date(2025, 9, 24): 4}, first=date(2025, 9, 21), last=date(2025, 10, 5))
    past = past_of(last, (date(2026, 9, 20), date(2026, 10, 4)), year=2026, moves=True)
    assert past.same_night == {(None, date(2026, 9, 23)): (4,)}


def test_baselines_without_a_plan_are_matched_by_the_calendar_unless_the_season_moves() -> None:
    found = beside({date(2024, 10, 30): 4, date(2023, 10, 30): 6, date(2024, 8, 1): 9, date(2026, 10, 1): 9})
    still = past_of(found, WINDOW, year=2026, moves=False)
    assert still.same_night == {(None, NIGHT): (4, 6)}  # the newest year first
    assert past_of(found, WINDOW, year=2026, moves=True).same_night == {}


def test_a_night_that_two_plans_hold_is_that_of_its_own_season() -> None:
    twice = [*beside({date(2025, 10, 30): 9}), *in_2025({date(2025, 10, 30): 4})]
    for order in (twice, twice[::-1]):
        assert past_of(order, WINDOW, year=2026, moves=False).same_night == {(None, NIGHT): (4,)}


def test_a_leap_day_has_no_counterpart() -> None:
    window = date(2025, 2, 20), date(2025, 3, 5)
    leap = nights(2024, {date(2024, 2, 29): 4}, first=date(2024, 2, 20), last=date(2024, 3, 5))
    assert past_of(leap, window, year=2025, moves=False).same_night == {}


def test_the_ordinary_nights_leave_each_seasons_peak_out() -> None:
    last = in_2025({date(2025, 10, 30): 30, date(2025, 10, 31): 2, date(2025, 11, 1): 4})
    older = beside({date(2024, 10, 31): 50, date(2024, 11, 1): 6})
    found = past_of([*last, *older], WINDOW, year=2026, moves=False).ordinary
    assert {area: sorted(nights) for area, nights in found.items()} == {None: [2, 4, 6]}
    # A season of which one night is known has no ordinary night.
    assert past_of(older[:1], WINDOW, year=2026, moves=False).ordinary == {}


@pytest.mark.parametrize(
    ("alike", "spread"),
    [
        ([(4, 6)], 1),  # (1 + 1) / 5 is less than chance
        ([(2, 8)], 3.6),  # (9 + 9) / 5, one degree of freedom
        ([(2, 8), (5, 5)], 1.8),
        ([(2, 8), (9,), (0, 0)], 3.6),  # of one value, and of none, nothing can be said
        ([(9,)], 1),
        ([], 1),
    ],
    ids=str,
)
def test_the_spread_of_nights_that_should_be_alike(alike: list[tuple[int, ...]], spread: float) -> None:
    assert dispersion([tuple(map(Decimal, values)) for values in alike]) == pytest.approx(spread)


@pytest.mark.parametrize(
    ("past", "value", "unusual"),
    [
        ((5,), 20, False),  # P(X ≥ 20 of 25, 1/2) = 0.0020
        ((5,), 22, True),  # P(X ≥ 22 of 27) = 0.0008
        ((5,), 21, False),  # P(X ≥ 21 of 26) = 0.0012
        ((4, 6), 16, False),  # P(X ≥ 16 of 26, 1/3) = 0.0030
        ((7,), 25, False),  # P(X ≥ 25 of 32, 1/2) = 0.00105
        ((4, 6), 18, True),  # P(X ≥ 18 of 28) = 0.0008
        ((2, 8), 18, False),  # the same sum, and φ = 3.6
        ((0, 0, 0), 4, False),  # 1/4 ** 4 = 0.0039
        ((0, 0, 0), 5, True),  # 0.00098
        ((30, 34), 14, False),  # P(X ≤ 14 of 78, 1/3) = 0.0019
        ((30, 34), 12, True),  # P(X ≤ 12 of 76) = 0.0005
    ],
    ids=str,
)
def test_a_tail_below_one_in_a_thousand(desk: Desk, past: tuple[int, ...], value: int, unusual: bool) -> None:
    for years, before in enumerate(past, start=1):
        desk.add("asb-calls", before, NIGHT.replace(year=2026 - years), baseline=True)
    assert bool(desk.weigh("asb-calls", value).warnings) is unusual


def test_without_a_past_more_than_a_million_of_a_thing_is_a_slip(desk: Desk) -> None:
    assert not desk.weigh("asb-calls", 1_000_000).warnings
    assert desk.weigh("asb-calls", 1_000_001).warnings == (
        "1000001 is very many for asb-calls of 2026-10-30; check the digits",
    )


def test_an_unusual_value_asks_for_a_reason_and_keeps_it(desk: Desk) -> None:
    for year in (2024, 2025):
        desk.add("asb-calls", 4, NIGHT.replace(year=year), baseline=True)
    with pytest.raises(Refused) as refused:
        desk.add("asb-calls", 60)
    assert str(refused.value) == (
        "60 is unusual for asb-calls of 2026-10-30: the same night held 4 and 4 in past years; if it is right"
        ' all the same, say why: --reason "…"'
    )
    assert (
        desk.add("asb-calls", 60, reason="a football match that night").reason
        == "a football match that night"
    )


def test_a_night_without_a_past_is_held_against_the_ordinary_ones(desk: Desk) -> None:
    for day, value in ((29, 2), (30, 40), (31, 4)):
        desk.add("asb-calls", value, date(2025, 10, day), baseline=True)
    (found,) = desk.weigh("asb-calls", 20, date(2026, 11, 2)).warnings
    assert found.endswith(": nights of past years held 3.0 on average, their peaks left out")


def test_what_is_not_a_night_of_the_season_is_not_held_against_nights(desk: Desk) -> None:
    desk.area()
    desk.count_of("weight", MeasureKind.QUANTITY)
    for slug in ("asb-calls", "weight"):
        desk.add(slug, 1, NIGHT.replace(year=2025), baseline=True)
        desk.add(slug, 1, NIGHT.replace(year=2024), baseline=True)
        desk.add(slug, 1, date(2025, 10, 29), baseline=True)
    assert desk.weigh("asb-calls", 60).warnings
    assert not desk.weigh("weight", 60).warnings
    assert not desk.weigh("asb-calls", 60, area="tanhouse").warnings
    assert not desk.weigh("asb-calls", 60, until=NIGHT + timedelta(days=1)).warnings
    assert not desk.weigh("asb-calls", 60, NIGHT.replace(year=2023), baseline=True).warnings


def test_past_seasons_of_the_same_template_count(desk: Desk) -> None:
    last = Desk(desk.session, make_plan(desk.session, year=2025))
    last.add("asb-calls", 4, NIGHT.replace(year=2025))
    assert "the same night held 4 in past years" in desk.weigh("asb-calls", 60).warnings[0]
    # The same slug in another template's plan is another matter, as is another slug.
    other = Desk(desk.session, make_plan(desk.session, "night-safe", year=2025))
    other.count_of("asb-calls", window_from=NIGHT.replace(year=2025), window_to=NIGHT.replace(year=2025))
    other.add("asb-calls", 50, NIGHT.replace(year=2025))
    assert "the same night held 4 in past years" in desk.weigh("asb-calls", 60).warnings[0]
    assert not desk.weigh("police-calls", 60).warnings


def test_the_past_is_single_nights_of_the_district_in_their_newest_revision(desk: Desk) -> None:
    last = NIGHT.replace(year=2025)
    activity = desk.activity("asb-calls", on=last)
    desk.add("asb-calls", 9, last, baseline=True)
    desk.add("asb-calls", 4, last, baseline=True, correct=True)
    desk.add("asb-calls", 7, last, baseline=True, activity=activity, reason="its own")
    desk.add("asb-calls", 8, last, until=last + timedelta(days=1), baseline=True)
    assert "the same night held 4 in past years" in desk.weigh("asb-calls", 60).warnings[0]
