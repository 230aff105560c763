"""What is hidden from the public cannot be worked out from any file of a public report."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.evaluation.shapes import Evaluation
from seasonal_ops.paper.formats import Format, written
from seasonal_ops.reports.choice import counted_years
from seasonal_ops.reports.document import report_paper
from seasonal_ops.reports.pictures import nights_chart
from seasonal_ops.reports.shapes import Report
from tests.reports.makers import (
    CASUALTIES,
    FIRE,
    FIRES,
    FIRST,
    HURT,
    a_measure,
    a_public_report,
    a_report,
    a_result,
    an_evaluation,
)

PART = a_measure("children", "Children hurt", person_related=True, part_of="casualties", unit="persons")
# A PDF is the same page as the HTML, and takes ten times as long.
FORMATS = (Format.HTML, Format.MD, Format.DOCX)


def season(hurt: Sequence[int], children: Sequence[int]) -> Evaluation:
    """Fires, persons hurt and, of them, children, against a year with few of either."""
    return an_evaluation(
        measures=(
            a_result(FIRE, FIRES[:2]),
            a_result(HURT, (hurt, CASUALTIES[1])),
            a_result(PART, (children, CASUALTIES[1])),
        )
    )


def files(evaluation: Evaluation) -> list[bytes]:
    """The public report in each format."""
    paper = report_paper(a_public_report(evaluation))
    return [written(paper, one) for one in FORMATS]


def spread(total: int, nights: int = 12) -> st.SearchStrategy[tuple[int, ...]]:
    """The nights of a total, in any way."""
    places = st.lists(st.integers(0, nights - 1), min_size=total, max_size=total)
    return places.map(lambda found: tuple(found.count(night) for night in range(nights)))


@settings(max_examples=8)
@given(hurt=spread(9), children=spread(2))
def test_other_nights_of_the_same_total_and_another_small_total_give_the_same_bytes(
    hurt: tuple[int, ...], children: tuple[int, ...]
) -> None:
    known = files(season((0, 0, 1, 2, 0, 0, 0, 0, 1, 3, 1, 1), (0, 0, 1, 2, 0, 0, 0, 0, 0, 1, 0, 0)))
    assert files(season(hurt, children)) == known


def test_what_is_not_hidden_does_change_the_report() -> None:
    one, other = (season(hurt, (0,) * 11 + (1,)) for hurt in ((1,) * 8 + (0,) * 4, (1,) * 9 + (0,) * 3))
    assert all(a != b for a, b in zip(files(one), files(other), strict=True))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_partnership_reads_what_the_public_does_not(kind: Format) -> None:
    papers = [report_paper(a_report(season(hurt, (0,) * 12))) for hurt in ((2, 1) * 6, (1, 2) * 6)]
    one, other = (written(paper, kind) for paper in papers)
    assert one != other


def test_a_public_chart_tells_no_deployment_of_a_night_to_come() -> None:
    report = a_public_report(printed=FIRST + timedelta(days=6))
    chart = nights_chart(report.evaluation.measures[0], report)
    own = nights_chart(report.evaluation.measures[0], a_report(printed=report.printed))
    assert (chart.deployed[:6], any(chart.deployed[6:])) == (own.deployed[:6], False)
    assert any(own.deployed[6:])


def test_totals_of_persons_are_not_drawn_over_the_years() -> None:
    many = [[5] * 12, [6] * 12]
    own, public = (
        one.evaluation.measures[0] for one in _both(an_evaluation(measures=(a_result(HURT, many),)))
    )
    assert (counted_years(own), counted_years(public)) == ((2025, 2026), ())
    assert [season.total for season in public.history] == [72, 60]


def _both(evaluation: Evaluation) -> tuple[Report, Report]:
    return a_report(evaluation), a_public_report(evaluation)
