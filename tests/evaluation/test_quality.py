"""One season of a measure as it is recorded."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Row
from seasonal_ops.evaluation.records.quality import Reading, season_counts
from seasonal_ops.evaluation.records.recorded import recorded
from seasonal_ops.evaluation.shapes import SeasonCounts
from seasonal_ops.words import AreaRole, MeasureKind
from tests.evaluation.made import measure
from tests.evaluation.rows import COMPARISON, family, row

FIRST = date(2026, 10, 27)
WINDOW = Window(FIRST, date(2026, 10, 30))


def season(*rows: Row, today: date = date(2027, 1, 1), year: int = 2026, **more: Any) -> SeasonCounts:
    kin = family(*rows)
    window = Window(WINDOW.first.replace(year=year), WINDOW.last.replace(year=year))
    found = recorded(kin, "asb-calls", year=2026)
    reading = Reading(family=kin, today=today, time_zone="Europe/London")
    return season_counts(reading, measure(**more), found, window, year=year)


def nights(*values: int | None, **more: Any) -> list[Row]:
    days = (FIRST + timedelta(days=n) for n in range(len(values)))
    return [row(on, str(value), **more) for on, value in zip(days, values, strict=True) if value is not None]


def test_a_missing_night_is_none_and_a_nil_return_a_zero() -> None:
    found = season(*nights(4, None, 0, 5))
    assert [night.value for night in found.nights] == [4, None, 0, 5]
    assert (found.total, found.of_period) == (9, False)
    assert found.quality.completeness == Completeness(3, 4)


@pytest.mark.parametrize(
    ("rows", "total", "of_period", "received"),
    [
        pytest.param([], None, False, 0, id="nothing"),
        pytest.param([row(FIRST, "44", until=WINDOW.last)], 44, True, 4, id="one figure"),
        pytest.param([*nights(4, 5), row(FIRST, "44", until=WINDOW.last)], 44, True, 4, id="nights missing"),
        pytest.param([*nights(1, 2, 3, 4), row(FIRST, "9", until=WINDOW.last)], 10, False, 4, id="nights"),
        pytest.param([row(FIRST, "9", until=date(2026, 10, 28))], None, False, 0, id="a part of the window"),
    ],
)
def test_the_total(rows: list[Row], total: int | None, of_period: bool, received: int) -> None:
    found = season(*rows)
    assert (found.total, found.of_period, found.quality.completeness.received) == (total, of_period, received)


def test_returns_are_expected_once_a_date_has_come() -> None:
    assert season(*nights(4), today=date(2026, 10, 28)).quality.completeness == Completeness(1, 2)
    assert season(today=date(2026, 10, 1)).quality.completeness == Completeness(0, 0)


def test_of_percentages_the_newest_is_the_total() -> None:
    assert season(*nights(80, 90, None, None), kind=MeasureKind.PERCENTAGE).total == 90


@pytest.mark.parametrize(
    ("entered", "more", "late"),
    [
        pytest.param(datetime(2026, 11, 10, 23, 59, tzinfo=UTC), {}, 0, id="on the last day"),
        pytest.param(datetime(2026, 11, 11, 0, 0, tzinfo=UTC), {}, 1, id="the day after"),
        pytest.param(datetime(2026, 11, 11, 0, 0), {}, 1, id="without its zone, as SQLite gives it"),
        pytest.param(datetime(2026, 11, 11, 0, 0, tzinfo=UTC), {"year": 2025}, 0, id="of another plan"),
    ],
)
def test_late_is_after_the_days_that_a_return_may_take(
    entered: datetime, more: dict[str, int], late: int
) -> None:
    assert season(row(FIRST, "4", entered_at=entered, **more)).quality.late == late


def test_late_is_told_by_the_clock_of_the_plan() -> None:
    # 23:30 UTC is half past midnight in summer time: 15 days after 1 June
    june = Window(date(2026, 6, 1), date(2026, 6, 1))
    kin = family(row(june.first, "4", entered_at=datetime(2026, 6, 15, 23, 30, tzinfo=UTC)))
    found = recorded(kin, "asb-calls", year=2026)
    reading = Reading(family=kin, today=date(2027, 1, 1), time_zone="Europe/London")
    assert season_counts(reading, measure(), found, june, year=2026).quality.late == 1


def test_a_correction_is_as_late_as_its_first_revision() -> None:
    came, corrected = (datetime(2026, month, 1, tzinfo=UTC) for month in (11, 12))
    kin = family(row(FIRST, "4", entered_at=corrected, revision=2))
    kin.entered[2026, FIRST, FIRST, None, None] = came  # type: ignore[index]
    found = recorded(kin, "asb-calls", year=2026)
    reading = Reading(family=kin, today=date(2027, 1, 1), time_zone="Europe/London")
    quality = season_counts(reading, measure(), found, WINDOW, year=2026).quality
    assert (quality.late, quality.revised) == (0, 1)


def test_how_the_figures_stand_is_counted() -> None:
    quality = season(
        row(FIRST, "4", status="provisional", source="Constabulary", as_at=date(2026, 11, 1)),
        row(FIRST + timedelta(days=1), "30", qualifier="about", approved_by="chair", reason_due=True),
        row(FIRST + timedelta(days=2), "0", nil=True, as_at=date(2026, 11, 20)),
    ).quality
    assert (quality.provisional, quality.final, quality.approved) == (1, 2, 1)
    assert (quality.inexact, quality.nil, quality.unexplained) == (1, 1, 1)
    assert quality.as_at == (date(2026, 10, 28), date(2026, 11, 20))
    assert quality.sources == ("Constabulary",)


def test_areas_to_compare_with_have_totals_of_their_own() -> None:
    found = season(*nights(4, 5), *nights(7, 8, area=COMPARISON))
    assert (found.total, found.areas) == (9, {AreaRole.COMPARISON: Decimal(15)})
    one_figure = season(row(FIRST, "44", area=COMPARISON, until=WINDOW.last))
    assert one_figure.areas == {AreaRole.COMPARISON: Decimal(44)}


def test_a_season_without_a_plan_is_known_by_its_year() -> None:
    found = season(row(date(2020, 10, 27), "9", year=2026), year=2020)
    assert (found.year, found.plan, found.total) == (2020, None, 9)


@pytest.mark.parametrize(
    ("rows", "least", "most"),
    [
        pytest.param(nights(133, 37), 170, 170, id="exact"),
        pytest.param([*nights(133), row(WINDOW.last, "37", qualifier="about")], 167, 173, id="about"),
        pytest.param([*nights(133), row(WINDOW.last, "37", qualifier="at-least")], 170, None, id="at least"),
        pytest.param(
            [*nights(9), row(FIRST, "40", until=WINDOW.last, qualifier="almost")], 36, 39, id="of one figure"
        ),
        pytest.param(
            [*nights(1, 2, 3, 4), row(FIRST, "9", until=WINDOW.last, qualifier="over")],
            10,
            10,
            id="of nights",
        ),
    ],
)
def test_what_values_that_are_not_exact_leave_possible(rows: list[Row], least: int, most: int | None) -> None:
    quality = season(*rows).quality
    assert (quality.least, quality.most) == (least, most)
