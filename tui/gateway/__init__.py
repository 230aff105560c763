"""The one way from the screens to the data: blocking calls for thread workers, a transaction each.

The database's libraries are imported inside the calls, so that the first picture need not wait for
them (import of sqlmodel: about 0.4 s).
"""

from tui.gateway.activities import ActivityGateway
from tui.gateway.audit import AuditGateway
from tui.gateway.board import BoardGateway
from tui.gateway.compare import ComparisonGateway
from tui.gateway.connection import Addresses, Post
from tui.gateway.editing import EditingGateway
from tui.gateway.evaluate import CountGateway
from tui.gateway.feeds import FeedGateway
from tui.gateway.meeting import MeetingGateway
from tui.gateway.month import MonthGateway
from tui.gateway.outbox import OutboxGateway
from tui.gateway.partners import PartnerGateway
from tui.gateway.seasons import SeasonGateway
from tui.gateway.timeline import TimelineGateway

__all__ = ["Addresses", "Gateway", "Post"]


class Gateway(
    ActivityGateway,
    AuditGateway,
    BoardGateway,
    ComparisonGateway,
    EditingGateway,
    CountGateway,
    FeedGateway,
    MeetingGateway,
    MonthGateway,
    OutboxGateway,
    PartnerGateway,
    SeasonGateway,
    TimelineGateway,
):
    """The real source (`tui.source`), on the database, which is opened by the first thread that asks."""
