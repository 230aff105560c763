"""What the lead of live plans has to see to this week, and what changed in the last one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlmodel import Session, and_, col, or_, select

from seasonal_ops.models import Contact, Partner, Plan, Reminder, key
from seasonal_ops.nights import instant, local_today
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.changes import Moves, cancellations, moves
from seasonal_ops.queries.lines import Lines
from seasonal_ops.queries.outstanding import ahead, declined, gates_due, overdue, unanswered
from seasonal_ops.queries.people import contacts
from seasonal_ops.queries.plans import plan as plan_view
from seasonal_ops.queries.promises import standing_in
from seasonal_ops.queries.today import next_anchor
from seasonal_ops.queries.uncounted import LOOK_BACK, uncounted
from seasonal_ops.views import (
    ActivityView,
    PlanView,
    Shift,
    StuckReminder,
    WeekView,
)
from seasonal_ops.words import ReminderState, Status

_DECIDE_WITHIN: Final = timedelta(days=14)
_WEEK: Final = timedelta(days=7)


def week(
    session: Session,
    *,
    plan_ids: Sequence[int],
    now: datetime,
    time_zone: str = "Europe/London",
    by_mail: bool = False,
) -> WeekView | None:
    """The week of `now` (aware) over those of the plans that are live; None when none is.

    A plan whose season has been over for so long that nobody asks for its counts any more is done with.
    `by_mail` withholds what may not leave the house.
    """
    today = local_today(now, time_zone)
    live = _live(session, plan_ids, today)
    if not live:
        return None
    rows, plans = [row for row, _ in live], [plan for _, plan in live]
    views = activities(session, plan_ids=[key(row) for row in rows])
    coming, sunday = ahead(views, now), today + timedelta(days=6 - today.weekday())
    by_id = {view.id: view for view in views}
    standing = standing_in(session, [key(row) for row in rows])
    lines = Lines.over(plans, standing, by_id, by_mail=by_mail)
    news = _news(session, rows, views, sunday, time_zone)
    return WeekView(
        today=today,
        until=sunday,
        plans=tuple(lines.plan(plan) for plan in plans),
        # An anchor would name its plan's theme.
        next_anchor=next_anchor([plan for plan in plans if plan.slug not in lines.unnamed], today),
        overdue=tuple(lines.activity(view) for view in overdue(views, now)),
        due=tuple(lines.activity(view) for view in coming if today <= view.starts_on <= sunday),
        unanswered=unanswered(coming, time_zone, _whom_to_ring(session), lines),
        uncounted=tuple(lines.count(one, by_id[one.activity]) for one in uncounted(session, views, now)),
        gates=gates_due(
            [gate for row in rows for gate in gates(session, row)], coming, today + _DECIDE_WITHIN, lines
        ),
        stuck=_stuck(session, rows, by_id, now, lines),
        moved=tuple(_shifts(views, news.moves, lines)),
        cancelled=tuple(lines.activity(view) for view in views if _called_off(view, news)),
        declined=declined(coming, lines),
    )


@dataclass(frozen=True, slots=True)
class _News:
    """What happened between the Monday before and this one."""

    moves: Moves
    cancelled: set[int]


def _live(session: Session, plan_ids: Sequence[int], today: date) -> list[tuple[Plan, PlanView]]:
    query = select(Plan).where(col(Plan.id).in_(plan_ids), col(Plan.live_at).is_not(None))
    rows = session.exec(query.order_by(col(Plan.begins), col(Plan.id))).all()
    found = [(row, plan_view(session, row)) for row in rows]
    return [(row, plan) for row, plan in found if plan.ends_on + LOOK_BACK >= today]


def _news(
    session: Session, rows: Sequence[Plan], views: Iterable[ActivityView], sunday: date, time_zone: str
) -> _News:
    """Before a plan went live its dates were nobody's; a guest's are watched since the first one did."""
    start, end = (instant(sunday - timedelta(days=days), time(0), time_zone) for days in (13, 6))
    live = {row.slug: row.live_at for row in rows if row.live_at is not None}
    first = min(live.values())
    since = {view.id: max(start, live.get(view.plan, first)) for view in views}
    return _News(moves(session, since, end), cancellations(session, since, end))


def _shifts(views: Iterable[ActivityView], moved: Moves, lines: Lines) -> Iterator[Shift]:
    for view in views:
        dates = moved.get(view.id, ())
        # Moved and moved back is no news.
        if dates and dates[0] != view.starts_on and view.status is not Status.CANCELLED:
            line = lines.activity(view)
            yield Shift(activity=line, was=dates[0], to=view.starts_on, times=len(dates))


def _called_off(view: ActivityView, news: _News) -> bool:
    return view.status is Status.CANCELLED and view.id in news.cancelled


def _whom_to_ring(session: Session) -> Mapping[str, str]:
    """By partner's slug its first contact that has a telephone; deputies come after the others."""
    found: dict[str, str] = {}
    for one in contacts(session):
        if one.phone:
            found.setdefault(one.partner, f"{one.name} {one.phone}".strip())
    return found


def _stuck(
    session: Session, rows: Sequence[Plan], by_id: Mapping[int, ActivityView], now: datetime, lines: Lines
) -> tuple[StuckReminder, ...]:
    """What was given up or is kept back, and what may have arrived twice; nothing that is long moot."""
    query = (
        select(Reminder, Partner.name)
        .join(Contact, col(Contact.id) == col(Reminder.contact_id))
        .join(Partner, col(Partner.id) == col(Contact.partner_id))
        .where(
            col(Reminder.plan_id).in_([key(row) for row in rows]),
            col(Reminder.expires_utc) > now - _WEEK,
            or_(
                col(Reminder.state).in_((ReminderState.DEAD, ReminderState.HELD)),
                and_(col(Reminder.ambiguous), col(Reminder.due_utc) > now - _WEEK),
            ),
        )
        .order_by(col(Reminder.due_utc), col(Reminder.id))
    )
    return tuple(
        _stuck_one(row, name, by_id.get(row.activity_id or 0), lines) for row, name in session.exec(query)
    )


def _stuck_one(row: Reminder, partner: str, view: ActivityView | None, lines: Lines) -> StuckReminder:
    return StuckReminder(
        id=key(row),
        kind=row.kind,
        state=row.state,
        ambiguous=row.ambiguous,
        partner="" if view is not None and lines.withheld(view) else partner,
        activity=None if view is None else lines.activity(view),
    )
