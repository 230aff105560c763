"""A table into a plan: first to look at, then all or nothing."""

from collections.abc import Callable
from datetime import date, datetime

from sqlmodel import Session

from seasonal_ops.db import load
from seasonal_ops.facts import Actor
from seasonal_ops.models import Plan, key
from seasonal_ops.transfer.doing import Doing, Progress
from seasonal_ops.transfer.problems import BadSheet, in_order
from seasonal_ops.transfer.result import Imported
from seasonal_ops.transfer.table import Table
from seasonal_ops.transfer.weighing import weigh


def preview(
    session: Session, *, plan: Plan, table: Table, today: date, day_first: bool | None = None
) -> Imported:
    """What an import would do, line by line, or every problem that keeps it from being done.

    `today` is the local date; `day_first` says how 03/04 is meant, None that the table must prove it.
    """
    return weigh(session, plan=plan, table=table, today=today, day_first=day_first).imported


def apply(
    session: Session,
    *,
    plan: Plan,
    table: Table,
    today: date,
    day_first: bool | None = None,
    actor: Actor,
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Import a table, in the caller's transaction. Done again it changes nothing.

    `progress` is called with how many more lines of `table.length` are done. Raises BadSheet with every
    problem of the table, and then nothing has been written.
    """
    # Two who import at once would both find the same rows missing.
    load(session, Plan, key(plan), "plan")
    weighed = weigh(session, plan=plan, table=table, today=today, day_first=day_first)
    if weighed.problems:
        raise BadSheet(in_order(weighed.problems))
    steps = len(weighed.steps) + len(weighed.aims)
    told = Progress(progress, table.length, steps)
    Doing(session, weighed, actor, now, told).everything()
    told.add(0)
    return weighed.imported
