"""The second sheet of a workbook of counts: what each measure is, and how to fill the first one in."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from seasonal_ops.dates import brief
from seasonal_ops.models import Plan
from seasonal_ops.transfer.counts.layout import ABOUT
from seasonal_ops.transfer.files.cleaning import guarded
from seasonal_ops.transfer.files.excel import Page
from seasonal_ops.views import MeasureView

_HEADERS: Final = ("measure", "what is counted", "unit", "night", "window", "source")
_RULES: Final = (
    "Leave a cell blank while its number is not known. Write 0, or nil, when none happened: the two differ.",
    "Whole numbers in digits; 30 as exact, or about 30, over 30, at least 30, almost 30.",
    "A grey cell with a dash is not counted that night; leave it as it is.",
    "Counts only: no names, addresses, dates of birth or references of single incidents anywhere.",
    "A number that is right though unusual needs a reason: add a column reason.",
    "Paste values, not formulas, and send the file back as .xlsx or .csv.",
)


def about(plan: Plan, measures: Sequence[MeasureView]) -> Page:
    """The sheet: a row a measure, and the rules below."""
    lines = [
        [
            guarded(view.name),
            guarded(view.definition),
            guarded(view.unit),
            night(view.night_from),
            f"{brief(view.window_from)} to {brief(view.window_to)}",
            view.source,
        ]
        for view in measures
    ]
    rules = [["How to fill it in", rule, None, None, None, None] for rule in _RULES]
    whole = ["Plan", guarded(plan.name), None, None, None, None]
    return Page(ABOUT, _HEADERS, [*lines, whole, *rules])


def night(night_from: time) -> str:
    """What belongs to a date, for who counts it."""
    if night_from == time(0):
        return "a day runs 00:00 to 24:00"
    clock = f"{night_from:%H:%M}"
    return f"a night runs {clock} to {clock} of the next day, under the date on which it begins"
