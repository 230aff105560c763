"""Texts on a chart fit into their room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.reports.charts.texts import lanes, width, wrapped
from seasonal_ops.text import harmless


# The fonts of a chart lack letters that hypothesis has.
@pytest.mark.filterwarnings("ignore:Glyph")
@given(st.text(max_size=400), st.floats(10, 60), st.integers(1, 3))
def test_a_text_is_broken_into_lines_that_fit(text: str, room: float, lines: int) -> None:
    block = wrapped(text, room, lines=lines)
    assert len(block.lines) <= lines
    # A single letter may be wider than any room.
    assert all(width(line) <= room or len(line) <= 1 for line in block.lines)
    assert all(harmless(line) == line for line in block.lines)


def test_whole_words_stay_whole_and_the_rest_is_cut() -> None:
    block = wrapped("Police patrols with the Street Scene team and others", 34)
    assert block.lines == ("Police patrols with the", "Street Scene team…")


def test_spans_in_one_lane_are_clear_of_each_other() -> None:
    assert lanes([(0, 10), (11, 20), (12, 30), (23, 40)], gap=2) == (0, 1, 0, 1)
