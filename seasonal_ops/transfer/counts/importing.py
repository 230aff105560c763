"""A table of counts into a plan: first to look at, then all or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from seasonal_ops.counting import Book, Place, Weighed, record, said_last
from seasonal_ops.facts import Actor
from seasonal_ops.models import Plan
from seasonal_ops.transfer.counts.result import Imported, Overtaken
from seasonal_ops.transfer.counts.weighing import Options, weigh_table
from seasonal_ops.transfer.problems import BadSheet, Problem
from seasonal_ops.transfer.table import Table

_NO_OPTIONS = Options()


def preview(
    session: Session, *, plan: Plan, table: Table, today: date, options: Options = _NO_OPTIONS
) -> Imported:
    """What an import would record, value by value, or every problem that keeps it from being done.

    `today` is the date on the partnership's wall.
    """
    return weigh_table(session, plan, table, Book(session, plan, today), options).imported


def apply(
    session: Session,
    *,
    plan: Plan,
    table: Table,
    today: date,
    actor: Actor,
    now: datetime,
    options: Options = _NO_OPTIONS,
    seen: Sequence[int | None] | None = None,
) -> Imported:
    """Record every value of a table, in the caller's transaction. Done again it changes nothing.

    `seen` is that of the preview that somebody agreed to: where something else stands by now, nothing is
    recorded, and what was `overtaken` is told. None: nobody looked, and what is recorded is replaced.

    Raises BadSheet with every problem, or with every warning that has no reason, and then nothing has been
    written.
    """
    book = Book.open(session, plan, today=today)
    weighing = weigh_table(session, plan, table, book, options)
    if weighing.imported.problems:
        raise BadSheet(weighing.imported.problems)
    if weighing.imported.unexplained:
        raise BadSheet([_asking(one) for one in weighing.imported.unexplained])
    late = [] if seen is None else _overtaken(weighing.weighed, seen)
    if late:
        return replace(weighing.imported, overtaken=_told(session, late, actor))
    record(session, book, weighing.weighed, actor=actor, now=now)
    return weighing.imported


def _overtaken(weighed: Sequence[Weighed], seen: Sequence[int | None]) -> list[Weighed]:
    """The values that would be written over something else than was seen; what stands so already is not."""
    if len(seen) != len(weighed):
        # Its headings or dates are read otherwise by now: which of them was seen cannot be told.
        seen = [None] * len(weighed)
    return [
        one
        for one, expected in zip(weighed, seen, strict=True)
        if not one.same and (one.before.id if one.before else None) != expected
    ]


def _told(session: Session, late: Sequence[Weighed], actor: Actor) -> tuple[Overtaken, ...]:
    places: dict[str, list[Place]] = {}
    measures = {one.measure.slug: one.measure for one in late}
    for one in late:
        if one.place is not None:
            places.setdefault(one.measure.slug, []).append(one.place)
    said = {slug: said_last(session, measures[slug], there, actor) for slug, there in places.items()}
    return tuple(
        Overtaken(measure=slug, on=place.on, sentence=said[slug][place])
        for slug, there in places.items()
        for place in there
    )


def _asking(warning: Problem) -> Problem:
    sentence = f'{warning.sentence}; if it is right, say why in a column "reason" or with --reason "…"'
    return Problem(
        sentence=sentence,
        sheet=warning.sheet,
        row=warning.row,
        column=warning.column,
        header=warning.header,
    )
