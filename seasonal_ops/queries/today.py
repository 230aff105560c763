"""What a lead needs to know today."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, and_, cast, or_
from sqlmodel import Session, col, select

from seasonal_ops.checks import overbooked
from seasonal_ops.db import look_up
from seasonal_ops.models import Activity, Feed, FeedEntry, Partner, Plan, PlanActivity
from seasonal_ops.nights import local_today
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.outgoing import due_while_closed, expired, given_up, held
from seasonal_ops.queries.plans import plan as plan_view
from seasonal_ops.queries.plans import plans as plan_views
from seasonal_ops.queries.uncounted import LOOK_BACK, end_of, uncounted
from seasonal_ops.views import ActivityView, AnchorView, Pause, PlanView, TodayRow, TodayView
from seasonal_ops.words import Status

_AHEAD: Final = timedelta(days=7)
_ONE_DAY: Final = timedelta(days=1)


def today(
    session: Session,
    *,
    now: datetime,
    plan_id: int | None = None,
    time_zone: str = "Europe/London",
    opened: datetime | None = None,
) -> TodayView:
    """Overdue, due, coming, unanswered and uncounted, over one plan or all.

    `now` is aware; which day it is, the partnership's `time_zone` says. `opened` is when the program was
    that shows it, should it be open for longer than this takes.
    """
    shown = [plan_view(session, look_up(session, Plan, plan_id, "plan"))] if plan_id else plan_views(session)
    day = local_today(now, time_zone)
    # A draft whose season is over was made for its counts: nobody is late with it.
    over = {plan.slug for plan in shown if not plan.live and plan.ends_on < day}
    rows = [
        row for row in activities(session, plan_id=plan_id, only=_of_interest(day)) if row.plan not in over
    ]
    # What is over clashes with nothing any more: `plan check` looks at the same activities.
    clashing = overbooked((row for row in rows if end_of(row) > now), capacities(session))
    open_rows = [row for row in rows if row.status.open]
    late = [row for row in open_rows if end_of(row) <= now]
    late_ids = {row.id for row in late}
    due = [row for row in rows if row.starts_on <= day <= row.ends_on and row.id not in late_ids]
    coming = [row for row in open_rows if day < row.starts_on <= day + _AHEAD]
    return TodayView(
        today=day,
        now=now,
        plan=shown[0].slug if plan_id else None,
        title=shown[0].name if plan_id else "All plans",
        overdue=_rows(late, day, clashing),
        due=_rows([row for row in due if row.status is not Status.CANCELLED], day, clashing),
        coming=_rows(coming, day, clashing),
        unanswered=sum(len(row.unanswered) for row in open_rows if end_of(row) > now),
        uncounted=uncounted(session, rows, now),
        clashes=len(clashing),
        next_anchor=next_anchor(shown, day),
        live=any(plan.live for plan in shown),
        plans=tuple(shown),
        unwritten=_unwritten(session, plan_id, over),
        pause=_pause(session, now, time_zone, opened),
        given_up=given_up(session, now),
        held=sum(held(session, now).values()),
        expired=expired(session, now),
    )


def _pause(session: Session, now: datetime, time_zone: str, opened: datetime | None) -> Pause | None:
    """What fell due while nothing ran, by the partnership's clock."""
    pause = due_while_closed(session, now, opened)
    if pause is None or pause.since is None:
        return pause
    return replace(pause, since=pause.since.astimezone(ZoneInfo(time_zone)))


def _of_interest(day: date) -> ColumnElement[bool]:
    """What is open, not over, or may still have to be counted: of ten thousands a few hundred."""
    promised = cast(col(Activity.measures), String) != "[]"
    return or_(
        col(Activity.status).in_([status for status in Status if status.open]),
        col(Activity.ends_on) >= day - _ONE_DAY,
        and_(promised, col(Activity.ends_on) >= day - LOOK_BACK - _ONE_DAY),
    )


def _unwritten(session: Session, plan_id: int | None, over: Collection[str]) -> tuple[str, ...]:
    """What some feed had to leave out of these plans, each said once."""
    query = (
        select(FeedEntry.problem)
        .join(Feed, col(Feed.id) == col(FeedEntry.feed_id))
        .join(PlanActivity, col(PlanActivity.activity_id) == col(FeedEntry.activity_id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(FeedEntry.problem != "", col(FeedEntry.hidden).is_(False), col(Feed.revoked_at).is_(None))
        .where(col(Plan.slug).not_in(over), PlanActivity.home if plan_id is None else Plan.id == plan_id)
        .order_by(col(FeedEntry.activity_id))
    )
    return tuple(dict.fromkeys(session.exec(query)))


def _rows(chosen: Sequence[ActivityView], day: date, clashing: frozenset[int]) -> tuple[TodayRow, ...]:
    return tuple(
        TodayRow(activity=row, late_days=max(0, (day - row.ends_on).days), clash=row.id in clashing)
        for row in chosen
    )


def next_anchor(shown: Sequence[PlanView], day: date) -> AnchorView | None:
    """The first anchor from a day on, over these plans."""
    ahead = [anchor for plan in shown for anchor in plan.anchors if anchor.on >= day]
    return min(ahead, key=lambda anchor: anchor.on, default=None)


def capacities(session: Session) -> dict[str, int]:
    """How many activities a partner can man in one night, by slug, where anybody said."""
    query = select(Partner.slug, Partner.capacity).where(col(Partner.capacity).is_not(None))
    return {slug: capacity for slug, capacity in session.exec(query) if capacity is not None}
