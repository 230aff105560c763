"""The dossier of a plan, read from the database."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from seasonal_ops.models import Partner, Phase, Plan, PlanActivity, key
from seasonal_ops.nights import instants, local_today
from seasonal_ops.paper.shapes import Dossier
from seasonal_ops.queries import activities, gates, measures, targets
from seasonal_ops.queries import plan as plan_view
from seasonal_ops.views import ActivityView


def dossier(session: Session, plan: Plan, *, now: datetime) -> Dossier:
    """The plan as it stands; `now` is aware and says what is late. An activity of two plans is there once."""
    standing = _activities(session, plan)
    return Dossier(
        plan=plan_view(session, plan),
        phases=_phases(session, plan),
        activities=standing,
        gates=tuple(gates(session, plan)),
        targets=tuple(targets(session, plan)),
        measures=tuple(measures(session, plan)),
        objective=plan.objective,
        delivery_groups=tuple(plan.delivery_groups),
        live_since=None if plan.live_at is None else local_today(plan.live_at, plan.time_zone),
        late=frozenset(view.id for view in standing if view.status.open and _end(view) <= now),
        partners=dict(session.exec(select(Partner.slug, Partner.name).order_by(Partner.slug)).all()),
    )


def _phases(session: Session, plan: Plan) -> tuple[tuple[str, str], ...]:
    query = select(Phase.slug, Phase.name).where(Phase.plan_id == plan.id).order_by(col(Phase.position))
    return tuple((slug, name) for slug, name in session.exec(query))


def _activities(session: Session, plan: Plan) -> tuple[ActivityView, ...]:
    """With the phase that each has in this plan: the view's own is that of the plan it is at home in."""
    query = select(PlanActivity.activity_id, PlanActivity.phase).where(PlanActivity.plan_id == plan.id)
    phases = dict(session.exec(query).all())
    return tuple(replace(view, phase=phases[view.id]) for view in activities(session, plan_id=key(plan)))


def _end(view: ActivityView) -> datetime:
    return instants(view.starts_on, view.ends_on, view.start_time, view.end_time, view.time_zone)[1]
