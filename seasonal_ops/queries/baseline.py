"""A plan against what it promised when it went live."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from seasonal_ops.errors import Refused
from seasonal_ops.models import Baseline, Partner, Plan, key
from seasonal_ops.queries.activities import activities
from seasonal_ops.views import ActivityView, BaselineView, Move, PartnerBaseline
from seasonal_ops.words import Status


def baseline(session: Session, plan: Plan) -> BaselineView:
    """What was promised, what stands and what was delivered, by partner. Raises Refused for a draft."""
    rows = session.exec(
        select(Baseline)
        .where(Baseline.plan_id == plan.id)
        .order_by(col(Baseline.starts_on), col(Baseline.id))
    ).all()
    if plan.live_at is None:
        raise Refused(f"{plan.slug} is a draft: what it promises is kept when it goes live")
    views = {view.id: view for view in activities(session, plan_id=key(plan))}
    standing = [view for view in views.values() if view.status is not Status.CANCELLED]
    names = dict(session.exec(select(Partner.slug, Partner.name)).all())
    return BaselineView(
        plan=plan.slug,
        taken=plan.live_at,
        promised=len(rows),
        standing=len(standing),
        delivered=sum(view.status is Status.DELIVERED for view in standing),
        partners=tuple(_partners(rows, standing, names)),
        changes=tuple(_changes(rows, views)),
    )


def _partners(
    rows: Sequence[Baseline], standing: Sequence[ActivityView], names: Mapping[str, str]
) -> Iterator[PartnerBaseline]:
    promised = _by_partner((row.activity_id, tuple(row.partners)) for row in rows)
    now = _by_partner((view.id, tuple(one.partner for one in view.assignments)) for view in standing)
    status = {view.id: view.status for view in standing}
    for slug in sorted({*promised, *now}, key=lambda slug: names.get(slug, slug)):
        was, is_now = promised.get(slug, set()), now.get(slug, set())
        count = _counter(is_now, status)
        yield PartnerBaseline(
            partner=slug,
            name=names.get(slug, slug),
            promised=len(was),
            standing=len(is_now),
            added=len(is_now - was),
            dropped=len(was - is_now),
            delivered=count(Status.DELIVERED),
            partly=count(Status.PARTLY),
            not_delivered=count(Status.NOT_DELIVERED),
        )


def _by_partner(pairs: Iterator[tuple[int, tuple[str, ...]]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for activity_id, slugs in pairs:
        for slug in slugs:
            found.setdefault(slug, set()).add(activity_id)
    return found


def _counter(ids: set[int], status: Mapping[int, Status]) -> Callable[[Status], int]:
    return lambda word: sum(status[one] is word for one in ids)


def _changes(rows: Sequence[Baseline], views: Mapping[int, ActivityView]) -> Iterator[Move]:
    """What is not as it was promised, by the promised date; then what was added."""
    for row in rows:
        view = views.get(row.activity_id)
        if view is None:
            yield Move(title=row.title, was=row.starts_on, to=None, reason="no longer in the plan")
        elif view.status is Status.CANCELLED:
            yield _line(
                view, row, "cancelled" + (f": {view.status_note}" if view.status_note else ""), gone=True
            )
        elif view.starts_on != row.starts_on:
            yield _line(view, row, view.date_reason)
        elif view.ends_on != row.ends_on and (view.start_time, view.end_time) == (
            row.start_time,
            row.end_time,
        ):
            yield _line(view, row, "with another last day")
        elif (view.start_time, view.end_time) != (row.start_time, row.end_time):
            yield _line(view, row, "at another time")
    promised = {row.activity_id for row in rows}
    for view in views.values():
        if view.id not in promised and view.status is not Status.CANCELLED:
            yield Move(title=view.title, was=None, to=view.starts_on, reason="added since", activity=view.id)


def _line(view: ActivityView, row: Baseline, reason: str, *, gone: bool = False) -> Move:
    to = None if gone else view.starts_on
    return Move(title=view.title, was=row.starts_on, to=to, reason=reason, activity=view.id)
