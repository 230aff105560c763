"""A report, read from the database; what its readers must not have is not even gathered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, select

from seasonal_ops import queries
from seasonal_ops.dates import plain
from seasonal_ops.evaluation import seasons
from seasonal_ops.models import Partner, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.queries.promises import Month, outcome
from seasonal_ops.reports.shapes import Change, Delivery, Learnt, Report
from seasonal_ops.views import ActivityView, Move, Tally
from seasonal_ops.words import Readers, Sensitivity

# Of a whole plan no activity has moved out: what has another date is told from its promise.
_ALWAYS: Final = Month(date.min, date.max)


def gather(
    session: Session, plan: Plan, against: Sequence[str], *, readers: Readers, now: datetime
) -> Report:
    """The plan against earlier seasons (plans or years; the one before without any), for its readers.

    `now` is aware; a season without an earlier one is reported alone. Raises NotFound for a baseline that
    is named and not known.
    """
    public = readers is Readers.PUBLIC
    views = queries.activities(session, plan_id=key(plan))
    partners = dict(session.exec(select(Partner.slug, Partner.name).order_by(Partner.slug)).all())
    earlier = seasons.baselines(session, plan, against, readers=readers)
    return Report(
        plan=queries.plan(session, plan),
        evaluation=seasons.evaluate(session, plan, earlier, readers=readers, now=now),
        delivery=_delivery(session, plan, views, now, public=public),
        lessons=tuple(_lessons(session, plan, partners, public=public)),
        partners=partners,
        printed=local_today(now, plan.time_zone),
        returns={one.measure: one for one in queries.returns(session, plan, now=now)},
        # Whoever wrote a reason may have named somebody.
        reasons={} if public else _reasons(session, plan),
        veiled=frozenset(one.id for one in views if public and one.sensitivity is not Sensitivity.OPEN),
    )


def _reasons(session: Session, plan: Plan) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in queries.counts(session, plan):
        if one.reason and one.value is not None:
            found.setdefault(one.measure, []).append(f"{plain(one.on)}, {one.value:f}: {one.reason}")
    return {slug: tuple(said) for slug, said in found.items()}


def _delivery(
    session: Session, plan: Plan, views: Sequence[ActivityView], now: datetime, *, public: bool
) -> Delivery:
    tally = Tally.of(outcome(view, _ALWAYS, now) for view in views)
    if plan.live_at is None:
        return Delivery(tally=tally)
    against = queries.baseline(session, plan)
    known = {view.id: view for view in views}
    named = [one for one in against.changes if not public or _is_open(one, known)]
    return Delivery(
        tally=tally,
        taken=local_today(against.taken, plan.time_zone),
        promised=against.promised,
        moved=sum(
            one.was is not None and one.to is not None and one.was != one.to for one in against.changes
        ),
        added=sum(one.was is None for one in against.changes),
        agencies=against.partners,
        changes=tuple(_change(one, public=public) for one in named),
        unnamed=len(against.changes) - len(named),
    )


def _is_open(move: Move, known: Mapping[int, ActivityView]) -> bool:
    view = known.get(move.activity) if move.activity is not None else None
    return view is not None and view.sensitivity is Sensitivity.OPEN


def _change(move: Move, *, public: bool) -> Change:
    """In public without what somebody noted down: nobody wrote it for everybody."""
    reason = _kind(move) if public else move.reason
    return Change(title=move.title, was=move.was, to=move.to, reason=reason)


def _kind(move: Move) -> str:
    if move.to is None:
        return "cancelled"
    if move.was is None:
        return "added since"
    return "moved" if move.was != move.to else "changed"


def _lessons(session: Session, plan: Plan, partners: Mapping[str, str], *, public: bool) -> Iterator[Learnt]:
    for one in queries.lessons(session, plan):
        carried = None if public or one.activity is None else queries.activity(session, one.activity)
        yield Learnt(
            text=one.text,
            owner=partners.get(one.owner, one.owner) if one.owner else "",
            became=carried.plan_name if carried else "",
        )
