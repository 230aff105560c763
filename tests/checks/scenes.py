"""Small pictures for the checks, in which nothing is wrong but what a test puts there."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from seasonal_ops.checks import Picture
from seasonal_ops.views import (
    ActivityView,
    AssignmentView,
    ContactView,
    Finding,
    GateView,
    LeadView,
    MeasureView,
    PartnerView,
    PlanView,
    TargetView,
)
from seasonal_ops.words import (
    Answer,
    Check,
    Direction,
    GateKind,
    GateState,
    MeasureKind,
    Purpose,
    Role,
    Sensitivity,
    Severity,
    Status,
)

# Mischief Night 2026, a Friday; clocks went back the Sunday before.
NIGHT: Final = date(2026, 10, 30)
NOW: Final = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)

LEAD: Final = LeadView(contact=3, partner="council", name="Duty Officer", email="duty@council.example")


def assigned(
    partner: str, role: Role = Role.LEAD, answer: Answer = Answer.ACCEPTED, **more: Any
) -> AssignmentView:
    """A partner on an activity that has said yes."""
    values = {"asked": NOW, "answered": NOW, "proposed_on": None, "note": "", **more}
    return AssignmentView(partner=partner, partner_name=partner.title(), role=role, response=answer, **values)


def activity(
    number: int,
    start: time | None = time(18),
    end: time | None = time(23),
    *,
    on: date = NIGHT,
    by: Iterable[AssignmentView | str] = ("council",),
    **more: Any,
) -> ActivityView:
    """An activity of the night; an end at or before the start is on the next morning.

    Partners given by slug lead it and have said yes.
    """
    over_midnight = start is not None and end is not None and end <= start
    values = {
        "plan": "p-2026",
        "plan_name": "P 2026",
        "title": f"Patrol {number}",
        "theme": None,
        "phase": None,
        "ends_on": on + timedelta(days=1) if over_midnight else on,
        "time_zone": "Europe/London",
        "location": "",
        "meet": "",
        "description": "",
        "status": Status.PLANNED,
        "status_note": "",
        "sensitivity": Sensitivity.OPEN,
        "version": 1,
        "sequence": 0,
        "date_rule": None,
        "date_reason": "",
        "measures": (),
        **more,
    }
    people = tuple(assigned(one) if isinstance(one, str) else one for one in by)
    return ActivityView(id=number, starts_on=on, start_time=start, end_time=end, assignments=people, **values)


def untimed(number: int, **more: Any) -> ActivityView:
    """An activity that says no time."""
    return activity(number, None, None, **more)


def contact(number: int, name: str = "Duty Sergeant") -> ContactView:
    """Somebody to ring on the night."""
    return ContactView(id=number, partner="police", email="duty@example.org", name=name, deputy=False)


def gate(*activities: int, **more: Any) -> GateView:
    """A gate with money, decided in time if it is met soon."""
    values = {
        "key": "patrol-money",
        "kind": GateKind.FUNDING,
        "title": "Funding for the patrols",
        "amount": Decimal(1500),
        "funder": "Ormskirk Rotary",
        "decide_by": date(2026, 9, 4),
        "decide_by_rule": None,
        "state": GateState.OPEN,
        "decided_on": None,
        **more,
    }
    return GateView(id=1, plan="p-2026", activities=activities, **values)


def target(**more: Any) -> TargetView:
    """A target that can be measured."""
    values = {
        "measure": "asb-calls",
        "text": "A tenth fewer calls",
        "value": Decimal(-10),
        "percent": True,
        "by": date(2026, 11, 7),
        "by_rule": None,
        "objective": "",
        "delivery_group": "",
        "set_at": datetime(2026, 8, 20, 9, 0, tzinfo=UTC),
        "activities": (),
        **more,
    }
    return TargetView(id=7, plan="p-2026", **values)


def measure(slug: str, name: str, definition: str = "", **more: Any) -> MeasureView:
    """Something counted that is wished to go down."""
    values = {
        "unit": "calls",
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
        "source": None,
        "window_from": date(2026, 10, 27),
        "window_to": date(2026, 11, 7),
        "night_from": time(7),
        "person_related": False,
        "duplicate_group": None,
        "headline": False,
        "purpose": Purpose.OUTCOME,
        "part_of": None,
        "due_days": 14,
        "recorded": 0,
        **more,
    }
    number = sum(map(ord, slug))
    return MeasureView(id=number, plan="p-2026", slug=slug, name=name, definition=definition, **values)


def plan(slug: str = "p-2026", *, live: bool = True, lead: LeadView | None = LEAD) -> PlanView:
    """A season that somebody leads, live unless said otherwise."""
    return PlanView(
        id=1, slug=slug, name=slug, template="p", year=2026, starts_on=NIGHT, ends_on=NIGHT, live=live,
        activity_count=1, anchors=(), lead=lead,
    )  # fmt: skip


def picture(
    *activities: ActivityView,
    capacity: Mapping[str, int] | None = None,
    contacts: Mapping[str, int] | None = None,
    **more: Any,
) -> Picture:
    """One live plan; every partner on it has a contact, and can man nine activities unless said otherwise."""
    slugs = {one.partner for row in activities for one in row.assignments}
    can = dict.fromkeys(slugs, 9) if capacity is None else capacity
    partners = {
        slug: PartnerView(
            id=number, slug=slug, name=slug.title(), kind="", capacity=can.get(slug),
            contacts=(contacts or {}).get(slug, 1), reached=(contacts or {}).get(slug, 1), assigned=0,
        )
        for number, slug in enumerate(sorted(slugs), start=1)
    }  # fmt: skip
    values = {"now": NOW, "plans": (plan(),), **more}
    return Picture(activities=activities, partners=partners, **values)


def gist(found: Iterable[Finding]) -> list[tuple[Check, Severity, tuple[int, ...]]]:
    """What is found, without its words."""
    return [(one.rule, one.severity, one.activities) for one in found]
