"""The value axis."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.reports.charts.scale import number, scale, short


@pytest.mark.parametrize(
    ("highest", "whole", "labels"),
    [
        (0, True, "0 1"),
        (1, True, "0 1"),  # no half incidents
        (6, True, "0 1 2 3 4 5 6"),
        (12, True, "0 2 4 6 8 10 12"),
        (14, True, "0 5 10 15"),  # 2.5 is not whole
        (14, False, "0 2.5 5 7.5 10 12.5 15"),
        (0.5, False, "0 0.1 0.2 0.3 0.4 0.5"),
        (1071, True, "0 200 400 600 800 1,000 1,200"),
        (2.4e9, True, "0 | 0.5 billion | 1 billion | 1.5 billion | 2 billion | 2.5 billion"),
    ],
)
def test_ticks(highest: float, whole: bool, labels: str) -> None:
    found = scale([highest], whole=whole).labels
    assert found == tuple(labels.split(" | ") if "|" in labels else labels.split())


@given(st.one_of(st.just(0.0), st.floats(1e-9, 1e15)), st.booleans())
def test_a_scale_begins_at_0_reaches_the_highest_and_has_few_different_ticks(
    highest: float, whole: bool
) -> None:
    made = scale([highest], whole=whole)
    assert made.ticks[0] == 0
    assert made.top >= highest or math.isclose(made.top, highest, rel_tol=1e-8)
    assert 2 <= len(set(made.labels)) == len(made.ticks) <= 8
    assert not whole or all(tick == math.floor(tick) for tick in made.ticks)


@pytest.mark.parametrize(
    ("value", "written", "on_a_chart"),
    [
        (0, "0", "0"),
        (2.5, "2.5", "2.5"),
        (0.1 + 0.2, "0.3", "0.3"),
        (1071, "1,071", "1,071"),
        (1234.5678, "1,235", "1,235"),
        (974_467_540, "974,467,540", "974 million"),
    ],
)
def test_numbers(value: float, written: str, on_a_chart: str) -> None:
    assert (number(value), short(value)) == (written, on_a_chart)
