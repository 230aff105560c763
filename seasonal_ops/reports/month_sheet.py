"""The month as a screen shows it: the lines of the board's page, whole, then what came of the seasons."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session, select

from seasonal_ops import queries
from seasonal_ops.evaluation import seasons
from seasonal_ops.evaluation.design import NOT_THE_CAUSE
from seasonal_ops.evaluation.shapes import Evaluation
from seasonal_ops.models import Partner
from seasonal_ops.reminders.letters.month_page import (
    month_in_words,
    sections,
    summary,
)
from seasonal_ops.reminders.letters.paragraphs import counts
from seasonal_ops.reports import choice
from seasonal_ops.reports.front import verdict_of
from seasonal_ops.reports.month import record_in_words
from seasonal_ops.reports.phrases import lesson_in_words, window_of
from seasonal_ops.reports.sections.nights import peak_in_words
from seasonal_ops.views import MonthLine, MonthSection, MonthSheet, MonthView

_OUTCOMES: Final = 3
_ALL: Final = 1000


def month_sheet(view: MonthView) -> MonthSheet:
    """What the page says of the month, and which counts are owed. Pure."""
    *now, after = sections(view)
    owed = MonthSection(
        heading="COUNTS THAT ARE OWED",
        lines=tuple(MonthLine(text=line) for line in counts(view.uncounted)),
        most=_ALL,
    )
    return MonthSheet(
        month=view.month,
        title=month_in_words(view),
        said=tuple(summary(view)),
        sections=tuple(one for one in (*now, owed) if one.lines),
        ahead=after,
        last=tuple(record_in_words(view)),
    )


def month_outcomes(session: Session, view: MonthView, *, now: datetime) -> tuple[MonthSection, ...]:
    """What is known of the outcomes of the plans that the month is of, and their lessons; `now` is aware."""
    slugs = [one.plan for one in view.plans if one.plan and (one.promised.total or one.besides.total)]
    partners = dict(session.exec(select(Partner.slug, Partner.name)).all())
    said = tuple(line for slug in slugs for line in _outcomes(session, slug, partners, now))
    if said:
        said = (*said, MonthLine(text=NOT_THE_CAUSE))
    found = (
        MonthSection(heading="OUTCOMES, AGAINST THE SEASON BEFORE", lines=said, most=_ALL),
        MonthSection(heading="LESSONS", lines=tuple(_lessons(session, slugs, partners)), most=_ALL),
    )
    return tuple(one for one in found if one.lines)


def _outcomes(session: Session, slug: str, partners: Mapping[str, str], now: datetime) -> Iterator[MonthLine]:
    plan = queries.find_plan(session, slug)
    # A plan without a count has nothing to say, and costs as much to evaluate as one with many.
    if any(one.recorded for one in queries.measures(session, plan)):
        found = seasons.evaluate(session, plan, seasons.baselines(session, plan, ()), now=now)
        yield from (MonthLine(text=f"{plan.name}: {said}", plan=slug) for said in _said(found, partners))


def _said(found: Evaluation, partners: Mapping[str, str]) -> Iterator[str]:
    """The first outcomes of the report's first page, each with window and source; then the first peak."""
    chosen = choice.headlines(found)[:_OUTCOMES]
    for one in chosen:
        source = one.measure.source and partners.get(one.measure.source, one.measure.source)
        about = ", ".join(filter(None, (window_of(one.this.window), source)))
        yield f"{one.measure.name} ({about}): {verdict_of(one)}"
    for one in chosen[:1]:
        if one.peak is not None:
            yield f"{one.measure.name}, peak night: {peak_in_words(one, one.peak)}."


def _lessons(session: Session, slugs: Sequence[str], partners: Mapping[str, str]) -> Iterator[MonthLine]:
    for slug in slugs:
        plan = queries.find_plan(session, slug)
        for one in queries.lessons(session, plan):
            owner = partners.get(one.owner, one.owner) if one.owner else ""
            yield MonthLine(text=f"{plan.name}: {lesson_in_words(one.text, owner)}", plan=slug)
