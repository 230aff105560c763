"""Calendar subscriptions: made, given another address, shut; and how each is shown to the lead."""

from seasonal_ops.sharing.showing import feed_view, feed_views
from seasonal_ops.sharing.verbs import LONGEST_GRACE, create_feed, revoke_feed, rotate_feed

__all__ = ["LONGEST_GRACE", "create_feed", "feed_view", "feed_views", "revoke_feed", "rotate_feed"]
