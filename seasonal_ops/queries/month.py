"""A month over several plans, as the chair of the board reads it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from seasonal_ops import journal
from seasonal_ops.models import Partner, Plan, Reminder
from seasonal_ops.nights import instant, local_today
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.changes import moves
from seasonal_ops.queries.ledger import Ledger, ledger
from seasonal_ops.queries.lines import Lines
from seasonal_ops.queries.outstanding import ahead, declined, gates_due, overdue, unanswered, unassigned
from seasonal_ops.queries.promises import Month, Promise
from seasonal_ops.queries.uncounted import counts_owed
from seasonal_ops.views import (
    ActivityLine,
    GateLine,
    MissingCount,
    MonthView,
    Outcome,
    PartnerMonth,
    PlanMonth,
    PlanView,
    ReminderTally,
    Shift,
)
from seasonal_ops.words import ReminderState

# The board meets monthly: what is due before its next meeting is decided at this one.
_DECIDE_WITHIN: Final = timedelta(days=30)
_STATES: Final = {
    ReminderState.SENT: "sent",
    ReminderState.DEAD: "dead",
    ReminderState.HELD: "held",
    ReminderState.EXPIRED: "expired",
    **dict.fromkeys((ReminderState.PLANNED, ReminderState.FAILED), "waiting"),
    **dict.fromkeys((ReminderState.LEASED, ReminderState.SENDING), "waiting"),
}


def month(
    session: Session,
    *,
    month: date,
    now: datetime,
    time_zone: str = "Europe/London",
    plan_ids: Collection[int] | None = None,
    by_mail: bool = False,
) -> MonthView:
    """The month that the local date `month` lies in, over all plans or some, as it stands at `now` (aware).

    `by_mail` withholds what may not leave the house.
    """
    book = ledger(session, Month.of(month), now, plan_ids)
    lines = Lines.over(book.plans, book.standing, book.views, by_mail=by_mail)
    names = dict(session.exec(select(Partner.slug, Partner.name)).all())
    today, coming = local_today(now, time_zone), ahead(book.live, now)
    owed = counts_owed(session, [one for one in book.views.values() if one.starts_on in book.month], now)
    facts, head = journal.head(session)
    return MonthView(
        month=book.month.first,
        now=now,
        today=today,
        promised=book.tally(book.promised()),
        besides=book.besides(),
        plans=tuple(_plan(book, plan, owed, lines) for plan in book.plans),
        partners=_partners(book, names, lines),
        withheld=sum(lines.withheld(book.views[one.activity_id]) for one in book.promised()),
        cancelled=_cancelled(book, names, lines),
        moved=_moved(session, book, lines),
        overdue=tuple(lines.activity(view) for view in overdue(book.live, now)),
        unanswered=unanswered(coming, time_zone, {}, lines),
        declined=declined(coming, lines),
        unassigned=unassigned(coming, lines),
        gates=_gates(session, book, today, lines),
        uncounted=tuple(lines.count(one, book.views[one.activity]) for one, done in owed if not done),
        entered=sum(done for _, done in owed),
        reminders=_reminders(session, book, time_zone),
        coming=tuple(
            lines.activity(view) for view in book.views.values() if view.starts_on in book.month.next
        ),
        facts=facts,
        head=head,
    )


def _plan(book: Ledger, plan: PlanView, owed: list[tuple[MissingCount, bool]], lines: Lines) -> PlanMonth:
    counts = [done for one, done in owed if one.plan == plan.slug]
    return PlanMonth(
        plan="" if plan.slug in lines.unnamed else plan.slug,
        name=lines.plan(plan),
        live=plan.live,
        promised=book.tally(book.promised(plan)),
        besides=book.besides(plan),
        entered=sum(counts),
        missing=len(counts) - sum(counts),
    )


def _leads(book: Ledger, one: Promise) -> tuple[str, ...]:
    """Slugs of whoever was to lead it; when nobody was yet, of who leads it now."""
    return one.leads or book.views[one.activity_id].lead_slugs


def _partners(book: Ledger, names: Mapping[str, str], lines: Lines) -> tuple[PartnerMonth, ...]:
    """Without what nobody may be told the lead of: a tally of one would tell it."""
    led: dict[str, list[Promise]] = {}
    for one in book.promised():
        if lines.withheld(book.views[one.activity_id]):
            continue
        for slug in _leads(book, one):
            led.setdefault(slug, []).append(one)
    rows = [PartnerMonth(partner=slug, name=names[slug], promised=book.tally(led[slug])) for slug in led]
    return tuple(sorted(rows, key=lambda row: (row.name, row.partner)))


def _cancelled(book: Ledger, names: Mapping[str, str], lines: Lines) -> tuple[ActivityLine, ...]:
    return tuple(
        lines.activity(book.views[one.activity_id], [names[slug] for slug in _leads(book, one)])
        for one in book.promised()
        if book.became(one) is Outcome.CANCELLED
    )


def _moved(session: Session, book: Ledger, lines: Lines) -> tuple[Shift, ...]:
    moved = book.moved()
    since = {one.activity_id: one.taken for one in moved if one.taken is not None}
    often = moves(session, since, book.now)
    return tuple(
        Shift(
            activity=lines.activity(view),
            was=one.on,
            to=view.starts_on,
            times=len(often.get(one.activity_id, ())),
        )
        for one in moved
        for view in [book.views[one.activity_id]]
    )


def _gates(session: Session, book: Ledger, today: date, lines: Lines) -> tuple[GateLine, ...]:
    """Of drafts too, whose money must be found before they go live, unless their season is over."""
    ids = [plan.id for plan in book.plans if plan.ends_on >= today]
    rows = session.exec(select(Plan).where(col(Plan.id).in_(ids)).order_by(col(Plan.id))).all()
    found = [gate for row in rows for gate in gates(session, row)]
    coming = ahead(book.views.values(), book.now)
    return gates_due(found, coming, today + _DECIDE_WITHIN, lines)


def _reminders(session: Session, book: Ledger, time_zone: str) -> ReminderTally:
    """Of these plans' reminders that were due in the month."""
    start, end = (instant(day, time(0), time_zone) for day in (book.month.first, book.month.after))
    query = (
        select(Reminder.state, Reminder.ambiguous, func.count())
        .where(
            col(Reminder.plan_id).in_([plan.id for plan in book.plans]),
            col(Reminder.due_utc) >= start,
            col(Reminder.due_utc) < end,
        )
        .group_by(col(Reminder.state), col(Reminder.ambiguous))
    )
    tally = dict.fromkeys(("sent", "waiting", "dead", "held", "expired", "ambiguous"), 0)
    for state, ambiguous, count in session.exec(query):
        # What was superseded was never meant to go out; where it may have, that is said.
        if name := _STATES.get(ReminderState(state)):
            tally[name] += count
        if ambiguous:
            tally["ambiguous"] += count
    return ReminderTally(**tally)
