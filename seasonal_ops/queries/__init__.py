"""Reads that more than one door shares; they give views, or rows by the name a person knows them by."""

from seasonal_ops.queries.activities import activities, activity, plan_of_series, series
from seasonal_ops.queries.aims import gates, lessons, plan_of_target, targets
from seasonal_ops.queries.baseline import baseline
from seasonal_ops.queries.claims import claims
from seasonal_ops.queries.counts import areas, count_history, counts, marks, measures
from seasonal_ops.queries.find import find_partner, find_plan
from seasonal_ops.queries.month import month
from seasonal_ops.queries.night import NightView, night
from seasonal_ops.queries.people import contact, contacts, find_contact, led_by, partner, partners, rung_at
from seasonal_ops.queries.picture import calendar_of, picture
from seasonal_ops.queries.plans import plan, plans
from seasonal_ops.queries.returns import returns
from seasonal_ops.queries.today import today
from seasonal_ops.queries.week import week

__all__ = [
    "NightView",
    "activities",
    "activity",
    "areas",
    "baseline",
    "calendar_of",
    "claims",
    "contact",
    "contacts",
    "count_history",
    "counts",
    "find_contact",
    "find_partner",
    "find_plan",
    "gates",
    "led_by",
    "lessons",
    "marks",
    "measures",
    "month",
    "night",
    "partner",
    "partners",
    "picture",
    "plan",
    "plan_of_series",
    "plan_of_target",
    "plans",
    "returns",
    "rung_at",
    "series",
    "targets",
    "today",
    "week",
]
