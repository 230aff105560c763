"""Templates: a season's reusable plan, read from a text and laid out in a year. Pure."""

from seasonal_ops.templates.expand import (
    Draft,
    DraftActivity,
    DraftGate,
    DraftMeasure,
    DraftTarget,
    begins_in,
    expand,
    frame,
)
from seasonal_ops.templates.fields import Audience, CatchUp, PartnerKind
from seasonal_ops.templates.reading import parse_template
from seasonal_ops.templates.shape import (
    ActivitySpec,
    AnchorSpec,
    GateSpec,
    MeasureSpec,
    PartnerSpec,
    PeriodSpec,
    PhaseSpec,
    ReminderSpec,
    TargetSpec,
    Template,
    ThemeSpec,
)
from seasonal_ops.templates.writing import render_template

__all__ = [
    "ActivitySpec",
    "AnchorSpec",
    "Audience",
    "CatchUp",
    "Draft",
    "DraftActivity",
    "DraftGate",
    "DraftMeasure",
    "DraftTarget",
    "GateSpec",
    "MeasureSpec",
    "PartnerKind",
    "PartnerSpec",
    "PeriodSpec",
    "PhaseSpec",
    "ReminderSpec",
    "TargetSpec",
    "Template",
    "ThemeSpec",
    "begins_in",
    "expand",
    "frame",
    "parse_template",
    "render_template",
]
