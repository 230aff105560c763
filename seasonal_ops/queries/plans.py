"""Plans as the doors show them."""

from sqlmodel import Session, col, func, select

from seasonal_ops.models import Activity, Anchor, Plan, PlanActivity, key
from seasonal_ops.queries.people import lead_of
from seasonal_ops.views import AnchorView, PlanView


def plans(session: Session) -> list[PlanView]:
    """All plans, by their first day."""
    views = [plan(session, row) for row in session.exec(select(Plan)).all()]
    return sorted(views, key=lambda view: (view.starts_on, view.slug))


def plan(session: Session, row: Plan) -> PlanView:
    """One plan; it lasts from its first activity to its last."""
    anchors = session.exec(
        select(Anchor).where(Anchor.plan_id == row.id).order_by(col(Anchor.on), col(Anchor.position))
    )
    count, starts_on, ends_on = session.exec(
        select(func.count(), func.min(Activity.starts_on), func.max(Activity.ends_on))
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(PlanActivity.plan_id == row.id)
    ).one()
    return PlanView(
        id=key(row),
        slug=row.slug,
        name=row.name,
        template=row.template,
        year=row.year,
        starts_on=starts_on or row.begins,
        ends_on=ends_on or row.begins,
        live=row.live_at is not None,
        activity_count=count,
        anchors=tuple(
            AnchorView(name=anchor.name, on=anchor.on, given=anchor.given, reason=anchor.reason)
            for anchor in anchors
        ),
        lead=lead_of(session, row),
    )
