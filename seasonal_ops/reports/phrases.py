"""How dates, numbers and measures read in a report. Pure, and the same in every language setting."""

from datetime import date, time
from decimal import Decimal
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.dates.wording import month_name
from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import NOT_THE_CAUSE, Design
from seasonal_ops.evaluation.hiding.suppression import few_or
from seasonal_ops.evaluation.shapes import Against, MeasureResult, OutputResult, SeasonCounts
from seasonal_ops.evaluation.wording.ratios import figures_line
from seasonal_ops.names import joined
from seasonal_ops.reports.shapes import Report
from seasonal_ops.views import MeasureView
from seasonal_ops.words import Verdict

MISSING: Final = "–"


def design_of(report: Report) -> str:
    """How the comparison is set up, in one sentence for the whole report, and what it cannot show."""
    years = {one.season.year for result in report.evaluation.measures for one in result.against}
    if not years:
        return Design.ONE_SEASON.sentence
    baselines = "one baseline year" if len(years) == 1 else f"{len(years)} baseline years"
    beside = beside_an_area(report)
    areas = f", and for {joined(beside)} beside an area to compare with" if beside else ""
    return f"Design: before and after, {baselines}{areas}. {NOT_THE_CAUSE}"


def beside_an_area(report: Report) -> list[str]:
    """The measures that have a comparison area, by name."""
    measures = report.evaluation.measures
    return [one.measure.name for one in measures if any(each.difference_sentence for each in one.against)]


def span(first: date, last: date) -> str:
    """`27 October to 7 November 2026`; of each end as much as tells it from the other."""
    if first == last:
        return plain(first)
    if first.year != last.year:
        return f"{plain(first)} to {plain(last)}"
    begins = f"{first.day}" if first.month == last.month else f"{first.day} {month_name(first.month)}"
    return f"{begins} to {plain(last)}"


def window_of(window: Window) -> str:
    """The dates of a window, both included."""
    return span(window.first, window.last)


def number(value: Decimal | None) -> str:
    """As sentences have it; a dash for what is not known."""
    return MISSING if value is None else figures.number(value)


def share(value: Decimal | None) -> str:
    """A percentage to one digit behind the point; a dash for what is not known."""
    return MISSING if value is None else f"{number(round(value, 1))}%"


def answers_of(result: MeasureResult, year: int) -> str:
    """`141 of 220`: the answers behind the share of a year, where they are known."""
    for one in result.against:
        if one.survey is not None and one.survey.answers is not None:
            before, after = one.survey.answers
            if year in (one.season.year, result.this.year):
                found = after if year == result.this.year else before
                return f"{found.yes} of {found.answered}"
    return ""


def total_of(season: SeasonCounts) -> str:
    """The season's total as its readers may see it."""
    return few_or(season.total, season.few, season.withheld) if season.recorded else MISSING


def done_of(output: OutputResult) -> str:
    """What was delivered, as its readers may see it."""
    if output.few or output.withheld:
        return few_or(output.delivered, output.few, output.withheld)
    return number(output.delivered)


def counted(count: int, one: str, many: str) -> str:
    """`1 date`, `12 dates`."""
    return f"{count} {one if count == 1 else many}"


def figures_behind(one: Against, *, degrees: bool = True) -> tuple[str, ...]:
    """The figures of a comparison that its sentence does not give already; none for too few incidents.

    φ comes with its degrees of freedom or, where there is little room, without.
    """
    comparison = one.comparison
    if comparison is None or comparison.ratio is None or comparison.verdict is Verdict.TOO_FEW:
        return ()
    said = [part for part in figures_line(comparison.ratio).split(", ") if part not in one.sentence]
    return tuple(said if degrees else (part.partition(" (")[0] for part in said))


def source_of(measure: MeasureView, report: Report) -> str:
    """Who gives the values of a measure."""
    return report.partners.get(measure.source, measure.source) if measure.source else "no source is named"


def hours_of(measure: MeasureView) -> str:
    """When one of its nights begins and ends."""
    if measure.night_from == time():
        return "midnight to midnight"
    return f"{measure.night_from:%H:%M} to {measure.night_from:%H:%M} the next morning"


def counts_name(measure: MeasureView) -> str:
    """The name of the block that holds a measure's counts: where its figures lead to."""
    return f"counts-{measure.slug}"


def lesson_in_words(text: str, owner: str) -> str:
    """What is to be done otherwise, and who sees to it."""
    return f"{text} – {owner or 'nobody is named to see to it'}"
