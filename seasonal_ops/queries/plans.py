"""Plans as the doors show them."""

from sqlmodel import Session, col, func, select

from seasonal_ops.models import Anchor, Plan, PlanActivity, key
from seasonal_ops.views import AnchorView, PlanView


def plans(session: Session) -> list[PlanView]:
    """All plans, by their first day."""
    rows = session.exec(select(Plan).order_by(col(Plan.starts_on), col(Plan.slug))).all()
    return [_view(session, row) for row in rows]


def plan(session: Session, row: Plan) -> PlanView:
    """One plan."""
    return _view(session, row)


def _view(session: Session, row: Plan) -> PlanView:
    anchors = session.exec(
        select(Anchor).where(Anchor.plan_id == row.id).order_by(col(Anchor.on), col(Anchor.position))
    )
    count = session.exec(select(func.count()).where(PlanActivity.plan_id == row.id)).one()
    return PlanView(
        id=key(row),
        slug=row.slug,
        name=row.name,
        template=row.template,
        year=row.year,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        live=row.live_at is not None,
        activity_count=count,
        anchors=tuple(
            AnchorView(name=anchor.name, on=anchor.on, given=anchor.given, reason=anchor.reason)
            for anchor in anchors
        ),
    )
