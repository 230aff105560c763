"""What stands in a cell, under the grid, and in its sums: tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.words import REASON_DUE, CountStatus, MeasureKind, Qualifier
from tests.tui.fakes import a_view
from tests.tui.fakes.evaluate import DISTRICT, NIGHTS, PLAN, ROWS, TANHOUSE, a_count, a_row, a_sheet
from tui.evaluate.cell_line import last_words, place_words, state_words
from tui.evaluate.cells import CELL, Look, as_typed, cell, last_cell, short, typed_cell
from tui.evaluate.drafts import Draft, Stage
from tui.evaluate.naming import in_names
from tui.evaluate.picture import Picture
from tui.evaluate.spots import (
    columns_of,
    spot_of,
)
from tui.evaluate.waiting import no_rows, title_words, waiting_plan

CALLS, FIRES, INJURIES, AGREE, WEATHER = ROWS
SHEET = a_sheet()
WHOLE = a_count(
    9, "asb-calls", NIGHTS[0], 120, until=NIGHTS[-1]
)  # one figure for the window, in the last column


def one(value: Any, **more: Any) -> Any:
    """A row whose first night holds this."""
    return a_row("asb-calls", "Calls", a_count(1, "asb-calls", NIGHTS[0], value, **more))


@pytest.mark.parametrize(
    ("row", "column", "draft", "text", "look"),
    [
        (CALLS, NIGHTS[0], None, "11", Look.KNOWN),
        (CALLS, NIGHTS[1], None, "8=", Look.FINAL),
        (CALLS, NIGHTS[2], None, "·", Look.UNKNOWN),
        (CALLS, NIGHTS[4], None, "", Look.IMPOSSIBLE),  # still to come
        (INJURIES, NIGHTS[0], None, "", Look.IMPOSSIBLE),  # before its window
        (INJURIES, NIGHTS[2], None, "1■", Look.LOCKED),
        (FIRES, NIGHTS[0], None, "0", Look.KNOWN),  # zero is recorded
        (FIRES, NIGHTS[1], None, "~40!", Look.UNUSUAL),
        (AGREE, NIGHTS[1], None, "75%", Look.KNOWN),
        (WEATHER, NIGHTS[0], None, "rain…", Look.KNOWN),
        (one(30, qualifier=Qualifier.AT_LEAST), NIGHTS[0], None, "≥30", Look.KNOWN),
        (one(30, qualifier=Qualifier.OVER), NIGHTS[0], None, ">30", Look.KNOWN),
        (
            replace(CALLS, nights={}, together={NIGHTS[0]: Decimal("18.3")}),
            NIGHTS[0],
            None,
            "Σ18.3",
            Look.TOGETHER,
        ),
        (replace(CALLS, whole=WHOLE), None, None, "120", Look.KNOWN),
        (CALLS, None, None, "", Look.IMPOSSIBLE),  # the window is not over
        (CALLS, NIGHTS[0], Draft("12", 1), "12…", Look.WAITING),
        (CALLS, NIGHTS[0], Draft("-3", 1, Stage.BLOCKED, "no"), "-3×", Look.BLOCKED),
        (CALLS, NIGHTS[0], Draft("12", 1, Stage.TAKEN), "12×", Look.BLOCKED),
    ],
)
def test_a_cell(row: Any, column: Any, draft: Any, text: str, look: Look) -> None:
    found = cell(SHEET, row, column, draft)
    assert (found.text.strip(), found.look) == (text, look)
    assert len(found.text) == CELL


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (CALLS, NIGHTS[3], "30"),
        (FIRES, NIGHTS[1], "·"),  # not known then
        (AGREE, NIGHTS[0], ""),  # no earlier season
        (CALLS, None, ""),
        (replace(CALLS, last_whole=Decimal(155)), None, "155"),
    ],
)
def test_last_year_s_same_night(row: Any, column: Any, text: str) -> None:
    assert last_cell(row, column).text.strip() == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("12.5", "12.5"),
        ("12345", "12345"),
        ("1234.5678", "1234"),
        ("123456", "123k"),
        ("1234567", "1.2m"),
    ],
)
def test_a_number_in_five_cells(value: str, text: str) -> None:
    assert short(Decimal(value)) == text


def test_what_is_typed_shows_its_end() -> None:
    assert [typed_cell(text).text for text in ("", "12", "about 120")] == ["      ▏", "    12▏", " t 120▏"]


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (CALLS.nights[NIGHTS[0]], "11"),
        (FIRES.nights[NIGHTS[1]], "~40"),
        (AGREE.nights[NIGHTS[1]], "150/200"),
        (WEATHER.nights[NIGHTS[0]], "rain until midnight"),
        (a_count(1, "x", NIGHTS[0], 30, qualifier=Qualifier.ALMOST), "almost 30"),
        (None, ""),
    ],
)
def test_what_would_be_typed_for_a_value(view: Any, text: str) -> None:
    assert as_typed(view) == text


@pytest.mark.parametrize(
    ("row", "draft", "said"),
    [
        (CALLS, None, "11 · provisional · by lead"),
        (one(8, revision=2, status=CountStatus.FINAL), None, "8 · final · by lead, revision 2"),
        (one(0, nil=True), None, "0, a nil return · provisional · by lead"),
        (
            one(30, reason="a concert", source="CAD"),
            None,
            "30 · provisional · by lead · because: a concert",
        ),
        (one(1, approved_by="chair"), None, "1 · ■ approved by chair, locked · by lead"),
        (
            one(99, reason=REASON_DUE),
            None,
            "! unusual, press ! to say why it is right: the reason",
        ),
        (replace(CALLS, nights={}, together={}), None, "· not known"),
        (
            replace(CALLS, nights={}, together={}, others=1),
            None,
            "· not known; 1 recorded of other",
        ),
        (replace(CALLS, nights={}), None, "Σ 11 in areas or at activities; w opens their sheets"),
        (CALLS, Draft("12", 1), "… 12 is being kept"),
        (
            CALLS,
            Draft("-3", 1, Stage.BLOCKED, "below 0"),
            "× -3 is not kept: below 0. Type anew;",
        ),
        (
            CALLS,
            Draft("12", 1, Stage.TAKEN, "", a_count(3, "asb-calls", NIGHTS[0], 15, entered_by="sam")),
            "× sam recorded 15 meanwhile: Enter puts your 12 in its place, Esc leaves theirs",
        ),
        (
            CALLS,
            Draft("12", 1, Stage.TAKEN),
            "× what stood here was taken out meanwhile:",
        ),
    ],
)
def test_the_state_of_a_cell_in_words(row: Any, draft: Any, said: str) -> None:
    assert state_words(SHEET, row, NIGHTS[0], draft).startswith(said)


def test_why_nothing_can_be_entered() -> None:
    assert state_words(SHEET, CALLS, NIGHTS[5], None) == "nothing can be entered: still to come"
    assert state_words(SHEET, INJURIES, NIGHTS[0], None).endswith("outside of its window, 29 Oct to 7 Nov")


def test_an_unusual_value_says_what_is_unusual_while_it_is_known() -> None:
    said = state_words(SHEET, one(99, reason=REASON_DUE), NIGHTS[0], None, ["99 is far from 11"])
    assert said == "! unusual, press ! to say why it is right: 99 is far from 11 (99 · provisional · by lead)"


def test_where_a_cell_is_and_what_stood_there_last_year() -> None:
    assert place_words(SHEET, CALLS, NIGHTS[3]) == (
        "Fri 30 Oct ◆ Mischief Night · Calls about anti-social behaviour, in calls,"
        " from Lancashire Constabulary"
    )
    assert place_words(SHEET, WEATHER, None) == "all of 27 Oct to 7 Nov · Weather, in words"
    said = [last_words(SHEET, *at) for at in ((CALLS, NIGHTS[3]), (FIRES, NIGHTS[1]), (AGREE, NIGHTS[0]))]
    assert said == ["Thu 30 Oct 2025: 30", "Tue 28 Oct 2025: not known", "no same night in 2025"]
    assert last_words(SHEET, replace(CALLS, unlike="in tons in 2025"), NIGHTS[0]).endswith("not compared")
    assert last_words(a_sheet(against=""), CALLS, NIGHTS[0]) == ""


def test_the_plan_that_waits_for_counts_is_shown_first() -> None:
    view = a_view(())
    assert waiting_plan(view) == PLAN
    assert waiting_plan(replace(view, plan="freshers-2027")) == "freshers-2027"
    assert waiting_plan(replace(view, uncounted=())) == "freshers-2027"  # both began on one day
    later = tuple(replace(plan, starts_on=date(2027, 1, n)) for n, plan in enumerate(view.plans, start=1))
    assert waiting_plan(replace(view, uncounted=(), plans=later)) == PLAN  # none has begun
    assert waiting_plan(replace(view, uncounted=(), plans=())) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("999 is unusual for fires of 2026-10-29", "999 is unusual for Deliberate fires of Thu 29 Oct"),
        ("asb-calls is full", "Calls about anti-social behaviour is full"),
        ("fires-by-night of 2025-10-29", "fires-by-night of Wed 29 Oct 2025"),  # another word, another year
        ("fires is locked: seasonal-ops count reopen x fires --date 2026-10-29",
         "Deliberate fires is locked: seasonal-ops count reopen x fires --date 2026-10-29"),
        ("9999-99-99", "9999-99-99"),
    ],
)  # fmt: skip
def test_sentences_name_measures_and_days(said: str, told: str) -> None:
    assert in_names(said, SHEET) == told
    assert in_names(said, None) == said


def test_the_title_of_a_sheet() -> None:
    assert (
        title_words(SHEET, chosen=False)
        == " Bright Sparx 2026 · whole district · beside 2025 · 3 nights without a value"
    )
    assert title_words(a_sheet(TANHOUSE, rows=()), chosen=True) == (
        " Bright Sparx 2026 (p: another) · in Tanhouse · beside 2025"
    )
    assert "measure add bright-sparx-2026" in "".join(no_rows(a_sheet(rows=())))
    assert "promised no counts" in "".join(no_rows(a_sheet(replace(DISTRICT, activity=5), rows=())))


@pytest.mark.parametrize("width", [20, 39, 80, 100, 160, 200])
@pytest.mark.parametrize("column", [0, 6, 12])
def test_every_line_is_as_wide_as_the_grid_and_the_cursor_is_in_view(width: int, column: int) -> None:
    columns = columns_of(SHEET)
    left = Picture(SHEET, columns, width, 0).scrolled_to(column)
    picture = Picture(SHEET, columns, width, left)
    lines = [
        picture.head(0, column),
        picture.head(1, column),
        picture.ghost(1),
        picture.row(1, {}, column, "12"),
    ]
    (length,) = {sum(len(text) for text, _ in line) for line in lines}
    assert length <= width
    number = picture.piece_of(column)
    assert number is not None
    assert lines[3][number] == typed_cell("12")
    x = sum(len(text) for text, _ in lines[3][:number])
    assert picture.column_at(x) == column


def test_on_a_narrow_grid_there_are_more_nights_at_the_side() -> None:
    text = "".join(piece for piece, _ in Picture(SHEET, columns_of(SHEET), 80, 3).head(1, 3))
    assert "‹" in text
    assert "›" in text
    assert "Fri 30" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_outside_acts_on_the_terminal(text: str) -> None:
    view = a_count(1, "asb-calls", NIGHTS[0], None, text=text, entered_by=text, source=text, reason=text)
    row = a_row(
        "asb-calls", text, view, source=text, unlike=text, measure={"unit": text, "kind": MeasureKind.TEXT}
    )
    sheet = a_sheet(rows=(row,), plan_name=text, title=text, anchors={NIGHTS[0]: text})
    draft = Draft(text, 1, Stage.BLOCKED, text, view)
    picture = Picture(sheet, columns_of(sheet), 100, 0)
    texts = [
        place_words(sheet, row, NIGHTS[0]),
        last_words(sheet, row, NIGHTS[0]),
        title_words(sheet, chosen=True),
        *(
            state_words(sheet, row, NIGHTS[0], one, [text])
            for one in (None, draft, replace(draft, stage=Stage.TAKEN))
        ),
        *(piece for line in (0, 1) for piece, _ in picture.head(line, 0)),
        *(
            piece
            for piece, _ in (
                *picture.row(0, {spot_of(sheet, row, NIGHTS[0]): draft}, 0, None),
                *picture.ghost(0),
            )
        ),
        *(piece for piece, _ in picture.row(0, {}, 0, text)),
        *no_rows(replace(sheet, rows=())),
    ]
    assert not ACTING & set("".join(texts))
