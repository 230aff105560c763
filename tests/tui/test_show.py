"""Text from outside in a terminal, and how values look."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from seasonal_ops.words import Status
from tests.tui.fakes import an_activity
from tui.show import fit, one_line, several_lines, status_words, when


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[/", "[/"),  # markup stays what it is: text
        ("\x1b[2Jgone", "[2Jgone"),  # without ESC the rest is only letters
        ("\x1b]52;c;cHdu\x1b\\", "]52;c;cHdu\\"),  # would write the clipboard
        ("\x9b31mred", "31mred"),  # the one-character CSI
        ("evil\u202egnp.exe", "evilgnp.exe"),  # reads backwards
        ("zero\u200bwidth\u200djoiner", "zerowidthjoiner"),  # widths differ between terminals
        ("two\r\nlines\u2028here", "two lines here"),
        ("lone \ud800 surrogate", "lone  surrogate"),  # cannot be written as UTF-8 at all
        ("e" + "\u0301" * 10_000, "e" + "\u0301" * 4),  # stalls terminals
        ("heart\ufe0f", "heart"),  # makes the letter wide in some terminals only
    ],
)
def test_text_from_outside_is_calmed(hostile: str, shown: str) -> None:
    assert one_line(hostile) == shown


def test_several_lines_keep_their_breaks_and_nothing_else() -> None:
    assert several_lines("one\ntwo\tthree\x1b[2J") == "one\ntwo three[2J"


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40))
def test_a_column_has_its_width_whatever_stands_in_it(text: str, width: int) -> None:
    assert cell_len(fit(one_line(text), width)) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("fits", 6, "fits  "),
        ("exactly", 7, "exactly"),
        ("too long", 5, "too… "),  # the blank before the ellipsis goes
        ("日本語", 4, "日… "),  # a wide character is never halved
    ],
)
def test_what_does_not_fit_says_so(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"start_time": None, "end_time": None}, "Fri 30 Oct"),
        ({"start_time": None, "ends_on": date(2026, 11, 1)}, "Fri 30 Oct – Sun 1 Nov"),
        ({"end_time": None}, "Fri 30 Oct 14:00"),
        ({}, "Fri 30 Oct 14:00–17:00"),
        (  # a patrol past midnight
            {"start_time": time(22), "end_time": time(2), "ends_on": date(2026, 10, 31)},
            "Fri 30 Oct 22:00–02:00 next morning",
        ),
        ({"ends_on": date(2026, 11, 2)}, "Fri 30 Oct 14:00 – Mon 2 Nov 17:00"),
    ],
)
def test_when(values: dict[str, Any], said: str) -> None:
    assert when(an_activity(1, "x", **values)) == said


def test_every_status_has_a_glyph_of_its_own_and_a_word() -> None:
    words = [status_words(status) for status in Status]
    assert len({word[0] for word in words}) == len(words)
    assert words[-2] == "✗ not delivered"
