"""What the doors show: frozen and plain, without a session behind it, cheap to import.

Dates and times of an activity are local to its `time_zone`; every `datetime` is aware. As JSON the
keys are these field names (docs/contract.md).
"""

from typing import TYPE_CHECKING

from seasonal_ops.lazily import loader

if TYPE_CHECKING:
    from seasonal_ops.views.aims import GateView, LessonView, TargetView
    from seasonal_ops.views.baseline import BaselineView, PartnerBaseline
    from seasonal_ops.views.comparison import (
        BesideView,
        ComparedMeasure,
        ComparisonView,
        CountedNight,
        EarlierSeason,
        Faced,
        Facing,
    )
    from seasonal_ops.views.count_sheet import (
        CountBlock,
        CountPlace,
        CountSheet,
        CountSpot,
        KeptCount,
        LastNight,
        PasteLine,
        PasteView,
        SheetChoice,
        SheetRow,
        TakenCount,
    )
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
    from seasonal_ops.views.meetings import (
        SAID,
        AgreedAction,
        AttendanceView,
        Decided,
        LastChange,
        MeetingActionView,
        MeetingNoteView,
        MeetingView,
        MinutesView,
        StillOpen,
        WalkRow,
        WalkView,
        Why,
    )
    from seasonal_ops.views.month import (
        MonthLine,
        MonthSection,
        MonthSheet,
        MonthView,
        Outcome,
        PartnerMonth,
        PlanMonth,
        ReminderTally,
        Tally,
    )
    from seasonal_ops.views.outgoing import FeedView, Links, ReminderView
    from seasonal_ops.views.people import ContactView, LeadView, PartnerView
    from seasonal_ops.views.plainly import as_json, plain
    from seasonal_ops.views.plans import ActivityView, AnchorView, AssignmentView, PlanView, SeriesView
    from seasonal_ops.views.previews import Finding, Move, Preview, rehearsed
    from seasonal_ops.views.record import Change, FactView, RecordLine
    from seasonal_ops.views.seasons import (
        AnchorChoice,
        AnchorPreview,
        GoingLiveView,
        SeasonPreview,
        TemplateView,
    )
    from seasonal_ops.views.timeline import LoadChange, MoveOutlook, NamedDays, TimelineView
    from seasonal_ops.views.today import MissingCount, TodayRow, TodayView
    from seasonal_ops.views.week import WeekView

# A hundred dataclasses take a fifth of the time until the terminal UI paints: each is made when asked for.
__getattr__ = loader(__name__)

__all__ = [
    "SAID",
    "UNNAMED",
    "UNNAMED_PARTNER",
    "UNNAMED_PLAN",
    "ActivityLine",
    "ActivityView",
    "AgreedAction",
    "AnchorChoice",
    "AnchorPreview",
    "AnchorView",
    "AreaView",
    "AssignmentView",
    "AttemptView",
    "AttendanceView",
    "BaselineView",
    "BesideView",
    "Change",
    "ClaimView",
    "ComparedMeasure",
    "ComparisonView",
    "ContactView",
    "CountBlock",
    "CountPlace",
    "CountSheet",
    "CountSpot",
    "CountView",
    "CountedNight",
    "Decided",
    "Declined",
    "DeliveryView",
    "EarlierSeason",
    "Faced",
    "Facing",
    "FactView",
    "FeedView",
    "Finding",
    "GateLine",
    "GateView",
    "GoingLiveView",
    "KeptCount",
    "LastChange",
    "LastNight",
    "LeadView",
    "LessonView",
    "LetterView",
    "Links",
    "LoadChange",
    "MarkView",
    "MeasureView",
    "MeetingActionView",
    "MeetingNoteView",
    "MeetingView",
    "MinutesView",
    "MissingCount",
    "MonthLine",
    "MonthSection",
    "MonthSheet",
    "MonthView",
    "Move",
    "MoveOutlook",
    "NamedDays",
    "OutboxView",
    "Outcome",
    "PartnerBaseline",
    "PartnerMonth",
    "PartnerView",
    "PasteLine",
    "PasteView",
    "Pause",
    "PlanMonth",
    "PlanView",
    "Preview",
    "RecordLine",
    "ReminderTally",
    "ReminderView",
    "ReturnsView",
    "SeasonPreview",
    "SeriesView",
    "SheetChoice",
    "SheetRow",
    "Shift",
    "StillOpen",
    "StuckReminder",
    "TakenCount",
    "Tally",
    "TargetView",
    "TemplateView",
    "TimelineView",
    "TodayRow",
    "TodayView",
    "Tray",
    "Unanswered",
    "WalkRow",
    "WalkView",
    "WeekView",
    "Why",
    "as_json",
    "gist",
    "moment",
    "plain",
    "rehearsed",
]
