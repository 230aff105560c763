"""Rows for tests, made by the product's own verbs: no test knows how a row is put together."""

from datetime import UTC, date, datetime, time
from typing import Final

from sqlmodel import Session

import plans
from seasonal_ops import planning
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, Contact, Partner, Plan, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.templates import expand
from seasonal_ops.words import ActorKind

LEAD: Final = Actor("lead", ActorKind.CLI)
# A Thursday in summer: Bright Sparx is being prepared, no date of it is near.
NOW: Final = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)


def make_plan(
    session: Session,
    template: str = "bright-sparx",
    year: int = 2026,
    *,
    now: datetime = NOW,
    **given: date,
) -> Plan:
    """A shipped season; anchors are given by name with _ for spaces: `Welcome_Sunday=date(…)`."""
    anchors = {name.replace("_", " "): on for name, on in given.items()}
    draft = expand(plans.load(template), year=year, given=anchors)
    return planning.draft_plan(session, draft=draft, year=year, actor=LEAD, now=now)


def make_activity(
    session: Session,
    plan: Plan,
    on: date,
    *,
    title: str = "Joint patrol",
    start: time | None = time(18),
    end: time | None = time(23),
    now: datetime = NOW,
) -> Activity:
    """An activity added by hand, nobody assigned."""
    when = When(on=on, reason="a date as given", start=start, end=end)
    new = NewActivity(title=title, when=(when,))
    (row,) = planning.add_activities(
        session, plan_id=key(plan), time_zone=plan.time_zone, new=new, actor=LEAD, now=now
    )
    return row


def make_partner(session: Session, name: str = "Ormskirk Rotary", *, now: datetime = NOW) -> Partner:
    """A partner that no template knows."""
    return planning.add_partner(session, name=name, actor=LEAD, now=now)


def make_contact(
    session: Session, partner: Partner, email: str = "duty@example.org", *, now: datetime = NOW
) -> Contact:
    """A contact of the partner."""
    return planning.add_contact(
        session, partner_id=key(partner), address=email, fingerprint_key=b"k" * 32, actor=LEAD, now=now
    )
