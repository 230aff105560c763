"""Dates on days to avoid: moved, kept with a warning, or refused."""

from datetime import date, timedelta

import pytest

from seasonal_ops.dates import Calendar, Dated, IfAvoided, Period, dates_of, parse
from seasonal_ops.errors import BadValue

HALF_TERM = Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))
CALENDAR = Calendar(begins=date(2026, 9, 1), periods=(HALF_TERM,))
EVERYTHING = ("weekend", "bank holiday", "half-term")

MOVED = [
    # a free day stays
    ("1 October", EVERYTHING, IfAvoided.EARLIER, ("2026-10-01", "1 October; a Thursday in 2026", ())),
    # nothing is avoided that is not named
    ("3 October", ("bank holiday",), IfAvoided.EARLIER, ("2026-10-03", "3 October; a Saturday in 2026", ())),
    (
        "3 October",
        ("weekend",),
        IfAvoided.EARLIER,
        ("2026-10-02", "3 October; a Saturday in 2026; moved earlier from Sat 3 October 2026: weekend", ()),
    ),
    # over a weekend and a bank holiday
    (
        "25 December",
        EVERYTHING,
        IfAvoided.LATER,
        (
            "2026-12-29",
            (
                "25 December; a Friday in 2026;"
                " moved later from Fri 25 December 2026: bank holiday (Christmas Day)"
            ),
            (),
        ),
    ),
    # out of a period, over the weekend beside it
    (
        "28 October",
        ("Half-Term", "weekend"),
        IfAvoided.LATER,
        (
            "2026-11-02",
            "28 October; a Wednesday in 2026; moved later from Wed 28 October 2026: half-term",
            (),
        ),
    ),
    (
        "28 October",
        ("half-term",),
        IfAvoided.KEEP,
        (
            "2026-10-28",
            "28 October; a Wednesday in 2026",
            ("kept on Wed 28 October 2026 although it is to be avoided: half-term",),
        ),
    ),
    # beyond the snapshot, where a bank holiday may be missed
    (
        "2 October 2029",
        ("bank holiday",),
        IfAvoided.LATER,
        (
            "2029-10-02",
            "2 October 2029; a Tuesday",
            ("bank holidays are known to 26 December 2028 only; check this date",),
        ),
    ),
    (
        "2 October 2018",
        ("bank holiday",),
        IfAvoided.LATER,
        (
            "2018-10-02",
            "2 October 2018; a Tuesday",
            ("bank holidays are known from 1 January 2019 only; check this date",),
        ),
    ),
    # weekends are known for ever
    ("2 October 2029", ("weekend",), IfAvoided.LATER, ("2029-10-02", "2 October 2029; a Tuesday", ())),
]


@pytest.mark.parametrize(("text", "avoid", "if_avoided", "expected"), MOVED)
def test_where_a_date_goes(
    text: str, avoid: tuple[str, ...], if_avoided: IfAvoided, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    on, reason, warnings = expected
    found = dates_of(parse(text, ()), CALENDAR, avoid=avoid, if_avoided=if_avoided)
    assert found == (Dated(date.fromisoformat(on), reason, warnings),)


def test_what_is_unknown_cannot_be_avoided() -> None:
    with pytest.raises(BadValue) as caught:
        dates_of(parse("25 December", ()), CALENDAR, avoid=["weekend", "Easter"])
    assert str(caught.value) == (
        'cannot avoid "Easter"; what can be avoided is weekend, bank holiday or half-term'
    )


def test_two_dates_that_meet_are_kept_once_and_said_so() -> None:
    rule = parse("each day from 2 October to 4 October", ())
    (found,) = dates_of(rule, CALENDAR, avoid=["weekend"], if_avoided=IfAvoided.EARLIER)
    assert found.on == date(2026, 10, 2)
    assert found.reason == "Friday, each day from Fri 2 October 2026 to Sun 4 October 2026"
    assert found.warnings == ("3 dates of the series now fall on Fri 2 October 2026; it is kept once",)


@pytest.mark.parametrize(("days", "moves"), [(60, True), (61, False)])
def test_a_search_has_an_end(days: int, moves: bool) -> None:
    first = date(2026, 10, 1)
    closed = Period(name="closed", first=first, last=first + timedelta(days=days - 1))
    calendar = Calendar(begins=first, periods=(closed,))
    rule = parse("1 October", ())
    if moves:
        found = dates_of(rule, calendar, avoid=["closed"], if_avoided=IfAvoided.LATER)
        assert found[0].on == first + timedelta(days=60)
    else:
        with pytest.raises(BadValue, match="no day within 60 days later than Thu 1 October 2026 is free"):
            dates_of(rule, calendar, avoid=["closed"], if_avoided=IfAvoided.LATER)


def test_a_working_day_beyond_the_snapshot_is_to_be_checked() -> None:
    found = dates_of(
        parse("2 working days after 26 December 2028; each working day from 1 May 2029 to 1 May 2029", ()),
        CALENDAR,
    )
    expected = ("bank holidays are known to 26 December 2028 only; check this date",)
    assert [(one.on, one.warnings) for one in found] == [
        (date(2028, 12, 28), expected),
        (date(2029, 5, 1), expected),
    ]
