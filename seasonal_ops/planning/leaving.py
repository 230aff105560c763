"""Windows that move away from what was counted in them."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import Session, col, select

from seasonal_ops.errors import Refused
from seasonal_ops.models import NEWEST, Count, Measure, Plan
from seasonal_ops.views import Move

# A measure, and the first and the last day of the window that it would get.
Windows = Iterable[tuple[Measure, date, date]]


def left_beside(session: Session, plan: Plan, windows: Windows) -> Iterator[Move]:
    """Measures of which counts would be left behind, where no season would hold them any more."""
    for measure, first, last in windows:
        if many := len(_beside(session, measure, first, last)):
            said = f"{many} count{' is' if many == 1 else 's are'} now beside its window"
            yield Move(
                title=measure.name,
                was=measure.window_from,
                to=first,
                reason=f"counted from {first} to {last}",
                warnings=(f"{said}: widen it with seasonal-ops measure set {plan.slug} {measure.slug}",),
            )


def refuse_approved(session: Session, plan: Plan, windows: Windows) -> None:
    """Raises Refused when somebody answers for what would be left behind."""
    for measure, first, last in windows:
        if many := sum(one.approved_at is not None for one in _beside(session, measure, first, last)):
            raise Refused(
                f"{many} approved count{'s' * (many > 1)} of {measure.slug} would be beside its window of"
                f" {first} to {last}; open them first: seasonal-ops count reopen {plan.slug} {measure.slug}"
            )


def _beside(session: Session, measure: Measure, first: date, last: date) -> list[Count]:
    """What is recorded in its window and would not be in this one."""
    query = select(Count).where(
        Count.measure_id == measure.id,
        NEWEST,
        col(Count.on) >= measure.window_from,
        col(Count.until) <= measure.window_to,
        (col(Count.on) < first) | (col(Count.until) > last),
    )
    return list(session.exec(query))
