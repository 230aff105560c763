"""What an activity hangs together with, as lines of its detail. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from seasonal_ops.words import Check, GateState, Severity
from tui.show import STATUS_GLYPHS, days, long_day, one_line

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, Finding, GateView
    from seasonal_ops.views.around import Around

_LOUD: Final = "bold $text-warning"
_GATES: Final = {GateState.OPEN: "◷ open", GateState.MET: "✓ met", GateState.REFUSED: "✗ refused"}
_CLASH: Final = "a partner has more that night than it can man"
# What to press; another clash is `c` away.
_WAYS: Final = "a reassign · e another time · c next clash"
_MOST: Final = 3

Value = tuple[str, str, str]


def what_is_wrong(activity: ActivityView, around: Around, *, clash: bool) -> Iterator[Value]:
    """Who has too much with what else, and what to press; then what else is not in order."""
    clashes = [one for one in around.findings if _is_clash(one)]
    if clash or clashes:
        said = [one_line(one.sentence) for one in clashes[:_MOST]] or [_CLASH]
        yield from _listed("× Clash", _LOUD, said)
        yield "", "", _WAYS if activity.assignments else "e another time · c next clash"
    others = [one for one in around.findings if one not in clashes][:_MOST]
    yield from _listed("▲ Check", "$text-warning", [one_line(one.sentence) for one in others])


def standing_of(activity: ActivityView, around: Around) -> Iterator[Value]:
    """Of which series it is, and that somebody set its date by hand."""
    if around.series is not None:
        dates, place = around.series
        yield "Series", "", f"{place} of {dates} dates"
    meant = activity.original_on
    if activity.date_rule and meant is not None and meant != activity.starts_on:
        rule = one_line(activity.date_rule)
        yield "By hand", "", f"its rule says {long_day(meant)}: {rule}; it stays when an anchor moves"


def what_hangs_on_it(around: Around, today: date) -> Iterator[Value]:
    """What comes first, what waits for it, what must be granted: by their titles."""
    yield from _listed("After", "", [_line(one) for one in around.needs])
    yield from _listed("Before", "", [_line(one) for one in around.waiting])
    for at, gate in enumerate(around.gates):
        loud = "$text-warning" if gate.state is not GateState.MET else ""
        yield "" if at else "Gate", loud, _gate(gate, today)


def _is_clash(finding: Finding) -> bool:
    return finding.rule is Check.CLASH and finding.severity is Severity.ERROR


def _listed(label: str, style: str, texts: list[str]) -> Iterator[Value]:
    for at, text in enumerate(texts):
        yield "" if at else label, style, text


def _line(activity: ActivityView) -> str:
    return f"{STATUS_GLYPHS[activity.status]} {one_line(activity.title)} ({_state(activity)})"


def _state(activity: ActivityView) -> str:
    return f"{long_day(activity.starts_on)}, {activity.status.value.replace('-', ' ')}"


def _gate(gate: GateView, today: date) -> str:
    """`◷ open: Action day funding, £1,200 of the PCC; decide by Fri 2 Oct, 3 days ago`."""
    amount = "" if gate.amount is None else f", {_pounds(gate.amount)}"
    funder = f" of {one_line(gate.funder)}" if gate.funder else ""
    said = f"{_GATES[gate.state]}: {one_line(gate.title)}{amount}{funder}"
    if gate.state is not GateState.OPEN:
        return said
    left = (gate.decide_by - today).days
    late = f", {days(-left)} ago" if left < 0 else ", today" if left == 0 else f", in {days(left)}"
    return f"{said}; decide by {long_day(gate.decide_by)}{late}"


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")
