"""The tables, a file a family. Importing this module registers all of them with the metadata."""

from seasonal_ops.models.base import insert_all, key
from seasonal_ops.models.counts import (
    Area,
    Claim,
    Count,
    Lesson,
    Mark,
    Measure,
    Target,
    TargetActivity,
)
from seasonal_ops.models.feeds import Feed, FeedEntry, FeedPartner, FeedPlan, Token
from seasonal_ops.models.journal import ChainHead, FactRow
from seasonal_ops.models.people import Assignment, Contact, ContactDetail, Partner, Response
from seasonal_ops.models.plan import (
    Activity,
    Anchor,
    Baseline,
    Dependency,
    Gate,
    GateActivity,
    Period,
    Phase,
    Plan,
    PlanActivity,
    Series,
    Theme,
)
from seasonal_ops.models.reminders import ENDED, WEB, DeliveryAttempt, Heartbeat, Reminder, ReminderRule

__all__ = [
    "ENDED",
    "WEB",
    "Activity",
    "Anchor",
    "Area",
    "Assignment",
    "Baseline",
    "ChainHead",
    "Claim",
    "Contact",
    "ContactDetail",
    "Count",
    "DeliveryAttempt",
    "Dependency",
    "FactRow",
    "Feed",
    "FeedEntry",
    "FeedPartner",
    "FeedPlan",
    "Gate",
    "GateActivity",
    "Heartbeat",
    "Lesson",
    "Mark",
    "Measure",
    "Partner",
    "Period",
    "Phase",
    "Plan",
    "PlanActivity",
    "Reminder",
    "ReminderRule",
    "Response",
    "Series",
    "Target",
    "TargetActivity",
    "Theme",
    "Token",
    "insert_all",
    "key",
]
