"""Where values stand and what is missing, their sums, and what begins one: tables."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from seasonal_ops.views import SheetRow
from seasonal_ops.words import MeasureKind
from tests.tui.fakes.evaluate import DISTRICT, NIGHTS, ROWS, a_count, a_sheet
from tui.evaluate.cell_line import sum_words
from tui.evaluate.spots import (
    closed,
    columns_of,
    newest_missing,
    next_missing,
    spot_of,
    sums,
    unknown_nights,
    with_view,
)
from tui.evaluate.typing import begins, typed

CALLS, FIRES, INJURIES, AGREE, WEATHER = ROWS
SHEET = a_sheet()
WHOLE = a_count(
    9, "asb-calls", NIGHTS[0], 120, until=NIGHTS[-1]
)  # one figure for the window, in the last column


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (CALLS, (19, 21, 2)),  # the nights that both years know
        (FIRES, (0, 1, 1)),  # last year's second night is not known
        (AGREE, None),  # percentages are not added up
        (WEATHER, None),
        (replace(CALLS, unlike="in tons in 2025"), None),
        (replace(CALLS, together={}), None),
    ],
)
def test_sums_are_over_the_nights_that_both_years_have(row: Any, expected: Any) -> None:
    assert sums(row) == expected


def test_the_sums_in_words() -> None:
    assert sum_words(SHEET, CALLS) == "over the 2 nights known of both years 19, in 2025 21"
    assert sum_words(SHEET, AGREE) == ""


def test_a_kept_value_stands_in_its_place_and_in_the_sums() -> None:
    sheet = with_view(SHEET, a_count(50, "asb-calls", NIGHTS[2], 14))
    sheet = with_view(sheet, a_count(51, "asb-calls", NIGHTS[0], 13))
    assert sums(sheet.rows[0]) == (35, 35, 3)
    assert with_view(SHEET, a_count(52, "asb-calls", NIGHTS[2], 14, area="tanhouse")) is SHEET
    assert with_view(SHEET, WHOLE).rows[0].whole == WHOLE


def test_the_next_missing_night_goes_round() -> None:
    found = [(-1, -1)]
    for _ in range(4):
        found.append(next_missing(SHEET, found[-1]) or (9, 9))
    assert found[1:] == [(0, 2), (0, 3), (1, 3), (0, 2)]
    assert next_missing(a_sheet(rows=(AGREE,)), (0, 0)) is None


def test_the_next_missing_night_is_the_oldest_of_all_measures() -> None:
    sheet = a_sheet(
        rows=(replace(CALLS, missing=frozenset(NIGHTS[2:4])), replace(FIRES, missing=frozenset(NIGHTS[2:3])))
    )
    assert [next_missing(sheet, at) for at in ((-1, -1), (0, 2), (1, 2), (0, 3))] == [
        (0, 2),
        (1, 2),
        (0, 3),
        (0, 2),
    ]


@pytest.mark.parametrize(
    ("missing", "at"),
    [
        ((NIGHTS[0:4], NIGHTS[1:4]), (0, 2)),  # today is the fourth night, and is not over
        ((NIGHTS[0:1], NIGHTS[1:3]), (1, 2)),
        ((NIGHTS[3:4], ()), None),
    ],
)
def test_the_newest_missing_night_is_one_that_is_over(missing: Any, at: tuple[int, int] | None) -> None:
    rows = [
        replace(row, nights={}, missing=frozenset(of))
        for row, of in zip((CALLS, FIRES), missing, strict=True)
    ]
    assert newest_missing(a_sheet(rows=tuple(rows))) == at


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (CALLS, NIGHTS[5], "Nothing can be entered here: still to come."),
        (INJURIES, NIGHTS[0], "Nothing can be entered here: outside of its window, 29 Oct to 7 Nov."),
        (INJURIES, NIGHTS[2], "This value is approved and locked; Y opens the measure again."),
        (CALLS, NIGHTS[2], ""),
        (CALLS, NIGHTS[0], ""),  # a correction
    ],
)
def test_where_nothing_can_be_typed(row: SheetRow, column: date, why: str) -> None:
    assert closed(SHEET, row, column) == why


def test_unknown_nights_are_those_up_to_today_inside_the_window() -> None:
    assert unknown_nights(SHEET, CALLS) == (NIGHTS[2], NIGHTS[3])
    assert unknown_nights(SHEET, INJURIES) == (NIGHTS[3],)


def test_the_whole_window_is_the_last_column_and_an_activity_has_none() -> None:
    assert columns_of(SHEET) == (*NIGHTS, None)
    assert columns_of(a_sheet(replace(DISTRICT, activity=5))) == NIGHTS
    spot = spot_of(SHEET, INJURIES, None)
    assert (spot.on, spot.until, spot.at) == (NIGHTS[2], NIGHTS[-1], DISTRICT)


@pytest.mark.parametrize(
    ("character", "kind", "begun"),
    [
        ("7", MeasureKind.COUNT, True),
        ("~", MeasureKind.COUNT, True),
        ("-", MeasureKind.QUANTITY, True),  # to be told that it cannot be, not to be ignored
        ("n", MeasureKind.COUNT, False),
        ("=", MeasureKind.PERCENTAGE, False),
        ("n", MeasureKind.TEXT, True),
        ("?", MeasureKind.TEXT, True),
        (" ", MeasureKind.TEXT, False),
        ("\x1b", MeasureKind.TEXT, False),
        (None, MeasureKind.TEXT, False),
    ],
)
def test_what_begins_a_value(character: str | None, kind: MeasureKind, begun: bool) -> None:
    assert begins(character, kind) is begun


@pytest.mark.parametrize(
    ("text", "key", "character", "then"),
    [
        ("1", "2", "2", "12"),
        ("12", "backspace", "\x7f", "1"),
        ("", "backspace", "\x7f", ""),
        ("12", "ctrl+u", None, ""),
        ("about", "space", " ", "about "),
        ("12", "f1", None, None),
        ("x" * 400, "y", "y", None),
    ],
)
def test_what_a_key_makes_of_it(text: str, key: str, character: str | None, then: str | None) -> None:
    assert typed(text, key, character) == then
