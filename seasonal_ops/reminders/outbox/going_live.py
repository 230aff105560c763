"""Whom a plan writes to once it is live: what a lead must know before it is."""

from datetime import datetime, time, timedelta
from typing import Final

from sqlmodel import Session

from seasonal_ops.checks import findings
from seasonal_ops.models import Plan, key
from seasonal_ops.queries import activities, contacts, partners, picture
from seasonal_ops.queries import plan as plan_view
from seasonal_ops.reminders.outbox.preview import preview
from seasonal_ops.views import GoingLiveView
from seasonal_ops.words import Severity, Status

# The last reminders, those for counts and lessons, come some weeks after the last day.
_AFTERWARDS: Final = timedelta(days=60)


def going_live(session: Session, row: Plan, *, now: datetime) -> GoingLiveView:
    """What would be sent from now on until the plan is over, and to whom."""
    view = plan_view(session, row)
    until = datetime.combine(view.ends_on, time.max, tzinfo=now.tzinfo) + _AFTERWARDS
    reminders = preview(session, at=until, now=now, plan_id=key(row))
    written_to = {one.recipient for one in reminders}
    standing = activities(session, plan_id=key(row))
    asked = {
        held.partner for one in standing if one.status is not Status.CANCELLED for held in one.assignments
    }
    by_partner = {one.partner for one in contacts(session) if one.address in written_to}
    known = [one for one in partners(session) if one.slug in asked]
    found = findings(picture(session, [row], now=now))
    return GoingLiveView(
        plan=view,
        reached=tuple(one.name for one in known if one.slug in by_partner),
        silent=tuple(one.name for one in known if not one.reached),
        contacts=len(written_to),
        reminders=len(reminders),
        # What is due already goes at once.
        first=min((max(one.due, now) for one in reminders), default=None),
        errors=sum(one.severity is Severity.ERROR for one in found),
    )
