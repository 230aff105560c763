"""The first page: it is one page, whatever things are called, and says what bounds its words."""

import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import missing

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.evaluation.statistics.differences import BeforeAfter, difference
from seasonal_ops.paper.blocks import Paper, Picture, Tiles
from seasonal_ops.paper.formats import Format, written
from seasonal_ops.reports.document import report_paper
from seasonal_ops.reports.front import front
from seasonal_ops.reports.shapes import Learnt, Report
from seasonal_ops.words import MarkKind
from tests.reports.makers import (
    FIRE,
    FIRES,
    MARK,
    a_measure,
    a_report,
    a_result,
    an_evaluation,
    an_output,
)

LONG = "Calls about anti-social behaviour on these nights, without those about noise"
AGENCY = "Community Safety Team, West Lancashire Borough Council and its partners"
LESSON = (
    "Ask every agency in August for the counts of criminal damage by the night and by the ward, not by week"
)


def _doubted(report: Report) -> Report:
    """What is likely real by the dates is neither beside an area nor by weekdays."""
    (result, *others) = report.evaluation.measures
    (one, *more) = result.against
    assert one.comparison is not None
    shifted = (
        "Matched by the same weekdays, 364 days apart, the verdict turns from “likely real” to “unclear”"
    )
    doubted = replace(
        one,
        comparison=replace(one.comparison, caveats=(shifted,)),
        difference=difference(event=BeforeAfter(122, 75), comparison=BeforeAfter(30, 30), phi=2.0),
        difference_sentence="Unclear beside the comparison area.",
    )
    measures = (replace(result, against=(doubted, *more)), *others)
    return replace(report, evaluation=replace(report.evaluation, measures=measures))


def _full() -> Report:
    """Four tiles, two charts and three lessons, all of them with long names."""
    measures = tuple(a_result(a_measure(f"m-{n}", LONG), FIRES) for n in range(3))
    tonnes = an_output(
        replace(an_output().measure, name=LONG),
        planned=None,
        delivered=Decimal("95.6"),
        sentence="95.6 tonnes delivered; no number was aimed at. 7 of 7 activities that promised it have"
        " reported.",
    )
    lessons = tuple(Learnt(text=f"{LESSON} {n}", owner=AGENCY) for n in range(3))
    report = a_report(an_evaluation(measures=measures, outputs=(tonnes,)), lessons=lessons)
    agencies = dict.fromkeys(report.partners, AGENCY)
    return _doubted(replace(report, partners=agencies))


def test_a_full_first_page_is_one_page() -> None:
    try:
        paper = report_paper(_full())
        pdf = written(replace(paper, body=tuple(front(_full()))), Format.PDF)
        said = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    except (OSError, FileNotFoundError):
        missing("Pango or pdfinfo (Debian: libpango-1.0-0 libpangoft2-1.0-0 poppler-utils)")
    assert "Pages:           1\n" in said


def _tiles(report: Report) -> Tiles:
    return next(block for block in front(report) if isinstance(block, Tiles))


def test_a_tile_says_what_else_was_looked_at_and_does_not_bear_it_out() -> None:
    (tile, *_) = _tiles(_doubted(a_report())).tiles
    assert tile.sentence.startswith("Against 2025: Likely real.")
    assert " But: unclear beside the comparison area and by weekdays instead of dates." in tile.sentence


def test_a_tile_says_another_year_that_does_not_bear_it_out_and_a_change_of_recording() -> None:
    (result,) = a_report(
        an_evaluation(measures=(a_result(FIRE, (FIRES[0], FIRES[1], FIRES[0])),))
    ).evaluation.measures
    marked = replace(result, marks=(MARK,))
    (tile, *_) = _tiles(a_report(an_evaluation(measures=(marked,)))).tiles
    assert tile.sentence.endswith(" But: unclear against 2024. Recorded differently since 1 April 2026.")
    one_year = a_result(FIRE, (FIRES[0], FIRES[1]))
    (tile, *_) = _tiles(a_report(an_evaluation(measures=(one_year,)))).tiles
    assert tile.sentence == one_year.against[0].sentence


def test_a_tile_of_what_nothing_speaks_against_has_no_but() -> None:
    assert "But" not in _tiles(a_report()).tiles[0].sentence


def test_a_season_that_is_not_over_stands_beside_no_whole_one() -> None:
    """Five nights of this season beside twelve of the others would look like a fall."""
    measure = a_result(FIRE, (FIRES[0][:5] + (None,) * 7, FIRES[1], FIRES[2]))
    over = replace(measure.this.quality, completeness=Completeness(5, 5))
    this = replace(measure.this, quality=over)
    unfinished = replace(measure, this=this, history=(*measure.history[:-1], this))
    report = a_report(an_evaluation(measures=(unfinished,)))
    _nights, years = (block for block in front(report) if isinstance(block, Picture))
    assert "118 in 2024 and 122 in 2025" in years.alt
    assert years.caption.endswith("Not drawn, as nights are not over or have no return: 2026.")


def test_both_charts_say_what_sets_them_apart_and_whether_a_trend_is_drawn() -> None:
    nights, years = (block for block in front(a_report()) if isinstance(block, Picture))
    assert nights.alt.startswith("Deliberate fires, night by night, incidents")
    assert years.alt.startswith("Deliberate fires, season totals, incidents")
    assert years.caption == "Dashed: the trend through the totals, which by itself is no finding."
    begun = a_result(FIRE, FIRES, marks=(replace(MARK, kind=MarkKind.INTERVENTION),))
    pictures = [b for b in front(a_report(an_evaluation(measures=(begun,)))) if isinstance(b, Picture)]
    assert pictures[1].caption.startswith("No trend is drawn: what began in between")


@pytest.mark.parametrize("plain", [True, False])
def test_the_design_is_said_in_one_way_throughout(plain: bool) -> None:
    report = a_report(an_evaluation(measures=(a_result(FIRE, FIRES),)))
    report = report if plain else _doubted(report)
    area = "" if plain else ", and for Deliberate fires beside an area to compare with"
    said = f"Design: before and after, 2 baseline years{area}. {NOT_THE_CAUSE}"
    paragraphs = [block.text for block in _paper(report).body if hasattr(block, "text")]
    assert [text[text.index("Design:") :] for text in paragraphs if "Design:" in text] == [said, said]


def _paper(report: Report) -> Paper:
    return report_paper(report)
