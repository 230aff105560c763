"""A report as a paper: the first page, then its sections. Pure but for the charts, which matplotlib draws."""

from typing import Final

from seasonal_ops.paper.blocks import Paper
from seasonal_ops.reports.front import front
from seasonal_ops.reports.sections import SECTIONS
from seasonal_ops.reports.shapes import Report

OWN_COPY: Final = "OFFICIAL: the partnership's own copy, not for publication"
PUBLIC: Final = "Public"


def report_paper(report: Report) -> Paper:
    """What the report says to its readers, before it is Word, PDF, HTML or Markdown."""
    name = report.plan.name
    return Paper(
        title=f"{name}: public report" if report.public else f"{name}: report",
        name=name,
        marking=PUBLIC if report.public else OWN_COPY,
        on=report.printed,
        landscape=False,
        points=9,
        body=(*front(report), *(block for section in SECTIONS for block in section(report))),
    )
