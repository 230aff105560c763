"""The board: every activity of one plan or of all, phase by phase."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from seasonal_ops.models import Activity, Anchor, Phase, Plan, PlanActivity
from seasonal_ops.nights import local_today
from seasonal_ops.queries.board_rows import NO_PHASE, Place, PlanOnBoard, Reading, tallied
from seasonal_ops.views.board import BoardPhase, BoardRow, BoardView

# Number and name of each phase, plan by plan.
Phases = Mapping[Place, tuple[int, str]]


def board(
    session: Session,
    *,
    now: datetime,
    plan_id: int | None = None,
    first: int | None = None,
    time_zone: str = "Europe/London",
) -> BoardView:
    """One plan or all of them, what is not over first; an activity of several stands where it is at home.

    `now` is aware; which day it is, the partnership's `time_zone` says. `first` gives no more activities than
    that, of the first phases, and no clashes: for the first picture.
    """
    today = local_today(now, time_zone)
    plans = _plans(session, plan_id, today)
    phases = _phases(session, plans)
    reading = Reading(session, now, plans, {place: name for place, (_, name) in phases.items()}, plan_id)
    rows = reading.everything() if first is None else reading.first(first)
    totals = tallied(rows) if first is None else reading.totals()
    return BoardView(
        plan=next(iter(plans.values())).slug if plan_id is not None and plans else None,
        today=today,
        phases=tuple(_in_order(plans, phases, totals, rows)),
        whole=first is None,
        names=reading.names,
    )


def _plans(session: Session, plan_id: int | None, today: date) -> dict[int, PlanOnBoard]:
    """By id; on top what is not over, the next to begin first, and below what is, the last one first."""
    anchors = defaultdict(set)
    for of_plan, on in session.execute(select(col(Anchor.plan_id), col(Anchor.on))):
        anchors[of_plan].add(on)
    starts, ends = func.min(col(Activity.starts_on)), func.max(col(Activity.ends_on))
    query = (
        select(col(Plan.id), col(Plan.slug), col(Plan.name), col(Plan.live_at), col(Plan.begins))
        .add_columns(starts.label("starts"), ends.label("ends"))
        .outerjoin(PlanActivity, col(PlanActivity.plan_id) == col(Plan.id))
        .outerjoin(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .group_by(col(Plan.id))
    )
    if plan_id is not None:
        query = query.where(col(Plan.id) == plan_id)
    spans: list[tuple[date, date, Any]] = [
        (row.starts or row.begins, row.ends or row.begins, row) for row in session.execute(query)
    ]
    coming = sorted((one for one in spans if one[1] >= today), key=lambda one: (one[0], one[2].slug))
    over = sorted((one for one in spans if one[1] < today), key=lambda one: one[1], reverse=True)
    return {
        row.id: PlanOnBoard(
            slug=row.slug,
            name=row.name,
            draft=row.live_at is None,
            over=ends < today,
            anchors=frozenset(anchors[row.id]),
        )
        for _, ends, row in (*coming, *over)
    }


def _phases(session: Session, plans: Mapping[int, PlanOnBoard]) -> Phases:
    """In the order of the plans and of their phases; what stands in none comes last in its plan."""
    query = select(col(Phase.id), col(Phase.plan_id), col(Phase.slug), col(Phase.name))
    of_plans: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for number, plan, slug, name in session.execute(query.order_by(col(Phase.position), col(Phase.id))):
        of_plans[plan].append((slug, number, name))
    found: dict[Place, tuple[int, str]] = {}
    for plan in plans:
        found |= {(plan, slug): (number, name) for slug, number, name in of_plans[plan]}
        found[plan, NO_PHASE] = (-plan, "")
    return found


def _in_order(
    plans: Mapping[int, PlanOnBoard],
    phases: Phases,
    totals: Mapping[Place, tuple[int, int]],
    rows: Mapping[Place, Sequence[BoardRow]],
) -> Iterator[BoardPhase]:
    """The phases in which something stands."""
    for place, (number, name) in phases.items():
        plan = plans[place[0]]
        if found := rows.get(place):
            total, delivered = totals[place]
            yield BoardPhase(
                number=number,
                plan=plan.slug,
                plan_name=plan.name,
                name=name,
                draft=plan.draft,
                over=plan.over,
                total=total,
                delivered=delivered,
                rows=tuple(found),
            )
