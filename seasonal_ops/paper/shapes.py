"""All that the paper of a plan is made from, as views. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seasonal_ops.views import ActivityView, GateView, MeasureView, PlanView, TargetView


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A plan with everything that stands in it, at one moment.

    `phases` are (slug, name) in order, and the `phase` of an activity is that of this plan, a guest's
    too. `late` are ids of activities that are over and still open; `partners` are names by slug.
    `live_since` is a date local to the plan, None for a draft.
    """

    plan: PlanView
    phases: tuple[tuple[str, str], ...]
    activities: tuple[ActivityView, ...]
    gates: tuple[GateView, ...] = ()
    targets: tuple[TargetView, ...] = ()
    measures: tuple[MeasureView, ...] = ()
    objective: str = ""
    delivery_groups: tuple[str, ...] = ()
    live_since: date | None = None
    late: frozenset[int] = frozenset()
    partners: Mapping[str, str]
