"""Reads that more than one door shares; they give views, or rows by the name a person knows them by."""

from seasonal_ops.queries.activities import activities, activity, series
from seasonal_ops.queries.aims import gates, lessons, targets
from seasonal_ops.queries.counts import counts, measures
from seasonal_ops.queries.find import find_partner, find_plan
from seasonal_ops.queries.people import contacts, partner, partners
from seasonal_ops.queries.picture import calendar_of, picture
from seasonal_ops.queries.plans import plan, plans
from seasonal_ops.queries.today import today

__all__ = [
    "activities",
    "activity",
    "calendar_of",
    "contacts",
    "counts",
    "find_partner",
    "find_plan",
    "gates",
    "lessons",
    "measures",
    "partner",
    "partners",
    "picture",
    "plan",
    "plans",
    "series",
    "targets",
    "today",
]
