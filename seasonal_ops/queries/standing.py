"""How partners stand: one pass over what they are assigned to, however many activities there are."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session, col

from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    ContactDetail,
    Feed,
    FeedPartner,
    Partner,
    Plan,
    PlanActivity,
    Reminder,
    key,
)
from seasonal_ops.nights import instants, local_today, nights_of
from seasonal_ops.queries.people import contact_view
from seasonal_ops.views.partners import WEEKS, PartnerDetail, PartnerFeed, PartnerLine, PartnerTask
from seasonal_ops.views.people import ContactView
from seasonal_ops.words import Answer, ReminderKind, Role, Status

_WEEK: Final = 7
_LAST_NIGHT: Final = timedelta(days=WEEKS * _WEEK - 1)
_SEEN: Final[tuple[Any, ...]] = (
    *(col(Assignment.activity_id), col(Assignment.partner_id), col(Assignment.role), col(Assignment.answer)),
    *(col(Assignment.answered_at), col(Activity.title), col(Activity.status), col(Activity.time_zone)),
    *(col(Activity.starts_on), col(Activity.ends_on), col(Activity.start_time), col(Activity.end_time)),
    *(col(PlanActivity.plan_id), col(Plan.name).label("plan_name")),
)


def partner_lines(
    session: Session, *, now: datetime, plan_id: int | None = None, time_zone: str = "Europe/London"
) -> list[PartnerLine]:
    """Every partner by name; of one plan those that are assigned to something in it.

    `now` is aware; which day it is, the partnership's `time_zone` says.
    """
    today = local_today(now, time_zone)
    standing, forgotten = _standing(session, plan_id), _forgotten(session, today)
    stands: dict[int, _Stand] = defaultdict(_Stand)
    for row in session.execute(_assigned()):
        stand = stands[row.partner_id]
        stand.take(row, today)
        if standing is None or row.activity_id in standing:
            stand.count(row, None if row.plan_id in forgotten else owes(row, now), now)
    reached, written = _reached(session), _written(session)
    partners = session.execute(select(Partner).order_by(col(Partner.name))).scalars()
    return [
        _line(partner, stands[key(partner)], reached[key(partner)], written.get(key(partner)), today)
        for partner in partners
        if standing is None or stands[key(partner)].asked
    ]


def partner_detail(
    session: Session, partner: Partner, *, now: datetime, plan_id: int | None = None
) -> PartnerDetail:
    """All of one partner; its open activities of one plan, or of all."""
    standing = _standing(session, plan_id)
    mine = _assigned().where(col(Assignment.partner_id) == partner.id)
    rows = session.execute(mine.order_by(col(Activity.starts_on), col(Activity.id)))
    return PartnerDetail(
        id=key(partner),
        contacts=_contacts(session, partner),
        tasks=tuple(
            _task(row, now)
            for row in rows
            if row.status.open and (standing is None or row.activity_id in standing)
        ),
        feeds=_feeds(session, partner),
    )


def _contacts(session: Session, partner: Partner) -> tuple[ContactView, ...]:
    """Those that left last, deputies after those whom they stand in for."""
    query = (
        select(Contact, ContactDetail)
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .where(col(Contact.partner_id) == partner.id)
        .order_by(col(Contact.left_on).is_not(None), col(Contact.deputy), col(Contact.id))
    )
    return tuple(contact_view(row, detail, partner.slug) for row, detail in session.execute(query))


def _feeds(session: Session, partner: Partner) -> tuple[PartnerFeed, ...]:
    """Those of its own that are not revoked."""
    query = (
        select(Feed)
        .join(FeedPartner, col(FeedPartner.feed_id) == col(Feed.id))
        .where(col(FeedPartner.partner_id) == partner.id, col(Feed.revoked_at).is_(None))
        .order_by(col(Feed.id))
    )
    return tuple(
        PartnerFeed(
            id=key(feed), name=feed.name, last_fetched=feed.last_fetched, last_client=feed.last_client
        )
        for feed in session.execute(query).scalars()
    )


def owes(row: Row[Any], now: datetime) -> ReminderKind | None:
    """What a partner is to be asked for: its answer before the activity is over, how it went after that."""
    if not row.status.open or row.answer is Answer.DECLINED:
        return None
    if _end_of(row) > now:
        return ReminderKind.UNANSWERED if row.answer is Answer.ASKED else None
    return ReminderKind.OVERDUE if row.role is Role.LEAD else None


@dataclass(slots=True)
class _Stand:
    """What is counted of one partner."""

    asked: bool = False
    assigned: int = 0
    delivered: int = 0
    declined: int = 0
    owes: Counter[ReminderKind] = field(default_factory=Counter)
    answered: datetime | None = None
    nights: Counter[date] = field(default_factory=Counter)

    def count(self, row: Row[Any], owed: ReminderKind | None, now: datetime) -> None:
        """An activity of the plans that are looked at."""
        self.asked = True
        self.assigned += row.status is not Status.CANCELLED
        self.delivered += row.status is Status.DELIVERED
        self.declined += row.answer is Answer.DECLINED and row.status.open and _end_of(row) > now
        if owed is not None:
            self.owes[owed] += 1
        if row.answered_at is not None and (self.answered is None or row.answered_at > self.answered):
            self.answered = row.answered_at

    def take(self, row: Row[Any], today: date) -> None:
        """What takes its people, whatever the plan; a campaign of days without times does not."""
        ties_down = row.start_time is not None or row.starts_on == row.ends_on
        if not ties_down or not row.status.open or row.answer is Answer.DECLINED:
            return
        first, last = nights_of(row.starts_on, row.ends_on, row.start_time, row.end_time)
        night, last = max(first, today), min(last, today + _LAST_NIGHT)
        while night <= last:
            self.nights[night] += 1
            night += timedelta(days=1)

    def load(self, today: date) -> tuple[int, ...]:
        """The most in one night, week by week."""
        days = [self.nights[today + timedelta(days=ahead)] for ahead in range(WEEKS * _WEEK)]
        return tuple(max(days[week * _WEEK : (week + 1) * _WEEK]) for week in range(WEEKS))


def _line(
    partner: Partner, stand: _Stand, reached: int, written: datetime | None, today: date
) -> PartnerLine:
    return PartnerLine(
        id=key(partner),
        slug=partner.slug,
        name=partner.name,
        capacity=partner.capacity,
        reached=reached,
        assigned=stand.assigned,
        delivered=stand.delivered,
        overdue=stand.owes[ReminderKind.OVERDUE],
        unanswered=stand.owes[ReminderKind.UNANSWERED],
        declined=stand.declined,
        load=stand.load(today),
        answered=stand.answered,
        written=written,
    )


def _task(row: Row[Any], now: datetime) -> PartnerTask:
    return PartnerTask(
        id=row.activity_id,
        title=row.title,
        plan_name=row.plan_name,
        starts_on=row.starts_on,
        start_time=row.start_time,
        status=row.status,
        role=row.role,
        answer=row.answer,
        owes=owes(row, now),
    )


def _assigned() -> Select[Any]:
    """What partners are asked to do, each once, with the plan that it is at home in."""
    return (
        select(*_SEEN)
        .join(Activity, col(Activity.id) == col(Assignment.activity_id))
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(Assignment.ended_at).is_(None), col(PlanActivity.home))
    )


def _standing(session: Session, plan_id: int | None) -> Collection[int] | None:
    """The activities of one plan, guests among them; None: of all plans."""
    if plan_id is None:
        return None
    query = select(col(PlanActivity.activity_id)).where(col(PlanActivity.plan_id) == plan_id)
    return set(session.execute(query).scalars())


def _forgotten(session: Session, today: date) -> Collection[int]:
    """Drafts whose season is over: they were made for their counts, and nobody is late with them."""
    query = (
        select(col(PlanActivity.plan_id))
        .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(col(Plan.live_at).is_(None))
        .group_by(col(PlanActivity.plan_id))
        .having(func.max(col(Activity.ends_on)) < today)
    )
    return set(session.execute(query).scalars())


def _reached(session: Session) -> Counter[int]:
    """How many contacts of each partner are written to of every activity."""
    query = (
        select(col(Contact.partner_id), func.count())
        .where(col(Contact.left_on).is_(None), col(Contact.opted_out_at).is_(None))
        .group_by(col(Contact.partner_id))
    )
    return Counter({row[0]: row[1] for row in session.execute(query)})


def _written(session: Session) -> dict[int, datetime]:
    query = (
        select(col(Contact.partner_id), func.max(col(Reminder.sent_at)))
        .join(Contact, col(Contact.id) == col(Reminder.contact_id))
        .where(col(Reminder.sent_at).is_not(None))
        .group_by(col(Contact.partner_id))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _end_of(row: Row[Any]) -> datetime:
    return instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)[1]
