"""How numbers are shown, above all where rounding would say something else than the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.evaluation import figures


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (-33.333, "33%"),
        (-4.386, "4.4%"),
        (14.005, "14%"),
        (12.5, "13%"),  # a half goes up, as on paper
        (9.96, "10%"),
        (0.0, "0%"),
        (-0.02, "under 0.1%"),  # a change is never shown as none
        (-99.97, "99.9%"),  # something is left
        (-100.0, "100%"),
        (1500.0, "1500%"),
    ],
)
def test_percent(change: float, shown: str) -> None:
    assert figures.percent(change) == shown


@pytest.mark.parametrize(
    ("change", "shown"), [(-33.3, "−33%"), (26.4, "+26%"), (0.055, "+0.1%"), (-0.01, "0%"), (0.0, "0%")]
)
def test_signed_percent(change: float, shown: str) -> None:
    assert figures.signed_percent(change) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (0.6667, "0.67"),
        (0.9953, "0.995"),  # 1.00 would read as touching 1
        (1.0004, "1.0004"),
        (1.125, "1.13"),  # half up, as the percentage beside it
        (0.001, "0.001"),
        (0.0, "0"),
        (1.0, "1"),
        (12345.6, "12346"),
        (1e-18, "1.0e-18"),
        (1 + 1e-8, "1.000000010"),
    ],
)
def test_rate(ratio: float, shown: str) -> None:
    assert figures.rate(ratio) == shown


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        (0.0448, "p 0.045"),
        (0.050107, "p 0.0501"),  # 0.050 would hide the side
        (0.04996, "p 0.04996"),
        (0.00999, "p 0.00999"),
        (0.05, "p 0.050"),
        (0.0004, "p < 0.001"),
        (0.0, "p < 0.001"),
        (1.0, "p > 0.999"),
        (0.99999999, "p > 0.999"),
        (0.9994, "p 0.999"),
    ],
)
def test_p_value(p: float, shown: str) -> None:
    assert figures.p_value(p) == shown


@given(st.floats(0.0011, 0.9))
def test_a_shown_p_lies_on_the_side_of_the_real_one(p: float) -> None:
    shown = float(figures.p_value(p).removeprefix("p "))
    assert all((shown < line) == (p < line) for line in (0.01, 0.05) if abs(p - line) > 1e-6)


@pytest.mark.parametrize(("value", "shown"), [(12, "12"), (12.0, "12"), (30.5, "30.5"), (17877, "17877")])
def test_exposure(value: float, shown: str) -> None:
    assert figures.exposure(value) == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (0.923, 2, "+0.92"),
        (-0.5, 2, "−0.50"),
        (-0.004, 2, "0.00"),  # no sign before what rounds to nothing
        (-118, 0, "−118"),
        (0, 0, "0"),
    ],
)
def test_signed(value: float, digits: int, shown: str) -> None:
    assert figures.signed(value, digits) == shown


def test_beyond_a_thousand_million_nothing_is_told_apart() -> None:
    assert figures.signed_percent(1e200) == "over 1,000,000,000%"
    assert figures.rate(1e200) == "over 1,000,000,000"
