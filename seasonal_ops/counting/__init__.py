"""The verbs of counts: values are weighed against the book, recorded in revisions, approved.

`Book.open` reads what a plan's counts are held against, `weigh` (one) and `weigh_all` (what is recorded
together) say what is wrong or unusual, `record` writes all or nothing; `add_count` does the three at once.
`withdraw` takes out what was recorded in a wrong place.
"""

from seasonal_ops.counting.approving import approve, reopen
from seasonal_ops.counting.areas import add_area, set_area
from seasonal_ops.counting.book import Book
from seasonal_ops.counting.entering import Entered, enter, enter_nils, restate
from seasonal_ops.counting.meanwhile import said_last
from seasonal_ops.counting.measures import MeasureChange, add_measure, declare_mark, set_measure
from seasonal_ops.counting.recording import Added, add_count, add_nils, find_measure, record, shown
from seasonal_ops.counting.shapes import Entry, NewCount, Place, Weighed
from seasonal_ops.counting.weighing import weigh, weigh_all
from seasonal_ops.counting.withdrawing import withdraw

__all__ = [
    "Added",
    "Book",
    "Entered",
    "Entry",
    "MeasureChange",
    "NewCount",
    "Place",
    "Weighed",
    "add_area",
    "add_count",
    "add_measure",
    "add_nils",
    "approve",
    "declare_mark",
    "enter",
    "enter_nils",
    "find_measure",
    "record",
    "reopen",
    "restate",
    "said_last",
    "set_area",
    "set_measure",
    "shown",
    "weigh",
    "weigh_all",
    "withdraw",
]
