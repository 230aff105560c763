"""Which plan counts are known of."""

from sqlmodel import Session, col, select

from seasonal_ops.models import NEWEST, Count, Measure, Plan


def last_counted(session: Session) -> Plan | None:
    """The plan with the value of the latest date; None when nothing is recorded anywhere."""
    return session.exec(
        select(Plan)
        .join(Measure, col(Measure.plan_id) == col(Plan.id))
        .join(Count, col(Count.measure_id) == col(Measure.id))
        .where(NEWEST, col(Count.value).is_not(None))
        .order_by(col(Count.on).desc(), col(Plan.id).desc())
        .limit(1)
    ).first()
