"""What the lead of live plans is sent on Monday, and once a month: the week, and the board's page.

Both leave the house, and so a sensitive activity is in them with its date alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.models import Plan, key
from seasonal_ops.reminders.letters.month_page import month_in_words, month_page
from seasonal_ops.reminders.letters.paragraphs import tallied
from seasonal_ops.reminders.letters.week_page import week_page, week_subject

_TIME_ZONE: Final = "Europe/London"


@dataclass(frozen=True, slots=True)
class Roundup:
    """Plain text: a subject of one line, and paragraphs that may hold several lines. All of it harmless."""

    subject: str
    paragraphs: tuple[str, ...]


def weekly(session: Session, *, contact_id: int, now: datetime) -> Roundup | None:
    """The lead's week at `now` (aware), over the live plans that the contact leads; None when it leads none.

    A plan counts until its season has been over for so long that nobody asks for its counts any more.
    """
    led = queries.led_by(session, contact_id)
    view = queries.week(
        session, plan_ids=[key(plan) for plan in led], now=now, time_zone=_zone(led), by_mail=True
    )
    return None if view is None else Roundup(week_subject(view), week_page(view))


def monthly(session: Session, *, contact_id: int, month: date, now: datetime) -> Roundup:
    """The page of the month that `month` lies in, over the plans that the contact leads.

    The board's own, over all plans, is what `seasonal-ops lpg` prints.
    """
    led = queries.led_by(session, contact_id)
    view = queries.month(
        session,
        month=month,
        now=now,
        time_zone=_zone(led),
        plan_ids=[key(plan) for plan in led],
        by_mail=True,
    )
    total = view.promised.total
    said = f"{total} promised, {tallied(view.promised)}" if total else "nothing promised"
    subject = f"Your plans in {month_in_words(view)}: {said}"
    everything = f"Over all plans: seasonal-ops lpg --month {view.month:%Y-%m}"
    return Roundup(subject, (*month_page(view), everything))


def _zone(led: list[Plan]) -> str:
    """A contact's plans are all in one place."""
    return led[0].time_zone if led else _TIME_ZONE
