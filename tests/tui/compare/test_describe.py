"""What a page says of a measure, and in which order."""

from dataclasses import replace
from typing import Any

import pytest

from seasonal_ops.views import Facing
from tests.tui.fakes.compare import COMPARED, DESIGN, FELL, MEASURES
from tui.compare.columns import MeasureColumns
from tui.compare.describe import Page
from tui.compare.nights import nights_table

FIRES, CALLS, HURT, SCHOOLS = MEASURES


def page(measure: Any = FIRES, facing: Facing = Facing.DATE, *, is_open: bool = False, **more: Any) -> Page:
    return Page(measure, replace(COMPARED, **more), facing, is_open)


def above(shown: Page) -> list[str]:
    return shown.above(60).plain.split("\n")


def below(shown: Page) -> list[str]:
    return shown.below(60).plain.split("\n")


def test_the_sentence_comes_first_and_that_it_shows_no_cause_right_after() -> None:
    lines = above(page())
    assert lines[:3] == ["Deliberate fires", f"✓ {FELL}", DESIGN]
    labels = [line[:10].strip() for line in lines[4:] if line[:1] != " "]
    assert labels[:6] == ["Window", "Source", "Beside", "Counts", "Figures", "Returns"]


def test_several_seasons_each_have_their_sentence() -> None:
    other = replace(FIRES.beside[0], label="2024", year=2024)
    lines = above(page(replace(FIRES, beside=(FIRES.beside[0], other))))
    assert lines[1:3] == [
        f"✓ Against Bright Sparx 2025: {FELL}",
        f"✓ Against 2024, known by its counts alone: {FELL}",
    ]
    assert "Against 2024, known by its counts alone" in lines
    assert lines[-1] == ("● 2026   ○ 2025   △ 2024   ◎ the same in 2025   ◆ occasion   gap: no return")


@pytest.mark.parametrize(
    ("facing", "said"),
    [
        (
            Facing.DATE,
            [
                "Night by night, lined up by date: the same calendar dates",
                "7 of 12 nights are entered in both: 81 in 2025, 42 now. The others are not compared.",
            ],
        ),
        (
            Facing.WEEKDAY,
            [
                "Night by night, lined up by weekday: the same weekdays, 364 days apart",
                "The verdict is reckoned by date; lining up moves only what you see.",
                "7 of 12 nights are entered in both: 80 in 2025, 42 now. The others are not compared.",
            ],
        ),
    ],
)
def test_the_heading_says_how_the_nights_are_lined_up(facing: Facing, said: list[str]) -> None:
    lines = above(page(facing=facing))
    start = lines.index(said[0])
    assert lines[start : start + len(said)] == said
    assert lines[1] == f"✓ {FELL}"  # whatever the eye sees, the verdict stays


def test_a_measure_without_nights_says_that_nothing_can_be_drawn() -> None:
    assert above(page(HURT))[-1] == "There is nothing to draw: no count of a single night is known."


def test_a_first_season_says_what_to_do() -> None:
    lines = above(page(SCHOOLS, against=()))
    assert "count import bright-sparx-2026 FILE --baseline" in " ".join(lines)
    assert lines[1] == "– Nothing is recorded for 2026."


def test_the_table_of_the_nights_stands_over_the_chart_and_right_below_it_is_its_legend() -> None:
    lines = above(page())
    order = [f"✓ {FELL}", "Night by night, lined up by date: the same calendar dates", *rows(width=60)]
    assert [line.rstrip() for line in lines if line.rstrip() in order] == order
    assert lines[-1].startswith("● 2026   ○ 2025")
    assert not any(line.startswith("night  ") for line in below(page()))


def test_what_stands_over_the_chart_is_not_said_twice() -> None:
    mix, missing = FIRES.caveats
    assert f"· {missing}" in below(page())
    assert f"· {mix}" not in below(page())
    assert mix in above(page())


def test_targets_and_claims_are_folded() -> None:
    folded, unfolded = below(page()), below(page(is_open=True))
    assert folded[-1] == "▸ Targets, claims and what was done (1 target, 0 claims)   f unfolds"
    at = unfolded.index("Targets")
    assert unfolded[at:] == [
        "Targets",
        f"· {COMPARED.targets[0]}",
        "Claims",
        "· none",
        "What was done",
        f"· {COMPARED.done[0]}",
    ]


def rows(facing: Facing = Facing.DATE, width: int = 70, measure: Any = FIRES) -> list[str]:
    table = nights_table(measure, facing, COMPARED.anchors, width)
    return [line.plain.rstrip() for line in table]


def test_the_nights_in_columns() -> None:
    found = rows()
    assert found[0] == "night         now  beside      2025"
    assert found[2] == "Wed 28 Oct      0  Tue 28 Oct     0"  # 0 is a value
    assert found[4] == "Fri 30 Oct     12  Thu 30 Oct    30  ◆ Mischief Night"
    assert found[8] == "Tue 3 Nov       –  Mon 3 Nov      3  not compared"
    assert found[10] == "Thu 5 Nov       –  Wed 5 Nov     14  not compared  ◆ Bonfire Night"


def test_nights_by_weekday_face_the_same_weekday() -> None:
    found = rows(Facing.WEEKDAY)
    assert found[1] == "Tue 27 Oct      2  Tue 28 Oct     0"
    assert found[-1] == "Sat 7 Nov       –                 –  not compared"


@pytest.mark.parametrize("width", [20, 30, 53, 100])
@pytest.mark.parametrize("seasons", [0, 1, 2, 6])
def test_no_line_of_the_nights_is_wider_than_the_page(width: int, seasons: int) -> None:
    many = replace(FIRES, beside=FIRES.beside * seasons)
    assert max(len(line) for line in rows(width=width, measure=many)) <= max(width, 25)


@pytest.mark.parametrize("width", [15, 46, 66, 150])
@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: str(one.id))
def test_a_line_of_the_list_fills_its_width(width: int, measure: Any) -> None:
    text = "".join(text for text, _ in MeasureColumns(width).measure(measure, at_cursor=True))
    assert len(text) >= width
    if width > 45:
        assert len(text) == width


def test_both_counts_stand_in_a_wide_list() -> None:
    text = "".join(text for text, _ in MeasureColumns(80).measure(FIRES, at_cursor=False))
    assert text.split("  ")[0] == " ✓ Deliberate fires"
    assert "81 → 42" in text
    assert text.rstrip().endswith("likely real")
