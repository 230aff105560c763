"""A season in one open transaction, for tests of what feeds hold after each edit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from factories import LEAD, NOW
from sqlmodel import Session

from seasonal_ops import feeds, planning, sharing
from seasonal_ops.models import Activity, Feed, Partner, Plan, key


@dataclass
class Season:
    """Rows in one open transaction, and verbs without what is always the same; an hour passes before each."""

    session: Session
    plan: Plan
    night: Activity
    fire: Partner
    police: Partner
    now: datetime = NOW

    def do(self, verb: Callable[..., Any], **values: Any) -> Any:
        self.now += timedelta(hours=1)
        return verb(self.session, actor=LEAD, now=self.now, **values)

    def assign(self, partner: Partner) -> None:
        self.do(planning.assign, activity_id=key(self.night), partner_id=key(partner))

    def unassign(self, partner: Partner) -> None:
        self.do(planning.unassign, activity_id=key(self.night), partner_id=key(partner))

    def move(self, to: date) -> None:
        self.do(planning.move_activity, activity_id=key(self.night), to=to)

    def cancel(self) -> None:
        self.do(planning.cancel_activity, activity_id=key(self.night), reason="storm")

    def feed(self, *partners: Partner, **values: Any) -> Feed:
        made: Feed = self.do(sharing.create_feed, partner_ids=[key(one) for one in partners], **values)
        return made

    def events(self, feed: Feed) -> list[Any]:
        calendar = icalendar.Calendar.from_ical(feeds.body(self.session, key(feed)))
        return list(calendar.walk("VEVENT"))

    def event(self, feed: Feed) -> Any:
        (found,) = self.events(feed)
        return found


def state(feed: Feed) -> tuple[Any, ...]:
    """What says that a feed changed, and when."""
    return feed.body_hash, feed.last_changed
