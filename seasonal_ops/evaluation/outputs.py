"""What was done, apart from what came of it: planned against delivered, each value counted once."""

from datetime import date

from sqlmodel import Session

from seasonal_ops.evaluation.shapes import OutputResult
from seasonal_ops.models import Plan


def outputs(session: Session, plan: Plan, *, today: date) -> tuple[OutputResult, ...]:  # noqa: ARG001
    """The outputs and the engagement of a plan, in the template's order."""
    return ()
