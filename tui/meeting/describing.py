"""The activity that the meeting talks about, with what the meeting made of it. Pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from textual.content import Content

from seasonal_ops.views import GateView, LastChange, TodayRow, TodayView, WalkRow, WalkView, Why
from seasonal_ops.words import GateState
from tui.activity.describe import describe
from tui.frame.detail import labelled
from tui.show import ago, long_day, one_line, several_lines

_LOUD: Final = "bold $text-warning"


def talk_of(row: WalkRow, walk: WalkView, view: TodayView, width: int) -> Content:
    """The activity in lines of at most `width` cells: what a lead asks about it, then what was said."""
    known = TodayRow(activity=row.activity, late_days=row.late_days, clash=Why.CLASH in row.why)
    title, blank, *lines = describe(known, view, width, overdue=Why.OVERDUE in row.why).split("\n")
    said = labelled(_said(row, walk), width)
    changed = [] if row.changed is None else [_changed(row.changed, walk.now)]
    history = [Content(""), *labelled(changed, width)] if changed else []
    return Content("\n").join([title, blank, *said, *lines, *history])


def _said(row: WalkRow, walk: WalkView) -> Iterator[tuple[str, str, str]]:
    """What is to be decided, and what this meeting has made of it."""
    for gate in row.gates:
        yield "◇ Gate", _LOUD, _gate(gate)
    if walk.meeting is None:
        return
    if note := walk.meeting.note_of(row.activity.id):
        yield "Noted", "bold", several_lines(note)
    rows = {one.activity.id: one for one in walk.rows}
    for action in walk.meeting.actions:
        if row.activity.id in (action.activity, action.about) and action.activity in rows:
            yield "Action", "bold", _action(rows[action.activity])


def _gate(gate: GateView) -> str:
    money = f" (£{gate.amount:,}{f', {one_line(gate.funder)}' if gate.funder else ''})" if gate.amount else ""
    state = "refused" if gate.state is GateState.REFUSED else f"undecided, by {long_day(gate.decide_by)}"
    return f"{one_line(gate.title)}{money}: {state}"


def _changed(last: LastChange, now: datetime) -> tuple[str, str, str]:
    return "Changed", "", f"{ago(last.at, now)} by {one_line(last.actor)}: {one_line(last.told)}"


def _action(row: WalkRow) -> str:
    one = row.activity
    owners = ", ".join(map(one_line, one.leads)) or "nobody"
    return f"{one_line(one.title)}: {owners}, by {long_day(one.starts_on)}"
