"""What a move would do, found by making it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from seasonal_ops import queries
from seasonal_ops.checks import Picture, consequences
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, Contact, Feed, FeedEntry, Partner, Plan, PlanActivity, Reminder
from seasonal_ops.planning.schedule import move_activity
from seasonal_ops.planning.waiting import preview_move
from seasonal_ops.views import ActivityView, LoadChange, Move, MoveOutlook
from seasonal_ops.words import Answer, ReminderKind, ReminderState


def outlook_of_move(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    last_day: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> MoveOutlook:
    """What moving an activity would do. Moves it, and what waits for it: for a rehearsal.

    Whoever else is busy on the days is looked at over all plans that have something there. Raises as
    `move_activity`.
    """
    was = queries.activity(session, activity_id)
    place: dict[str, Any] = {"to": to, "start": start, "end": end, "last_day": last_day}
    moves = preview_move(session, activity_id=activity_id, **place)
    rehearsal = _Rehearsal(session, _plans_around(session, was, moves), {"actor": actor, "now": now})
    on_it = sorted({one.partner for one in was.assignments if one.response is not Answer.DECLINED})
    before, loads = rehearsal.picture(), queries.loads(session, on_it)
    move_activity(
        session, activity_id=activity_id, expected_version=expected_version, **place, **rehearsal.signed
    )
    after = rehearsal.picture()
    alone = tuple(consequences(before, after))
    changes = tuple(_load_changes(before, loads, queries.loads(session, on_it)))
    together = alone
    if moves[1:]:
        after = rehearsal.moved(*moves[1:])
        together = tuple(consequences(before, after))
    known = _outlook(session, was, moves, after, on_it)
    return replace(known, alone=alone, together=together, loads=changes)


def _outlook(
    session: Session, was: ActivityView, moves: Sequence[Move], after: Picture, on_it: Collection[str]
) -> MoveOutlook:
    """What moved, and who is told of it; everything has been moved."""
    ids = [one.activity for one in moves if one.activity is not None]
    live = any(plan.live for plan in after.plans if plan.slug == was.plan)
    return MoveOutlook(
        was=was,
        to=queries.activity(session, was.id),
        along=tuple(moves[1:]),
        told=_told(session, ids),
        untold=_untold(after, on_it) if live else (),
        accepted=tuple(one.partner_name for one in was.assignments if one.response is Answer.ACCEPTED),
        feeds=_feeds(session, ids),
        rule=was.date_rule if was.original_on == was.starts_on else None,
        live=live,
    )


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    """Moves things, and says how the plans stand then."""

    session: Session
    plans: list[Plan]
    signed: dict[str, Any]

    def picture(self) -> Picture:
        self.session.flush()
        return queries.picture(self.session, self.plans, now=self.signed["now"])

    def moved(self, *moves: Move) -> Picture:
        for move in moves:
            if move.activity is not None and move.to is not None:
                move_activity(self.session, activity_id=move.activity, to=move.to, **self.signed)
        return self.picture()


def _plans_around(session: Session, was: ActivityView, moves: Sequence[Move]) -> list[Plan]:
    """The plan at home, and every plan with something on a day that is left or entered."""
    dates = [was.ends_on, *(on for move in moves for on in (move.was, move.to) if on is not None)]
    ids = [move.activity for move in moves if move.activity is not None]
    standing = (
        select(PlanActivity.plan_id)
        .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .where(
            (col(Activity.starts_on) <= max(dates)) & (col(Activity.ends_on) >= min(dates))
            | col(Activity.id).in_(ids)
        )
    )
    return list(session.exec(select(Plan).where(col(Plan.id).in_(standing)).order_by(col(Plan.id))))


def _load_changes(
    before: Picture, was: Mapping[str, Counter[date]], to: Mapping[str, Counter[date]]
) -> Iterator[LoadChange]:
    for slug in sorted(was.keys() | to.keys()):
        old, new, known = was.get(slug, Counter()), to.get(slug, Counter()), before.partners[slug]
        for night in sorted(on for on in old.keys() | new.keys() if old[on] != new[on]):
            yield LoadChange(
                partner=slug,
                name=known.name,
                night=night,
                was=old[night],
                to=new[night],
                capacity=known.capacity,
            )


def _told(session: Session, ids: Collection[int]) -> tuple[str, ...]:
    """For whom a message of a change lies ready then."""
    query = (
        select(Partner.name)
        .join(Contact, col(Contact.partner_id) == col(Partner.id))
        .join(Reminder, col(Reminder.contact_id) == col(Contact.id))
        .where(
            col(Reminder.state) == ReminderState.PLANNED,
            col(Reminder.kind) == ReminderKind.CHANGED,
            col(Reminder.activity_id).in_(ids),
        )
        .distinct()
        .order_by(col(Partner.name))
    )
    return tuple(session.exec(query))


def _untold(after: Picture, on_it: Collection[str]) -> tuple[str, ...]:
    return tuple(after.partners[slug].name for slug in on_it if not after.partners[slug].reached)


def _feeds(session: Session, ids: Collection[int]) -> tuple[str, ...]:
    query = (
        select(Feed.name)
        .join(FeedEntry, col(FeedEntry.feed_id) == col(Feed.id))
        .where(
            col(FeedEntry.activity_id).in_(ids),
            col(FeedEntry.shown),
            col(FeedEntry.hidden).is_(False),
            col(Feed.revoked_at).is_(None),
        )
        .distinct()
        .order_by(col(Feed.name))
    )
    return tuple(session.exec(query))
