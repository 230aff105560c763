"""Keeps the reminder rows as the rules want them. Running it again changes nothing.

All times are instants; `now` is handed in.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, col, or_, select

from seasonal_ops.db import Database, batched
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, Plan, PlanActivity
from seasonal_ops.reminders.rows import TABLE, UNSENT, bring_in_line, out_of_line, stored, take_back
from seasonal_ops.reminders.rules.chased import still_chased
from seasonal_ops.reminders.rules.gather import Case, cases, seasons
from seasonal_ops.reminders.rules.regular import AHEAD, regular
from seasonal_ops.reminders.rules.wanted import STILL_OWED, wanted
from seasonal_ops.reminders.shapes import Wanted

_log = logging.getLogger(__name__)


def replan(session: Session, activity_ids: Sequence[int], now: datetime) -> None:
    """The reaction to an edit, in its transaction: what is leased is taken back and written anew.

    What speaks of plans as a whole is left to the next reconcile.
    """
    session.flush()
    for some in batched(activity_ids):
        take_back(session, some)
        _settle(session, some, now)


def reconcile(session: Session, now: datetime) -> int:
    """Bring the rows of every live plan in line with the rules; how many rows that changed."""
    changed = sum(_settle(session, some, now) for some in batched(_live(session, now)))
    return changed + _settle_regular(session, now)


def reconcile_in_steps(database: Database, now: datetime) -> int:
    """The same without keeping writers waiting: it looks first, and writes where something is amiss.

    Raises DatabaseTrouble; what was written until then stays.
    """
    with database.read() as session:
        amiss = [one for some in batched(_live(session, now)) for one in _amiss(session, some, now)]
    changed = 0
    for some in batched(amiss):
        with database.write() as session:
            changed += _settle(session, some, now)
    with database.write() as session:
        return changed + _settle_regular(session, now)


def _amiss(session: Session, activity_ids: Sequence[int], now: datetime) -> set[int]:
    """Which of the activities have rows that are not as the rules want them."""
    rows = stored(session, TABLE.c.activity_id.in_(activity_ids))
    return out_of_line(rows, _wanted(rows, cases(session, activity_ids), now))


def _live(session: Session, now: datetime) -> list[int]:
    """The activities of live plans of which something may still be owed."""
    oldest = (now - STILL_OWED - timedelta(days=7)).date()
    query = (
        select(PlanActivity.activity_id)
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .where(col(Plan.live_at).is_not(None), col(PlanActivity.home), col(Activity.ends_on) >= oldest)
        .order_by(col(PlanActivity.activity_id))
    )
    return list(session.exec(query))


def _settle(session: Session, activity_ids: Sequence[int], now: datetime) -> int:
    rows = stored(session, TABLE.c.activity_id.in_(activity_ids))
    return bring_in_line(session, rows, _wanted(rows, cases(session, activity_ids), now), now)


def _wanted(rows: Mapping[str, Row[Any]], found: Sequence[Case], now: datetime) -> Iterator[Wanted]:
    """What the rules want, and of what is stored that which a lead asked for by hand."""
    yield from still_chased(rows.values(), found, now)
    for case in found:
        try:
            yield from wanted(case.occasion, case.rules, case.recipients, now)
        except BadValue as error:
            # One activity that cannot be reckoned with must not stop all others.
            _log.warning("no reminders for activity %s: %s", case.occasion.id, error)


def _settle_regular(session: Session, now: datetime) -> int:
    due = regular(seasons(session), now, now + AHEAD)
    keys = [one.dedupe_key for one in due]
    concerned = or_(TABLE.c.state.in_(UNSENT), TABLE.c.dedupe_key.in_(keys))
    rows = stored(session, TABLE.c.activity_id.is_(None), concerned)
    return bring_in_line(session, rows, due, now)
