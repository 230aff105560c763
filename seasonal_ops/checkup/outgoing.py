"""Do reminders go out: does the scheduler tick, and does anything wait for a person?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from seasonal_ops import queries
from seasonal_ops.checkup.shapes import Checked, defect, ok, warning
from seasonal_ops.models import Reminder
from seasonal_ops.queries.outgoing import last_ran, last_ticked
from seasonal_ops.views import PlanView
from seasonal_ops.words import ReminderState

_SILENT: Final = timedelta(seconds=60)
# A mail server that is away for a moment is no finding.
_PATIENCE: Final = timedelta(minutes=15)


def outgoing(session: Session, live: Sequence[PlanView], now: datetime) -> Iterator[Checked]:
    """`live` are the plans that send; `now` is an instant."""
    yield _scheduler(session, now, live=bool(live))
    yield _waiting(session, now)
    yield from _for_a_person(session)
    for plan in live:
        if plan.lead is None:
            yield warning(
                "lead",
                f"nobody leads {plan.name}, so nobody is told who does not answer",
                f"name somebody: seasonal-ops plan lead {plan.slug} CONTACT",
            )


def live_plans(session: Session, today: date) -> list[PlanView]:
    """Those that send, and are not over."""
    return [view for view in queries.plans(session) if view.live and view.ends_on >= today]


def _scheduler(session: Session, now: datetime, *, live: bool) -> Checked:
    ticked, ran = last_ticked(session), last_ran(session)
    if ticked is not None and now - ticked < _SILENT:
        return ok("scheduler", f"it ticked {max(0.0, (now - ticked).total_seconds()):.0f} s ago")
    said = "it has never ticked, and nothing was ever sent by hand"
    if ran is not None:
        said = f"it does not tick; what was due was last seen to at {ran:%Y-%m-%d %H:%M} UTC"
    way_out = "nothing is sent until it does: seasonal-ops serve"
    return (defect if live else warning)("scheduler", said, way_out)


def _waiting(session: Session, now: datetime) -> Checked:
    waits = (ReminderState.PLANNED, ReminderState.FAILED)
    late = session.exec(
        select(func.count())
        .select_from(Reminder)
        .where(
            col(Reminder.state).in_(waits),
            Reminder.due_utc <= now - _PATIENCE,
            Reminder.expires_utc > now,
        )
    ).one()
    if not late:
        return ok("reminders", "nothing that is due has waited for more than a quarter of an hour")
    return warning(
        "reminders",
        f"{late} have been due for more than a quarter of an hour and wait",
        "it may be for quiet hours or the one mail a day; else see seasonal-ops remind list --state failed",
    )


def _for_a_person(session: Session) -> Iterator[Checked]:
    for state, what, way_out in (
        (ReminderState.DEAD, "were given up", "mend the cause, then seasonal-ops remind retry ID"),
        (ReminderState.HELD, "are held", "seasonal-ops remind release --all, or remind settle --held"),
    ):
        count = session.exec(select(func.count()).select_from(Reminder).where(Reminder.state == state)).one()
        if count:
            see = f"seasonal-ops remind list --state {state.value}"
            yield warning("reminders", f"{count} {what} and wait for a person", f"{see}; {way_out}")
