"""What was saved, in one sentence: shown when it was, not before. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seasonal_ops.words import Answer
from tui.show import long_day, named, one_line

if TYPE_CHECKING:
    from datetime import date

    from seasonal_ops.views import ActivityView

    Activities = tuple[ActivityView, ...]


def status_saved(changed: Activities, marked: int) -> str:
    """`Joint patrol: doing; u undoes it`; of several how many of those that were marked."""
    return f"{_of(changed, marked)}: {_status(changed)}; u undoes it"


def cancelled(changed: Activities, marked: int) -> str:
    """`Cancelled: Joint patrol; u undoes it`."""
    return f"Cancelled: {_of(changed, marked)}; u undoes it"


def assigned(changed: Activities, partner: str, marked: int) -> str:
    """`Police assigned to Joint patrol, support; u undoes it`; `partner` is a slug."""
    roles = sorted({one.role.value for each in changed for one in each.assignments if one.partner == partner})
    said = f", {roles[0]}" if len(roles) == 1 else ""
    return f"{partner_name(changed, partner)} assigned to {_of(changed, marked)}{said}; u undoes it"


def answered(changed: Activities, partner: str, answer: Answer, on: date | None, marked: int) -> str:
    """`Answer of Police for Joint patrol: accepted`; how many were passed by because it was not asked."""
    word = answer.value + (f" {long_day(on)}" if on is not None else "")
    name, left = partner_name(changed, partner), marked - len(changed)
    passed = f"; {name} was not asked for {left}, or had said so already" if left else ""
    return f"Answer of {name} for {_of(changed, marked)}: {word}{passed}"


def all_answered(changed: Activities, answer: Answer, on: date | None, marked: int) -> str:
    """The answer of everybody who had not answered."""
    word = answer.value + (f" {long_day(on)}" if on is not None else "")
    return f"Everybody's answer for {_of(changed, marked)}: {word}; u undoes it"


def _of(changed: Activities, marked: int) -> str:
    if len(changed) < marked:
        return f"{len(changed)} of {marked} marked"
    return named(changed)


def _status(changed: Activities) -> str:
    return changed[0].status.value.replace("-", " ")


def partner_name(changed: Activities, partner: str) -> str:
    """What it is called where it is assigned to one of these; `partner` is a slug."""
    names = (one.partner_name for each in changed for one in each.assignments if one.partner == partner)
    return one_line(next(names, partner))
