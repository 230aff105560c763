"""What must come first and has not: money that nobody named, decisions that are late, refused or too late."""

from collections.abc import Iterator, Sequence
from shlex import quote

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook
from seasonal_ops.checks.phrases import day, listed, number_of, on_day, titled
from seasonal_ops.names import quoted
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView, GateView
from seasonal_ops.words import Check, GateKind, GateState, Severity


def gates(outlook: Outlook) -> Iterator[Judged]:
    """Findings on gates that are not met, but for those behind which nothing is left to do."""
    for gate in outlook.picture.gates:
        falling = outlook.falling(gate.activities)
        behind = outlook.in_order(falling)
        if gate.state is GateState.MET or (gate.activities and not behind):
            continue
        if gate.state is GateState.REFUSED:
            if behind:
                yield _refused(gate, behind)
        elif gate.decide_by < outlook.today:
            yield _late(gate, behind)
        else:
            # What waits further behind may be moved along with what it waits for.
            directly = [row for row in behind if falling[row.id] is None]
            if _lacks_money(gate):
                yield _without_money(gate, directly)
            if before := [row for row in directly if row.starts_on < gate.decide_by]:
                yield _after_the_fact(gate, before)


def _refused(gate: GateView, behind: Sequence[ActivityView]) -> Judged:
    said = f"{quoted(gate.title)} was refused{_fall(behind)}"
    other = "--funder NAME --state open" if gate.kind is GateKind.FUNDING else "--state open"
    way_out = f"ask elsewhere: {_set(gate)} {other}; {_cancel(behind)}"
    return judged(Check.GATE, Severity.ERROR, _about(gate, "refused"), behind, said=said, way_out=way_out)


def _late(gate: GateView, behind: Sequence[ActivityView]) -> Judged:
    money = f"; no {_wanting(gate)} is named" if _lacks_money(gate) else ""
    said = (
        f"{quoted(gate.title)} was to be decided by {day(gate.decide_by)} and is open{money}{_fall(behind)}"
    )
    otherwise = _cancel(behind) if behind else f"if not: {_set(gate)} --state refused"
    way_out = f"if it is granted: {_set(gate)} --state met; {otherwise}"
    return judged(Check.GATE, Severity.ERROR, _about(gate, "late"), behind, said=said, way_out=way_out)


def _without_money(gate: GateView, rows: Sequence[ActivityView]) -> Judged:
    said = (
        f"no {_wanting(gate)} is named for {quoted(gate.title)}, to be decided by {day(gate.decide_by)};"
        f" {number_of(len(rows))} {'hangs' if len(rows) == 1 else 'hang'} on it"
    )
    way_out = f"{_set(gate)} --amount POUNDS --funder NAME"
    return judged(Check.GATE, Severity.WARNING, _about(gate, "money"), rows, said=said, way_out=way_out)


def _after_the_fact(gate: GateView, rows: Sequence[ActivityView]) -> Judged:
    said = (
        f"{quoted(gate.title)} is to be decided by {day(gate.decide_by)}, after what hangs on it begins:"
        f" {listed(rows, on_day)}"
    )
    way_out = (
        f"{_set(gate)} --decide-by {rows[0].starts_on}, or"
        f" seasonal-ops activity move {rows[0].id} --to {gate.decide_by}"
    )
    return judged(Check.GATE, Severity.WARNING, _about(gate, "order"), rows, said=said, way_out=way_out)


def _lacks_money(gate: GateView) -> bool:
    return gate.kind is GateKind.FUNDING and (gate.amount is None or not gate.funder)


def _wanting(gate: GateView) -> str:
    return "funder" if gate.amount is not None else "amount" if gate.funder else "money"


def _fall(behind: Sequence[ActivityView]) -> str:
    if not behind:
        return ""
    verb = "falls" if len(behind) == 1 else "fall"
    return f"; {number_of(len(behind))} {verb} with it: {listed(behind, titled)}"


def _cancel(behind: Sequence[ActivityView]) -> str:
    alike = f", and {len(behind) - 1} more alike" if len(behind) > 1 else ""
    return f'if not: seasonal-ops activity cancel {behind[0].id} --reason "not granted"{alike}'


def _set(gate: GateView) -> str:
    """The command on the gate. A key is a person's own text, and what is pasted must not run as more."""
    return f"seasonal-ops gate set {gate.plan} {quote(harmless(gate.key))}"


def _about(gate: GateView, what: str) -> str:
    return f"gate:{gate.plan} {gate.key} {what}"
