"""What a reader has to keep in mind, each thing once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Definition
from seasonal_ops.evaluation.records.recorded import Recorded
from seasonal_ops.evaluation.seasons import caveats
from seasonal_ops.evaluation.shapes import Quality
from seasonal_ops.views import MarkView
from seasonal_ops.words import MarkKind
from tests.evaluation.made import measure, result, season
from tests.evaluation.rows import definition

LATER = date(2027, 1, 1)
COMPLETE = Completeness(12, 12)
WINDOW = Window(date(2026, 10, 27), date(2026, 11, 7))


@pytest.mark.parametrize(
    ("quality", "said"),
    [
        (Quality(completeness=COMPLETE, final=12), ()),
        (Quality(completeness=COMPLETE, late=1), ("2026: 1 return came late.",)),
        # A nil return is as good as any other: the report counts them under data quality.
        (Quality(completeness=COMPLETE, nil=2), ()),
        (
            Quality(completeness=COMPLETE, provisional=3, final=9),
            ("2026: provisional figures (3) stand among final ones (9).",),
        ),
        (Quality(completeness=COMPLETE, provisional=12), ("2026: all figures are provisional.",)),
        (
            Quality(completeness=COMPLETE, revised=1),
            ("2026: 1 figure was corrected after first being recorded.",),
        ),
        (
            Quality(completeness=COMPLETE, inexact=2),
            ("2026: 2 figures are not exact by what is said of them, and count as they stand.",),
        ),
    ],
)
def test_how_the_counts_of_a_season_stand(quality: Quality, said: tuple[str, ...]) -> None:
    of = replace(season([4] * 12), quality=quality)
    assert tuple(caveats.of_season(of, Recorded(), today=LATER)) == said


def test_a_season_that_is_not_over_says_so() -> None:
    said = list(caveats.of_season(season([4] * 12), Recorded(), today=date(2026, 10, 30)))
    assert said[0] == "The season of 2026 runs to 7 November 2026 and is not over."


def test_figures_for_the_whole_window_beside_its_nights() -> None:
    nights = dict.fromkeys(WINDOW.days(), season([4]).total)
    all_nights = Recorded(values=nights, totals={(WINDOW.first, WINDOW.last): season([50]).total})  # type: ignore[arg-type]
    assert list(caveats.of_season(season([4] * 12), all_nights, today=LATER)) == [
        "2026: the nights add up to 48, one figure for them all says 50; the nights stand."
    ]
    some = replace(season([4] * 10 + [None] * 2), of_period=True)
    assert list(caveats.of_season(some, Recorded(), today=LATER)) == [
        "2026: 2 nights are missing, so that the one figure for the whole window stands."
    ]


def test_what_is_left_out_or_said_twice_is_named() -> None:
    found = Recorded(
        totals={(WINDOW.first, date(2026, 10, 30)): season([9]).total},  # type: ignore[dict-item]
        twice={date(2026, 10, 31), date(2020, 1, 1)},
    )
    assert list(caveats.of_season(season([4] * 12), found, today=LATER)) == [
        "2026: figures for other dates than the window are left out (27 October 2026 to 30 October 2026).",
        "2026: two plans have different values for 31 October 2026; the one whose season it is stands.",
    ]


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (definition(2025), []),
        (definition(2025, definition="Every\none."), []),
        (definition(2025, definition="Some."), ["Defined otherwise in 2025."]),
        (definition(2025, source="nhs"), ["Taken from nhs in 2025, and from police now."]),
        (
            definition(2025, source=None),
            ["Taken from nobody named in 2025, and from police now."],
        ),
    ],
)
def test_a_measure_that_the_earlier_plan_has_otherwise(then: Definition, said: list[str]) -> None:
    assert list(caveats.of_definitions(measure(), then)) == said


def test_a_night_that_begins_at_another_hour_is_flagged() -> None:
    (said,) = caveats.of_definitions(measure(night_from=time(7)), definition(2025))
    assert said == "A night began at 00:00 in 2025 and begins at 07:00 now."


@pytest.mark.parametrize(
    ("on", "kind", "said"),
    [
        (date(2026, 4, 1), MarkKind.BREAK, 1),
        (date(2025, 10, 28), MarkKind.BREAK, 1),  # inside the earlier window
        (date(2026, 11, 7), MarkKind.BREAK, 1),  # on the last day
        (date(2025, 10, 27), MarkKind.BREAK, 0),  # the same in all that is looked at
        (date(2026, 11, 8), MarkKind.BREAK, 0),
        (date(2026, 4, 1), MarkKind.INTERVENTION, 0),
    ],
)
def test_a_change_of_recording_between_the_windows_is_said(on: date, kind: MarkKind, said: int) -> None:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    mark = MarkView(
        id=1, plan="p", measure="m", on=on, kind=kind, reason="new codes", declared_by="x", declared_at=made
    )
    found = list(caveats.of_marks([mark], WINDOW, date(2025, 10, 27)))
    assert len(found) == said
    assert all(one == f"Recorded differently since {on.day} {on:%B %Y}: new codes" for one in found)


def test_what_is_said_of_several_stands_once_with_their_names() -> None:
    three = [
        result(season([1] * 12), of=measure(slug), caveats=said)
        for slug, said in (("fires", ("A.", "B.")), ("calls", ("A.", "B.")), ("damage", ("A.", "C.", "C.")))
    ]
    silent = result(season([1] * 12), of=measure("arson"))
    assert folding.folded([*three, silent]) == (
        "all measures with counts: A.",
        "fires and calls: B.",
        "damage: C.",
    )
