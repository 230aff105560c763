"""What is planned, and what would be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from seasonal_ops.models import Activity, ContactDetail, PlanActivity, Reminder
from seasonal_ops.queries.outgoing import is_due
from seasonal_ops.reminders.gather import Case, cases
from seasonal_ops.reminders.rules import wanted
from seasonal_ops.reminders.shapes import Wanted
from seasonal_ops.views import ReminderView
from seasonal_ops.words import ReminderState

_NOT_OUT: Final = (
    *(ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED),
    *(ReminderState.SUPERSEDED, ReminderState.EXPIRED),
)
_ERASED: Final = "(erased)"
_AT_ONCE: Final = 500


def preview(
    session: Session, *, at: datetime, now: datetime, plan_id: int | None = None
) -> list[ReminderView]:
    """What would be sent from `now` up to `at` if nothing else happened, in order of time.

    A plan that is not live is shown as if it went live at `now`. Held and given-up ones are left out.
    """
    found: list[Wanted] = []
    ids = _home_activities(session, plan_id)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        out = _settled_keys(session, some)
        due = (one for case in cases(session, some) for one in _as_if_live(case, now) if one.due_utc <= at)
        found += [one for one in due if one.dedupe_key not in out]
    names = _Names(session, found)
    return sorted((names.planned(one) for one in found), key=_in_order)


def _home_activities(session: Session, plan_id: int | None) -> Sequence[int]:
    query = select(PlanActivity.activity_id).where(col(PlanActivity.home))
    if plan_id is not None:
        query = query.where(PlanActivity.plan_id == plan_id)
    return session.exec(query.order_by(col(PlanActivity.activity_id))).all()


def _settled_keys(session: Session, activity_ids: Sequence[int]) -> set[str]:
    query = select(Reminder.dedupe_key).where(
        col(Reminder.activity_id).in_(activity_ids), col(Reminder.state).not_in(_NOT_OUT)
    )
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
    `ambiguous` keeps those that may have arrived twice.
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


class _Names:
    """Titles, zones and addresses of many reminders, read at once."""

    def __init__(self, session: Session, rows: Iterable[Reminder | Wanted]) -> None:
        rows = list(rows)
        activities = {row.activity_id for row in rows if row.activity_id is not None}
        contacts = {row.contact_id for row in rows}
        self._activities = {
            activity.id: activity
            for some in _slices(activities)
            for activity in session.exec(select(Activity).where(col(Activity.id).in_(some)))
        }
        self._addresses = {
            detail.contact_id: detail.email
            for some in _slices(contacts)
            for detail in session.exec(select(ContactDetail).where(col(ContactDetail.contact_id).in_(some)))
        }

    def stored(self, row: Reminder) -> ReminderView:
        """A row as the doors show it; times in the activity's zone."""
        return ReminderView(
            id=row.id,
            activity=row.activity_id,
            title=self._title(row.activity_id),
            recipient=self._addresses.get(row.contact_id, _ERASED),
            channel=row.channel,
            kind=row.kind,
            due=self._local(row.due_utc, row.activity_id),
            expires=self._local(row.expires_utc, row.activity_id),
            state=row.state,
            attempts=row.attempts,
            ambiguous=row.ambiguous,
            message_id=row.message_id,
        )

    def planned(self, one: Wanted) -> ReminderView:
        """What is only wanted so far."""
        return ReminderView(
            id=None,
            activity=one.activity_id,
            title=self._title(one.activity_id),
            recipient=self._addresses.get(one.contact_id, _ERASED),
            channel=one.channel,
            kind=one.kind,
            due=self._local(one.due_utc, one.activity_id),
            expires=self._local(one.expires_utc, one.activity_id),
            state=ReminderState.PLANNED,
            attempts=0,
            ambiguous=False,
            message_id=one.message_id,
        )

    def _title(self, activity_id: int | None) -> str:
        activity = self._activities.get(activity_id)
        return activity.title if activity else ""

    def _local(self, at: datetime, activity_id: int | None) -> datetime:
        activity = self._activities.get(activity_id)
        return at.astimezone(ZoneInfo(activity.time_zone)) if activity else at


def _slices(ids: Iterable[int]) -> Iterable[list[int]]:
    in_order = sorted(ids)
    return (in_order[first : first + _AT_ONCE] for first in range(0, len(in_order), _AT_ONCE))
