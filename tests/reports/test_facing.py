"""Which nights of two seasons face each other, by date, by weekday and by anchor."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.seasons.choosing import Alignment
from seasonal_ops.reports.facing import facings, own_facing
from seasonal_ops.views import Facing
from tests.reports.makers import a_season

FIXED = Alignment(years=1, this=date(2026, 10, 30), last=date(2025, 10, 30))
MOVED = Alignment(years=1, this=date(2026, 10, 30), last=date(2025, 10, 29))
ALONE = Alignment(years=1, this=date(2026, 10, 30), last=None)
THIS = a_season(2026, (1, None, 3, 4))
THEN = a_season(2025, (10, 20, None, 40))


@pytest.mark.parametrize(
    ("alignment", "how", "values", "both"),
    [
        (FIXED, Facing.DATE, (10, 20, None, 40), (2, "5", "50")),
        # 364 days back is the date after: the last night faces one outside of the earlier window.
        (FIXED, Facing.WEEKDAY, (20, None, 40, None), (2, "4", "60")),
        (FIXED, Facing.ANCHOR, (10, 20, None, 40), (2, "5", "50")),
        # An occasion a day earlier last year: the first night faces one before the earlier window.
        (MOVED, Facing.ANCHOR, (None, 10, 20, None), (1, "3", "20")),
        (MOVED, Facing.DATE, (10, 20, None, 40), (2, "5", "50")),
        # A year known by counts alone has no occasion to line up.
        (ALONE, Facing.ANCHOR, (10, 20, None, 40), (2, "5", "50")),
    ],
)
def test_the_nights_that_face_each_other(
    alignment: Alignment, how: Facing, values: tuple[int | None, ...], both: tuple[int, str, str]
) -> None:
    faced = facings(THIS, THEN, alignment)[how]
    assert faced.values == tuple(None if value is None else Decimal(value) for value in values)
    assert (faced.both, faced.this, faced.last) == both


def test_a_night_without_a_counterpart_has_no_date_and_one_without_a_return_has() -> None:
    faced = facings(THIS, THEN, FIXED)[Facing.WEEKDAY]
    assert faced.dates == (date(2025, 10, 28), date(2025, 10, 29), date(2025, 10, 30), None)
    assert faced.how == "the same weekdays, 364 days apart"


def test_the_weekdays_are_those_of_the_nights_that_face_each_other() -> None:
    this, then = (replace(a_season(year, (1,) * 7), window=Window(date(year, 10, 27), date(year, 11, 2)))
                  for year in (2026, 2025))  # fmt: skip
    assert facings(this, then, FIXED)[Facing.DATE].mix == (
        "27 October to 2 November held 2 weekend days in both 2025 and 2026."
    )


def test_no_night_in_common_sums_to_nothing() -> None:
    far = a_season(2025, (1, 2))
    far = replace(far, window=Window(date(2025, 1, 1), date(2025, 1, 2)), nights=())
    faced = facings(THIS, far, FIXED)[Facing.DATE]
    assert (faced.dates, faced.both, faced.mix) == ((None,) * 4, 0, "")


@pytest.mark.parametrize(
    ("alignment", "own"),
    [(FIXED, Facing.DATE), (MOVED, Facing.ANCHOR), (ALONE, Facing.DATE)],
)
def test_the_way_that_the_evaluation_takes(alignment: Alignment, own: Facing) -> None:
    assert own_facing(alignment) is own
    window = Window(date(2026, 10, 27), date(2026, 10, 30))
    faced = facings(THIS, THEN, alignment)[own]
    pairs = alignment.matching(window).within(THEN.window).pairs
    days = [window.first + timedelta(days=at) for at in range(4)]
    assert [(on, then) for on, then in zip(days, faced.dates, strict=True) if then] == [
        (pair.this, pair.last) for pair in pairs
    ]
