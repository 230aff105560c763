"""A table of counts into a plan: first to look at, then all or nothing."""

from datetime import date, datetime

from sqlmodel import Session

from seasonal_ops.counting import Book, record
from seasonal_ops.facts import Actor
from seasonal_ops.models import Plan
from seasonal_ops.transfer.counts.result import Imported
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
) -> Imported:
    """Record every value of a table, in the caller's transaction. Done again it changes nothing.

    Raises BadSheet with every problem, or with every warning that has no reason, and then nothing has been
    written.
    """
    book = Book.open(session, plan, today=today)
    weighing = weigh_table(session, plan, table, book, options)
    if weighing.imported.problems:
        raise BadSheet(weighing.imported.problems)
    if weighing.imported.unexplained:
        raise BadSheet([_asking(one) for one in weighing.imported.unexplained])
    record(session, book, weighing.weighed, actor=actor, now=now)
    return weighing.imported


def _asking(warning: Problem) -> Problem:
    sentence = f'{warning.sentence}; if it is right, say why in a column "reason" or with --reason "…"'
    return Problem(
        sentence=sentence,
        sheet=warning.sheet,
        row=warning.row,
        column=warning.column,
        header=warning.header,
    )
