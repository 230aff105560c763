"""An evaluation as a screen shows it."""

from datetime import date
from decimal import Decimal

import pytest

from seasonal_ops.evaluation.seasons.choosing import Alignment, Baseline
from seasonal_ops.reports.compared import Beside, compared
from seasonal_ops.views import ComparedMeasure, ComparisonView, Facing
from seasonal_ops.words import Verdict
from tests.reports.makers import a_measure, a_result, a_season, an_evaluation

LATELY = {
    f"bright-sparx-{year}": Alignment(years=2026 - year, this=date(2026, 10, 30), last=date(year, 10, 30))
    for year in (2025, 2024)
}
BESIDE = Beside(
    known=[Baseline(year=2020, plan=None, anchor=None)],
    alignments=LATELY,
    partners={"fire-and-rescue": "Fire and Rescue"},
)


@pytest.fixture(scope="module")
def view() -> ComparisonView:
    return compared(an_evaluation(), BESIDE)


def test_the_whole(view: ComparisonView) -> None:
    assert (view.plan, view.against, view.own) == (
        "bright-sparx-2026", ("bright-sparx-2025", "bright-sparx-2024"), Facing.DATE,
    )  # fmt: skip
    assert [(one.label, one.name) for one in view.seasons] == [("2020", "2020, known by its counts alone")]
    assert view.caveats[-1].endswith("This does not show that the operation caused the change.")
    assert [len(said) for said in (view.done, view.targets, view.claims)] == [1, 2, 1]
    assert view.claims[0] == "“Fires were halved” 122 → 75 is no halving."


def test_the_sentence_is_the_evaluation_s_and_the_figures_stand_behind(view: ComparisonView) -> None:
    fires = view.measures[0]
    result = an_evaluation().measures[0]
    assert fires.sentence == fires.beside[0].sentence == result.against[0].sentence
    assert fires.verdict is Verdict.LIKELY
    assert fires.counts == f"{result.against[0].last} → {result.against[0].this}"
    assert dict(fires.about) == {
        "Window": "27 October to 7 November 2026",
        "Source": "Fire and Rescue",
        "A night": "07:00 to 07:00 the next morning",
    }
    behind = dict(fires.beside[0].figures)
    assert list(behind) == ["Beside", "Counts", "Figures", "Returns"]
    assert behind["Figures"].startswith("rate ratio ")
    assert [one.year for one in fires.beside] == [2025, 2024]
    assert "Peak" in dict(fires.further)
    assert "Range" in dict(fires.further)


def one(result_of: object) -> ComparedMeasure:
    return compared(an_evaluation(measures=(result_of,)), BESIDE).measures[0]


ARSON = a_measure("arson", "Arson")


def test_too_few_get_no_figures() -> None:
    shown = one(a_result(ARSON, ((1, 2), (0, 3))))
    assert (shown.verdict, shown.plain, shown.counts) == (Verdict.TOO_FEW, "too few to tell", "3 → 3")
    assert list(dict(shown.beside[0].figures)) == ["Beside", "Counts", "Returns"]


@pytest.mark.parametrize(
    ("values", "plain", "counts"),
    [
        ((3, 4), "no earlier season", "7"),
        ((None, None), "not counted yet", "–"),
    ],
)
def test_why_nothing_was_tested(values: tuple[int | None, ...], plain: str, counts: str) -> None:
    shown = one(a_result(ARSON, (values,)))
    assert (shown.verdict, shown.plain, shown.counts, shown.beside) == (None, plain, counts, ())


def test_seasons_without_a_night_in_common_say_so() -> None:
    shown = one(a_result(ARSON, ((3, None), (None, 4))))
    assert (shown.verdict, shown.plain) == (None, "nothing to compare yet")
    assert shown.drawn


def test_nothing_is_drawn_where_no_night_is_known() -> None:
    shown = one(
        a_result(ARSON, ((None, None),), this=a_season(2026, (None, None), total=Decimal(7), of_period=True))
    )
    assert not shown.drawn


def test_measures_of_the_same_incidents_warn_on_their_own_pages() -> None:
    measures = tuple(
        a_result(a_measure(slug, slug.title(), id=at), ((3, 4),))
        for at, slug in enumerate(("fires", "arson", "calls"))
    )
    view = compared(an_evaluation(measures=measures, duplicates=(("fires", "arson"),)), BESIDE)
    warned = [any("never add them up" in said for said in one.caveats) for one in view.measures]
    assert warned == [True, True, False]
