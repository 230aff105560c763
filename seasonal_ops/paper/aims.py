"""What a plan depends on, aims at and counts, as tables. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.paper.blocks import Cell, Table, cell, strong
from seasonal_ops.paper.entries import WITHHELD, Entry
from seasonal_ops.paper.phrases import day, days, source_name
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.views import GateView, MeasureView, TargetView
from seasonal_ops.words import Direction, GateKind, GateState

_KIND: Final = {GateKind.FUNDING: "Money", GateKind.PERMISSION: "Permission"}
_GRANTED: Final = {GateKind.FUNDING: "granted", GateKind.PERMISSION: "given"}
_WANTED: Final = {Direction.DOWN: "fewer", Direction.UP: "more", Direction.NONE: "neither"}


def gate_table(dossier: Dossier, rows: Sequence[Entry], on: date) -> Table:
    """The gates by the day by which each must be decided, as they stand on a date."""
    shown = {row.id: row.title for row in rows}
    return Table(
        caption="What must come first: money or permission, from whom, by when, and where it stands",
        head=("What", "For", "Amount", "Funder", "Decide by", "State", "Without it"),
        rows=tuple(_gate(gate, shown, on) for gate in dossier.gates),
        widths=(24, 78, 22, 40, 31, 38, 34),
    )


def _gate(gate: GateView, shown: Mapping[int, str], on: date) -> tuple[Cell, ...]:
    titles = [shown[one] for one in gate.activities if one in shown]
    hidden = _hidden(titles)
    return (
        cell(_KIND[gate.kind]),
        strong(WITHHELD if hidden else gate.title),
        cell("" if hidden else pounds(gate.amount)),
        cell("" if hidden else gate.funder or "not said"),
        cell(day(gate.decide_by)),
        strong(_state(gate, on)) if gate.state is not GateState.MET else cell(_state(gate, on)),
        cell(*_without(titles)),
    )


def _hidden(titles: Sequence[str]) -> bool:
    """Whether what hangs on it is withheld, all of it: its own words would then tell what that is."""
    return bool(titles) and all(title == WITHHELD for title in titles)


def _state(gate: GateView, on: date) -> str:
    decided = f" on {day(gate.decided_on)}" if gate.decided_on else ""
    match gate.state:
        case GateState.MET:
            return f"{_GRANTED[gate.kind]}{decided}"
        case GateState.REFUSED:
            return f"refused{decided}"
        case GateState.OPEN:
            return "overdue: not decided yet" if gate.decide_by < on else "not decided yet"


def _without(titles: Sequence[str]) -> Iterator[str]:
    """What does not happen: the one activity by its title, several by their number."""
    if len(titles) == 1:
        yield f"no {titles[0]}" if titles[0] != WITHHELD else titles[0]
    elif titles:
        yield f"{len(titles)} activities do not happen"


def pounds(amount: Decimal | None) -> str:
    """£1,200 or £1,200.50; the pence only where there are any."""
    if amount is None:
        return "not said"
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def target_table(dossier: Dossier, rows: Sequence[Entry]) -> Table:
    """The targets, and in plain words which of them nobody will be able to measure."""
    shown = {row.id: row.title for row in rows}
    measures = {measure.slug: measure for measure in dossier.measures}
    return Table(
        caption="What is aimed at, how it is measured, by when, and who sees to it",
        head=("Target", "Measured by", "Aim", "By", "Seen to by"),
        rows=tuple(_target(one, measures.get(one.measure or ""), shown) for one in dossier.targets),
        widths=(96, 55, 45, 31, 40),
    )


def _target(target: TargetView, measure: MeasureView | None, shown: Mapping[int, str]) -> tuple[Cell, ...]:
    hidden = _hidden([shown[one] for one in target.activities if one in shown])
    return (
        cell(WITHHELD)
        if hidden
        else cell(target.text, target.objective and f"Objective: {target.objective}"),
        cell(measure.name if measure else "nothing"),
        _aim(target, measure),
        cell(day(target.by) if target.by else "no date"),
        cell(target.delivery_group or "nobody is named"),
    )


def _aim(target: TargetView, measure: MeasureView | None) -> Cell:
    if target.value is None:
        return strong("cannot be measured: give it a number")
    if measure is None:
        return strong("cannot be measured: say what is counted")
    if target.percent:
        return cell(f"{'+' if target.value > 0 else ''}{_number(target.value)}%")
    return cell(f"{_number(target.value)} {measure.unit}")


def _number(value: Decimal) -> str:
    """With a thousands separator, a true minus sign and no empty decimals."""
    whole = value == value.to_integral_value()
    return f"{value:,.0f}".replace("-", "−") if whole else f"{value.normalize():,f}".replace("-", "−")


def measure_table(dossier: Dossier) -> Table:
    """The measures in order, each over its own window."""
    return Table(
        caption="What is counted, in what, by whom, from when to when, and what is hoped for",
        head=("Measure", "Counted in", "Given by", "From and to", "Hoped for"),
        rows=tuple(
            (
                strong(one.name),
                cell(one.unit),
                cell(source_name(one, dossier.partners)),
                cell(days(one.window_from, one.window_to)),
                cell(_WANTED[one.direction]),
            )
            for one in dossier.measures
        ),
        widths=(92, 40, 50, 60, 25),
    )
