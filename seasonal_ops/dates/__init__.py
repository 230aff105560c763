"""Date rules: a small language that gives dates and the reason for each. Pure: no clock, no database.

`parse` reads a rule, `resolve_anchors` dates the occasions it may hang on, `dates_of` dates the rule.
"""

from seasonal_ops.dates.anchors import resolve_anchors
from seasonal_ops.dates.dating import date_of, dates_of
from seasonal_ops.dates.hanging import hanging
from seasonal_ops.dates.holidays import Holidays, england, read_holidays
from seasonal_ops.dates.parsing import parse
from seasonal_ops.dates.rules import Rule, anchors_in, names_a_year, render_rule
from seasonal_ops.dates.season import Calendar, Dated, IfAvoided, Period
from seasonal_ops.dates.wording import brief, is_by_hand, moved_by_hand, plain, short

__all__ = [
    "Calendar",
    "Dated",
    "Holidays",
    "IfAvoided",
    "Period",
    "Rule",
    "anchors_in",
    "brief",
    "date_of",
    "dates_of",
    "england",
    "hanging",
    "is_by_hand",
    "moved_by_hand",
    "names_a_year",
    "parse",
    "plain",
    "read_holidays",
    "render_rule",
    "resolve_anchors",
    "short",
]
