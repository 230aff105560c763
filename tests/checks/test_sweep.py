"""The walk over starts and ends, held against looking at every instant."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.checks.sweep import Crowd, Span, crowds

MIDNIGHT = datetime(2026, 10, 30, tzinfo=UTC)


def span(number: int, start: int, end: int, unit: int | None = None) -> Span:
    """From one full hour to another."""
    at = [MIDNIGHT + timedelta(hours=hour) for hour in (start, end)]
    return Span(at[0], at[1], number, number if unit is None else unit)


def test_groups() -> None:
    spans = [
        span(1, 0, 10),  # runs beside 2 and 3, and so they are one group
        span(2, 1, 3),
        span(8, 2, 3),  # three at once, and afterwards only two
        span(3, 5, 6),
        span(4, 10, 12),  # begins as 1 ends
        span(5, 11, 13),
        span(6, 20, 22, unit=9),  # two that count as one
        span(7, 20, 22, unit=9),
    ]
    assert crowds(spans, 1) == [Crowd([1, 2, 8, 3], 3), Crowd([4, 5], 2)]
    assert crowds(spans, 2) == [Crowd([1, 2, 8], 3)]
    assert crowds(spans, 3) == []


hours = st.integers(0, 30)
many = st.lists(st.tuples(hours, st.integers(1, 9), st.integers(0, 4)), max_size=12)


@given(many, st.integers(1, 3))
def test_whoever_is_in_a_group_is_in_a_crowded_instant_and_the_other_way_round(
    drawn: list[tuple[int, int, int]], most: int
) -> None:
    spans = [span(number, start, start + length, unit) for number, (start, length, unit) in enumerate(drawn)]
    running = [[one for one in spans if one.start <= at.start < one.end] for at in spans]
    crowded = [at for at in running if len({one.unit for one in at}) > most]
    found = crowds(spans, most)
    grouped = [one for crowd in found for one in crowd.ids]
    assert sorted(grouped) == sorted({one.id for at in crowded for one in at})
    # What shares a crowded instant shares a group, and no group is crowded less than it says.
    groups = {one: number for number, crowd in enumerate(found) for one in crowd.ids}
    assert all(len({groups[one.id] for one in at}) == 1 for at in crowded)
    assert sorted(crowd.peak for crowd in found) == sorted(
        max(len({one.unit for one in at}) for at in crowded if groups[at[0].id] == number)
        for number in range(len(found))
    )
