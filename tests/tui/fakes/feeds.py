"""The subscriptions of the hand-written source."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from seasonal_ops import subscribing
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import FeedView
from seasonal_ops.words import Detail
from tests.tui.fakes.base import NOW, Fake

BASE: Final = "https://calendar.bright-sparx.example"


def a_feed(number: int, name: str, *, token: str = "", **more: Any) -> FeedView:
    url = subscribing.feed_address(BASE, token or f"{number:016d}{'feedbeef' * 6}")
    values: dict[str, Any] = {
        "id": number,
        "name": name,
        "partners": (),
        "plans": (),
        "detail": Detail.FULL,
        "alarms": False,
        "url": url,
        "links": subscribing.links(url),
        "created": NOW - timedelta(days=40),
        "expires": None,
        "former": None,
        "last_fetched": NOW - timedelta(hours=2),
        "last_client": "Outlook",
        "revoked": None,
        "events": 41,
        "size": 21_300,
        "problems": (),
    }
    return FeedView(**(values | more))


FEEDS: Final = (
    a_feed(1, "All activities"),
    a_feed(
        2,
        "Fire and Rescue, Bright Sparx 2026",
        partners=("fire-and-rescue",),
        plans=("bright-sparx-2026",),
        detail=Detail.LIMITED,
        alarms=True,
        events=12,
        last_fetched=NOW - timedelta(days=5),
        last_client="Google",
        expires=datetime(2027, 1, 31, tzinfo=UTC),
        former=NOW + timedelta(days=9),
    ),
    a_feed(
        3,
        "Community Safety Team",
        partners=("community-safety-team",),
        events=1210,
        size=850_000,
        last_client="Apple",
        problems=("210 events are left out, since calendars take 1,000 events and 900 KB; make two feeds",),
    ),
    a_feed(
        4, "Police", partners=("police",), created=NOW - timedelta(hours=1), last_fetched=None, last_client=""
    ),
    a_feed(
        5,
        "Street Scene, by mistake",
        partners=("street-scene",),
        revoked=NOW - timedelta(days=2),
        last_fetched=None,
        last_client="",
    ),
    a_feed(6, "Student wardens", detail=Detail.BUSY, expires=NOW, last_fetched=NOW - timedelta(days=1)),
)


class FakeFeeds(Fake):
    """Keeps feeds in a dict, writes down what was asked, and fails when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.held = {feed.id: feed for feed in FEEDS}
        self.feed_reads = 0
        self.feed_trouble: SeasonalOpsError | None = None

    def feeds(self) -> tuple[FeedView, ...]:
        self.fail_if_told(self.feed_trouble)
        self.feed_reads += 1
        return tuple(self.held.values())

    def create_feed(
        self, partner: str | None, plan: str | None, detail: Detail, name: str, alarms: bool
    ) -> FeedView:
        self.fail_if_told(self.feed_trouble)
        feed = a_feed(
            len(self.held) + 1, name or "New", detail=detail, alarms=alarms, created=NOW, last_fetched=None,
            partners=(partner,) if partner else (), plans=(plan,) if plan else (),
        )  # fmt: skip
        return self._kept("create", feed, partner, plan, detail, name, alarms)

    def rotate_feed(self, feed_id: int, grace: timedelta) -> FeedView:
        self.fail_if_told(self.feed_trouble)
        fresh = a_feed(feed_id, "", token="rotated" * 9)
        feed = replace(self.held[feed_id], url=fresh.url, links=fresh.links, former=NOW + grace)
        return self._kept("rotate", feed, feed_id, grace)

    def revoke_feed(self, feed_id: int) -> FeedView:
        self.fail_if_told(self.feed_trouble)
        return self._kept("revoke", replace(self.held[feed_id], revoked=NOW), feed_id)

    def _kept(self, verb: str, feed: FeedView, *asked: Any) -> FeedView:
        self.held[feed.id] = feed
        self.facts += 1
        self.asked.append((verb, *asked))
        return feed
