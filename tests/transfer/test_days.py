"""Dates as people write them, read against a season that begins on 1 May 2026."""

from datetime import date, datetime, time

import pytest

from seasonal_ops.dates import Calendar, resolve_anchors
from seasonal_ops.errors import BadValue
from seasonal_ops.transfer.cells.clock import Times
from seasonal_ops.transfer.cells.days import DateReader, Days, day_first

BEGINS = date(2026, 5, 1)
ANCHORS = resolve_anchors({"Mischief Night": "30 October", "Bonfire Night": "5 November"}, {}, begins=BEGINS)
CALENDAR = Calendar(begins=BEGINS, anchors=ANCHORS)
OCT_30 = date(2026, 10, 30)


def read(value: object, *, first: bool | None = None) -> Days:
    return DateReader(CALENDAR, day_first=first).read(value)


@pytest.mark.parametrize(
    ("value", "on"),
    [
        (OCT_30, OCT_30),  # a cell with a date
        ("2026-10-30", OCT_30),
        ("2026/10/30", OCT_30),
        ("30/10/2026", OCT_30),
        ("30/10/26", OCT_30),
        ("30.10.2026", OCT_30),
        ("30-10-2026", OCT_30),
        ("30/10", OCT_30),  # of the season
        ("30 Oct", OCT_30),
        ("30th October", OCT_30),
        ("the 30th of October 2026", OCT_30),
        ("30-Oct-26", OCT_30),  # as a spreadsheet program shows it
        ("October 30, 2026", OCT_30),
        ("Fri 30 October 2026", OCT_30),
        ("Friday, 30 October", OCT_30),
        ("FRI 30 OCT 2026", OCT_30),
        (" 30  October\n2026 ", OCT_30),
        ("3 Sept 2026", date(2026, 9, 3)),
        ("15 January", date(2027, 1, 15)),  # the first one after the season begins
        ("03/03/2026", date(2026, 3, 3)),  # the same either way
        ("10/30/2026", OCT_30),  # cannot be otherwise
        ("2026-10-30 00:00:00", OCT_30),  # as programs write a date
    ],
)
def test_a_cell_says_a_date(value: object, on: date) -> None:
    found = read(value)
    assert ([one.on for one in found.dates], found.last, found.times, found.rule) == (
        [on],
        None,
        Times(),
        None,
    )


@pytest.mark.parametrize(
    ("value", "times"),
    [
        ("30 October 18:00", Times(time(18))),
        ("Fri 30 October 2026, 18:00–23:00", Times(time(18), time(23))),  # as the product shows it
        ("30/10/2026 at 6pm", Times(time(18))),
        ("2026-10-30T18:00:00", Times(time(18))),
        (datetime(2026, 10, 30, 18, 0), Times(time(18))),
    ],
)
def test_a_date_may_have_its_times(value: object, times: Times) -> None:
    found = read(value)
    assert ([one.on for one in found.dates], found.times) == ([OCT_30], times)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5–9 October 2026", date(2026, 10, 5), date(2026, 10, 9)),
        ("5-9 October", date(2026, 10, 5), date(2026, 10, 9)),
        ("5 to 9 October", date(2026, 10, 5), date(2026, 10, 9)),
        ("28 October to 2 November 2026", date(2026, 10, 28), date(2026, 11, 2)),
        ("2026-10-28 - 2026-11-02", date(2026, 10, 28), date(2026, 11, 2)),
        ("28/10/2026 to 02/11/2026", date(2026, 10, 28), date(2026, 11, 2)),
        ("28 December to 2 January 2027", date(2026, 12, 28), date(2027, 1, 2)),  # over the year's end
        ("28 December to 2 January", date(2026, 12, 28), date(2027, 1, 2)),
    ],
)
def test_a_cell_may_say_a_range(text: str, first: date, last: date) -> None:
    found = read(text, first=True)
    assert ([one.on for one in found.dates], found.last) == ([first], last)


def test_a_cell_may_hold_a_rule() -> None:
    found = read("2 days before bonfire night")
    assert found.rule == "2 days before Bonfire Night"
    assert [(one.on, one.reason) for one in found.dates] == [
        (date(2026, 11, 3), "2 days before Bonfire Night (Thu 5 November 2026)")
    ]


def test_a_rule_may_give_many_dates() -> None:
    found = read("each night from Mischief Night to 1 November")
    assert [one.on for one in found.dates] == [date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1)]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("31 February", "there is no 31 February 2027; choose another date"),
        ("31/02/2026", "there is no 31 February 2026; check the date"),
        ("29 February 2027", "there is no 29 February 2027; check the date"),
        ("32/13/2026", "there is no month 13; write a date like 30 October 2026"),
        ("Sat 30 October 2026", "30 October 2026 is a Friday, not a Saturday"),
        ("Sat 30 Oct", "30 October 2026 is a Friday, not a Saturday"),
        ("03/04/2026", '"03/04/2026" can be 3 April or 4 March; write 3 April 2026, or say --day-first'),
        ("03/04", '"03/04" can be 3 April or 4 March; write 3 April, or say --day-first'),
        ("30", '"30" names no month; write a date like 30 October 2026'),
        (46325.0, "46325 is a number and no date; format the cell as a date"),
        (time(18), "18:00 is a time of day and no date; write one like 30 October 2026"),
        (("30 October",), "this is no date; write one like 30 October 2026"),
        (
            "each Saturday from 1 June to 2 June",
            'the date rule "every Saturday from 1 June to 2 June" gives no date; change it',
        ),
        (
            "Mischief Nigth",
            (
                'in the date rule "Mischief Nigth", found "Mischief Nigth"; expected a date, an anchor '
                'or a rule such as "14 days before Mischief Night"; did you mean Mischief Night?'
            ),
        ),
    ],
)
def test_what_is_no_date_is_said(value: object, sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        read(value)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(("first", "on"), [(True, date(2026, 4, 3)), (False, date(2026, 3, 4))])
def test_the_order_of_day_and_month_can_be_said(first: bool, on: date) -> None:
    assert read("03/04/2026", first=first).dates[0].on == on


def test_a_date_against_the_order_that_was_said_is_refused() -> None:
    with pytest.raises(BadValue, match="has day and month the other way round"):
        read("10/30/2026", first=True)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2026", "30/10/2026"], True),  # no month 30
        (["03/04/2026", "10/30/2026"], False),
        (["03/04/2026", "04/05/2026"], None),  # nothing proves it
        (["30/10/2026", "10/30/2026"], None),  # each proves another
        (["03/03/2026", "2026-10-30", "30 October", OCT_30, None, 3.0], None),
        (["28/10/2026 to 02/11/2026"], True),
        (["30/10/2026 18:00"], True),
    ],
)
def test_other_cells_prove_the_order(values: list[object], order: bool | None) -> None:
    assert day_first(values) is order


def test_one_date_is_asked_for_where_one_is_needed() -> None:
    reader = DateReader(CALENDAR, day_first=None)
    assert reader.read_one("30 October") == OCT_30
    for many in ("5–9 October", "each day from 1 May to 3 May"):
        with pytest.raises(BadValue, match="one date is needed here"):
            reader.read_one(many)
