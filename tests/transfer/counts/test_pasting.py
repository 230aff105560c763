"""A block from a spreadsheet program, and what lies where in it."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.transfer.counts.pasting import Corner, Pasted, pasted

NAMED: Final = Choices("measure", {"asb-calls": "ASB calls", "fires": "Deliberate fires"})
NIGHTS: Final = tuple(date(2026, 10, 27) + timedelta(days=n) for n in range(5))
CORNER: Final = Corner(measures=("asb-calls", "fires"), nights=NIGHTS)
FIRST, SECOND, THIRD = NIGHTS[:3]


def values(found: Pasted) -> list[tuple[Any, ...]]:
    """Measure, date and text of each value."""
    return [row.values[:3] for row in found.table.sheets[0].rows[1:]]


@pytest.mark.parametrize(
    ("text", "turned", "lies"),
    [
        ("5", False, [("asb-calls", FIRST, "5")]),
        ("1\t2", False, [("asb-calls", FIRST, "1"), ("asb-calls", SECOND, "2")]),  # one line: nights
        ("1\n2", False, [("asb-calls", FIRST, "1"), ("fires", FIRST, "2")]),  # one column: measures …
        # … and where there are too few of them, nights
        ("1\n2\n3", True, [("asb-calls", FIRST, "1"), ("asb-calls", SECOND, "2"), ("asb-calls", THIRD, "3")]),
        ("1\t2\n\t9", False, [("asb-calls", FIRST, "1"), ("asb-calls", SECOND, "2"), ("fires", SECOND, "9")]),
        ("1,200\r\n", False, [("asb-calls", FIRST, "1,200")]),  # a comma parts thousands, not cells
        ("150/200\t3/4", False, [("asb-calls", FIRST, "150/200"), ("asb-calls", SECOND, "3/4")]),  # no dates
    ],
)
def test_a_bare_block_lies_from_the_cursor_on(text: str, turned: bool, lies: list[Any]) -> None:
    found = pasted(text, CORNER, NAMED)
    assert (values(found), found.turned) == (lies, turned)


@pytest.mark.parametrize(
    ("text", "lies"),
    [
        (
            "\t29 Oct 2026\t30 Oct 2026\nfires\t1\t2",
            [("fires", "29 Oct 2026", "1"), ("fires", "30 Oct 2026", "2")],
        ),
        ("ASB calls\t7\nfires\t8", [("ASB calls", FIRST, "7"), ("fires", FIRST, "8")]),
        (
            "28/10/2026\t29/10/2026\n7\t8",
            [("asb-calls", "28/10/2026", "7"), ("asb-calls", "29/10/2026", "8")],
        ),
        (
            "28/10/2026\t7\n29/10/2026\t8",
            [("asb-calls", "28/10/2026", "7"), ("asb-calls", "29/10/2026", "8")],
        ),
        ("fires\tASB calls\n7\t8", [("fires", FIRST, "7"), ("ASB calls", FIRST, "8")]),
        (
            "night\tfires\n29 October 2026\t8",
            None,  # a sheet as `count import` takes it: left as it lies
        ),
    ],
)
def test_headings_say_what_lies_where(text: str, lies: list[Any] | None) -> None:
    found = pasted(text, CORNER, NAMED)
    assert found.turned is None
    if lies is None:
        assert found.places == {}
        assert [row.values for row in found.table.sheets[0].rows] == [
            ("night", "fires"),
            ("29 October 2026", "8"),
        ]
    else:
        assert values(found) == lies


def test_a_person_says_which_way_it_lies() -> None:
    assert values(pasted("1\t2", CORNER, NAMED, turned=True)) == [
        ("asb-calls", FIRST, "1"),
        ("fires", FIRST, "2"),
    ]


def test_each_value_knows_where_it_lay() -> None:
    found = pasted("\t29 Oct 2026\nfires\t1\n\nASB calls\t2", CORNER, NAMED)
    assert list(found.places.values()) == ["line 2, column B", "line 4, column B"]


@pytest.mark.parametrize("text", ["1\t2", "\t29 Oct 2026\nfires\t1"], ids=["bare", "headed"])
def test_the_area_and_the_activity_are_those_of_the_sheet(text: str) -> None:
    corner = Corner(measures=CORNER.measures, nights=NIGHTS, area="tanhouse", activity=7)
    assert {row.values[3:] for row in pasted(text, corner, NAMED).table.sheets[0].rows[1:]} == {
        ("tanhouse", "7")
    }


def test_a_sheet_that_names_no_area_gets_that_of_the_cursor() -> None:
    corner = Corner(measures=CORNER.measures, nights=NIGHTS, area="tanhouse", activity=7)
    own = "date\tfires\tarea\n29 Oct 2026\t8\tDigmoor"
    assert [
        row.values for row in pasted("date\tfires\n29 Oct 2026\t8", corner, NAMED).table.sheets[0].rows
    ] == [
        ("date", "fires", "area", "activity"),
        ("29 Oct 2026", "8", "tanhouse", "7"),
    ]
    assert pasted(own, corner, NAMED).table.sheets[0].rows[1].values == ("29 Oct 2026", "8", "Digmoor", "7")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  \n\t\n", "no text"),
        ("\n".join("123456"), "6 lines, and from here on there are 5 nights"),
        ("1\t2\t3\n1\t2\t3\n1\t2\t3", "3 columns, and from here on there are 2 measures"),
        ("27 Oct 2026\t28 Oct 2026\n29 Oct 2026\t30 Oct 2026", "both hold dates"),
        ("\t29 Oct 2026\nfires\t5\nfloods\t6", "neither a date nor a measure"),
        ("\t29 Oct 2026\t\nfires\t5\t6", "line 2, column C holds a value under no heading"),
        ("x" * 10_485_761, "larger than 10 MB"),
    ],
    ids=["nothing", "too-long", "too-wide", "two-dates", "stranger", "no-heading", "too-large"],
)
def test_what_cannot_be_laid_out_is_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        pasted(text, CORNER, NAMED)


def test_no_more_values_than_a_sheet_may_hold() -> None:
    corner = Corner(
        measures=[f"m{n}" for n in range(400)], nights=[FIRST + timedelta(days=n) for n in range(80)]
    )
    block = "\n".join("\t".join("1" * 80) for _ in range(400))
    with pytest.raises(BadValue, match="more than 30,000 values"):
        pasted(block, corner, NAMED)
