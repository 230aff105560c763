"""Reads that more than one door shares; they give views, or rows by the name a person knows them by."""

from seasonal_ops.queries.activities import activities, activity, plan_of_series, series
from seasonal_ops.queries.aims import gates, lessons, plan_of_target, targets
from seasonal_ops.queries.around import around
from seasonal_ops.queries.baseline import baseline
from seasonal_ops.queries.claims import claims
from seasonal_ops.queries.counted import last_counted
from seasonal_ops.queries.counts import areas, count_history, counts, marks, measures, newest_count
from seasonal_ops.queries.find import find_partner, find_plan
from seasonal_ops.queries.meetings import find_meeting, meeting, meeting_of_today, meetings
from seasonal_ops.queries.minutes import minutes
from seasonal_ops.queries.month import month
from seasonal_ops.queries.night import NightView, night
from seasonal_ops.queries.people import contact, contacts, find_contact, led_by, partner, partners, rung_at
from seasonal_ops.queries.picture import calendar_of, picture
from seasonal_ops.queries.plans import plan, plans
from seasonal_ops.queries.record import caused, record, record_line, step_told, subject_name, told_lines
from seasonal_ops.queries.returns import returns
from seasonal_ops.queries.subjects import phases, themes
from seasonal_ops.queries.timeline import loads, timeline
from seasonal_ops.queries.today import today
from seasonal_ops.queries.walk import walk
from seasonal_ops.queries.week import week

__all__ = [
    "NightView",
    "activities",
    "activity",
    "areas",
    "around",
    "baseline",
    "calendar_of",
    "caused",
    "claims",
    "contact",
    "contacts",
    "count_history",
    "counts",
    "find_contact",
    "find_meeting",
    "find_partner",
    "find_plan",
    "gates",
    "last_counted",
    "led_by",
    "lessons",
    "loads",
    "marks",
    "measures",
    "meeting",
    "meeting_of_today",
    "meetings",
    "minutes",
    "month",
    "newest_count",
    "night",
    "partner",
    "partners",
    "phases",
    "picture",
    "plan",
    "plan_of_series",
    "plan_of_target",
    "plans",
    "record",
    "record_line",
    "returns",
    "rung_at",
    "series",
    "step_told",
    "subject_name",
    "targets",
    "themes",
    "timeline",
    "today",
    "told_lines",
    "walk",
    "week",
]
