"""Whatever the bytes are: no exception, no flood, the right line, time that grows with the size alone."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seasonal_ops.linter import MOST, count_events, lint
from tests.linter.calendars import calendar, clean, found

HALVES = st.sampled_from([line + b"\r\n" for line in clean().split(b"\r\n") if line])
PIECES = st.one_of(
    HALVES,
    st.binary(max_size=20),
    st.sampled_from(
        [b";TZID=", b":", b";VALUE=DATE", b"\r\n ", b"\xc3", b"0000", b"99991231T235960Z", b"\n", b"\r"]
    ),
)


@given(st.binary(max_size=500))
@example(b"\x00")
@example(b"\xef\xbb\xbf")
@example(b" ")
@example(b"\r")
@example(b":\r\n")
def test_any_bytes(data: bytes) -> None:
    assert lint(data)


@given(st.lists(PIECES, max_size=60))
def test_any_pieces_of_a_calendar(pieces: list[bytes]) -> None:
    assert lint(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"".join(pieces)) is not None


@given(
    st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 30), st.binary(max_size=6)), min_size=1, max_size=4
    )
)
def test_any_edits_of_a_clean_calendar(edits: list[tuple[int, int, bytes]]) -> None:
    data = clean()
    for at, gone, new in edits:
        data = data[:at] + new + data[at + gone :]
    count = data.count(b"\n") + 1
    assert all(1 <= defect.line <= count for defect in lint(data))


@pytest.mark.parametrize(
    "line",
    [
        # The ends of the calendar and of the clock.
        b"DTSTART;TZID=Europe/London:00010101T000000",
        b"DTSTART;TZID=Pacific/Auckland:00010101T000000",
        b"DTSTART;TZID=America/New_York:99991231T235959",
        b"DTSTART:99991231T235959Z",
        b"DTSTART:00000229T000000Z",
        b"DURATION:P999999W",
        # Names that a look-up in the file system would trip over.
        b"DTSTART;TZID=../../etc/passwd:20261030T200000",
        b"DTSTART;TZID=Europe:20261030T200000",
        b"DTSTART;TZID=" + b"a" * 5000 + b":20261030T200000",
        b"DTSTART;TZID=a\x00b:20261030T200000",
    ],
)
def test_values_at_the_edge(line: bytes) -> None:
    event = b"BEGIN:VEVENT\r\n" + line + b"\r\nDTEND;TZID=Europe/London:20261031T020000\r\nEND:VEVENT\r\n"
    assert lint(calendar(event).replace(b"X-WR-TIMEZONE:Europe/London", b"X-WR-TIMEZONE:Pacific/Auckland"))


def test_no_more_than_so_many_of_a_rule_and_then_how_many_more() -> None:
    first = clean().index(b"BEGIN:VEVENT")
    data = clean()[:first] + b"X-A:\x00\r\n" * (MOST + 1500) + clean()[first:]
    *listed, last = lint(data)
    assert [defect.rule for defect in listed] == ["control-character"] * MOST
    assert (last.rule, last.line) == ("control-character", listed[-1].line)
    assert last.sentence == "and 1,500 more of these, not listed here"


def test_as_many_as_are_listed_and_none_more() -> None:
    data = clean().replace(b"SEQUENCE:3\r\n", b"SEQUENCE:3\r\n" + b"X-A:\x00\r\n" * MOST, 1)
    assert [defect.rule for defect in lint(data)] == ["control-character"] * MOST
    assert "more of these" not in lint(data)[-1].sentence


def test_of_a_rule_on_content_lines_too() -> None:
    events = b"".join(
        b"BEGIN:VEVENT\r\nUID:%d\r\nDTSTART;VALUE=DATE:20261030\r\nEND:VEVENT\r\n" % n for n in range(300)
    )
    *listed, last = lint(calendar(events))
    assert [defect.rule for defect in listed] == ["dtstamp-missing"] * MOST
    assert last.sentence == "and 100 more of these, not listed here"


def test_what_the_file_says_is_shown_short_and_harmless() -> None:
    (defect,) = [
        one
        for one in lint(clean().replace(b"STATUS:CONF", b"STATUS:\x1b[2J" + b"x" * 90, 1))
        if one.rule == "unknown-status"
    ]
    assert defect.sentence == "the STATUS '[2J" + "x" * 35 + "…' is none of TENTATIVE, CONFIRMED, CANCELLED"


def test_lines_after_a_fold_are_counted_as_an_editor_does() -> None:
    data = (
        clean()
        .replace(b"SUMMARY:Joint", b"SUMMARY:Jo\r\n int\r\n\t more", 1)
        .replace(b"SEQUENCE:3", b"SEQUENCE:x", 1)
    )
    assert found(data) == [(data[: data.index(b"SEQUENCE:x")].count(b"\n") + 1, "bad-sequence")]


def test_events_are_counted() -> None:
    assert [count_events(data) for data in (clean(), calendar(), b"")] == [2, 0, 0]


@pytest.mark.parametrize(
    "data",
    [
        b"\n" * 10**6,
        b"A\n" * 500_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:A\n" * 60_000 + b"END:B\n" * 60_000,
        b"BEGIN:VCALENDAR\nX" + b";A=1" * 250_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=DAILY;BYMONTHDAY=" + b"1," * 400_000,
        b"BEGIN:VCALENDAR\nSUMMARY:" + b"\\," * 400_000,
    ],
)  # fmt: skip
def test_a_megabyte_made_to_be_slow(data: bytes) -> None:
    begun = time.process_time()
    lint(data)
    # Half a second here; what grows with the square of the size would take minutes.
    assert time.process_time() - begun < 20
