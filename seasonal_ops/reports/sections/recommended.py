"""Recommendations: what to do differently, and who sees to it. Pure."""

from collections.abc import Iterator

from seasonal_ops.evaluation.shapes import Kept, TargetResult
from seasonal_ops.paper.blocks import Block, Bullets, Heading, Line, Paragraph, Table, cell, strong
from seasonal_ops.reports.front import WITHHELD_LESSONS
from seasonal_ops.reports.sections.aims import shown_targets
from seasonal_ops.reports.shapes import Learnt, Report


def recommended(report: Report) -> Iterator[Block]:
    """The lessons with their owners, and the targets that nobody can measure yet."""
    yield Heading("Recommendations")
    if report.public and report.suppressed:
        yield Paragraph(WITHHELD_LESSONS)
    elif report.lessons:
        yield _lessons(report.lessons)
    else:
        yield Paragraph("No lesson is written down yet.")
    open_ends = [one for one in shown_targets(report) if one.kept is Kept.UNMEASURED]
    # What is still to be decided is the partnership's own business.
    if open_ends and not report.public:
        yield Heading("To decide", 2)
        yield Bullets(tuple(map(_decision, open_ends)))


def _lessons(lessons: tuple[Learnt, ...]) -> Table:
    return Table(
        caption="Lessons, who sees to each, and the plan that it stands in by now",
        head=("Lesson", "Owner", "Stands in"),
        rows=tuple(
            (
                cell(one.text),
                cell(one.owner) if one.owner else strong("nobody is named"),
                cell(one.became or "no plan yet"),
            )
            for one in lessons
        ),
        widths=(100, 45, 35),
    )


def _decision(one: TargetResult) -> Line:
    owner = one.target.delivery_group or "nobody is named to see to it"
    return Line(f"How “{one.target.text}” is to be measured, or that it is dropped ({owner}).")
