"""What the checks look at: plans as they stand, or as they would stand after a change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from seasonal_ops.dates import Calendar
from seasonal_ops.views import ActivityView, GateView, MeasureView, PartnerView, PlanView, TargetView


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Plans with everything that stands in them. `now` is aware.

    `activities` holds each activity once, however many of the plans it stands in; `calendars` are by
    plan slug, `partners` by their own.
    """

    now: datetime
    plans: tuple[PlanView, ...]
    activities: tuple[ActivityView, ...]
    gates: tuple[GateView, ...] = ()
    targets: tuple[TargetView, ...] = ()
    measures: tuple[MeasureView, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    partners: Mapping[str, PartnerView] = field(default_factory=dict)
