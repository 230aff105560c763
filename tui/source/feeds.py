"""Feeds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seasonal_ops.views import FeedView
    from seasonal_ops.words import Detail


class FeedSource(Protocol):
    """Calendar subscriptions."""

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
