"""What a piece of a list's line is, for its style."""

from enum import Enum


class Part(Enum):
    """The name of its style in `seasonal.tcss`."""

    HEADING = "heading"
    OVERDUE = "overdue"
    TODAY = "today"
    ANCHOR = "anchor"
    MOMENT = "moment"
    TITLE = "title"
    FLAG = "flag"
    LEAD = "lead"
    STATUS = "status"
    NOTICE = "notice"
