"""What the gateway knows of feeds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from tui.gateway.connection import Connection, partner_id, plan_id

if TYPE_CHECKING:
    from sqlmodel import Session

    from seasonal_ops.models import Feed
    from seasonal_ops.views import FeedView
    from seasonal_ops.words import Detail


class FeedGateway(Connection):
    """A transaction each. `addresses` is asked only when feeds are shown or changed: Today needs no key."""

    def feeds(self) -> tuple[FeedView, ...]:
        """Every subscription with its address, the oldest first."""
        from seasonal_ops import sharing

        with self._database.read() as session:
            key, base_url = self._addresses(session)
            return tuple(sharing.feed_views(session, key=key, base_url=base_url))

    def create_feed(
        self, partner: str | None, plan: str | None, detail: Detail, name: str, alarms: bool
    ) -> FeedView:
        """A subscription for a partner and a plan by their slugs, None = every; "" gets a name made."""
        from seasonal_ops import sharing

        with self._change() as session:
            return self._with_address(
                session,
                sharing.create_feed(
                    session,
                    name=name,
                    partner_ids=[partner_id(session, partner)] if partner else [],
                    plan_ids=[plan_id(session, plan)] if plan else [],
                    detail=detail,
                    alarms=alarms,
                    **self._signed,
                ),
            )

    def rotate_feed(self, feed_id: int, grace: timedelta) -> FeedView:
        """Another address; the one before still answers for `grace`."""
        from seasonal_ops import sharing

        with self._change() as session:
            feed = sharing.rotate_feed(session, feed_id=feed_id, grace=grace, **self._signed)
            return self._with_address(session, feed)

    def revoke_feed(self, feed_id: int) -> FeedView:
        """Shut the address for good."""
        from seasonal_ops import sharing

        with self._change() as session:
            return self._with_address(session, sharing.revoke_feed(session, feed_id=feed_id, **self._signed))

    def _with_address(self, session: Session, feed: Feed) -> FeedView:
        """The feed as it is now. Without the key it is refused, and the change with it."""
        from seasonal_ops import sharing

        session.flush()
        key, base_url = self._addresses(session)
        return sharing.feed_view(session, cast("int", feed.id), key=key, base_url=base_url)
