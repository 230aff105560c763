"""What the doors show: frozen and plain, without a session behind it, cheap to import.

Dates and times of an activity are local to its `time_zone`; every `datetime` is aware. As JSON the
keys are these field names (docs/contract.md).
"""

from seasonal_ops.views.aims import GateView, LessonView, TargetView
from seasonal_ops.views.baseline import BaselineView, PartnerBaseline
from seasonal_ops.views.counts import AreaView, ClaimView, CountView, MarkView, MeasureView, ReturnsView
from seasonal_ops.views.deliveries import (
    AttemptView,
    DeliveryView,
    LetterView,
    OutboxView,
    Pause,
    Tray,
    gist,
    moment,
)
from seasonal_ops.views.lines import (
    UNNAMED,
    UNNAMED_PARTNER,
    UNNAMED_PLAN,
    ActivityLine,
    Declined,
    GateLine,
    Shift,
    StuckReminder,
    Unanswered,
)
from seasonal_ops.views.month import MonthView, Outcome, PartnerMonth, PlanMonth, ReminderTally, Tally
from seasonal_ops.views.outgoing import FeedView, Links, ReminderView
from seasonal_ops.views.people import ContactView, LeadView, PartnerView
from seasonal_ops.views.plainly import as_json, plain
from seasonal_ops.views.plans import ActivityView, AnchorView, AssignmentView, PlanView, SeriesView
from seasonal_ops.views.previews import Finding, Move, Preview
from seasonal_ops.views.record import FactView
from seasonal_ops.views.today import MissingCount, TodayRow, TodayView
from seasonal_ops.views.week import WeekView

__all__ = [
    "UNNAMED",
    "UNNAMED_PARTNER",
    "UNNAMED_PLAN",
    "ActivityLine",
    "ActivityView",
    "AnchorView",
    "AreaView",
    "AssignmentView",
    "AttemptView",
    "BaselineView",
    "ClaimView",
    "ContactView",
    "CountView",
    "Declined",
    "DeliveryView",
    "FactView",
    "FeedView",
    "Finding",
    "GateLine",
    "GateView",
    "LeadView",
    "LessonView",
    "LetterView",
    "Links",
    "MarkView",
    "MeasureView",
    "MissingCount",
    "MonthView",
    "Move",
    "OutboxView",
    "Outcome",
    "PartnerBaseline",
    "PartnerMonth",
    "PartnerView",
    "Pause",
    "PlanMonth",
    "PlanView",
    "Preview",
    "ReminderTally",
    "ReminderView",
    "ReturnsView",
    "SeriesView",
    "Shift",
    "StuckReminder",
    "Tally",
    "TargetView",
    "TodayRow",
    "TodayView",
    "Tray",
    "Unanswered",
    "WeekView",
    "as_json",
    "gist",
    "moment",
    "plain",
]
