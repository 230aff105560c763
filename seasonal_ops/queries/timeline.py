"""Activities over days, and how much each partner has in each night."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from seasonal_ops.checks import night_taken
from seasonal_ops.dates.holidays import england
from seasonal_ops.db import look_up
from seasonal_ops.models import Activity, Assignment, Partner, Period, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.queries.board import board
from seasonal_ops.queries.today import capacities
from seasonal_ops.views import NamedDays, TimelineView
from seasonal_ops.views.board import BoardRow
from seasonal_ops.words import Answer, Status

# Bank holidays are shown as far before and after the activities as a lead may scroll or move them.
_AROUND: Final = timedelta(days=400)
_GONE: Final = (Status.CANCELLED, Status.NOT_DELIVERED)


def timeline(
    session: Session, *, now: datetime, plan_id: int | None = None, time_zone: str = "Europe/London"
) -> TimelineView:
    """Every activity of one plan or all, by its first day; `now` is aware. Raises NotFound."""
    shown = session.exec(select(Plan)).all() if plan_id is None else [look_up(session, Plan, plan_id, "plan")]
    today = local_today(now, time_zone)
    read = board(session, now=now, plan_id=plan_id, time_zone=time_zone)
    rows = sorted((row for phase in read.phases for row in phase.rows), key=_begins)
    return TimelineView(
        rows=tuple(rows),
        days=(*_periods(session, shown), *_holidays(rows, today)),
        loads=loads(session),
        capacities=capacities(session),
        names=dict(session.exec(select(Partner.slug, Partner.name)).all()),
    )


def _begins(row: BoardRow) -> tuple[date, time, int]:
    return row.starts_on, row.start_time or time.min, row.id


def _periods(session: Session, shown: Iterable[Plan]) -> Iterator[NamedDays]:
    """Each name and stretch once, however many plans know it."""
    query = select(Period).where(col(Period.plan_id).in_([key(plan) for plan in shown]))
    found = {(row.name, row.first_day, row.last_day) for row in session.exec(query)}
    for name, first, last in sorted(found, key=lambda one: (one[1], one[0])):
        yield NamedDays(name=name, first=first, last=last)


def _holidays(rows: Sequence[BoardRow], today: date) -> Iterator[NamedDays]:
    dates = [today, *(row.starts_on for row in rows[:1]), *(row.ends_on for row in rows)]
    first, last = min(dates), max(dates)
    for on, name in england().names.items():
        if abs(on - first) < _AROUND or first <= on <= last or abs(on - last) < _AROUND:
            yield NamedDays(name=name, first=on, last=on, holiday=True)


def loads(session: Session, partners: Collection[str] | None = None) -> dict[str, Counter[date]]:
    """How many activities begin in each night, by partner's slug; of these partners, or of all."""
    query = (
        columns(col(Partner.slug), col(Activity.starts_on), col(Activity.ends_on), col(Activity.start_time))
        .join(Assignment, col(Assignment.partner_id) == col(Partner.id))
        .join(Activity, col(Activity.id) == col(Assignment.activity_id))
        .where(
            col(Assignment.ended_at).is_(None),
            col(Assignment.answer) != Answer.DECLINED,
            col(Activity.status).not_in(_GONE),
        )
    )
    if partners is not None:
        query = query.where(col(Partner.slug).in_(partners))
    found: dict[str, Counter[date]] = {}
    for slug, starts_on, ends_on, start in session.execute(query):
        if (night := night_taken(starts_on, ends_on, start)) is not None:
            found.setdefault(slug, Counter())[night] += 1
    return found
