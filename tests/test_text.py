"""Text from outside: what is accepted, what is refused, and what is harmless to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.text import accept_line, accept_text, harmless

HOSTILE = [
    "\x1b[2J",  # clears the screen
    "\x1b]52;c;cHdu\x1b\\",  # writes the clipboard
    "\x9b31m",  # the same introducer in one character
    "a\r\nATTENDEE:mailto:e@x",  # a calendar line of its own
    "a\x85b",  # a line break to some readers
    "a\u2028b",  # and to others
    "a\u202eb",  # reads backwards
    "a\x00b",  # ends the string in C
    "a\x0bb",  # vertical tab
    "\ud800",  # half a character
    "a\uffffb",  # no XML file may hold it
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_acts_on_the_reader_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(BadValue, match=r"the title holds an invisible control character \(U\+[0-9A-F]{4} at"):
        accept_line(text, "the title")


@pytest.mark.parametrize("text", ["Go4IT, first evening", "Ormskirk: £50 – “quiet” night 🎆", "日本語"])
def test_ordinary_text_is_kept_but_for_its_edges(text: str) -> None:
    assert accept_line(f"  {text} ", "the title") == text


def test_several_lines_only_where_they_are_wanted() -> None:
    assert accept_text("one\r\ntwo", "the note") == "one\ntwo"
    with pytest.raises(BadValue):
        accept_line("one\ntwo", "the title")


def test_too_long_is_said_in_numbers() -> None:
    with pytest.raises(BadValue, match="has 201 characters; 200 at most"):
        accept_line("x" * 201, "the title")


@given(st.text())
def test_what_is_harmless_holds_nothing_that_acts_and_everything_else(text: str) -> None:
    shown = harmless(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs"}
    assert not set(shown) & set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert [c for c in text if c.isalnum()] == [c for c in shown if c.isalnum()]
