"""What is said of a plan's measures, as the doors show it."""

from sqlmodel import Session, col, select

from seasonal_ops.models import Claim, Measure, Plan, key
from seasonal_ops.views import ClaimView


def claims(session: Session, plan: Plan) -> list[ClaimView]:
    """The claims about a plan's measures, in the order in which they were made."""
    rows = session.exec(
        select(Claim, Measure.slug)
        .join(Measure, col(Measure.id) == col(Claim.measure_id))
        .where(Measure.plan_id == plan.id)
        .order_by(col(Claim.id))
    )
    return [
        ClaimView(
            id=key(row),
            plan=plan.slug,
            measure=measure,
            text=row.text,
            change=row.change,
            against_year=row.against_year,
            value=row.value,
            peak=row.peak,
            places=row.places,
            qualifier=row.qualifier,
            source=row.source,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row, measure in rows
    ]
