"""What is planned, and what would be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from seasonal_ops.db import batched
from seasonal_ops.models import Activity, ContactDetail, Plan, PlanActivity, Reminder, key
from seasonal_ops.queries.outgoing import is_due
from seasonal_ops.reminders.outbox.history import put_off_until, why_kept
from seasonal_ops.reminders.rules.gather import Case, cases, seasons
from seasonal_ops.reminders.rules.regular import regular
from seasonal_ops.reminders.rules.wanted import wanted
from seasonal_ops.reminders.shapes import Wanted
from seasonal_ops.views import ReminderView
from seasonal_ops.words import ReminderState

_NOT_OUT: Final = (
    *(ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED),
    *(ReminderState.SUPERSEDED, ReminderState.EXPIRED),
)
_ERASED: Final = "(erased)"


def preview(
    session: Session, *, at: datetime, now: datetime, plan_id: int | None = None
) -> list[ReminderView]:
    """What would be sent from `now` up to `at` if nothing else happened, in order of time.

    A plan that is not live is shown as if it went live at `now`. Held and given-up ones are left out.
    """
    found: list[Wanted] = []
    ids = _home_activities(session, plan_id)
    for some in batched(ids):
        out = _settled(session, col(Reminder.activity_id).in_(some))
        due = (one for case in cases(session, some) for one in _as_if_live(case, now) if one.due_utc <= at)
        found += [one for one in due if one.dedupe_key not in out]
    found += _regular(session, at, now, plan_id)
    names = _Names(session, found)
    return sorted((names.planned(one) for one in found), key=_in_order)


def _regular(session: Session, at: datetime, now: datetime, plan_id: int | None) -> list[Wanted]:
    """What speaks of plans as a whole."""
    due = regular(seasons(session, plan_id=plan_id, as_if_live=now), now, at)
    out = _settled(session, col(Reminder.dedupe_key).in_([one.dedupe_key for one in due]))
    return [one for one in due if one.dedupe_key not in out]


def _home_activities(session: Session, plan_id: int | None) -> Sequence[int]:
    query = select(PlanActivity.activity_id).where(col(PlanActivity.home))
    if plan_id is not None:
        query = query.where(PlanActivity.plan_id == plan_id)
    return session.exec(query.order_by(col(PlanActivity.activity_id))).all()


def _settled(session: Session, where: ColumnElement[bool]) -> set[str]:
    """The keys of those that will not go out any more, or wait for a person's word."""
    query = select(Reminder.dedupe_key).where(where, col(Reminder.state).not_in(_NOT_OUT))
    return set(session.exec(query))


def _as_if_live(case: Case, now: datetime) -> list[Wanted]:
    occasion = replace(case.occasion, live_at=case.occasion.live_at or now)
    return wanted(occasion, case.rules, case.recipients, now)


def _in_order(view: ReminderView) -> tuple[datetime, int, str]:
    return view.due, view.activity or 0, view.recipient


def reminder_views(
    session: Session,
    state: ReminderState | None = None,
    *,
    activity_id: int | None = None,
    due: datetime | None = None,
    ambiguous: bool = False,
) -> list[ReminderView]:
    """The reminders that there are, in order of time: all of them, or those that each filter lets through.

    `due` is the moment at which they wait to be sent and still make sense, those put off among them;
    `ambiguous` keeps those that may have been sent already, or arrived twice.
    """
    query = select(Reminder).order_by(col(Reminder.due_utc), col(Reminder.id))
    if state is not None:
        query = query.where(Reminder.state == state)
    if activity_id is not None:
        query = query.where(Reminder.activity_id == activity_id)
    if due is not None:
        query = query.where(is_due(due))
    if ambiguous:
        query = query.where(col(Reminder.ambiguous))
    rows = session.exec(query).all()
    names = _Names(session, rows)
    return [names.stored(row) for row in rows]


def _stands(row: Reminder) -> dict[str, Any]:
    return {
        "id": row.id,
        "state": row.state,
        "attempts": row.attempts,
        "ambiguous": row.ambiguous,
        "held_for": why_kept(row),
    }


class _Names:
    """Titles, zones and addresses of many reminders, read at once."""

    def __init__(self, session: Session, rows: Iterable[Reminder | Wanted]) -> None:
        rows = list(rows)
        activities = {row.activity_id for row in rows if row.activity_id is not None}
        self._activities = {
            key(activity): activity
            for some in batched(activities)
            for activity in session.exec(select(Activity).where(col(Activity.id).in_(some)))
        }
        self._addresses = {
            detail.contact_id: detail.email or detail.url
            for some in batched({row.contact_id for row in rows})
            for detail in session.exec(select(ContactDetail).where(col(ContactDetail.contact_id).in_(some)))
        }
        self._zones = dict(session.exec(select(Plan.id, Plan.time_zone)).all())

    def stored(self, row: Reminder) -> ReminderView:
        """A row as the doors show it; times in the zone of the activity, or of the plan."""
        return self._view(row, **_stands(row), next_try=put_off_until(row, self._clock(row)))

    def planned(self, one: Wanted) -> ReminderView:
        """What is only wanted so far."""
        return self._view(one, id=None, state=ReminderState.PLANNED, attempts=0, ambiguous=False)

    def _clock(self, row: Reminder | Wanted) -> ZoneInfo:
        activity = self._activities.get(row.activity_id or 0)
        return ZoneInfo(activity.time_zone if activity else self._zones.get(row.plan_id, "UTC"))

    def _view(self, row: Reminder | Wanted, **more: Any) -> ReminderView:
        activity = self._activities.get(row.activity_id or 0)
        zone = self._clock(row)
        return ReminderView(
            activity=row.activity_id,
            title=activity.title if activity else "",
            on=activity.starts_on if activity else None,
            recipient=self._addresses.get(row.contact_id) or _ERASED,
            channel=row.channel,
            kind=row.kind,
            due=row.due_utc.astimezone(zone),
            expires=row.expires_utc.astimezone(zone),
            message_id=row.message_id,
            **more,
        )
