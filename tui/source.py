"""What the screens ask for: the door behind which the data stands. `tui.gateway` is the real one."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from seasonal_ops.views import (
    ActivityView,
    DeliveryView,
    FeedView,
    LetterView,
    OutboxView,
    PartnerView,
    PlanView,
    TodayView,
)
from seasonal_ops.words import Answer, Detail, Role, Status

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent


class Source(Protocol):
    """What the screens ask for. Every call may raise errors.SeasonalOpsError."""

    def today(self, plan: str | None) -> TodayView:
        """Today over one plan (its slug) or all of them."""

    def partners(self) -> tuple[PartnerView, ...]:
        """Everybody who can be assigned."""

    def plans(self) -> tuple[PlanView, ...]:
        """Every plan, the one that ends last first."""

    def set_status(
        self, activity_id: int, status: Status, version: int, note: str | None = None
    ) -> ActivityView:
        """Raises Changed when the activity is no longer at `version`."""

    def assign(self, activity_id: int, partner_slug: str, role: Role) -> ActivityView:
        """Ask a partner to lead or support."""

    def respond(
        self, activity_id: int, partner_slug: str, answer: Answer, on: date | None, note: str
    ) -> ActivityView:
        """Record what a partner said; `on` is the date it proposes, `note` how it was learnt."""

    def history(self, activity_id: int) -> tuple[DeliveryView, ...]:
        """What became of an activity's reminders, the first due first."""

    def outbox(self) -> OutboxView:
        """What is to be sent and what was."""

    def letter(self, reminder_id: int) -> LetterView:
        """The whole message that a reminder goes out in, as it reads now."""

    def retry(self, reminder_id: int) -> None:
        """Send one again that was given up or put off."""

    def hold(self, reminder_id: int) -> None:
        """Keep one back until it is released."""

    def release(self, reminder_id: int) -> None:
        """Let one go that is held."""

    def send_due(self) -> "Sent":
        """Send what is due, now; what it did."""

    def feeds(self) -> tuple[FeedView, ...]:
        """Every subscription with its address, the oldest first."""

    def create_feed(
        self, partner: str | None, plan: str | None, detail: Detail, name: str, alarms: bool
    ) -> FeedView:
        """A subscription for a partner and a plan by their slugs, None = every; "" gets a name made."""

    def rotate_feed(self, feed_id: int, grace: timedelta) -> FeedView:
        """Another address; the one before still answers for `grace`."""

    def revoke_feed(self, feed_id: int) -> FeedView:
        """Shut the address for good."""

    def newest(self) -> int:
        """The number of the newest fact; it rises with every change by anybody."""
