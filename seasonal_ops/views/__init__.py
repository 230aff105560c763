"""What the doors show: frozen and plain, without a session behind it, cheap to import.

Dates and times of an activity are local to its `time_zone`; every `datetime` is aware. As JSON the
keys are these field names (docs/contract.md).
"""

from seasonal_ops.views.aims import GateView, LessonView, TargetView
from seasonal_ops.views.baseline import BaselineView, PartnerBaseline
from seasonal_ops.views.counts import CountView, MeasureView
from seasonal_ops.views.outgoing import FeedView, Links, ReminderView
from seasonal_ops.views.people import ContactView, PartnerView
from seasonal_ops.views.plainly import as_json, plain
from seasonal_ops.views.plans import ActivityView, AnchorView, AssignmentView, PlanView, SeriesView
from seasonal_ops.views.previews import Finding, Move, Preview
from seasonal_ops.views.record import FactView
from seasonal_ops.views.today import MissingCount, TodayRow, TodayView

__all__ = [
    "ActivityView",
    "AnchorView",
    "AssignmentView",
    "BaselineView",
    "ContactView",
    "CountView",
    "FactView",
    "FeedView",
    "Finding",
    "GateView",
    "LessonView",
    "Links",
    "MeasureView",
    "MissingCount",
    "Move",
    "PartnerBaseline",
    "PartnerView",
    "PlanView",
    "Preview",
    "ReminderView",
    "SeriesView",
    "TargetView",
    "TodayRow",
    "TodayView",
    "as_json",
    "plain",
]
