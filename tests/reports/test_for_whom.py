"""What each copy of a report says: the partnership's own, and the public's."""

from dataclasses import replace
from datetime import date

from seasonal_ops.evaluation.shapes import Kept
from seasonal_ops.reports.document import report_paper
from tests.reports.makers import (
    a_public_report,
    a_report,
    a_target,
)
from tests.reports.reading import section_below, table_below, texts, whole


def test_each_copy_says_for_whom_it_is() -> None:
    own, public = report_paper(a_report()), report_paper(a_public_report())
    assert (own.title, own.marking) == (
        "Bright Sparx 2026: report",
        "OFFICIAL: the partnership's own copy, not for publication",
    )
    assert (public.title, public.marking) == ("Bright Sparx 2026: public report", "Public")


def test_the_public_sees_no_night_and_no_figure_of_small_numbers() -> None:
    report = a_public_report()
    assert table_below(report, "Persons hurt by fireworks") == [["Total", "7", "fewer than 5"]]
    assert table_below(report, "Night by night")[9][3:] == ["14"]
    assert "attended" not in table_below(report, "Appendix: definitions")[1][1]
    assert [row[3:] for row in table_below(report, "Data quality")][1] == ["not shown: about persons", ""]
    said = "Persons hurt by fireworks: About persons, so that only totals of whole seasons are shown."
    assert said in "\n".join(texts(section_below(report, "Appendix: what is not shown, and why")))


def test_the_public_reads_no_account_no_sheet_and_no_lesson_beside_hidden_numbers() -> None:
    text = whole(a_public_report())
    for unwanted in ("j.smith", "sheet of", "skips in August"):
        assert unwanted not in text
    for unwanted in ("j.smith",):
        assert unwanted not in whole(a_report())


def test_the_public_reads_lessons_where_nothing_is_hidden() -> None:
    public = a_public_report()
    open_only = replace(
        public, evaluation=replace(public.evaluation, measures=public.evaluation.measures[:1])
    )
    text = whole(open_only)
    assert "Ask for skips in August" in text
    assert "Nothing had to be hidden" in text


def test_what_serves_only_veiled_activities_is_not_aimed_at_in_public() -> None:
    aimed = (
        a_target("Secret aim", Kept.MET, "said", activities=(1, 2)),
        a_target("Open aim", Kept.MET, "said", activities=(2, 3)),
    )
    public = a_public_report(veiled=frozenset({1, 2}))
    text = whole(replace(public, evaluation=replace(public.evaluation, targets=aimed)))
    assert "Open aim" in text
    assert "Secret aim" not in text


def test_the_public_is_not_told_what_is_still_to_be_deployed() -> None:
    public = a_public_report(printed=date(2026, 10, 29))
    rows = table_below(public, "Night by night")
    assert [row[2] for row in rows[:4]] == ["0", "1", "", ""]
    own = table_below(a_report(printed=date(2026, 10, 29)), "Night by night")
    assert [row[2] for row in own[:4]] == ["0", "1", "2", "3"]
