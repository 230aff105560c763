"""The exact interval of one total."""

import pytest

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.totals import total_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        # The exact limits of a Poisson count, as tables print them.
        pytest.param(0, 0.0, 3.689, id="none"),
        pytest.param(1, 0.0253, 5.572, id="one"),
        pytest.param(10, 4.795, 18.390, id="ten"),
        pytest.param(100, 81.364, 121.627, id="a hundred"),
    ],
)
def test_the_limits_are_those_of_the_tables(count: int, low: float, high: float) -> None:
    assert total_interval(count) == pytest.approx((low, high), abs=6e-4)


def test_what_is_no_count_has_no_interval() -> None:
    with pytest.raises(BadValue, match="negative"):
        total_interval(-1)
