"""What the activities of a plan are sorted by: its phases, and what they are about."""

from sqlmodel import Session, col, select

from seasonal_ops.models import Activity, Phase, PlanActivity, Theme


def phases(session: Session, plan_id: int) -> tuple[tuple[str, str], ...]:
    """Slugs and names of a plan's phases, in their order."""
    query = select(Phase.slug, Phase.name).where(Phase.plan_id == plan_id).order_by(col(Phase.position))
    return tuple((slug, name) for slug, name in session.exec(query))


def themes(session: Session, plan_id: int) -> tuple[str, ...]:
    """The themes of a plan and those that its activities have besides, by the alphabet."""
    own = session.exec(select(Theme.slug).where(Theme.plan_id == plan_id))
    used = session.exec(
        select(Activity.theme)
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(PlanActivity.plan_id == plan_id)
    )
    return tuple(sorted({*own, *used} - {None, ""}))
