"""What an activity hangs together with."""

from dataclasses import dataclass

from seasonal_ops.views.aims import GateView
from seasonal_ops.views.plans import ActivityView
from seasonal_ops.views.previews import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What one activity `needs` first, what is `waiting` for it, its gates, and what is wrong with its night.

    `series` are how many dates its series has and which of them it is, from 1; None when it is of none.
    `findings` name it, the gravest first. `counts` are names of the measures it promised to count.
    """

    needs: tuple[ActivityView, ...] = ()
    waiting: tuple[ActivityView, ...] = ()
    gates: tuple[GateView, ...] = ()
    series: tuple[int, int] | None = None
    findings: tuple[Finding, ...] = ()
    counts: tuple[str, ...] = ()
