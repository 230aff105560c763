"""One activity of a night, as the people on duty read it: a label and what it says. Pure."""

from collections.abc import Iterator
from typing import Final

from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Cell, Line, Table, cell, strong
from seasonal_ops.paper.phrases import (
    DECLINED,
    answers,
    clock,
    day,
    days_of,
    past_midnight,
    short_name,
    short_names,
)
from seasonal_ops.queries.night import NightActivity, NightView
from seasonal_ops.views import ActivityView, AssignmentView, ContactView, GateView
from seasonal_ops.words import Answer, GateKind, GateState, Role, Sensitivity, Status

_LACKS: Final = {
    (GateKind.FUNDING, GateState.OPEN): "needs money: not granted yet",
    (GateKind.FUNDING, GateState.REFUSED): "needs money: refused",
    (GateKind.PERMISSION, GateState.OPEN): "needs permission: not given yet",
    (GateKind.PERMISSION, GateState.REFUSED): "needs permission: refused",
}
_BEFORE: Final = {
    Status.PLANNED: "not done yet",
    Status.DOING: "not done yet",
    Status.PARTLY: "done only partly",
    Status.NOT_DELIVERED: "was not done",
    Status.CANCELLED: "is cancelled",
}


def duty_table(one: NightActivity, night: NightView) -> Table:
    """When, what is not settled, where, what to do, who comes and whom to ring."""
    rows = ((cell(label), said) for label, said in _facts(one, night) if said)
    when = (days_of(one.activity), clock(one.activity), past_midnight(one.activity))
    return Table(
        caption=f"{one.activity.title}: when, where, who comes, whom to ring",
        head=("When", ", ".join(part for part in when if part)),
        rows=tuple(rows),
        widths=(24, 156),
    )


def _facts(one: NightActivity, night: NightView) -> Iterator[tuple[str, Cell]]:
    view = one.activity
    yield "Look out", strong(*_warnings(one))
    yield "Meet", strong(view.meet)
    yield "Where", cell(view.location or "no place is given")
    yield "What", cell(*view.description.splitlines())
    yield "Lead", _who(view, Role.LEAD)
    yield "Support", _who(view, Role.SUPPORT)
    yield "Ring", _ring(one, night)
    yield "Plan", cell("" if view.plan == night.plan.slug else f"it stands in {view.plan_name}")
    yield "Status", cell(_status(view))


def _warnings(one: NightActivity) -> Iterator[str]:
    """What would go wrong if nobody said it."""
    view = one.activity
    if view.sensitivity is Sensitivity.SENSITIVE:
        yield "sensitive: not to be told to anybody who is not on duty"
    for gate in one.gates:
        yield _lacks(gate)
    for need in one.needs:
        yield f"“{need.title}” comes first: {_BEFORE[need.status]}"
    if not _coming(view, Role.LEAD):
        yield "nobody leads it"


def _lacks(gate: GateView) -> str:
    until = f", decide by {day(gate.decide_by)}" if gate.state is GateState.OPEN else ""
    return f"{_LACKS[gate.kind, gate.state]} ({gate.title}{until})"


def _coming(view: ActivityView, *roles: Role) -> tuple[AssignmentView, ...]:
    return tuple(one for one in view.assignments if one.role in roles and one.response is not Answer.DECLINED)


def _who(view: ActivityView, role: Role) -> Cell:
    said = answers(one for one in view.assignments if one.role is role)
    return tuple(
        Line(f"{', '.join(partners)}: {words}", strong=words == DECLINED) for words, partners in said.items()
    )


def _ring(one: NightActivity, night: NightView) -> Cell:
    if one.ring:
        return strong(*(_number(contact, night) for contact in one.ring))
    coming = _coming(one.activity, Role.LEAD) or _coming(one.activity, Role.SUPPORT)
    whom = joined(short_names(coming), "or") or "whoever runs the plan"
    return strong(f"nobody is named: ask {whom}")


def _number(contact: ContactView, night: NightView) -> str:
    partner = short_name(contact.partner, night.partners.get(contact.partner, contact.partner))
    deputy = ", deputy" if contact.deputy else ""
    number = contact.phone or f"no number is known, {contact.email}"
    return f"{contact.name or contact.email} ({partner}{deputy}): {number}"


def _status(view: ActivityView) -> str:
    if view.status is Status.PLANNED:
        return ""
    return f"{view.status.value}: {view.status_note}" if view.status_note else view.status.value
