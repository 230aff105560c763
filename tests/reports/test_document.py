"""A report as its readers get it, before it is a file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.evaluation.shapes import Kept, Quality
from seasonal_ops.evaluation.statistics.proportions import Answers, unpaired
from seasonal_ops.paper.blocks import (
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Table,
    Tiles,
    places,
)
from seasonal_ops.reports.document import report_paper
from seasonal_ops.reports.shapes import Delivery, Report
from seasonal_ops.views import ReturnsView, Tally
from tests.reports.makers import (
    CASUALTIES,
    FIRE,
    FIRES,
    HURT,
    SURVEY,
    a_claim,
    a_measure,
    a_public_report,
    a_report,
    a_result,
    a_target,
    an_evaluation,
    an_output,
)
from tests.reports.reading import first_page, in_cell, section_below, table_below, texts, whole

PEAK = (
    "Deliberate fires: Thu 5 November 2026 with 14, 19% of the 75 recorded; the same night before,"
    " 5 November 2025, had 21 (rate ratio 0.67)."
)
EMPTY = an_evaluation(measures=(), outputs=(), targets=(), claims=(), caveats=(), against=())
ALONE = an_evaluation(measures=(a_result(FIRE, FIRES[:1]),), against=())
UNCOUNTED = an_evaluation(measures=(a_result(FIRE, ((None,) * 12, (None,) * 12)),), outputs=())


def _reports() -> Iterator[tuple[str, Report]]:
    yield "own copy", a_report()
    yield "public", a_public_report()
    yield "nothing at all", a_report(EMPTY, lessons=(), delivery=Delivery(tally=Tally.of(())))
    yield "one season", a_report(ALONE)
    yield "no counts", a_report(UNCOUNTED)
    many = tuple(a_result(a_measure(f"m-{n}", f"Measure {n}"), FIRES) for n in range(12))
    yield "many measures", a_report(an_evaluation(measures=many))
    old = tuple(tuple(range(12)) for _ in range(15))
    yield "fifteen years", a_report(an_evaluation(measures=(a_result(FIRE, old),)))
    long = a_measure("long", "All year")
    yield "a long window", a_report(an_evaluation(measures=(a_result(long, ((1,) * 100, (2,) * 100)),)))


REPORTS = dict(_reports())


@pytest.fixture(scope="module", params=REPORTS)
def paper(request: pytest.FixtureRequest) -> Paper:
    """Each kind of report."""
    return report_paper(REPORTS[request.param])


def test_every_link_leads_to_a_place_of_the_report(paper: Paper) -> None:
    links = [tile.link for block in paper.body if isinstance(block, Tiles) for tile in block.tiles]
    links += [
        line.link
        for block in paper.body
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for line in cell
    ]
    assert set(links) - {""} <= set(places(paper))


def test_every_table_fits_on_the_page_and_has_rows(paper: Paper) -> None:
    for table in (block for block in paper.body if isinstance(block, Table)):
        assert sum(table.widths) <= 180
        assert min(table.widths) >= 13
        assert {len(table.head), len(table.widths)} == {len(row) for row in table.rows} | {len(table.head)}
        assert table.rows


def test_every_report_says_that_it_shows_no_cause(paper: Paper) -> None:
    assert NOT_THE_CAUSE in "\n".join(texts(paper.body))


def test_the_first_page_has_tiles_then_charts_then_three_lessons() -> None:
    page = first_page(report_paper(a_report()))
    assert [type(block) for block in page[1:]] == [Tiles, Picture, Picture, Heading, Bullets]
    (tiles,) = (block for block in page if isinstance(block, Tiles))
    assert [tile.title for tile in tiles.tiles] == [
        "Deliberate fires",
        "Persons hurt by fireworks",
        "Material removed",
    ]
    assert tiles.tiles[0].sentence.startswith("Against 2025: Likely real. Fell by 39% (122 → 75;")
    assert tiles.tiles[0].figures.startswith("27 October to 7 November 2026; Fire and Rescue; p 0.007")


def test_there_are_at_most_four_tiles_and_one_of_them_is_an_output() -> None:
    many = tuple(a_result(a_measure(f"m-{n}", f"Measure {n}"), FIRES) for n in range(9))
    page = first_page(report_paper(a_report(an_evaluation(measures=many, outputs=(an_output(),) * 3))))
    (tiles,) = (block for block in page if isinstance(block, Tiles))
    assert [tile.title for tile in tiles.tiles] == [f"Measure {n}" for n in range(3)] + ["Material removed"]


def test_a_duplicate_has_no_tile_and_a_part_comes_after_a_whole() -> None:
    part = a_result(a_measure("part", "A part", part_of="deliberate-fires"), FIRES)
    copy = a_result(a_measure("copy", "The same by police"), FIRES)
    evaluation = an_evaluation(
        measures=(part, copy, a_result(FIRE, FIRES)), duplicates=(("deliberate-fires", "copy"),), outputs=()
    )
    (tiles,) = (b for b in first_page(report_paper(a_report(evaluation))) if isinstance(b, Tiles))
    assert [tile.title for tile in tiles.tiles] == ["Deliberate fires", "A part"]


def test_without_counts_the_first_page_says_so_and_what_is_missing_is_named() -> None:
    report = a_report(UNCOUNTED)
    page = first_page(report_paper(report))
    assert not [block for block in page if isinstance(block, (Tiles, Picture))]
    assert "No counts are recorded yet" in "\n".join(texts(page))
    assert "Without any counts so far: Deliberate fires." in whole(report)


def test_one_season_alone_is_not_compared() -> None:
    text = whole(a_report(ALONE))
    assert "75 incidents in 2026; there is no earlier season to compare with." in text
    assert "Design: one season, with nothing to compare it with." in text


def test_what_became_of_the_activities_adds_up_and_the_promise_stands_beside_it() -> None:
    assert (
        "7 activities promised when the plan went live on 1 September 2026. Of 8 in the plan: 5 delivered,"
        " 1 partly delivered, 1 cancelled and 1 over, and nobody said how it went. Since then 1 moved to"
        " another date, and 1 came in addition." in whole(a_report())
    )


def test_a_plan_that_never_went_live_promised_nothing() -> None:
    text = whole(a_report(delivery=replace(a_report().delivery, taken=None, agencies=(), changes=())))
    assert "The plan never went live, so nothing was promised." in text


def test_an_outcome_has_every_year_the_words_and_the_figures() -> None:
    fires, hurt = table_below(a_report(), "Outcomes: this year against earlier ones")
    assert fires[1:4] == ["75", "122", "118"]
    assert "Against 2025 · Likely real." in fires[4]
    assert "12 dates with a return in both years; p 0.007, φ 1.00" in fires[4]
    assert hurt[1:4] == ["7", "3", "–"]


def test_a_total_with_returns_missing_says_so() -> None:
    gaps = (None, *FIRES[0][1:])
    report = a_report(an_evaluation(measures=(a_result(FIRE, (gaps, FIRES[1])),)))
    (row,) = table_below(report, "Outcomes: this year against earlier ones")
    assert row[1] == "71 · 11 of 12"
    assert table_below(report, "Night by night")[0] == ["Tue 27 October 2026", "", "0", "–"]


def test_a_night_shows_its_occasion_and_what_went_on() -> None:
    row = table_below(a_report(), "Night by night")[3]
    assert row == ["Fri 30 October 2026", "Mischief Night", "3", "11", "2"]


def test_a_window_of_months_is_shown_by_its_totals_alone() -> None:
    report = REPORTS["a long window"]
    assert not [b for b in report_paper(report).body if isinstance(b, Heading) and b.text == "Night by night"]
    assert table_below(report, "All year") == [["Total", "100", "200"]]


def test_the_counts_of_every_year_stand_in_the_appendix() -> None:
    rows = table_below(a_report(), "Deliberate fires")
    assert rows[0] == ["Tue 27 October 2026", "4", "7", "6"]
    assert rows[-1] == ["Total", "75", "122", "118"]


def test_data_quality_says_how_the_figures_stand() -> None:
    fires = a_result(FIRE, FIRES)
    figures = Quality(
        completeness=Completeness(11, 12), late=2, nil=1, provisional=3, final=8, revised=1, inexact=1,
        unexplained=1, as_at=(date(2026, 11, 10), date(2026, 12, 1)),
    )  # fmt: skip
    report = a_report(an_evaluation(measures=(replace(fires, this=replace(fires.this, quality=figures)),)))
    (row,) = table_below(report, "Data quality")
    assert row[1] == "11 of 12"
    assert row[3:] == [
        "2 late, 1 nil, 3 provisional, 8 final, 1 revised since, 1 not exact, 1 unusual without a reason",
        "10 November to 1 December 2026",
    ]


def test_what_is_said_of_several_measures_stands_once_and_what_is_said_of_counts_by_the_counts() -> None:
    held, late = "The window held 4 weekend days.", "2025/26: 12 returns came late."
    measures = [
        a_result(a_measure(slug, slug.title()), FIRES, caveats=said)
        for slug, said in (("a", (held, late)), ("b", (held,)), ("c", (held, late)))
    ]
    folded = (
        "a and c: " + late,
        "all measures: " + held,
        "b may hold the same incidents as c",
        "Of them all.",
    )
    report = a_report(
        an_evaluation(measures=tuple(measures), caveats=folded, duplicates=(("b", "c", "tonnes"),))
    )
    assert list(texts(section_below(report, "What to keep in mind"))) == [
        "The window held 4 weekend days (all measures).",
        "Of them all.",
        "B, C and Material removed may hold the same incidents: never add them up. B is the headline.",
    ]
    assert list(texts(section_below(report, "Remarks on the counts"))) == [
        "2025/26: 12 returns came late (A and C)."
    ]


def test_a_peak_has_its_share_and_the_same_night_before_and_none_of_few_incidents() -> None:
    report = a_report(an_evaluation(measures=(a_result(FIRE, FIRES), a_result(HURT, CASUALTIES))))
    _caution, *peaks = texts(section_below(report, "Peak nights"))
    assert peaks == [PEAK]


def test_a_break_and_its_reason_are_said() -> None:
    said = "Deliberate fires: recorded differently since 1 April 2026: the fire service counts by a new code"
    assert said in whole(a_report())


def test_what_cannot_be_measured_is_to_be_decided() -> None:
    decide = list(texts(section_below(a_report(), "To decide")))
    assert decide == [
        "How “Feel safer” is to be measured, or that it is dropped (Anti-social behaviour group)."
    ]


def test_what_is_to_be_decided_is_not_for_the_public() -> None:
    assert "To decide" not in whole(a_public_report())


def test_a_table_of_aims_does_not_say_the_result_twice() -> None:
    aimed = a_target("Ten per cent fewer", Kept.MET, "Met: −10% aimed at, −39% recorded.")
    said = a_claim("Halved", contradicted=True, sentence="Contradicted: it says −50%.")
    report = a_report(an_evaluation(targets=(aimed,), claims=(said,)))
    assert table_below(report, "Targets and claims")[0][2:] == ["met", "−10% aimed at, −39% recorded."]
    assert table_below(report, "Claims, held against the counts")[0][2:] == ["contradicted", "It says −50%."]


def test_outputs_say_once_what_their_columns_say() -> None:
    done = "150 tonnes delivered of 100 planned. 6 of 6 activities that promised it have reported."
    plain = an_output(sentence=done)
    more = an_output(sentence=f"{done} 40 of these are recorded in Action Days too.")
    heading = "What was done (outputs)"
    assert table_below(a_report(an_evaluation(outputs=(plain,))), heading) == [
        ["Material removed", "100", "150 · tonnes", "6 of 6 activities · 6 sessions"]
    ]
    rows = table_below(a_report(an_evaluation(outputs=(plain, more))), heading)
    assert [row[4] for row in rows] == ["", "40 of these are recorded in Action Days too."]


def test_a_lesson_has_its_owner_or_says_that_none_is_named() -> None:
    rows = table_below(a_report(), "Recommendations")
    assert [row[:2] for row in rows] == [
        ["Ask for skips in August", "Fire and Rescue"],
        ["Two vans", "nobody is named"],
    ]


def test_dates_with_nothing_but_noughts_or_gaps_are_one_sentence() -> None:
    this, last = (0, 0, 5, None, 0, 0), (0, 0, 7, 0, 0, 0)
    report = a_report(an_evaluation(measures=(a_result(FIRE, (this, last)),)))
    (table, rest) = section_below(report, "Deliberate fires")
    assert isinstance(table, Table)
    assert isinstance(rest, Paragraph)
    assert [in_cell(row[0]) for row in table.rows] == ["Thu 29 October 2026", "Total"]
    assert rest.text == "On the 5 other dates: 0, but no return on 30 October 2026, in 2026; 0 in 2025."


def test_a_survey_has_its_share_rounded_and_the_answers_behind_it() -> None:
    survey = unpaired(Answers(yes=141, answered=220), Answers(yes=166, answered=214))
    now, then = Decimal("77.5701"), Decimal("64.0909")
    result = a_result(SURVEY, ((1,), (2,)))
    result = replace(
        result,
        this=replace(result.this, total=now, nights=(replace(result.this.nights[0], value=now),)),
        against=(replace(result.against[0], this=now, last=then, survey=survey, comparison=None),),
    )
    report = a_report(an_evaluation(measures=(result,)))
    assert table_below(report, "Survey, before and after")[0][1:3] == [
        "64.1% · 141 of 220",
        "77.6% · 166 of 214",
    ]
    assert table_below(report, "Can explain grooming")[-1][1] == "77.6% · 166 of 214"


def test_returns_are_counted_as_the_list_of_returns_counts_them() -> None:
    known = ReturnsView(
        measure="grooming", name="", source=None, expected=1, received=1, nil=0, late=0, missing=(),
        overdue=(), due=date(2026, 11, 20),
    )  # fmt: skip
    asked = a_result(SURVEY, ((1, None, None), (None, 2, None)))
    report = a_report(an_evaluation(measures=(asked,)), returns={"grooming": known})
    (row,) = table_below(report, "Data quality")
    assert row[1:3] == ["1 of 1", "2025: 1 received"]


def test_the_reason_of_an_unusual_value_stands_beside_the_counts() -> None:
    report = a_report(reasons={"deliberate-fires": ("5 November 2026, 14: a stack of pallets",)})
    said = list(texts(section_below(report, "Deliberate fires")))
    assert "Unusual, and stands: 5 November 2026, 14: a stack of pallets" in said
