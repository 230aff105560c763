"""A hand-written source for the terminal UI: frozen views, a frozen clock, and a record of what was asked."""

from tests.tui.fakes.activities import (
    PARTNERS,
    PLANS,
    TODAY,
    WEEK,
    FakeActivities,
    a_plan,
    a_view,
    an_activity,
    an_assignment,
)
from tests.tui.fakes.audit import FakeAudit
from tests.tui.fakes.base import NOW
from tests.tui.fakes.board import FakeBoard
from tests.tui.fakes.compare import FakeComparison
from tests.tui.fakes.editing import FakeEditing
from tests.tui.fakes.evaluate import FakeCounts
from tests.tui.fakes.feeds import FakeFeeds
from tests.tui.fakes.meeting import FakeMeeting
from tests.tui.fakes.month import FakeMonth
from tests.tui.fakes.outbox import FakeOutbox
from tests.tui.fakes.partners import FakePartners
from tests.tui.fakes.seasons import FakeSeasons
from tests.tui.fakes.timeline import FakeTimeline

__all__ = [
    "NOW",
    "PARTNERS",
    "PLANS",
    "TODAY",
    "WEEK",
    "FakeSource",
    "a_plan",
    "a_view",
    "an_activity",
    "an_assignment",
]


class FakeSource(
    FakeEditing,
    FakeActivities,
    FakeAudit,
    FakeBoard,
    FakeComparison,
    FakeCounts,
    FakeMeeting,
    FakeMonth,
    FakePartners,
    FakeSeasons,
    FakeTimeline,
    FakeFeeds,
    FakeOutbox,
):
    """Everything that the screens ask for."""
