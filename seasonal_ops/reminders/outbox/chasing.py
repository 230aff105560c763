"""Chasing by hand: whoever has not answered, or has not said how it went, is asked once more, now.

A message leaves as every other does: with what else is due, one a person a day, not in quiet hours. What a
lead asked for stands until it is sent or has nothing to ask any more (`rules.chased`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from seasonal_ops.db import batched
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, PartnerChased
from seasonal_ops.journal import record
from seasonal_ops.models import Assignment, Contact, Partner, Plan, PlanActivity, Reminder, key
from seasonal_ops.reminders.rows import UNSENT, bring_in_line
from seasonal_ops.reminders.rules.chased import chase as reminder_of
from seasonal_ops.reminders.rules.chased import is_chase, owed
from seasonal_ops.reminders.rules.gather import Case, cases
from seasonal_ops.reminders.rules.recipients import assigned_to
from seasonal_ops.reminders.sending import claiming
from seasonal_ops.reminders.shapes import Recipient, Wanted
from seasonal_ops.text import harmless
from seasonal_ops.views.chasing import Chased
from seasonal_ops.words import ReminderKind, ReminderState

AGAIN: Final = timedelta(hours=1)
_HEARD: Final = (ReminderState.SENT, ReminderState.SENDING)
_NOTHING: Final = (
    "there is nobody to chase: everybody has answered, and of all that is over it was said how it went"
)


def chase(
    session: Session,
    *,
    partner_ids: Collection[int] | None = None,
    activity_ids: Collection[int] | None = None,
    plan_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> Chased:
    """Queue a reminder to the contacts of each partner that owes a word on these activities, or on any.

    With `partner_ids` of these partners alone, with `plan_id` about what stands in that plan alone. Who is
    left out is said: a plan that is not live sends nothing, nobody is chased twice within the hour, and some
    partners have nobody to write to. Raises Refused with those sentences when nobody is left.
    """
    chosen = _activities(session, partner_ids, activity_ids, plan_id)
    asked = [one for some in batched(chosen) for one in _asked(session, some, partner_ids, now)]
    sorted_out = _sort_out(session, asked, now)
    if not sorted_out.wanted:
        raise Refused("; ".join(sorted_out.left_out) or _NOTHING)
    bring_in_line(session, {}, sorted_out.wanted.values(), now)
    rows = _queued(session, sorted_out.wanted)
    by_partner: dict[int, list[Reminder]] = defaultdict(list)
    for row in rows:
        by_partner[sorted_out.partners[row.contact_id]].append(row)
    # Said at once: a list of what is due does not say "now" of what waits for the morning.
    claiming.put_off(session.connection(), {row.contact_id for row in rows}, now)
    record(session, [_fact(partner, some) for partner, some in by_partner.items()], actor=actor, now=now)
    return Chased(
        reminders=tuple(key(row) for row in rows),
        people=len({row.contact_id for row in rows}),
        left_out=sorted_out.left_out,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A partner that owes a word on an activity, and the contacts who could be asked for it."""

    case: Case
    partner_id: int
    kind: ReminderKind
    contacts: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """What is to be queued by its key, whose each contact is, and why others are left out."""

    wanted: Mapping[str, Wanted]
    partners: Mapping[int, int]
    left_out: tuple[str, ...]


def _activities(
    session: Session,
    partner_ids: Collection[int] | None,
    ids: Collection[int] | None,
    plan_id: int | None,
) -> list[int]:
    if ids is not None:
        return sorted(set(ids))
    query = select(Assignment.activity_id).where(col(Assignment.ended_at).is_(None))
    if partner_ids is not None:
        query = query.where(col(Assignment.partner_id).in_(partner_ids))
    if plan_id is not None:
        within = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan_id)
        query = query.where(col(Assignment.activity_id).in_(within))
    return sorted(set(session.exec(query)))


def _asked(
    session: Session, ids: Sequence[int], partner_ids: Collection[int] | None, now: datetime
) -> Iterator[_Asked]:
    """Who owes a word on these activities, whether it can be asked or not."""
    assigned, found = assigned_to(session, ids), cases(session, ids)
    at = {one.contact_id for case in found for one in case.recipients}
    query = select(Contact.id, Contact.partner_id).where(col(Contact.id).in_(at))
    partner_of = dict(session.exec(query).all())
    for case in found:
        for row in assigned[case.occasion.id]:
            kind = None if row.ended_at else owed(case.occasion, row.role, row.answer, now)
            if kind is not None and (partner_ids is None or row.partner_id in partner_ids):
                contacts = (one for one in case.recipients if partner_of[one.contact_id] == row.partner_id)
                yield _Asked(case, row.partner_id, kind, tuple(one for one in contacts if not one.deputy))


def _sort_out(session: Session, asked: Sequence[_Asked], now: datetime) -> _SortedOut:
    names = _Names(session, asked)
    before = _before(session, {one.case.occasion.id for one in asked}, now)
    wanted: dict[str, Wanted] = {}
    partners: dict[int, int] = {}
    left_out: dict[str, None] = {}
    for one in asked:
        if one.case.occasion.live_at is None:
            left_out[names.draft(one)] = None
        elif not one.contacts:
            left_out[names.nobody(one)] = None
        for contact in one.contacts if one.case.occasion.live_at is not None else ():
            earlier = before.get((one.case.occasion.id, contact.contact_id))
            if earlier is not None:
                left_out[names.already(one, earlier)] = None
                continue
            reminder = reminder_of(one.case.occasion, contact, one.kind, now)
            wanted[reminder.dedupe_key] = reminder
            partners[contact.contact_id] = one.partner_id
    return _SortedOut(wanted, partners, tuple(left_out))


def _before(
    session: Session, activity_ids: Collection[int], now: datetime
) -> dict[tuple[int | None, int], Reminder]:
    """By activity and contact the last chase that still waits, or went within the hour."""
    found: dict[tuple[int | None, int], Reminder] = {}
    for some in batched(activity_ids):
        query = select(Reminder).where(col(Reminder.activity_id).in_(some), col(Reminder.rule_id).is_(None))
        for row in session.exec(query.order_by(col(Reminder.id))):
            lately = row.state in _HEARD and now - (row.sent_at or row.created_at) < AGAIN
            if is_chase(row.dedupe_key) and (row.state in UNSENT or lately):
                found[row.activity_id, row.contact_id] = row
    return found


def _queued(session: Session, keys: Iterable[str]) -> list[Reminder]:
    found: list[Reminder] = []
    for some in batched(keys):
        found += session.exec(select(Reminder).where(col(Reminder.dedupe_key).in_(some))).all()
    return sorted(found, key=key)


def _fact(partner_id: int, rows: Sequence[Reminder]) -> PartnerChased:
    """No activity's calendar entry or reminders follow from it: they are there already."""
    state = {
        "reminders": [row.id for row in rows],
        "contacts": sorted({row.contact_id for row in rows}),
        "activities": sorted({row.activity_id for row in rows if row.activity_id is not None}),
    }
    return PartnerChased(subject=f"partner:{partner_id}", after=state)


class _Names:
    """Sentences on who is left out, the same for the same reason."""

    def __init__(self, session: Session, asked: Iterable[_Asked]) -> None:
        asked = list(asked)
        partners = select(Partner).where(col(Partner.id).in_({one.partner_id for one in asked}))
        plans = select(Plan).where(col(Plan.id).in_({one.case.occasion.plan_id for one in asked}))
        self._partners = {key(row): row for row in session.exec(partners)}
        self._plans = {key(row): row for row in session.exec(plans)}

    def draft(self, one: _Asked) -> str:
        """Nothing is sent for it yet."""
        plan = self._plans[one.case.occasion.plan_id]
        return (
            f"{harmless(plan.name)} is a draft, for which nothing is sent; when it is ready:"
            f" seasonal-ops plan go-live {plan.slug}"
        )

    def nobody(self, one: _Asked) -> str:
        """There is nobody to write to."""
        partner = self._partners[one.partner_id]
        return (
            f"{harmless(partner.name)} has no contact who can be written to; add one:"
            f" seasonal-ops contact add {partner.slug} EMAIL"
        )

    def already(self, one: _Asked, earlier: Reminder) -> str:
        """It was chased a moment ago, or still waits to be."""
        name = harmless(self._partners[one.partner_id].name)
        if earlier.state in UNSENT:
            return f"{name} is being chased already: that message waits to be sent"
        sent = (earlier.sent_at or earlier.created_at).astimezone(
            ZoneInfo(one.case.occasion.schedule.time_zone)
        )
        return f"{name} was chased at {sent:%H:%M}; once an hour is enough, or ring"
