"""What the screens ask for: the door behind which the data stands. `tui.gateway` is the real one.

One protocol a room; every call may raise `errors.SeasonalOpsError`, and blocks: it is made in a thread.
"""

from typing import Protocol

from tui.source.activities import ActivitySource, Seen
from tui.source.audit import AuditSource
from tui.source.board import BoardSource
from tui.source.compare import ComparisonSource
from tui.source.editing import EditingSource
from tui.source.evaluate import CountSource
from tui.source.feeds import FeedSource
from tui.source.meeting import MeetingSource
from tui.source.month import MonthSource
from tui.source.outbox import OutboxSource
from tui.source.partners import PartnerSource
from tui.source.seasons import SeasonSource
from tui.source.timeline import TimelineSource

__all__ = ["Seen", "Source"]


class Source(
    ActivitySource,
    AuditSource,
    BoardSource,
    ComparisonSource,
    EditingSource,
    CountSource,
    FeedSource,
    MeetingSource,
    MonthSource,
    OutboxSource,
    PartnerSource,
    SeasonSource,
    TimelineSource,
    Protocol,
):
    """Everything that the screens ask for."""
