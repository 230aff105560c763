"""What a cell of an action plan lists, and what a target says in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.transfer.cells.aims import amount_in, date_in
from seasonal_ops.transfer.cells.bullets import items, listed, untagged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one", ["one"]),
        ("one\ntwo\n\nthree", ["one", "two", "three"]),
        ("- one\n- two", ["one", "two"]),
        ("• one\n▪ two\n* three\n– four", ["one", "two", "three", "four"]),
        ("1. one\n2) two\n(3) three", ["one", "two", "three"]),
        ("1.one", ["one"]),
        ("• one • two • three", ["one", "two", "three"]),  # a list that lost its line breaks
        ("•one•two", ["one", "two"]),
        ("• one that\ngoes on\n• two", ["one that goes on", "two"]),
        ("<p>one</p> <p>two</p>", ["one", "two"]),
        ('<ul style="x"> <li>one</li><li>two</li></ul>', ["one", "two"]),
        ("<ul> • one ▪ two </ul>", ["one", "two"]),
        ("one<br/>two<BR>three", ["one", "two", "three"]),
        ("walk 2.5 miles", ["walk 2.5 miles"]),
        ("2026 plan", ["2026 plan"]),
        ("a - b - c", ["a - b - c"]),  # dashes stand in sentences
        ("a <script> b", ["a <script> b"]),  # no tag of a page's text
        ("Talk:\nwith tea:", ["Talk:", "with tea:"]),  # nothing follows
        ("•\n-", []),
    ],
)
def test_a_cell_lists_things(text: str, found: list[str]) -> None:
    assert items(text) == (found, [])


def test_a_line_that_only_introduces_is_no_thing_of_its_own() -> None:
    assert items("<p>To do this by: -</p> <ul> • one • two </ul>") == (["one", "two"], ["To do this by: -"])


TITLES = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(str.strip).filter(bool)


@given(st.lists(TITLES, min_size=1))
def test_lines_that_were_listed_come_back(lines: list[str]) -> None:
    assert items(listed(lines)) == (lines, [])


def test_tags_become_lines() -> None:
    assert untagged("<p>One  <b>two</b></p>three < four") == "One\ntwo\nthree < four"


MARCH = date(2017, 3, 31)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Target - March 2017", MARCH),  # a month is meant with its last day
        ("by the end of March 2017", MARCH),
        ("by 31 March 2017", MARCH),
        ("by 31st March 2017", MARCH),
        ("by 31/03/2017", MARCH),
        ("by 2017-03-31", MARCH),
        ("by Feb 2028", date(2028, 2, 29)),
        ("four new cameras by August 2016", date(2016, 8, 31)),
        ("by March 2017, and again by March 2017", MARCH),
        ("by March 2017 and April 2017", None),  # which?
        ("by 03/04/2017", None),  # April or March?
        ("by 31 February 2017", None),
        ("to reduce crime", None),
        ("2016/17", None),
        ("in 2017", None),
        ("may 20 people come", None),
    ],
)
def test_a_target_says_by_when(text: str, on: date | None) -> None:
    assert date_in(text, day_first=None) == on


def test_the_order_of_day_and_month_may_be_known() -> None:
    assert date_in("by 03/04/2017", day_first=True) == date(2017, 4, 3)
    assert date_in("by 03/04/2017", day_first=False) == date(2017, 3, 4)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("At least 12 by March 2017", (Decimal(12), False)),
        ("a minimum of 1,200 young people by 31/03/2017", (Decimal(1200), False)),
        ("no more than 30", (Decimal(30), False)),
        ("-10%", (Decimal(-10), True)),
        ("−10 %", (Decimal(-10), True)),
        ("+5%", (Decimal(5), True)),
        ("reduce by 20%", (Decimal(-20), True)),
        ("20% fewer fires", (Decimal(-20), True)),
        ("increase referrals by 2.5 per cent", (Decimal("2.5"), True)),
        ("a detection rate of 20%", (None, False)),  # a level, or a change?
        ("reduce complaints and increase reports by 20%", (None, False)),
        ("±5%", (None, False)),
        ("at least 12 weeks", (None, False)),  # how long
        ("aged 10-17", (None, False)),
        ("at least 3 of 6", (None, False)),
        ("all of year 6", (None, False)),
        ("to reduce crime", (None, False)),
        ("at least 99999999999", (None, False)),
    ],
)
def test_a_target_says_how_much_where_it_is_plain(text: str, amount: tuple[Decimal | None, bool]) -> None:
    assert amount_in(text) == amount
