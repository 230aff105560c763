"""Flags over a plot never cover or cross one another."""

from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.reports.charts.flags import Raised, raised


def test_a_flag_is_raised_over_the_poles_that_it_covers() -> None:
    found = raised([(60, 25), (65, 20), (120, 25)], 170)
    assert [(flag.leftward, flag.lane) for flag in found] == [(False, 1), (False, 0), (False, 0)]


def test_a_flag_that_would_leave_the_page_stands_left_of_its_pole_and_so_does_one_that_would_meet_it() -> (
    None
):
    found = raised([(95, 20), (150, 30), (165, 20)], 170)
    assert [(flag.leftward, flag.lane) for flag in found] == [(False, 0), (True, 0), (True, 1)]


@given(
    st.lists(st.tuples(st.floats(36, 170), st.floats(1, 35)), max_size=20, unique_by=lambda one: one[0]).map(
        sorted
    )
)
def test_no_flag_covers_another_or_is_crossed_by_a_pole(flags: list[tuple[float, float]]) -> None:
    def clash(one: Raised, other: Raised) -> bool:
        beside = one.lane == other.lane and one.overlaps(other)
        return beside or (one.covers(other.at) and other.lane >= one.lane)

    found = raised(flags, 170)
    assert not [(a, b) for n, a in enumerate(found) for b in found[:n] if clash(a, b) or clash(b, a)]
    assert all(flag.span[0] >= 0 and flag.span[1] <= 170 for flag in found)
